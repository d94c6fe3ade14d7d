"""The database itself refuses to change an article's text, and to change or delete a tag."""

from django.db import migrations

ARTICLE_TEXT = """
CREATE FUNCTION refuse_new_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of article % never changes', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER article_text_never_changes BEFORE UPDATE OF text, sha256 ON annotate_article
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text OR OLD.sha256 IS DISTINCT FROM NEW.sha256)
    EXECUTE FUNCTION refuse_new_text();
"""
NO_ARTICLE_TEXT = """
DROP TRIGGER article_text_never_changes ON annotate_article;
DROP FUNCTION refuse_new_text;
"""

TAGS = """
CREATE FUNCTION refuse_change_of_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tag % is never changed or deleted', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER tag_never_changes BEFORE UPDATE OR DELETE ON annotate_tag
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_tag();
"""
NO_TAGS = """
DROP TRIGGER tag_never_changes ON annotate_tag;
DROP FUNCTION refuse_change_of_tag;
"""


class Migration(migrations.Migration):
    dependencies = [("annotate", "0001_initial")]

    operations = [migrations.RunSQL(ARTICLE_TEXT, NO_ARTICLE_TEXT), migrations.RunSQL(TAGS, NO_TAGS)]
