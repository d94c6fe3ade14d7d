"""Exports in every format, in pieces, as they are sent or written."""

from collections.abc import Iterator

from annotate import audit_log
from annotate.exporting import brat_writer, csv_writer, data_package, jsonl_writer, webanno_writer
from annotate.exporting.zip_stream import zipped
from annotate.models import User
from annotate.models.claim import ClaimQuerySet

FORMATS = {
    "csv": "CSV, for spreadsheets",
    "jsonl": "JSON Lines, for another OnRecord",
    "webanno": "W3C Web Annotation (JSON-LD)",
    "brat": "brat standoff (zip)",
}
MANIFEST = "datapackage.json"
_PIECES = {"jsonl": jsonl_writer.pieces, "webanno": webanno_writer.pieces}


def export(
    claims: ClaimQuerySet, format: str, *, byte_order_mark: bool = True, with_manifest: bool = False
) -> Iterator[bytes]:
    """The claims in a format of FORMATS, in memory that does not grow; with its manifest, as a zip of both. brat, which
    is many files, always is such a zip."""
    described = (MANIFEST, data_package.pieces(claims, format))
    if format == "brat":
        return zipped(_and(brat_writer.files(claims), described))
    content = (
        csv_writer.stream_csv(claims, byte_order_mark=byte_order_mark) if format == "csv" else _PIECES[format](claims)
    )
    return zipped([(data_package.FILES[format][0], content), described]) if with_manifest else content


def export_for(*, by: User | None, what: str, claims: ClaimQuerySet, format: str, **options: bool) -> Iterator[bytes]:
    """`export`, with a note in the audit list: of `what`, by whom (None: a command), before the first piece leaves."""
    audit_log.note(audit_log.What.EXPORTED, by=by, subject=what, detail=FORMATS[format])
    return export(claims, format, **options)


def is_zip(format: str, with_manifest: bool) -> bool:
    """Whether the export is a zip."""
    return format == "brat" or with_manifest


def file_name(stem: str, format: str, *, with_manifest: bool = False) -> str:
    """What the export's file is called: "claims.csv"."""
    ending = "zip" if is_zip(format, with_manifest) else data_package.FILES[format][0].rpartition(".")[2]
    return f"{stem}.{ending}"


def media_type(format: str, *, with_manifest: bool = False) -> str:
    """The export's media type, with its encoding if it is text."""
    return "application/zip" if is_zip(format, with_manifest) else f"{data_package.FILES[format][1]}; charset=utf-8"


def _and(files: Iterator[tuple], last: tuple) -> Iterator[tuple]:
    yield from files
    yield last
