"""Exports in every format, as streams of bytes."""

from collections.abc import Iterable, Iterator

from annotate import audit_log
from annotate.exporting import brat_writer, csv_writer, data_package, jsonl_writer, webanno_writer
from annotate.exporting.zip_stream import stream_zip
from annotate.models import User
from annotate.models.claim_queries import ClaimQuerySet

FORMATS = {
    "csv": "CSV, for spreadsheets",
    "jsonl": "JSON Lines, for another OnRecord",
    "webanno": "W3C Web Annotation (JSON-LD)",
    "brat": "brat standoff (zip)",
}
MANIFEST = "datapackage.json"


def export(
    claims: ClaimQuerySet, format: str, *, byte_order_mark: bool = True, with_manifest: bool = False
) -> Iterator[bytes]:
    """Return the claims in a format of FORMATS, in constant memory.

    With a manifest it is a zip of both. brat has many files, so it is always such a zip.
    """
    manifest = (MANIFEST, data_package.stream_manifest(claims, format))
    if format == "brat":
        return stream_zip(_add_last(brat_writer.stream_files(claims), manifest))
    content = _stream_file(claims, format, byte_order_mark)
    return stream_zip([(data_package.FILES[format][0], content), manifest]) if with_manifest else content


def _stream_file(claims: ClaimQuerySet, format: str, byte_order_mark: bool) -> Iterator[bytes]:
    if format == "csv":
        return csv_writer.stream_csv(claims, byte_order_mark=byte_order_mark)
    return jsonl_writer.stream_lines(claims) if format == "jsonl" else webanno_writer.stream_document(claims)


def _add_last(
    files: Iterable[tuple[str, bytes]], last: tuple[str, Iterator[bytes]]
) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    yield from files
    yield last


def export_audited(
    *,
    by: User | None,
    subject: str,
    claims: ClaimQuerySet,
    format: str,
    byte_order_mark: bool = True,
    with_manifest: bool = False,
) -> Iterator[bytes]:
    """Note the export in the audit list, then return it as `export` does.

    by: None for a command. subject: what was exported, for the list.
    """
    audit_log.note(audit_log.Action.EXPORTED, by=by, subject=subject, detail=FORMATS[format])
    return export(claims, format, byte_order_mark=byte_order_mark, with_manifest=with_manifest)


def is_zip(format: str, with_manifest: bool) -> bool:
    return format == "brat" or with_manifest


def file_name(stem: str, format: str, *, with_manifest: bool = False) -> str:
    """Return the name of the exported file, such as "claims.csv"."""
    extension = "zip" if is_zip(format, with_manifest) else data_package.FILES[format][0].rpartition(".")[2]
    return f"{stem}.{extension}"


def media_type(format: str, *, with_manifest: bool = False) -> str:
    """Return the export's media type, with the encoding of text."""
    return "application/zip" if is_zip(format, with_manifest) else f"{data_package.FILES[format][1]}; charset=utf-8"
