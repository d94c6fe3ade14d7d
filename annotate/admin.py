"""Django's admin: accounts, and a look at what is kept. Articles, claims and tags are read there, never changed."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from annotate.actors.names import key
from annotate.models import Actor, Alias, Article, Claim, Tag, User

admin.site.site_header = admin.site.site_title = "OnRecord"
admin.site.register(User, UserAdmin)


class AliasInline(admin.TabularInline):
    model = Alias
    fields = ["name"]
    extra = 1


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):
    fields = ["name", "type", "description"]
    list_display = ["name", "type", "description"]
    search_fields = ["name", "aliases__name"]
    inlines = [AliasInline]

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        obj.key = key(obj.name)
        obj.created_by = obj.created_by or request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change) -> None:
        for alias in formset.forms:
            alias.instance.key = key(alias.cleaned_data.get("name", ""))
        super().save_formset(request, form, formset, change)


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
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
