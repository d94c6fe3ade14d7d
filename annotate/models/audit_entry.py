from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotate.models.user import User


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def newest_first(self) -> "AuditQuerySet":
        return self.select_related("by").order_by("-pk")

    def matching(
        self, *, what: str = "", by: User | None = None, first: date | None = None, last: date | None = None
    ) -> "AuditQuerySet":
        """Return the entries of an action, an account and the days from `first` to `last`, as far as they are given."""
        filters = {"what": what, "by": by, "at__date__gte": first, "at__date__lte": last}
        return self.filter(**{name: value for name, value in filters.items() if value})


class AuditEntry(models.Model):
    """An action that concerns more than one article. A trigger refuses to change or delete entries."""

    class Action(models.TextChoices):
        EXPORTED = "exported", "exported"
        IMPORTED = "imported", "imported"
        MERGED = "merged", "merged actors"
        UNMERGED = "unmerged", "took a merge back"
        ACCOUNT = "account", "changed an account"

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=10, choices=Action)
    subject = models.CharField(max_length=300, help_text="The article, actor, file or account.")
    detail = models.CharField(max_length=500, blank=True)
    address = models.GenericIPAddressField(null=True, help_text="Where the request came from; empty for a command.")

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["exported", "imported", "merged", "unmerged", "account"]),
                name="audit_what_is_known",
            )
        ]
        indexes = [
            models.Index(fields=["what", "-id"], name="audit_by_what"),
            models.Index(fields=["by", "-id"], name="audit_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.by or 'a command'} {self.get_what_display()}: {self.subject}"
