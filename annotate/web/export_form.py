"""The form in which an editor chooses claims to export."""

from django import forms

from annotate.actors.names import key_of_name, without_honorific
from annotate.exporting.formats import FORMATS
from annotate.models import Actor, Article, Claim, Kind, User
from annotate.models.claim_queries import ClaimQuerySet
from annotate.vocabulary import STATUSES

_FILE_OPTIONS = ("format", "manifest")


class ExportForm(forms.Form):
    """Which claims to export, and in which format."""

    format = forms.ChoiceField(choices=FORMATS.items(), initial="csv", widget=forms.RadioSelect)
    q = forms.CharField(required=False, label="Articles", help_text="Words from titles, outlets or authors.")
    article = forms.ModelMultipleChoiceField(
        Article.objects.only("title"), required=False, widget=forms.MultipleHiddenInput
    )
    kind = forms.ChoiceField(choices=[("", "every kind"), *Kind.choices], required=False)
    status = forms.ChoiceField(choices=[("", "all"), *((status, status) for status in STATUSES)], required=False)
    actor = forms.CharField(required=False, help_text="A full name or alias.")
    editor = forms.ModelChoiceField(User.objects.order_by("username"), required=False, empty_label="everybody")
    first = forms.DateField(required=False, label="Tagged from", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(required=False, label="Tagged until", widget=forms.DateInput(attrs={"type": "date"}))
    manifest = forms.BooleanField(
        required=False,
        label="With a manifest",
        help_text="A zip of the file and a datapackage.json that describes it.",
    )

    def clean_actor(self) -> Actor | None:
        typed = self.cleaned_data["actor"]
        if not typed:
            return None
        actors = list(Actor.objects.named(key_of_name(typed), without_honorific(key_of_name(typed)))[:2])
        if len(actors) != 1:
            raise forms.ValidationError(
                f"Several actors are called ‘{typed}’. Export from the actor’s own page."
                if actors
                else f"No actor is called ‘{typed}’. Write the full name, or leave this blank."
            )
        return actors[0]

    def clean(self) -> None:
        super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", "The end date is before the start date.")

    def describe(self) -> str:
        """Return what was chosen, for the audit list."""
        article_ids = ", ".join(str(article.pk) for article in self.cleaned_data["article"])
        chosen = self.cleaned_data | {"article": article_ids}
        filters = [f"{name}: {value}" for name, value in chosen.items() if value and name not in _FILE_OPTIONS]
        return ", ".join(filters) or "all claims"

    def claims(self) -> ClaimQuerySet:
        """Return the chosen claims."""
        chosen = self.cleaned_data
        claims = Claim.objects.in_articles_matching(chosen["q"]).decided_between(chosen["first"], chosen["last"])
        claims = claims.filter(article__in=chosen["article"]) if chosen["article"] else claims
        claims = claims.tagged_as(chosen["kind"]) if chosen["kind"] else claims
        claims = claims.with_status(chosen["status"]) if chosen["status"] else claims
        claims = claims.by_actor(chosen["actor"].pk) if chosen["actor"] else claims
        return claims.decided_by(chosen["editor"]) if chosen["editor"] else claims
