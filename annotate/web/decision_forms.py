"""Forms for deciding one claim or several at once, and for restoring an earlier tag."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import pluralize

from annotate.actors.names import BadName, clean_name, key_of_name, without_honorific
from annotate.models import Actor, Kind
from annotate.models.tag import LONGEST_NOTE
from annotate.tagging.decisions import Decision, Outcome
from annotate.text.spans import parse_spans
from annotate.web.integers import LARGEST_ID, parse_integers, parse_pair


class DecisionForm(forms.Form):
    """A decision from a claim's card; `decision()` and `repeats()` return what the tagging room needs."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST_ID)
    decision_id = forms.UUIDField()
    action = forms.ChoiceField(choices=[("tag", "tag"), ("dismiss", "dismiss")])
    kind = forms.ChoiceField(
        choices=Kind.choices,
        required=False,
        error_messages={"invalid_choice": "‘%(value)s’ is not a kind of claim. Choose allegation, denial or quote."},
    )
    actor = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    actor_shown = forms.CharField(required=False)
    actor_name = forms.CharField(required=False)
    not_named = forms.BooleanField(required=False)
    answers = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    with_repeats = forms.BooleanField(required=False)
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)
    spans = forms.CharField(required=False, max_length=2_000)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("action") == "tag" and not self.errors:
            if not cleaned["kind"]:
                self.add_error("kind", "Choose allegation, denial or quote.")
            cleaned["actor"] = self._actor_id()
        return cleaned

    def _actor_id(self) -> int | None:
        data = self.cleaned_data
        if data["not_named"]:
            return None
        if data["actor"] and data["actor_name"] == data["actor_shown"]:
            return data["actor"]
        return self._find_typed_actor(data["actor_name"])

    def _find_typed_actor(self, typed: str) -> int | None:
        try:
            name = clean_name(typed)
        except BadName as error:
            self.add_error("actor_name", str(error) if typed else "Name the actor, or tick ‘not named in the article’.")
            return None
        named = Actor.objects.named(key_of_name(name)) or Actor.objects.named(without_honorific(key_of_name(name)))
        namesakes = list(named[:10])
        if len(namesakes) == 1:
            return namesakes[0].pk
        self.unknown_name, self.namesakes = ("" if namesakes else name), namesakes
        self.add_error(
            "actor_name",
            f"Several actors are called ‘{name}’; choose one." if namesakes else f"No actor is called ‘{name}’ yet.",
        )
        return None

    def clean_spans(self) -> list[list[int]] | None:
        """Return the spans of "12-40;52-80", the format of exports; None to keep the claim's words."""
        spans = self.cleaned_data["spans"]
        if not spans:
            return None
        try:
            return parse_spans(spans)
        except ValueError as error:
            raise forms.ValidationError(
                "The selected words could not be read. Reload the page and select them again."
            ) from error

    def decision(self) -> Decision:
        """Return the valid form's decision."""
        data = self.cleaned_data
        if data["action"] == "dismiss":
            return Decision(dismissed=True, note=data["note"])
        return Decision(
            kind=data["kind"],
            actor_id=data["actor"],
            answers_id=data["answers"],
            note=data["note"],
            spans=data["spans"],
            # Browsers send line ends as \r\n; an article has only \n.
            words=[words.replace("\r\n", "\n") for words in self._sent_list("words")],
        )

    def first_error(self) -> str:
        """Return the first error, as a sentence."""
        return str(next(iter(self.errors.values()))[0])

    def in_words(self, outcome: Outcome) -> str:
        """Describe what was stored, for the notice."""
        data = self.cleaned_data
        by = "source not named" if data.get("not_named") else f"by {data.get('actor_name')}"
        what = "dismissed" if data["action"] == "dismiss" else f"{data['kind']}, {by}"
        more = len(outcome.changed) - 1
        also = f", with {more} repeat{pluralize(more)}" if more else ""
        left = f" {outcome.skipped} had already been decided and did not change." if outcome.skipped else ""
        return f"Saved: {what}{also}.{left}"

    def repeats(self) -> dict[int, int]:
        """Return the repeats to decide in the same step: claim ids with the version that the editor saw."""
        if not self.cleaned_data["with_repeats"]:
            return {}
        return dict(filter(None, map(parse_pair, self._sent_list("repeat"))))

    def _sent_list(self, name: str) -> list[str]:
        return cast(QueryDict, self.data).getlist(name)  # the form is only ever made from request.POST


class DrawForm(DecisionForm):
    """A new claim that an editor marks in the text: its words and the decision."""

    version = None  # type: ignore[assignment]  # Django's way to drop an inherited field


class RestoreForm(forms.Form):
    """The tag to restore; without `tag_id`, the state before the first tag."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST_ID)
    decision_id = forms.UUIDField()
    tag_id = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


class BulkForm(forms.Form):
    """Claims to decide in one step."""

    decision_id = forms.UUIDField()
    claims = forms.CharField(error_messages={"required": "There are no claims to decide here."})

    def first_error(self) -> str:
        """Return the first error, as a sentence."""
        return str(next(iter(self.errors.values()))[0])


class AcceptForm(BulkForm):
    """Suggestions to accept: "12,15,16"."""

    def clean_claims(self) -> list[int]:
        claim_ids = parse_integers(self.cleaned_data["claims"])
        if None in claim_ids:
            raise forms.ValidationError("The claims to accept could not be read. Reload the page and try again.")
        return [claim_id for claim_id in claim_ids if claim_id is not None]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned["claim_ids"] = cleaned.pop("claims", None)
        return cleaned


class LinkForm(BulkForm):
    """Claims of one source, such as "12:0,15:2", each with the version that the editor saw; and their actor."""

    actor = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def clean_claims(self) -> dict[int, int]:
        pairs = [parse_pair(pair) for pair in self.cleaned_data["claims"].split(",")]
        if None in pairs:
            raise forms.ValidationError("The claims to link could not be read. Reload the page and try again.")
        return dict(filter(None, pairs))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned["seen"], cleaned["actor_id"] = cleaned.pop("claims", None), cleaned.pop("actor", None)
        return cleaned
