import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NEVER_CHANGES = """
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entry % is never changed or deleted', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON annotate_auditentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
"""
MAY_CHANGE = """
DROP TRIGGER audit_never_changes ON annotate_auditentry;
DROP FUNCTION refuse_change_of_audit;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotate", "0007_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("exported", "exported"),
                            ("imported", "imported"),
                            ("merged", "merged actors"),
                            ("unmerged", "took a merge back"),
                            ("account", "changed an account"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject", models.CharField(help_text="The article, actor, file or account.", max_length=300)),
                ("detail", models.CharField(blank=True, max_length=500)),
                (
                    "address",
                    models.GenericIPAddressField(
                        help_text="Where the request came from; none for a command.", null=True
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["what", "-id"], name="audit_by_what"),
                    models.Index(fields=["by", "-id"], name="audit_by_whom"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["exported", "imported", "merged", "unmerged", "account"])),
                        name="audit_what_is_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(NEVER_CHANGES, MAY_CHANGE),
    ]
