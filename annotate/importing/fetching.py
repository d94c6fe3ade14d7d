"""Fetch a page by its URL, without reaching into our own network."""

import ssl
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urlunsplit

import httpcore2
import idna

from annotate.importing.public_network import PASTE, Allowed, FetchError, PublicNetwork, Resolver, is_public, resolve
from annotate.importing.readers.file_formats import BY_CONTENT_TYPE
from annotate.text.web_addresses import join_url, parse_url

PORTS = frozenset([80, 443])  # web pages use no others; services inside a network do
SECONDS = 30.0  # for everything, including redirects; an ordinary page takes two
MOST_REDIRECTS = 5  # http to https, to "www.", to a consent page and back
LARGEST = 20_000_000  # bytes, compressed and unpacked: the same as LARGEST_DOCUMENT for a PDF
_USUAL_PORT = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = [
    ("User-Agent", "Mozilla/5.0 (compatible; OnRecord; imports single articles for an editor)"),
    ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"),
    ("Accept-Language", "en;q=0.9, *;q=0.5"),
    ("Accept-Encoding", "gzip"),
    ("Connection", "close"),
]


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page's bytes, its URL after all redirects, and the content type and charset that the server declares."""

    raw: bytes
    url: str
    content_type: str
    charset: str


def fetch(
    url: str,
    *,
    is_allowed: Allowed = is_public,
    resolver: Resolver = resolve,
    ports: Collection[int] = PORTS,
    seconds: float = SECONDS,
    largest: int = LARGEST,
    tls: ssl.SSLContext | None = None,
) -> FetchedPage:
    """Return the page at a URL, following redirects. Raise FetchError.

    is_allowed: decides which addresses to connect to. It checks every address of each name before anything is sent, and
    the address that answers. seconds: for everything. largest: in bytes, before and after unpacking.
    """
    network = PublicNetwork(is_allowed, resolver, time.monotonic() + seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            parts = check_url(url, ports)
            answer = _request(parts, network, largest, tls)
            if isinstance(answer, FetchedPage):
                return answer
            url = join_url(urlunsplit(parts), answer) or ""
            if not url:
                raise FetchError(f"The site redirects to an address that is not valid. {PASTE}")
    except httpcore2.TimeoutException as error:
        raise FetchError(f"The site did not answer in time. Try again later. {PASTE}") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise FetchError(_explain_network_error(error)) from error
    raise FetchError(f"The site redirects more than {MOST_REDIRECTS} times. {PASTE}")


def check_url(url: str, ports: Collection[int] = PORTS) -> SplitResult:
    """Return the URL's parts, with its host name in ASCII and its path quoted. Raise FetchError if it can't be a web
    page's URL."""
    parts = parse_url(url.strip())
    if parts is None:
        raise FetchError("This is not a URL. Copy it from your browser's address bar.")
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(
            "OnRecord fetches only URLs that begin with http:// or https://. Copy it from your browser's address bar."
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError("This URL contains a user name or password. Remove it.")
    if (port or _USUAL_PORT[parts.scheme]) not in ports:
        raise FetchError(f"Port {port} isn't a web port. Use a URL without a port.")
    try:
        ascii_host = host if ":" in host or host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise FetchError("This URL has no valid host name. Copy it from your browser's address bar.") from error
    netloc = (f"[{ascii_host}]" if ":" in ascii_host else ascii_host) + (f":{port}" if port else "")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:=&~+!$,;'@()*?"), "")


def _request(parts: SplitResult, network: PublicNetwork, largest: int, tls: ssl.SSLContext | None) -> FetchedPage | str:
    """Request one URL. Return the page, or the URL that it redirects to."""
    url = urlunsplit(parts)
    # Use a new pool for each request, so that no connection outlives its checks.
    with (
        httpcore2.ConnectionPool(ssl_context=tls, network_backend=network) as pool,
        pool.stream("GET", url.encode("ascii"), headers=HEADERS) as response,
    ):
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and headers.get("location"):
            return headers["location"]
        if response.status != 200:
            raise FetchError(_explain_status(response.status))
        content_type, charset = _content_type(headers.get("content-type", "text/html"))
        raw = b"".join(_unpack(response.iter_stream(), headers.get("content-encoding", ""), largest))
    return FetchedPage(raw, url, content_type, charset)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = header
    content_type = message.get_content_type()
    if content_type not in BY_CONTENT_TYPE:
        raise FetchError(f"This URL leads to {content_type}, not to an article. Use the URL of the article's page.")
    return content_type, message.get_content_charset("")


def _unpack(chunks: Iterable[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """Yield the unpacked body piece by piece. Never hold more than `largest` bytes, compressed or unpacked."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"The site compressed its page in an unsupported way ({encoding[:20]}). {PASTE}")
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(47)
    received = unpacked = 0
    for chunk in chunks:
        received += len(chunk)
        _check_size(received, largest)
        try:
            piece = unpacker.decompress(chunk, largest - unpacked + 1) if unpacker else chunk
        except zlib.error as error:
            raise FetchError(f"The page arrived damaged. Try again, or do this instead: {PASTE}") from error
        unpacked += len(piece)
        _check_size(unpacked, largest)
        yield piece
    if unpacker and not unpacker.eof:
        raise FetchError(f"The page is incomplete. Try again, or do this instead: {PASTE}")


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise FetchError(f"The page has more than {largest:,} bytes. {PASTE}")


def _explain_status(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return f"The site does not show this page to programs ({status}). {PASTE}"
    if status in (404, 410):
        return f"The site has no such page ({status}). Check that the URL is complete."
    if status == 429 or status >= 500:
        return f"The site cannot answer now ({status}). Try again later."
    return f"The site answered with {status} instead of a page. {PASTE}"


def _explain_network_error(error: Exception) -> str:
    if isinstance(error, httpcore2.ProtocolError):
        return f"The site's answer was not valid HTTP. {PASTE}"
    return "OnRecord could not reach the site. Check the URL, or try again later."
