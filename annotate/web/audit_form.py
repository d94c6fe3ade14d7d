"""The filter of the audit list."""

from django import forms

from annotate.models import AuditEntry, User


class AuditForm(forms.Form):
    """`cleaned_data` holds the arguments of `AuditQuerySet.chosen`."""

    what = forms.ChoiceField(label="Action", choices=[("", "all actions"), *AuditEntry.Action.choices], required=False)
    by = forms.ModelChoiceField(User.objects.order_by("username"), required=False, empty_label="everyone")
    first = forms.DateField(required=False, label="From", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(required=False, label="Until", widget=forms.DateInput(attrs={"type": "date"}))
