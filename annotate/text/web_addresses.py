"""Read web addresses that a request, a file or a site sends."""

from urllib.parse import SplitResult, urljoin, urlsplit

# Characters. Browsers' own limit is higher, but no article's URL comes near it. Python normalises a host name before
# anything can check its length, and that must not take long.
LONGEST_URL = 2000


def parse_url(sent: str) -> SplitResult | None:
    """Return the address's parts, or None if it is too long or no address. The port of the parts is valid."""
    if len(sent) > LONGEST_URL:
        return None
    try:
        parts = urlsplit(sent)
        parts.port  # noqa: B018 (raises ValueError for an invalid port)
    except ValueError:
        return None
    return parts


def join_url(base: str, location: str) -> str | None:
    """Return the address to which a page redirects, or None if it is too long or no address."""
    if parse_url(location) is None:
        return None
    return urljoin(base, location)
