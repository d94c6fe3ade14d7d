"""Error responses: a page, or for htmx and our scripts a notice that leaves the page unchanged."""

import sys
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from annotate.logs import DATABASE_AWAY
from annotate.text.web_addresses import parse_url
from annotate.web.article_urls import article_url
from annotate.web.change_document import change_document, notice_of
from annotate.web.request import wants_json

CHOICE_FIELDS = ("kind", "actor", "not_named", "answers")
# Bytes of an oversized form to read and discard: a browser shows the response only after sending everything.
MOST_DISCARDED = 200_000_000
RETRY_AFTER = 5  # seconds


def problem(
    request: HttpRequest, status: int, title: str, sentence: str, *, link: str = "/", link_words: str = "All articles"
) -> HttpResponse:
    """Render an error as a sentence with one link to continue."""
    words = {"title": title, "sentence": sentence, "link": link, "link_words": link_words}
    if wants_json(request):
        notice = notice_of("error", sentence, title=title, link=link, link_words=link_words)
        return JsonResponse(change_document(notice=notice), status=status)
    if getattr(request, "htmx", False):
        response = render(request, "problem.html#notice", words, status=status)
        return retarget(reswap(response, "innerHTML"), "#notice")
    return render(request, "problem.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        _discard_body(request)
        return problem(
            request,
            413,
            "That is too large",
            f"An article can be up to {settings.ARTICLE_MAX_BYTES:,} bytes; this is far larger. Nothing was imported. "
            "Go back in your browser, where your text is still there, and import it in parts.",
            link="/articles/import/",
            link_words="Import an article",
        )
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        sentence = f"You can upload up to {most} files at once. Nothing was imported. Pack them into one .zip file."
        return problem(request, 413, "Too many files", sentence, link="/articles/import/", link_words="Import articles")
    return problem(request, 400, "The request could not be read", "Go back, reload the page and try again.")


def _discard_body(request: HttpRequest) -> None:
    discarded = 0
    while discarded < MOST_DISCARDED and (piece := request.read(1_000_000)):
        discarded += len(piece)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404, "Page not found", "There is no page at this address. It may have been removed.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403, "You may not do this", f"{exception} Ask an administrator if you need to.")


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """django-axes's AXES_LOCKOUT_CALLABLE."""
    pause = settings.AXES_COOLOFF_TIME
    minutes = pause.seconds // 60
    sentence = (
        f"The password was wrong {settings.AXES_FAILURE_LIMIT} times. For {minutes} minutes nobody can log in to this "
        "account from here, even with the right password. Wait, or ask an administrator for help."
    )
    refused = problem(request, 429, "Too many wrong passwords", sentence, link=reverse("login"), link_words="Log in")
    refused.headers["Retry-After"] = str(pause.seconds)
    return refused


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    is_login = request.resolver_match is not None and request.resolver_match.url_name == "login"
    if not request.user.is_authenticated and not is_login:
        return session_over(request)
    return problem(
        request,
        403,
        "This page has expired",
        "You have logged in again since this page was loaded, or your browser blocks cookies. Nothing was saved. "
        "Reload the page and try again.",
    )


def session_over(request: HttpRequest) -> HttpResponse:
    """Answer an action after the session ended: ask for a login that leads back to the page with the action."""
    return problem(
        request,
        401,
        "Your session has ended",
        "Your last action was not saved. Log in again and repeat it; your choice will still be there.",
        link=f"{reverse('login')}?{urlencode({'next': _page_to_return_to(request)})}",
        link_words="Log in",
    )


def another_editor(request: HttpRequest) -> HttpResponse:
    """Refuse an action from a page that another editor opened in the same browser, before this user logged in."""
    return problem(
        request,
        401,
        f"{request.user} is logged in now",
        "This page was opened by another editor, and the last action was not saved. Log in as before and repeat it.",
        link=f"{reverse('login')}?{urlencode({'next': _page_to_return_to(request)})}",
        link_words="Log in",
    )


def _page_to_return_to(request: HttpRequest) -> str:
    """Return the address of the page that sent the request; for a decision, the claim's card with the choice made."""
    ids = request.resolver_match.kwargs if request.resolver_match else {}
    if "article_id" not in ids:
        htmx = HtmxDetails(request)
        return (parse_url(htmx.current_url or "") and htmx.current_url_abs_path) or "/"
    claim = {"claim": ids["claim_id"]} if "claim_id" in ids else {}
    choice = {name: request.POST[name] for name in CHOICE_FIELDS if request.POST.get(name)}
    return article_url(ids["article_id"], **claim, **choice)


def server_error(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exception(), DATABASE_AWAY):
        return database_away(request)
    return problem(
        request,
        500,
        "Something went wrong on our side",
        "It has been logged. Your last action was not saved; try again.",
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """Render an error without the database: the template gets no request, so it does not look up the user."""
    # SessionMiddleware would otherwise query the database again, and log a second failure.
    request.__dict__.pop("session", None)
    words = {
        "title": "The database is not responding",
        "sentence": "Everything saved so far is safe. Your last action may not have been saved: try it again in a few "
        "seconds. This page works again as soon as the database does.",
        "link": request.get_full_path() if request.method == "GET" else "/",
        "link_words": "Try again",
    }
    if getattr(request, "htmx", False):
        response = HttpResponse(render_to_string("problem.html#notice", words), status=503)
        retarget(reswap(response, "innerHTML"), "#notice")
    else:
        response = HttpResponse(render_to_string("problem.html", words), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
