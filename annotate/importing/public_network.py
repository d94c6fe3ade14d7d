"""Connections to the open internet alone: what a name leads to is checked before anything is sent there."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore2

from annotate.importing.decoding import Unreadable

CONNECTING_SECONDS = 10.0  # to one of a name's addresses, so that there is time for the next
MOST_ADDRESSES = 8  # of a name that are tried
PASTE = "Open it in your browser and paste the article's text."
# Of IPv6, only this is handed out to the open internet, and its well-known way to reach IPv4 (NAT64).
_OPEN_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Newer or older reserved networks than Python's own tables have.
_RESERVED = [IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20")]

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]
Resolver = Callable[[str], Iterable[str]]


class FetchError(Unreadable):
    """The page could not be fetched; the message says why and what to do, in a sentence for the editor."""


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


class PublicNetwork(httpcore2.NetworkBackend):
    """Connects to addresses that have been checked, never to names: what a name means cannot change in between."""

    def __init__(self, is_allowed: Allowed, resolver: Resolver, deadline: float) -> None:
        self._is_allowed, self._resolver, self._deadline = is_allowed, resolver, deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> httpcore2.NetworkStream:
        trouble: Exception = FetchError(f"There is no site {host}. See whether its name is spelled right.")
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
        raise FetchError(
            f"{host} is inside a private network, not on the open internet, so it was not fetched. {PASTE}"
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
                raise FetchError(
                    f"The site's certificate is not valid for its name, so that it may be another's. {PASTE}"
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
