"""What is kept. Querysets are the vocabulary for reading; the rooms write."""

from annotate.models.actors import Actor, ActorChange, Alias, LikelyDuplicate
from annotate.models.articles import Article
from annotate.models.audit import AuditEntry
from annotate.models.claims import Claim
from annotate.models.imports import Import, ImportAddress, ImportPiece, ImportProblem
from annotate.models.presences import Presence
from annotate.models.tags import Kind, Tag
from annotate.models.users import Role, User

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
