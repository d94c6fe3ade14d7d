"""The pages for logging in, changing a password and resetting it by email: Django's views with our templates."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.http.response import HttpResponseBase
from django.urls import path, reverse_lazy
from django.views import View
from django.views.decorators.http import require_http_methods

from annotate.models import Role, User
from annotate.web.access import needs

LONGEST_USERNAME = User._meta.get_field("username").max_length


class LoginForm(AuthenticationForm):
    """Django's form; it refuses a name longer than any account's before anything looks it up or stores it."""

    username = UsernameField(
        max_length=LONGEST_USERNAME,
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"max_length": "A username has at most %(limit_value)d characters. Check what you typed."},
    )


PasswordView = Callable[..., HttpResponseBase]
FORM, DONE = "registration/password_form.html", "registration/password_done.html"
# The answer is the same if there is no such account: strangers must not learn who works here.
EMAIL_SENT = (
    "If an account has this address, we have sent it a link to set a new password. "
    f"The link works for {settings.PASSWORD_RESET_TIMEOUT // 3600} hours."
)


def _page(view: "type[View[Any]]", template: str, title: str, sentence: str = "", **options: Any) -> PasswordView:
    context = {"title": title, "sentence": sentence, "mail": bool(settings.EMAIL_HOST)}
    return require_http_methods(["GET", "HEAD", "POST"])(
        view.as_view(template_name=template, extra_context=context, **options)
    )


change = needs(Role.READER)(
    _page(auth.PasswordChangeView, FORM, "Change your password", success_url=reverse_lazy("password-changed"))
)
changed = needs(Role.READER)(
    _page(
        auth.PasswordChangeDoneView,
        DONE,
        "Your password has been changed",
        "Your other devices have been logged out.",
    )
)
forgotten = _page(
    auth.PasswordResetView,
    FORM,
    "Forgotten your password?",
    "Enter your account’s email address. We will send you a link to set a new password.",
    email_template_name="registration/password_mail.txt",
    subject_template_name="registration/password_mail_subject.txt",
    success_url=reverse_lazy("password-mailed"),
)
mailed = _page(auth.PasswordResetDoneView, DONE, "Check your email", EMAIL_SENT)
new = _page(auth.PasswordResetConfirmView, FORM, "Set a new password", success_url=reverse_lazy("password-set"))
new_is_set = _page(auth.PasswordResetCompleteView, DONE, "Your new password is set", "You can log in with it now.")
login = _page(
    auth.LoginView, "registration/login.html", "Log in", redirect_authenticated_user=True, authentication_form=LoginForm
)
logout = needs(Role.READER)(auth.LogoutView.as_view())

urlpatterns = [
    path("", change, name="password"),
    path("changed/", changed, name="password-changed"),
    path("forgotten/", forgotten, name="password-forgotten"),
    path("mailed/", mailed, name="password-mailed"),
    path("new/<uidb64>/<token>/", new, name="password-new"),
    path("set/", new_is_set, name="password-set"),
]
