"""Storing accounts and their roles."""

from django.db import transaction

from annotate import audit_log
from annotate.models import Role, User


class AccountRefused(Exception):
    """A change was refused; the message is a sentence that says why."""


@transaction.atomic
def store_account(*, account: User, by: User | None) -> User:
    """Store a new or changed account, and note a new role in the audit list. Raise AccountRefused.

    Sets the two flags that let an admin into Django's admin. by: None for a command.
    """
    require_an_admin(account=account, role=account.role, is_active=account.is_active)
    account.is_staff = account.is_superuser = account.role == Role.ADMIN
    before = User.objects.filter(pk=account.pk).first()
    account.save()
    if _describe(before) != _describe(account):
        detail = f"{_describe(before)} → {_describe(account)}"
        audit_log.note(audit_log.Action.ACCOUNT, by=by, subject=account.username, detail=detail)
    return account


def _describe(account: User | None) -> str:
    if account is None:
        return "new"
    return account.role if account.is_active else f"{account.role}, not active"


@transaction.atomic
def require_an_admin(*, account: User, role: str, is_active: bool) -> None:
    """Raise AccountRefused if this change would leave no admin."""
    # The lock stops two admins who remove each other's role at the same time.
    admins = list(User.objects.admins().select_for_update().order_by("pk").values_list("pk", flat=True))
    if admins == [account.pk] and not (role == Role.ADMIN and is_active):
        raise AccountRefused("This is the only admin. Give somebody else the admin role first.")
