"""Accounts and their roles."""

from django.db import transaction

from annotate.models import Role, User


class Refused(Exception):
    """A change that was not made; the message says why, in a sentence."""


@transaction.atomic
def keep_account(*, account: User) -> User:
    """Stores a new or changed account, with the two marks that let an admin into Django's admin. Raises Refused."""
    refuse_without_admin(account=account, role=account.role, is_active=account.is_active)
    account.is_staff = account.is_superuser = account.role == Role.ADMIN
    account.save()
    return account


@transaction.atomic
def refuse_without_admin(*, account: User, role: str, is_active: bool) -> None:
    """Raises Refused if nobody would be left who can keep accounts."""
    # Locked: two admins who take each other's role at once must not both succeed.
    admins = list(User.objects.admins().select_for_update().order_by("pk").values_list("pk", flat=True))
    if admins == [account.pk] and not (role == Role.ADMIN and is_active):
        raise Refused("This is the only admin. Make somebody else an admin first.")
