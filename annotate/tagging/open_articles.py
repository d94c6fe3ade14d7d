"""Who has an article open."""

from datetime import datetime

from annotate.models import Article, Presence, User
from annotate.models.presence import RENEWED_AFTER


def note_presence(*, article: Article, editor: User, now: datetime) -> list[User]:
    """Store that an editor has the article open, and return the other editors who have.

    A page calls this every few seconds; the database is written at most every 10 seconds.
    """
    presences = list(Presence.objects.filter(article=article).current(now))
    own = next((presence for presence in presences if presence.editor == editor), None)
    if own is None or now - own.heard_at >= RENEWED_AFTER:
        Presence.objects.bulk_create(
            [Presence(article=article, editor=editor, heard_at=now)],
            update_conflicts=True,
            unique_fields=["article", "editor"],
            update_fields=["heard_at"],
        )
    return [presence.editor for presence in presences if presence.editor != editor]
