"""Accounts and their roles."""

from django.db import transaction

from annotate import audit_log
from annotate.models import Role, User


class AccountRefused(Exception):
    """A change that was not made; the message says why, in a sentence."""


@transaction.atomic
def keep_account(*, account: User, by: User | None) -> User:
    """Stores a new or changed account, with the two marks that let an admin into Django's admin, and notes a new role.
    Raises Refused.

    by: None for a command.
    """
    refuse_without_admin(account=account, role=account.role, is_active=account.is_active)
    account.is_staff = account.is_superuser = account.role == Role.ADMIN
    before = User.objects.filter(pk=account.pk).first()
    account.save()
    if _standing(before) != _standing(account):
        detail = f"{_standing(before)} → {_standing(account)}"
        audit_log.note(audit_log.What.ACCOUNT, by=by, subject=account.username, detail=detail)
    return account


def _standing(account: User | None) -> str:
    if account is None:
        return "new"
    return account.role if account.is_active else f"{account.role}, not active"


@transaction.atomic
def refuse_without_admin(*, account: User, role: str, is_active: bool) -> None:
    """Raises Refused if nobody would be left who can keep accounts."""
    # Locked: two admins who take each other's role at once must not both succeed.
    admins = list(User.objects.admins().select_for_update().order_by("pk").values_list("pk", flat=True))
    if admins == [account.pk] and not (role == Role.ADMIN and is_active):
        raise AccountRefused("This is the only admin. Make somebody else an admin first.")
