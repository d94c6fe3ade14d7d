"""Who has an article open."""

from django.utils import timezone

from annotate.models import Article, Presence, User


def note_presence(*, article: Article, editor: User) -> None:
    """Notes that an editor's page of an article was heard of just now."""
    Presence.objects.bulk_create(
        [Presence(article=article, editor=editor, heard_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["article", "editor"],
        update_fields=["heard_at"],
    )
