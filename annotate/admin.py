"""Django's admin: accounts are kept there; articles, claims, tags and actors are only looked at."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from annotate.models import Actor, Article, Claim, Tag, User

admin.site.site_header = admin.site.site_title = "OnRecord"
admin.site.register(User, UserAdmin)


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


@admin.register(Actor)
class ActorAdmin(ReadOnlyAdmin):
    list_display = ["name", "type", "description", "in_register", "survivor"]
    list_select_related = ["survivor"]
    search_fields = ["name", "aliases__name"]
