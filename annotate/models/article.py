from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from annotate.models.claim import Claim, count_of_claims
from annotate.models.search_words import prefix_query


class ArticleQuerySet(models.QuerySet["Article"]):
    def matching(self, words: str) -> "ArticleQuerySet":
        """Return the articles that have words beginning with each of these in title, outlet or author; all for ""."""
        query = prefix_query(words)
        return self.filter(search=SearchQuery(query, config="simple", search_type="raw")) if query else self

    def with_claims_by(self, actor_id: int) -> "ArticleQuerySet":
        """Return the articles with a claim that is tagged with this actor or with one merged into it."""
        return self.filter(pk__in=Claim.objects.by_actor(actor_id).values("article"))

    def with_progress(self) -> "ArticleQuerySet":
        """Add `total` and `settled`: how many claims an article has, and how many of them are decided."""
        # Subqueries run for the rows of the page only; a join would count the whole table first.
        article = OuterRef("pk")
        return self.annotate(
            total=count_of_claims("pk", article=article), settled=count_of_claims("tag", article=article)
        )

    def count_without_claims(self) -> dict[str, int]:
        """Return how many articles are waiting for detection ("pending"), and for how many it failed ("failed")."""
        undetected = self.filter(detection__in=[Article.Detection.PENDING, Article.Detection.FAILED])
        return dict(undetected.order_by().values_list("detection").annotate(models.Count("pk")))

    def with_undecided_claims(self) -> "ArticleQuerySet":
        """Return the articles with claims that nobody has decided."""
        return self.filter(Exists(Claim.objects.visible().filter(article=OuterRef("pk"), tag=None)))

    def next_newer(self, article: "Article") -> "Article | None":
        """Return the first of these articles that was imported after this one."""
        at, pk = article.imported_at, article.pk
        newer = self.filter(Q(imported_at__gt=at) | Q(imported_at=at, pk__gt=pk))
        return newer.only("pk").order_by("imported_at", "pk").first()

    def next_older(self, article: "Article") -> "Article | None":
        """Return the last of these articles that was imported before this one."""
        at, pk = article.imported_at, article.pk
        older = self.filter(Q(imported_at__lt=at) | Q(imported_at=at, pk__lt=pk))
        return older.only("pk").newest_first().first()

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-imported_at", "-pk")


class Article(models.Model):
    """An imported text. A trigger refuses to change the text after the import."""

    class Detection(models.TextChoices):
        PENDING = "pending", "waiting"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    title = models.CharField(max_length=500)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text's UTF-8, in hexadecimal.")
    url = models.URLField("URL", max_length=2000, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_at = models.DateField("published", null=True, blank=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)
    detection = models.CharField(max_length=10, choices=Detection, default=Detection.PENDING)
    detection_note = models.CharField(max_length=300, blank=True, help_text="Why claims may be missing, in a sentence.")
    search = models.GeneratedField(
        expression=SearchVector("title", "outlet", "author", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ArticleQuerySet.as_manager()
    all_claims: bool  # added by exporting.annotated_articles.articles_of

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
            models.CheckConstraint(condition=~Q(title=""), name="article_has_title"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="article_sha256_is_hexadecimal"),
            # It is shown as a link, and must never be one that runs.
            models.CheckConstraint(
                condition=Q(url="") | Q(url__iregex=r"^(https?|ftps?)://"), name="article_url_is_of_a_page"
            ),
        ]
        indexes = [
            GinIndex(F("search"), name="article_search"),
            models.Index(fields=["-imported_at", "-id"], name="article_newest"),
            models.Index("detection", condition=Q(detection__in=["pending", "failed"]), name="article_awaits_claims"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])
