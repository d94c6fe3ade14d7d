from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# An open page asks every 2 seconds, so its stored time is at most 12 seconds old while the page is open.
RENEWED_AFTER = timedelta(seconds=10)
GONE_AFTER = timedelta(seconds=15)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def current(self, now: datetime) -> "PresenceQuerySet":
        """Return the presences whose stored time is at most 15 seconds old, with their editors."""
        return self.filter(heard_at__gte=now - GONE_AFTER).select_related("editor").order_by("editor")


class Presence(models.Model):
    """That an editor has an article open. `heard_at` is renewed at most every 10 seconds."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="presences")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    heard_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("article", "editor", name="presence_once")]

    def __str__(self) -> str:
        return f"{self.editor_id} in {self.article_id}"
