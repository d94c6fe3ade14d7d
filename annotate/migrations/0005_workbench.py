"""Claims that editors draw and draw anew, steps undone and redone at will, who else is there, an editor's own keys."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotate", "0004_actors_register")]

    operations = [
        migrations.AddField(
            "claim",
            "original_spans",
            django.contrib.postgres.fields.ArrayField(
                base_field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=2),
                default=list,
                help_text="The spans before an editor changed them.",
                size=None,
            ),
            preserve_default=False,
        ),
        # Until now, no claim's spans could change.
        migrations.RunSQL("UPDATE annotate_claim SET original_spans = spans", migrations.RunSQL.noop),
        migrations.AlterField(
            "tag",
            "undoes",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="annotate.tag",
            ),
        ),
        migrations.AddField(
            "user",
            "shortcuts",
            models.JSONField(blank=True, default=dict, help_text="The editor's own keys, by what they do."),
        ),
        migrations.CreateModel(
            "Presence",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heard_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="annotate.article"
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.F("article"), models.F("editor"), name="presence_once")]
            },
        ),
    ]
