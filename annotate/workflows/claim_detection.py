"""Find an article's claims, suggest their actors, and store both."""

from django.conf import settings
from django.db import transaction

from annotate.actors.resolution import resolve_sources
from annotate.actors.suggestions import suggest_actors
from annotate.detection import detect, detector_version, missing_claims_note, use_threads
from annotate.importing.claim_intake import store_detected_claims
from annotate.models import Article
from annotate.text import Document
from annotate.workflows.job_queue import queue_detection


def detect_claims(*, article_id: int) -> None:
    """Find and store an article's claims. If anything fails, mark the detection as failed and raise the error again."""
    article = Article.objects.get(pk=article_id)
    try:
        _detect_claims(article)
    except Exception:  # any failure must show on the article's page
        Article.objects.filter(pk=article_id).update(detection=Article.Detection.FAILED)
        raise


@transaction.atomic
def detect_again(*, article_id: int) -> None:
    """Queue the search for an article's claims again, if it failed."""
    failed = Article.objects.filter(pk=article_id, detection=Article.Detection.FAILED)
    if failed.update(detection=Article.Detection.PENDING):
        queue_detection([article_id])


def _detect_claims(article: Article) -> None:
    use_threads(settings.DETECTION_THREADS)
    document = Document(article.text)
    attributions = detect(document)
    sources, confidences = [claim.source for claim in attributions], [claim.confidence for claim in attributions]
    resolved = resolve_sources(document, sources, confidences)
    store_detected_claims(
        article=article,
        attributions=attributions,
        suggestions=suggest_actors(resolved=resolved),
        origin=detector_version(),
        note=missing_claims_note(document),
    )
