"""What went wrong, as a page or, for htmx, as a notice that leaves the page as it is."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget


def problem(
    request: HttpRequest, status: int, title: str, sentence: str, *, link: str = "/", link_words: str = "All articles"
) -> HttpResponse:
    """An error in a sentence, with one link that leads on."""
    words = {"title": title, "sentence": sentence, "link": link, "link_words": link_words}
    if getattr(request, "htmx", False):
        response = render(request, "problem.html#notice", words, status=status)
        return retarget(reswap(response, "innerHTML"), "#notice")
    return render(request, "problem.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return problem(
            request,
            413,
            "That is too large",
            f"An article may have {settings.ARTICLE_MAX_BYTES:,} bytes, and this is far more. Nothing was imported. "
            "Go back in your browser, where your text still stands, and import it in parts.",
            link="/articles/import/",
            link_words="Import an article",
        )
    return problem(request, 400, "The request could not be read", "Go back, reload the page and try again.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404, "There is nothing here", "The address names an article or a claim that is not there.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403, "This is not for your account", "Ask an administrator if you need it.")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return problem(
        request,
        403,
        "The page was too old",
        "You have logged in again since this page was loaded, or your browser refuses cookies. Nothing was saved. "
        "Reload the page and repeat what you did.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return problem(request, 500, "Something broke on our side", "It has been logged. What you did was not saved; try it again.")
