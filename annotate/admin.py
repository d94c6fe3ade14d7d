"""Django's admin: edit accounts there; articles, claims, tags and actors are read-only."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.forms import ModelForm, ValidationError
from django.http import HttpRequest

from annotate.accounts import AccountRefused, require_an_admin, store_account
from annotate.models import Actor, Article, Claim, Tag, User

admin.site.site_header = admin.site.site_title = "OnRecord"
admin.site.unregister(Group)  # accounts have roles instead


class AccountForm(UserChangeForm):
    def clean(self) -> None:
        super().clean()
        role, is_active = self.cleaned_data.get("role", ""), self.cleaned_data.get("is_active", False)
        try:
            require_an_admin(account=self.instance, role=role, is_active=is_active)
        except AccountRefused as error:
            raise ValidationError(str(error)) from error


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Permissions", {"fields": ["role", "is_active"]}),
        ("Dates", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "email", "role", "password1", "password2"]})]
    readonly_fields = ["date_joined", "last_login"]
    list_display = ["username", "first_name", "last_name", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False  # tags and exports refer to the account; make it inactive instead

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        store_account(account=obj, by=cast(User, request.user))  # the admin lets nobody else in


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
