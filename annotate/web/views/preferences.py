"""An editor's keyboard shortcuts, and the accessibility statement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotate.models import Role
from annotate.tagging.key_bindings import ACTIONS, BadKeys, store_key_bindings
from annotate.web.access import needs
from annotate.web.request import EditorRequest


@needs(Role.READER)
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: EditorRequest) -> HttpResponse:
    if request.method != "POST":
        stored = request.user.shortcuts
        return _keys_page(request, stored.get("keys", {}), stored.get("on", True))
    sent = {default: request.POST.get(f"key-{number}", default) for number, default in enumerate(ACTIONS)}
    on = bool(request.POST.get("on"))
    try:
        store_key_bindings(editor=request.user, keys=sent, on=on)
    except BadKeys as error:
        return _keys_page(request, sent, on, error=str(error), status=422)
    messages.success(request, "Your shortcuts have been saved.")
    return redirect("keys")


@needs(Role.READER)
@require_safe
def accessibility(request: EditorRequest) -> HttpResponse:
    return render(request, "accessibility.html")


def _keys_page(
    request: EditorRequest, own: dict[str, str], on: bool, *, error: str = "", status: int = 200
) -> HttpResponse:
    rows = [
        (f"key-{number}", what, own.get(default, default)) for number, (default, what) in enumerate(ACTIONS.items())
    ]
    return render(request, "keys.html", {"rows": rows, "on": on, "error": error}, status=status)
