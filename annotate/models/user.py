from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangosUserManager
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What an account may do. Each role includes the roles before it."""

    READER = "reader", "reader"
    EDITOR = "editor", "editor"
    LEAD = "lead", "lead"
    ADMIN = "admin", "admin"


class UserManager(DjangosUserManager["User"]):
    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        return super().create_superuser(username, email, password, **{"role": Role.ADMIN, **fields})

    def admins(self) -> models.QuerySet["User"]:
        """Return the active accounts that can edit accounts and roles."""
        return self.filter(role=Role.ADMIN, is_active=True)


class User(AbstractUser):
    """An account. Its role says what it may do; is_staff and is_superuser only open Django's admin to admins."""

    role = models.CharField(max_length=10, choices=Role, default=Role.EDITOR)
    shortcuts = models.JSONField(default=dict, blank=True, help_text="The editor's own keys, by action.")

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["reader", "editor", "lead", "admin"]), name="user_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(role="admin", is_staff=True, is_superuser=True)
                | (~Q(role="admin") & Q(is_staff=False, is_superuser=False)),
                name="only_admins_enter_the_admin",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def may(self, needed: Role) -> bool:
        """Return whether the account has the permissions of this role. Every view and job checks this."""
        order = Role.values
        return self.is_active and order.index(self.role) >= order.index(needed)
