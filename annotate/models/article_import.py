from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class ImportQuerySet(models.QuerySet["Import"]):
    def newest_first(self) -> "ImportQuerySet":
        return self.select_related("started_by").order_by("-pk")

    def going_on(self) -> "ImportQuerySet":
        """Keep imports that wait for a worker or are running."""
        return self.filter(state__in=[Import.State.WAITING, Import.State.RUNNING])

    def to_be_run(self) -> "ImportQuerySet":
        """Keep imports that a job may work on. This includes failed ones, because jobs are retried."""
        return self.filter(state__in=[Import.State.WAITING, Import.State.RUNNING, Import.State.FAILED])


class Import(models.Model):
    """An import of many articles, from a file (`pieces`) or from URLs (`addresses`), and its progress.

    `seen` counts the articles and problems read so far. A job that resumes the import skips as many.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", "waits for its columns"
        WAITING = "waiting", "waits for a worker"
        RUNNING = "running", "is running"
        STOPPED = "stopped", "was stopped"
        DONE = "done", "is done"
        FAILED = "failed", "failed"

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=300, help_text="The file's name, or a name for the list of addresses.")
    of_addresses = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the file, or the number of addresses.")
    glimpse = models.JSONField(null=True, blank=True, help_text="A table's columns and first rows, as guessed.")
    mapping = models.JSONField(null=True, blank=True, help_text="What each column means.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    seen = models.PositiveBigIntegerField(default=0)
    taken_in = models.PositiveBigIntegerField(default=0)
    known = models.PositiveBigIntegerField(default=0)
    problem_count = models.PositiveBigIntegerField(
        default=0, help_text="The number of all problems; only the first are stored."
    )
    read = models.PositiveBigIntegerField(default=0, help_text="How much of the size has been read.")
    # The state when the current run began, to compute its speed.
    began_at = models.DateTimeField(null=True, blank=True)
    began_seen = models.PositiveBigIntegerField(default=0)
    began_read = models.PositiveBigIntegerField(default=0)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="When the job last reported its progress.")
    first_article = models.ForeignKey("Article", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["mapping", "waiting", "running", "stopped", "done", "failed"]),
                name="import_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(seen=F("taken_in") + F("known") + F("problem_count")), name="import_counts_all_that_it_saw"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bulk-import", args=[self.pk])

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)


class ImportPiece(models.Model):
    """A piece of an import's file. It is in the database because workers may run on other hosts than the web server."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint("of", "number", name="import_piece_once")]

    def __str__(self) -> str:
        return f"piece {self.number} of import {self.of_id}"


class ImportAddress(models.Model):
    """A URL to fetch. `done`: it was fetched, successfully or not."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="addresses")
    number = models.PositiveIntegerField()
    url = models.CharField(max_length=2000)
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("of", "number", name="import_address_once")]

    def __str__(self) -> str:
        return self.url


class ImportProblem(models.Model):
    """Something left out of an import, or imported incompletely. `sentence` says why, `place` where in the file."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="problems")
    place = models.CharField(max_length=500, blank=True)
    sentence = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["of", "id"], name="import_problems")]

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence
