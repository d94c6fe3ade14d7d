from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor: somebody who imports articles and tags claims."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
