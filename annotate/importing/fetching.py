"""From a URL to the bytes of its page, without reaching into our own network."""

import ssl
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore2
import idna

from annotate.importing.public_network import PASTE, Allowed, FetchError, PublicNetwork, Resolver, is_public, resolve
from annotate.importing.readers.formats import BY_CONTENT_TYPE

PORTS = frozenset([80, 443])  # a page has no other; others are what runs inside a network
SECONDS = 30.0  # for all of it, redirects included; a page that an editor waits for takes two
MOST_REDIRECTS = 5  # http to https, to "www.", to a consent page and back
LARGEST = 20_000_000  # bytes, packed and unpacked: as LARGEST_DOCUMENT has it for a PDF
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
    """What a URL led to: its bytes, the address after all redirects, and what the server says that it is."""

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
    """The page at a URL, its redirects followed. Raises FetchError.

    is_allowed: which addresses may be connected to; it is asked about every address of each name before anything is
    sent, and about the one that answered. seconds: for all of it. largest: in bytes, before and after unpacking.
    """
    network = PublicNetwork(is_allowed, resolver, time.monotonic() + seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            parts = check_url(url, ports)
            answer = _answer(parts, network, largest, tls)
            if isinstance(answer, FetchedPage):
                return answer
            url = urljoin(urlunsplit(parts), answer)
    except httpcore2.TimeoutException as error:
        raise FetchError(f"The site did not answer in time. Try again later. {PASTE}") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise FetchError(_network_sentence(error)) from error
    raise FetchError(f"The site leads from one address to the next more than {MOST_REDIRECTS} times. {PASTE}")


def check_url(url: str, ports: Collection[int] = PORTS) -> SplitResult:
    """The URL's parts, its name in ASCII and its path as it is sent. Raises FetchError for what is no page's."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError("This is no URL. Copy it from your browser's address bar.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError("Only addresses that begin with http:// or https:// can be fetched.")
    if parts.username is not None or parts.password is not None:
        raise FetchError("The URL has a user name or password in it. Leave it out.")
    if (port or _USUAL_PORT[parts.scheme]) not in ports:
        raise FetchError(f"Its port ({port}) is none of a page's. Only the usual ones of http and https are fetched.")
    try:
        ascii_host = host if ":" in host or host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise FetchError("The URL's site name is none. Copy it from your browser's address bar.") from error
    netloc = (f"[{ascii_host}]" if ":" in ascii_host else ascii_host) + (f":{port}" if port else "")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:=&~+!$,;'@()*?"), "")


def _answer(parts: SplitResult, network: PublicNetwork, largest: int, tls: ssl.SSLContext | None) -> FetchedPage | str:
    """What stands at the address, or the address that it redirects to."""
    url = urlunsplit(parts)
    # A pool for each request: no connection outlives the checks made for it.
    with (
        httpcore2.ConnectionPool(ssl_context=tls, network_backend=network) as pool,
        pool.stream("GET", url.encode("ascii"), headers=HEADERS) as response,
    ):
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and headers.get("location"):
            return headers["location"]
        if response.status != 200:
            raise FetchError(_status_sentence(response.status))
        content_type, charset = _content_type(headers.get("content-type", "text/html"))
        raw = b"".join(_unpacked(response.iter_stream(), headers.get("content-encoding", ""), largest))
    return FetchedPage(raw, url, content_type, charset)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = header
    content_type = message.get_content_type()
    if content_type not in BY_CONTENT_TYPE:
        raise FetchError(f"The address leads to {content_type}, not to an article's page. Give its page's address.")
    return content_type, message.get_content_charset("")


def _unpacked(chunks: Iterable[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """The body, unpacked piece by piece; no more than `largest` bytes of it exist at any time, packed or unpacked."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"The site packs its page in a way that was not asked for ({encoding[:20]}). {PASTE}")
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(47)
    came = unpacked = 0
    for chunk in chunks:
        came += len(chunk)
        _check_size(came, largest)
        try:
            piece = unpacker.decompress(chunk, largest - unpacked + 1) if unpacker else chunk
        except zlib.error as error:
            raise FetchError(f"The site's page came damaged. Try again. {PASTE}") from error
        unpacked += len(piece)
        _check_size(unpacked, largest)
        yield piece
    if unpacker and not unpacker.eof:
        raise FetchError(f"The site's page broke off. Try again. {PASTE}")


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise FetchError(f"The page has more than {largest:,} bytes. {PASTE}")


def _status_sentence(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return f"The site does not show this page to programs ({status}). {PASTE}"
    if status in (404, 410):
        return f"The site has no such page ({status}). See whether the URL is complete."
    if status == 429 or status >= 500:
        return f"The site could not answer just now ({status}). Try again later."
    return f"The site answered with {status} instead of a page. {PASTE}"


def _network_sentence(error: Exception) -> str:
    if isinstance(error, httpcore2.ProtocolError):
        return f"The site's answer was no proper HTTP. {PASTE}"
    return "The site could not be reached. See whether the URL is right, or try again later."
