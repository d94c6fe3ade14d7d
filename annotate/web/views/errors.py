"""What went wrong: as a page or, for htmx and our scripts, as a notice that leaves the page as it is."""

import sys
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django_htmx.http import reswap, retarget

from annotate.logs import DATABASE_AWAY
from annotate.web.article_urls import article_url
from annotate.web.change_document import change_document, notice_of
from annotate.web.request import wants_json

KEPT_OF_A_DECISION = ("kind", "actor", "not_named", "answers")
# How much of a form that is too large is read and thrown away, in bytes, so that the browser stays to hear why.
MOST_THROWN_AWAY = 200_000_000
RETRY_AFTER = 5  # seconds


def problem(
    request: HttpRequest, status: int, title: str, sentence: str, *, link: str = "/", link_words: str = "All articles"
) -> HttpResponse:
    """An error in a sentence, with one link that leads on."""
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
        _read_to_the_end(request)
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


def _read_to_the_end(request: HttpRequest) -> None:
    thrown_away = 0
    while thrown_away < MOST_THROWN_AWAY and (piece := request.read(1_000_000)):
        thrown_away += len(piece)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404, "Page not found", "What this address names does not exist, or no longer does.")


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
    if not request.user.is_authenticated and request.resolver_match.url_name != "login":
        return session_over(request)
    return problem(
        request,
        403,
        "This page has expired",
        "You have logged in again since this page was loaded, or your browser blocks cookies. Nothing was saved. "
        "Reload the page and try again.",
    )


def session_over(request: HttpRequest) -> HttpResponse:
    """What somebody did after the session had ended: told, with a login that leads back to where it can be repeated."""
    return problem(
        request,
        401,
        "Your session has ended",
        "Your last action was not saved. Log in again and repeat it; your choice will still be there.",
        link=f"{reverse('login')}?{urlencode({'next': _page_to_return_to(request)})}",
        link_words="Log in",
    )


def another_editor(request: HttpRequest) -> HttpResponse:
    """What a page of one editor's sends after another has logged in, in the same browser: nobody decides for others."""
    return problem(
        request,
        401,
        f"{request.user} is logged in now",
        "This page was opened by another editor, and the last action was not saved. Log in as before and repeat it.",
        link=f"{reverse('login')}?{urlencode({'next': _page_to_return_to(request)})}",
        link_words="Log in",
    )


def _page_to_return_to(request: HttpRequest) -> str:
    """The page that the request came from; after a decision, the claim's card with the choice as it was made."""
    where = request.resolver_match.kwargs
    if "article_id" not in where:
        return request.htmx.current_url_abs_path or "/"
    asked = {"claim": where["claim_id"]} if "claim_id" in where else {}
    choice = {name: request.POST[name] for name in KEPT_OF_A_DECISION if request.POST.get(name)}
    return article_url(where["article_id"], **asked, **choice)


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
    """A page that needs no database: without the request, its frame does not look for who asked."""
    # SessionMiddleware would ask the database once more, and log that this failed too.
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
