from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
<<<<<<<< HEAD:annotate/migrations/0010_what_is_watched.py
        ("annotate", "0009_links"),
========
        ("annotate", "0007_roles"),
>>>>>>>> c483b3e (Say in README how to watch, upgrade, back up and restore; put the index behind the roles):annotate/migrations/0008_what_is_watched.py
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                "detection",
                condition=models.Q(("detection__in", ["pending", "failed"])),
                name="article_awaits_claims",
            ),
        ),
    ]
