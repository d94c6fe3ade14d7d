import re

from django import forms
from django.template.defaultfilters import pluralize

from annotate.actors.names import BadName, clean_name, key_of_name, without_honorific
from annotate.models import Actor, Kind
from annotate.models.tag import LONGEST_NOTE
from annotate.tagging.decisions import Decision, Outcome
from annotate.text.spans import parse_spans
from annotate.web.integers import LARGEST_ID, parse_integers, parse_pair

WIKIDATA_ID = re.compile(r"Q[1-9][0-9]{0,18}")
WIKIDATA_ADDRESS = re.compile(r"^https?://(www\.|m\.)?wikidata\.org/(wiki|entity)/")


class ActorForm(forms.Form):
    """What the register tells of an actor; `cleaned_data` are the arguments of `register.change_actor`."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)
    name = forms.CharField(max_length=10_000, strip=False)
    type = forms.ChoiceField(choices=[("", "unknown"), *Actor.Type.choices], required=False)
    description = forms.CharField(
        required=False, max_length=300, help_text="Distinguishes it from others with the same name."
    )
    wikidata = forms.CharField(
        required=False, label="Wikidata ID", max_length=200, help_text="Such as Q42, or its web address."
    )

    @classmethod
    def of(cls, actor: Actor, *, seen: int) -> "ActorForm":
        """The form as it opens. `seen` is the actor's last change."""
        told = {field: getattr(actor, field) for field in ("name", "type", "description", "wikidata")}
        return cls(initial={**told, "seen": seen})

    def on_top_of(self, seen: int) -> "ActorForm":
        """The form with what was sent, for the editor to save on top of what another has changed meanwhile."""
        self.data = self.data.copy()
        self.data["seen"] = seen
        return self

    def clean_name(self) -> str:
        try:
            return clean_name(self.cleaned_data["name"])
        except BadName as error:
            raise forms.ValidationError(str(error)) from error

    def clean_wikidata(self) -> str:
        id_ = WIKIDATA_ADDRESS.sub("", self.cleaned_data["wikidata"]).upper()
        if id_ and not WIKIDATA_ID.fullmatch(id_):
            raise forms.ValidationError("A Wikidata ID is Q and digits, such as Q42. Leave it blank if there is none.")
        return id_


class DecisionForm(forms.Form):
    """What an editor sends from a claim's card; `decision()` and `repeats()` give it to the tagging room."""

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

    def clean(self) -> dict:
        cleaned = super().clean()
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
        return self._actor_typed(data["actor_name"])

    def _actor_typed(self, typed: str) -> int | None:
        try:
            name = clean_name(typed)
        except BadName as error:
            self.add_error("actor_name", str(error) if typed else "Name the actor, or tick ‘not named in the article’.")
            return None
        called = Actor.objects.named(key_of_name(name)) or Actor.objects.named(without_honorific(key_of_name(name)))
        found = list(called[:10])
        if len(found) == 1:
            return found[0].pk
        self.unknown_name, self.namesakes = ("" if found else name), found
        self.add_error(
            "actor_name",
            f"Several actors are called ‘{name}’; choose one." if found else f"No actor is called ‘{name}’ yet.",
        )
        return None

    def clean_spans(self) -> list[list[int]] | None:
        """From "12-40;52-80", as exports write them; None if the words are to stay as they are."""
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
        data = self.cleaned_data
        if data["action"] == "dismiss":
            return Decision(dismissed=True, note=data["note"])
        return Decision(
            kind=data["kind"],
            actor_id=data["actor"],
            answers_id=data["answers"],
            note=data["note"],
            spans=data["spans"],
            # A form's line ends are \r\n; an article's are \n alone.
            words=[words.replace("\r\n", "\n") for words in self.data.getlist("words")],
        )

    def first_error(self) -> str:
        """What is wrong first, in a sentence."""
        return next(iter(self.errors.values()))[0]

    def in_words(self, outcome: Outcome) -> str:
        """What was stored, for the notice."""
        data = self.cleaned_data
        by = "source not named" if data.get("not_named") else f"by {data.get('actor_name')}"
        what = "dismissed" if data["action"] == "dismiss" else f"{data['kind']}, {by}"
        more = len(outcome.changed) - 1
        also = f", with {more} repeat{pluralize(more)}" if more else ""
        left = f" {outcome.skipped} had already been decided and did not change." if outcome.skipped else ""
        return f"Saved: {what}{also}.{left}"

    def repeats(self) -> dict[int, int]:
        """The repeats to decide in the same step: claim id to the version that the editor saw."""
        if not self.cleaned_data["with_repeats"]:
            return {}
        return dict(filter(None, map(parse_pair, self.data.getlist("repeat"))))


class RestoringForm(forms.Form):
    """Which state a claim is to have again; no tag: that before the first."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST_ID)
    decision_id = forms.UUIDField()
    tag_id = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


class SeveralForm(forms.Form):
    """Claims to be decided in one step."""

    decision_id = forms.UUIDField()
    claims = forms.CharField(error_messages={"required": "There are no claims to decide here."})

    def first_error(self) -> str:
        """What is wrong first, in a sentence."""
        return next(iter(self.errors.values()))[0]


class AcceptingForm(SeveralForm):
    """Suggestions to accept: "12,15,16"."""

    def clean_claims(self) -> list[int]:
        claim_ids = parse_integers(self.cleaned_data["claims"])
        if None in claim_ids:
            raise forms.ValidationError("The claims to accept could not be read. Reload the page and try again.")
        return [claim_id for claim_id in claim_ids if claim_id is not None]

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["claim_ids"] = cleaned.pop("claims", None)
        return cleaned


class LinkingForm(SeveralForm):
    """Claims of one source and the actor to link them to: "12:0,15:2", each with the version that the editor saw."""

    actor = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def clean_claims(self) -> dict[int, int]:
        pairs = [parse_pair(pair) for pair in self.cleaned_data["claims"].split(",")]
        if None in pairs:
            raise forms.ValidationError("The claims to link could not be read. Reload the page and try again.")
        return dict(filter(None, pairs))

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["seen"], cleaned["actor_id"] = cleaned.pop("claims", None), cleaned.pop("actor", None)
        return cleaned


class DrawingForm(DecisionForm):
    """What an editor sends to make words a claim: as from a card, with the words."""

    version = None
