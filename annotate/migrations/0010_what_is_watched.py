from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotate", "0009_links"),
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
