from django.db import migrations, models
from django.db.models import Q

PAGE = Q(url="") | Q(url__iregex=r"^(https?|ftps?)://")


def forget_others(apps, schema_editor):
    """No reader and no form lets another in; one that is there all the same would be a link that runs."""
    apps.get_model("annotate", "Article").objects.exclude(PAGE).update(url="")


class Migration(migrations.Migration):
    dependencies = [("annotate", "0008_audit")]

    operations = [
        migrations.RunPython(forget_others, migrations.RunPython.noop),
        migrations.AddConstraint("article", models.CheckConstraint(condition=PAGE, name="article_url_is_of_a_page")),
    ]
