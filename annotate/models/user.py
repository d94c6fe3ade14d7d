from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangosUserManager
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What an account is for. Each role may do all that those before it may."""

    READER = "reader", "reader"
    EDITOR = "editor", "editor"
    LEAD = "lead", "lead"
    ADMIN = "admin", "admin"


class UserManager(DjangosUserManager):
    def create_superuser(self, username: str, email: str | None = None, password: str | None = None, **fields):
        return super().create_superuser(username, email, password, **{"role": Role.ADMIN, **fields})

    def admins(self) -> models.QuerySet["User"]:
        """Those who can keep accounts and roles."""
        return self.filter(role=Role.ADMIN, is_active=True)


class User(AbstractUser):
    """Somebody with an account. The role alone says what the account may do; Django's own two marks, which open its
    admin, are an admin's and nobody else's."""

    role = models.CharField(max_length=10, choices=Role, default=Role.EDITOR)
    shortcuts = models.JSONField(default=dict, blank=True, help_text="The editor's own keys, by what they do.")

    objects = UserManager()

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
        """Whether the account may do what this role may. Every view and every job asks here."""
        order = Role.values
        return self.is_active and order.index(self.role) >= order.index(needed)
