"""The register of actors: merging that can be undone, recorded changes, names found by any word and in spite of typing
errors, and for each claim why its actor is suggested."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from annotate.actors.names import key_of_name

# The planner must know that they cost more than an index does. Words are cut at the key's spaces: no parser has a say.
FUNCTIONS = """
CREATE FUNCTION name_words(key text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS $$
    SELECT array_to_tsvector(string_to_array(key, ' '))
$$;
CREATE FUNCTION typo_forms(key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
    SELECT coalesce(array_agg(DISTINCT left(start, gap - 1) || substr(start, gap + 1)), '{}')
    FROM unnest(string_to_array(key, ' ')) AS word,
        LATERAL (SELECT DISTINCT left(word, size) AS start FROM generate_series(4, 7) AS size) AS starts,
        generate_series(1, length(start) + 1) AS gap
    WHERE length(word) >= 4
$$;
"""
NO_FUNCTIONS = "DROP FUNCTION typo_forms; DROP FUNCTION name_words;"

CHANGES = """
CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was recorded of an actor never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER actor_change_never_changes BEFORE UPDATE OR DELETE ON annotate_actorchange
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
"""
NO_CHANGES = "DROP TRIGGER actor_change_never_changes ON annotate_actorchange; DROP FUNCTION refuse_change_of_record;"

KNOWN = """
UPDATE annotate_actor AS actor SET survivor_id = merged_into_id,
    in_register = created_by_id IS NOT NULL OR EXISTS (SELECT FROM annotate_tag WHERE actor_id = actor.id);
"""


def compare_anew(apps, schema_editor):
    """Names are compared without honorifics now. A key that another actor has already stays as it is: the two are
    offered for merging."""
    for name in ("Actor", "Alias"):
        model = apps.get_model("annotate", name)
        for each in model.objects.order_by("pk").iterator():
            new = key_of_name(each.name)
            taken = model.objects.filter(key=new, **({"actor": each.actor_id} if name == "Alias" else {}))
            if new != each.key and not taken.exists():
                model.objects.filter(pk=each.pk).update(key=new)


class Migration(migrations.Migration):
    dependencies = [
        ("annotate", "0003_why_claims_may_be_missing"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.CreateModel(
            name="ActorChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("name", "renamed"),
                            ("type", "type"),
                            ("description", "description"),
                            ("wikidata", "Wikidata id"),
                            ("alias", "alias"),
                            ("merged", "merged"),
                            ("removed", "taken off the register"),
                            ("apart", "not the same as"),
                        ],
                        max_length=12,
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=300)),
                ("after", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="LikelyDuplicate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200)),
                ("kept_apart", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="actor",
            name="in_register",
            field=models.BooleanField(default=False, help_text="Created or linked by an editor."),
        ),
        migrations.AddField(
            model_name="actor",
            name="compared",
            field=models.BooleanField(default=False, help_text="Whether it has been checked for duplicates."),
        ),
        migrations.AddField(
            model_name="actor",
            name="survivor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="family",
                to="annotate.actor",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="wikidata",
            field=models.CharField(blank=True, max_length=20, verbose_name="Wikidata id"),
        ),
        migrations.AddField(
            model_name="alias",
            name="learnt",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="claim",
            name="actor_confidence",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="actor_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="claim",
            name="other_actors",
            field=models.ManyToManyField(
                blank=True, help_text="Other actors that the source could mean.", related_name="+", to="annotate.actor"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="source_name",
            field=models.CharField(blank=True, help_text="The source, if it is only a name.", max_length=200),
        ),
        migrations.AlterField(
            model_name="actor",
            name="key",
            field=models.CharField(
                max_length=200,
                unique=True,
                db_collation="C",
                help_text="The name as `actors.names.key_of_name` compares it.",
            ),
        ),
        migrations.AlterField(
            model_name="alias",
            name="key",
            field=models.CharField(max_length=200, db_collation="C"),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.RunPython(compare_anew, migrations.RunPython.noop),
        # Tables with foreign keys still to be checked cannot be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                models.F("id"), condition=models.Q(("compared", False), ("in_register", True)), name="actor_to_compare"
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(models.F("key"), condition=models.Q(("in_register", True)), name="actor_key_start"),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("key"),
                    function="name_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                condition=models.Q(("in_register", True)),
                name="actor_words",
            ),
        ),
        migrations.AddIndex(
            model_name="actor",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("key"),
                    function="typo_forms",
                    output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                condition=models.Q(("in_register", True)),
                name="actor_typos",
            ),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=models.Index(models.F("key"), name="alias_key_start"),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("key"),
                    function="name_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="alias_words",
            ),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("key"),
                    function="typo_forms",
                    output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                name="alias_typos",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into", None), ("survivor", None)),
                    models.Q(("merged_into__isnull", False), ("survivor__isnull", False)),
                    _connector="OR",
                ),
                name="merged_actor_has_survivor",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("survivor", models.F("id")), _negated=True), name="actor_does_not_survive_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("wikidata", ""), ("wikidata__regex", "^Q[1-9][0-9]*$"), _connector="OR"),
                name="wikidata_is_q_and_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(
                models.F("wikidata"), condition=models.Q(("wikidata", ""), _negated=True), name="wikidata_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("actor_confidence", None),
                    models.Q(("actor_confidence__gte", 0), ("actor_confidence__lte", 1)),
                    _connector="OR",
                ),
                name="actor_confidence_from_0_to_1",
            ),
        ),
        migrations.AddField(
            model_name="actorchange",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="annotate.actor"
            ),
        ),
        migrations.AddField(
            model_name="actorchange",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="likelyduplicate",
            name="first",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="annotate.actor"),
        ),
        migrations.AddField(
            model_name="likelyduplicate",
            name="second",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="annotate.actor"),
        ),
        migrations.AddIndex(
            model_name="actorchange",
            index=models.Index(fields=["actor", "-id"], name="actor_change_last"),
        ),
        migrations.AddConstraint(
            model_name="likelyduplicate",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="duplicates_in_one_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="likelyduplicate",
            constraint=models.UniqueConstraint(models.F("first"), models.F("second"), name="duplicate_pair_once"),
        ),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]
