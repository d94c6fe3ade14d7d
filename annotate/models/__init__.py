"""The database tables. Querysets are the vocabulary for reading; the rooms write."""

from annotate.models.actor import Actor, ActorChange, Alias, LikelyDuplicate
from annotate.models.article import Article
from annotate.models.article_import import Import, ImportAddress, ImportPiece, ImportProblem
from annotate.models.audit_entry import AuditEntry
from annotate.models.claim import Claim
from annotate.models.presence import Presence
from annotate.models.tag import Kind, Tag
from annotate.models.user import Role, User

__all__ = [
    "Actor",
    "ActorChange",
    "Alias",
    "Article",
    "AuditEntry",
    "Claim",
    "Import",
    "ImportAddress",
    "ImportPiece",
    "ImportProblem",
    "Kind",
    "LikelyDuplicate",
    "Presence",
    "Role",
    "Tag",
    "User",
]
