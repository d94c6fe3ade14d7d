from django.db import migrations, models
from django.db.models import Q

import annotate.models.user


def give_roles(apps, schema_editor):
    """Whoever could tag and import stays able to: editors. Superusers are admins. Staff, who looked after others'
    imports, are leads: Django's own permissions, which some of them had, are used no more."""
    users = apps.get_model("annotate", "User").objects
    users.filter(is_superuser=True).update(role="admin", is_staff=True)
    users.filter(is_superuser=False, is_staff=True).update(role="lead", is_staff=False)


class Migration(migrations.Migration):
    dependencies = [("annotate", "0006_imports")]

    operations = [
        migrations.AlterModelManagers("user", [("objects", annotate.models.user.UserManager())]),
        migrations.AddField(
            "user",
            "role",
            models.CharField(
                choices=[("reader", "reader"), ("editor", "editor"), ("lead", "lead"), ("admin", "admin")],
                default="editor",
                max_length=10,
            ),
        ),
        migrations.RunPython(give_roles, migrations.RunPython.noop),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(role__in=["reader", "editor", "lead", "admin"]), name="user_role_is_known"
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(role="admin", is_staff=True, is_superuser=True)
                | (~Q(role="admin") & Q(is_staff=False, is_superuser=False)),
                name="only_admins_enter_the_admin",
            ),
        ),
    ]
