"""From a URL to the bytes of its page, without reaching into our own network."""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

import httpcore2
import idna

from annotate.importing.decoding import Unreadable

PORTS = frozenset([80, 443])  # a page has no other; others are what runs inside a network
SECONDS = 30.0  # for all of it, redirects included; a page that an editor waits for takes two
CONNECTING_SECONDS = 10.0  # to one of a name's addresses, so that there is time for the next
MOST_REDIRECTS = 5  # http to https, to "www.", to a consent page and back
MOST_ADDRESSES = 8  # of a name that are tried
LARGEST = 20_000_000  # bytes, packed and unpacked: as LARGEST_DOCUMENT has it for a PDF
CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_USUAL_PORT = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = [
    ("User-Agent", "Mozilla/5.0 (compatible; OnRecord; imports single articles for an editor)"),
    ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"),
    ("Accept-Language", "en;q=0.9, *;q=0.5"),
    ("Accept-Encoding", "gzip"),
    ("Connection", "close"),
]
# Of IPv6, only this is handed out to the open internet, and its well-known way to reach IPv4 (NAT64).
_OPEN_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Newer or older reserved networks than Python's own tables have.
_RESERVED = [IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20")]

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]
Resolver = Callable[[str], Iterable[str]]


class Unfetchable(Unreadable):
    """The page could not be fetched; the message says why and what to do, in a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL led to: its bytes, the address after all redirects, and what the server says that it is."""

    raw: bytes
    url: str
    content_type: str
    charset: str


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet: not loopback, private, link-local, shared (100.64/10), multicast
    or reserved. An IPv6 address that stands for an IPv4 address is what that one is."""
    if isinstance(address, IPv6Address):
        inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address.ipv4_mapped
        if inner:
            return is_public(inner)
        # The old tunnels 6to4 and Teredo carry an IPv4 address too, and no page stands behind them any more.
        if address.sixtofour or address.teredo or address not in _OPEN_IPV6:
            return False
    reserved = address.is_multicast or address.is_reserved or any(address in network for network in _RESERVED)
    return address.is_global and not reserved


def resolve(name: str) -> list[str]:
    """The addresses of a name, as the system has them. Raises OSError."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(entry[4][0] for entry in found))


def fetch(
    url: str,
    *,
    is_allowed: Allowed = is_public,
    resolver: Resolver = resolve,
    ports: Collection[int] = PORTS,
    seconds: float = SECONDS,
    largest: int = LARGEST,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The page at a URL, its redirects followed. Raises Unfetchable.

    is_allowed: which addresses may be connected to; it is asked about every address of each name before anything is
    sent, and about the one that answered. seconds: for all of it. largest: in bytes, before and after unpacking.
    """
    network = _Network(is_allowed, resolver, time.monotonic() + seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            parts = checked_url(url, ports)
            answer = _answer(parts, network, largest, tls)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(urlunsplit(parts), answer)
    except httpcore2.TimeoutException as error:
        raise Unfetchable(f"The site did not answer in time. Try again later. {_PASTE}") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        raise Unfetchable(_network_sentence(error)) from error
    raise Unfetchable(f"The site leads from one address to the next more than {MOST_REDIRECTS} times. {_PASTE}")


_PASTE = "Open it in your browser and paste the article's text."


def checked_url(url: str, ports: Collection[int] = PORTS) -> SplitResult:
    """The URL's parts, its name in ASCII and its path as it is sent. Raises Unfetchable for what is no page's."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unfetchable("This is no URL. Copy it from your browser's address bar.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Unfetchable("Only addresses that begin with http:// or https:// can be fetched.")
    if parts.username is not None or parts.password is not None:
        raise Unfetchable("The URL has a user name or password in it. Leave it out.")
    if (port or _USUAL_PORT[parts.scheme]) not in ports:
        raise Unfetchable(f"Its port ({port}) is none of a page's. Only the usual ones of http and https are fetched.")
    try:
        ascii_host = host if ":" in host or host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise Unfetchable("The URL's site name is none. Copy it from your browser's address bar.") from error
    netloc = (f"[{ascii_host}]" if ":" in ascii_host else ascii_host) + (f":{port}" if port else "")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe="/%:=&~+!$,;'@()*?"), "")


class _Network(httpcore2.NetworkBackend):
    """Connects to addresses that have been checked, never to names: what a name means cannot change in between."""

    def __init__(self, is_allowed: Allowed, resolver: Resolver, deadline: float) -> None:
        self._is_allowed, self._resolver, self._deadline = is_allowed, resolver, deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> httpcore2.NetworkStream:
        trouble: Exception = Unfetchable(f"There is no site {host}. See whether its name is spelled right.")
        for address in self._addresses(host)[:MOST_ADDRESSES]:
            try:
                seconds = min(CONNECTING_SECONDS, seconds_left(self._deadline))
                stream = self._sockets.connect_tcp(str(address), port, seconds, None, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
                continue
            self._check([stream.get_extra_info("server_addr")[0]], host, stream)
            return _Timed(stream, self._deadline)
        raise trouble

    def _addresses(self, host: str) -> list[Address]:
        found = _within(seconds_left(self._deadline), lambda: list(self._resolver(host)))
        return self._check(found, host)

    def _check(self, found: Iterable[str], host: str, stream: httpcore2.NetworkStream | None = None) -> list[Address]:
        addresses = [ip_address(each) for each in found]
        if all(map(self._is_allowed, addresses)):
            return addresses
        if stream:
            stream.close()
        raise Unfetchable(
            f"{host} is inside a private network, not on the open internet, so it was not fetched. {_PASTE}"
        )


class _Timed(httpcore2.NetworkStream):
    """A connection on which everything together ends at a deadline: a server that sends a byte now and then cannot hold
    a worker."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, seconds_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, seconds_left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> httpcore2.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, seconds_left(self._deadline))
        except httpcore2.ConnectError as error:
            # The pool hides the cause.
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise Unfetchable(
                    f"The site's certificate is not valid for its name, so that it may be another's. {_PASTE}"
                ) from error
            raise
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str):
        return self._stream.get_extra_info(info)


def seconds_left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("out of time")
    return left


def _within(seconds: float, function: Callable[[], list[str]]) -> list[str]:
    """What a function gives within so many seconds; the system's resolver has no limit of its own."""
    given: list = []

    def run() -> None:
        try:
            given.append(function())
        except Exception as error:
            given.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not given:
        raise httpcore2.ConnectTimeout("the name was not resolved in time")
    if isinstance(given[0], (socket.gaierror, UnicodeError)):
        return []
    if isinstance(given[0], Exception):
        raise given[0]
    return given[0]


def _answer(parts: SplitResult, network: _Network, largest: int, tls: ssl.SSLContext | None) -> Fetched | str:
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
            raise Unfetchable(_status_sentence(response.status))
        content_type, charset = _content_type(headers.get("content-type", "text/html"))
        raw = b"".join(_unpacked(response.iter_stream(), headers.get("content-encoding", ""), largest))
    return Fetched(raw, url, content_type, charset)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = header
    content_type = message.get_content_type()
    if content_type not in CONTENT_TYPES:
        raise Unfetchable(f"The address leads to {content_type}, not to an article's page. Give its page's address.")
    return content_type, message.get_content_charset("")


def _unpacked(chunks: Iterable[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """The body, unpacked piece by piece; no more than `largest` bytes of it exist at any time, packed or unpacked."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unfetchable(f"The site packs its page in a way that was not asked for ({encoding[:20]}). {_PASTE}")
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(47)
    came = unpacked = 0
    for chunk in chunks:
        came += len(chunk)
        _check_size(came, largest)
        try:
            piece = unpacker.decompress(chunk, largest - unpacked + 1) if unpacker else chunk
        except zlib.error as error:
            raise Unfetchable(f"The site's page came damaged. Try again. {_PASTE}") from error
        unpacked += len(piece)
        _check_size(unpacked, largest)
        yield piece
    if unpacker and not unpacker.eof:
        raise Unfetchable(f"The site's page broke off. Try again. {_PASTE}")


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise Unfetchable(f"The page has more than {largest:,} bytes. {_PASTE}")


def _status_sentence(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return f"The site does not show this page to programs ({status}). {_PASTE}"
    if status in (404, 410):
        return f"The site has no such page ({status}). See whether the URL is complete."
    if status == 429 or status >= 500:
        return f"The site could not answer just now ({status}). Try again later."
    return f"The site answered with {status} instead of a page. {_PASTE}"


def _network_sentence(error: Exception) -> str:
    if isinstance(error, httpcore2.ProtocolError):
        return f"The site's answer was no proper HTTP. {_PASTE}"
    return "The site could not be reached. See whether the URL is right, or try again later."
