"""Take the Wikidata pattern from its one home, and reword what the fields say about themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotate", "0010_what_is_watched"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="actor",
            name="wikidata_is_q_and_digits",
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="address",
            field=models.GenericIPAddressField(
                help_text="Where the request came from; empty for a command.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="heard_at",
            field=models.DateTimeField(blank=True, help_text="When the job last reported its progress.", null=True),
        ),
        migrations.AlterField(
            model_name="import",
            name="mapping",
            field=models.JSONField(blank=True, help_text="What each column means.", null=True),
        ),
        migrations.AlterField(
            model_name="import",
            name="name",
            field=models.CharField(help_text="The file's name, or a name for the list of addresses.", max_length=300),
        ),
        migrations.AlterField(
            model_name="import",
            name="problem_count",
            field=models.PositiveBigIntegerField(
                default=0, help_text="The number of all problems; only the first are stored."
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="read",
            field=models.PositiveBigIntegerField(default=0, help_text="How much of the size has been read."),
        ),
        migrations.AlterField(
            model_name="user",
            name="shortcuts",
            field=models.JSONField(blank=True, default=dict, help_text="The editor's own keys, by action."),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("wikidata", ""), ("wikidata__regex", "^Q[1-9][0-9]{0,18}$"), _connector="OR"),
                name="wikidata_is_q_and_digits",
            ),
        ),
    ]
