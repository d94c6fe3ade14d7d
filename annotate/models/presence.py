from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

_GONE_AFTER = timedelta(seconds=15)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self) -> "PresenceQuerySet":
        """Those whose page was heard of in the last 15 seconds."""
        return self.filter(heard_at__gte=timezone.now() - _GONE_AFTER).select_related("editor").order_by("editor")


class Presence(models.Model):
    """That an editor has an article open."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="presences")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    heard_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("article", "editor", name="presence_once")]

    def __str__(self) -> str:
        return f"{self.editor_id} in {self.article_id}"
