"""Django's admin: accounts and actors' names are kept there; articles, claims and tags are only looked at."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from annotate.actors.names import BadName, clean, key
from annotate.models import Actor, Alias, Article, Claim, Tag, User

admin.site.site_header = admin.site.site_title = "OnRecord"
admin.site.register(User, UserAdmin)


class NameForm(forms.ModelForm):
    """An actor's or an alias's name, with the key that the database compares."""

    def clean_name(self) -> str:
        try:
            name = clean(self.cleaned_data["name"])
        except BadName as error:
            raise forms.ValidationError(str(error)) from error
        self.instance.key = key(name)
        return name


class ActorForm(NameForm):
    def clean_name(self) -> str:
        name = super().clean_name()
        if Actor.objects.exclude(pk=self.instance.pk).filter(key=self.instance.key).exists():
            raise forms.ValidationError("There is an actor of this name already.")
        return name


class AliasFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        keys = [form.instance.key for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if len(keys) > len(set(keys)):
            raise forms.ValidationError("An alias stands here twice.")


class AliasInline(admin.TabularInline):
    model = Alias
    form = NameForm
    formset = AliasFormSet
    fields = ["name"]
    extra = 1


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):
    form = ActorForm
    fields = ["name", "type", "description"]
    list_display = ["name", "type", "description"]
    search_fields = ["name", "aliases__name"]
    inlines = [AliasInline]

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Actor, form: forms.ModelForm, change: bool) -> None:
        obj.created_by = obj.created_by or request.user
        super().save_model(request, obj, form, change)


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ["title", "outlet", "published_at", "imported_at", "detection"]
    search_fields = ["title", "outlet", "author"]


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ["id", "article", "suggested_kind", "source_words", "confidence", "version"]
    list_select_related = ["article"]


@admin.register(Tag)
class TagAdmin(ReadOnlyAdmin):
    list_display = ["id", "claim", "kind", "dismissed", "actor", "editor", "at"]
    list_select_related = ["claim", "actor", "editor"]
