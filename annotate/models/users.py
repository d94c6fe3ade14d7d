from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An editor: somebody who imports articles and tags claims."""

    shortcuts = models.JSONField(default=dict, blank=True, help_text="The editor's own keys, by what they do.")

    def __str__(self) -> str:
        return self.get_full_name() or self.username
