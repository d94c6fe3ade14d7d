"""Headers that keep pages out of caches, out of other sites and away from the browser's devices."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# OnRecord needs none of these, so injected code cannot use them either.
_DEVICES = """
    accelerometer bluetooth camera display-capture geolocation gyroscope hid magnetometer microphone midi payment
    screen-wake-lock serial usb xr-spatial-tracking
""".split()
HEADERS = {
    "Permissions-Policy": ", ".join(f"{device}=()" for device in _DEVICES),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PrivacyHeadersMiddleware:
    """Add the headers to every response. Without a stored page, nobody can read it after a logout.

    A response that says how it may be cached, such as a static file, keeps that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in {**HEADERS, "Cache-Control": "no-store"}.items():
            response.headers.setdefault(name, value)
        return response
