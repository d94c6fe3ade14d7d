"""Choosing what to export."""

from django import forms

from annotate.actors.names import key_of_name, without_honorific
from annotate.exporting.formats import FORMATS
from annotate.models import Actor, Article, Claim, Kind, User
from annotate.models.claim import ClaimQuerySet

ABOUT_THE_FILE = ("format", "manifest")


class ExportForm(forms.Form):
    """Which claims to export, and how; `claims()` are those chosen."""

    format = forms.ChoiceField(choices=FORMATS.items(), initial="csv", widget=forms.RadioSelect)
    q = forms.CharField(required=False, label="Articles", help_text="Words of their titles, outlets or authors.")
    article = forms.ModelMultipleChoiceField(
        Article.objects.only("title"), required=False, widget=forms.MultipleHiddenInput
    )
    kind = forms.ChoiceField(choices=[("", "every kind"), *Kind.choices], required=False)
    status = forms.ChoiceField(
        choices=[("", "all"), *((each, each) for each in ("undecided", "tagged", "dismissed"))], required=False
    )
    actor = forms.CharField(required=False, help_text="A name or an alias, in full.")
    editor = forms.ModelChoiceField(User.objects.order_by("username"), required=False, empty_label="everybody")
    first = forms.DateField(required=False, label="Tagged from", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(required=False, label="Tagged until", widget=forms.DateInput(attrs={"type": "date"}))
    manifest = forms.BooleanField(
        required=False, label="With a manifest", help_text="A zip with a datapackage.json that describes the file."
    )

    def clean_actor(self) -> Actor | None:
        typed = self.cleaned_data["actor"]
        if not typed:
            return None
        found = list(Actor.objects.named(key_of_name(typed), without_honorific(key_of_name(typed)))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                f"Several actors are called ‘{typed}’. Export from the actor’s own page."
                if found
                else f"No actor is called ‘{typed}’. Write the name in full, or leave it blank."
            )
        return found[0]

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", "The last day lies before the first. Exchange the two.")
        return cleaned

    def in_words(self) -> str:
        """What was chosen, for the audit list."""
        chosen = self.cleaned_data | {"article": ", ".join(str(each.pk) for each in self.cleaned_data["article"])}
        told = [f"{name}: {value}" for name, value in chosen.items() if value and name not in ABOUT_THE_FILE]
        return ", ".join(told) or "all claims"

    def claims(self) -> ClaimQuerySet:
        chosen = self.cleaned_data
        claims = Claim.objects.in_articles_matching(chosen["q"]).decided_between(chosen["first"], chosen["last"])
        claims = claims.filter(article__in=chosen["article"]) if chosen["article"] else claims
        claims = claims.of_kind(chosen["kind"]) if chosen["kind"] else claims
        claims = claims.with_status(chosen["status"]) if chosen["status"] else claims
        claims = claims.by_actor(chosen["actor"].pk) if chosen["actor"] else claims
        return claims.by_editor(chosen["editor"]) if chosen["editor"] else claims
