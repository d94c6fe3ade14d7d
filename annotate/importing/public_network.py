"""Connect to the open internet only: check the addresses of a name before sending anything there."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore2

from annotate.importing.decoding import Unreadable
from annotate.importing.special_networks import SPECIAL_NETWORKS

CONNECTING_SECONDS = 10.0  # to connect to one address of a name; leaves time for the next
MOST_ADDRESSES = 8  # of a name that are tried
PASTE = "Open it in your browser and paste the article's text."
# The only IPv6 range of the open internet, and the range through which IPv6 reaches IPv4 (NAT64, RFC 6052).
_OPEN_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]
Resolver = Callable[[str], Iterable[str]]


class FetchError(Unreadable):
    """A page could not be fetched. The message tells the editor why, and what to do."""


def is_public(address: Address) -> bool:
    """Return whether an address is on the open internet: in no special-purpose block of IANA's registries, not
    multicast, no cloud's own. An IPv6 address that contains an IPv4 address counts as that IPv4 address."""
    if isinstance(address, IPv6Address):
        inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address.ipv4_mapped
        if inner:
            return is_public(inner)
        if address not in _OPEN_IPV6:
            return False
    return not any(address in network for network in SPECIAL_NETWORKS)


def resolve(name: str) -> list[str]:
    """Return the addresses of a name from the system's resolver. Raise OSError."""
    entries = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


class PublicNetwork(httpcore2.NetworkBackend):
    """Connects to checked addresses, never to names, so that a name's address cannot change after the check."""

    def __init__(self, is_allowed: Allowed, resolver: Resolver, deadline: float) -> None:
        self._is_allowed, self._resolver, self._deadline = is_allowed, resolver, deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        trouble: Exception = FetchError(f"There is no site called {host}. Check the spelling of the URL.")
        for address in self._addresses(host)[:MOST_ADDRESSES]:
            try:
                seconds = min(CONNECTING_SECONDS, seconds_left(self._deadline))
                stream = self._sockets.connect_tcp(str(address), port, seconds, None, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
                continue
            self._check_addresses([stream.get_extra_info("server_addr")[0]], host, stream)
            return _TimedStream(stream, self._deadline)
        raise trouble

    def _addresses(self, host: str) -> list[Address]:
        found = _call_within(seconds_left(self._deadline), lambda: list(self._resolver(host)))
        return self._check_addresses(found, host)

    def _check_addresses(
        self, found: Iterable[str], host: str, stream: httpcore2.NetworkStream | None = None
    ) -> list[Address]:
        addresses = [ip_address(address) for address in found]
        if all(map(self._is_allowed, addresses)):
            return addresses
        if stream:
            stream.close()
        raise FetchError(
            f"This page was not fetched: {host} is in a private network, not on the open internet. {PASTE}"
        )


class _TimedStream(httpcore2.NetworkStream):
    """A connection with one deadline for everything, so that a server cannot occupy a worker by sending a byte at
    a time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, seconds_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, seconds_left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, seconds_left(self._deadline))
        except httpcore2.ConnectError as error:
            # Raise here, because the pool drops the cause.
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise FetchError(
                    f"The site's certificate is not valid for its name, so this may be a different site. {PASTE}"
                ) from error
            raise
        except httpcore2.TimeoutException:
            self.close()  # the pool does not have this connection yet, so nobody else would close it
            raise
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def seconds_left(deadline: float) -> float:
    """Return the seconds until a deadline on the monotonic clock. Raise ReadTimeout if it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("out of time")
    return left


def _call_within(seconds: float, function: Callable[[], list[str]]) -> list[str]:
    """Return a function's result, or raise ConnectTimeout after `seconds`: the system's resolver has no time limit."""
    outcome: list[list[str] | Exception] = []

    def run() -> None:
        try:
            outcome.append(function())
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise httpcore2.ConnectTimeout("the name was not resolved in time")
    if isinstance(outcome[0], (socket.gaierror, UnicodeError)):
        return []
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]
