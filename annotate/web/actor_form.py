"""The form for an actor's details."""

import re
from typing import cast

from django import forms
from django.http import QueryDict

from annotate.actors.names import BadName, clean_name
from annotate.models import Actor
from annotate.vocabulary import WIKIDATA_ID
from annotate.web.integers import LARGEST_ID

WIKIDATA_ADDRESS = re.compile(r"^https?://(www\.|m\.)?wikidata\.org/(wiki|entity)/")


class ActorForm(forms.Form):
    """An actor's details in the register; `cleaned_data` holds the arguments of `register.change_actor`."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)
    name = forms.CharField(max_length=10_000, strip=False)
    type = forms.ChoiceField(choices=[("", "unknown"), *Actor.Type.choices], required=False)
    description = forms.CharField(
        required=False, max_length=300, help_text="Distinguishes this actor from others with the same name."
    )
    wikidata = forms.CharField(
        required=False, label="Wikidata ID", max_length=200, help_text="Such as Q42, or its web address."
    )

    @classmethod
    def of(cls, actor: Actor, *, seen: int) -> "ActorForm":
        """Return the unsent form. `seen` is the id of the actor's last change."""
        details = {field: getattr(actor, field) for field in ("name", "type", "description", "wikidata")}
        return cls(initial={**details, "seen": seen})

    def with_seen(self, seen: int) -> "ActorForm":
        """Return the form as sent, but ready to be saved over another editor's change."""
        data = cast(QueryDict, self.data).copy()  # a sent form is only ever made from request.POST
        data["seen"] = str(seen)
        self.data = data
        return self

    def clean_name(self) -> str:
        try:
            return clean_name(self.cleaned_data["name"])
        except BadName as error:
            raise forms.ValidationError(str(error)) from error

    def clean_wikidata(self) -> str:
        id_ = WIKIDATA_ADDRESS.sub("", self.cleaned_data["wikidata"]).upper()
        if id_ and not WIKIDATA_ID.fullmatch(id_):
            raise forms.ValidationError(
                "A Wikidata ID is Q and digits, such as Q42. If the actor has no ID, leave this blank."
            )
        return id_
