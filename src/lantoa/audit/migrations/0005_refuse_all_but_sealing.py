"""An entry may be given its place in the chain once; every other change, and every deletion, is refused.

On SQLite the triggers went with the table that 0004 made anew.
"""

from django.db import migrations

CONTENT = (
    "id", "at", "verb", "is_read", "actor_id", "actor_name", "lent_by", "agency_id", "target_kind", "target_id",
    "target_name", "summary", "changes", "folded",
)
SAME = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in CONTENT)

SQLITE = [
    "DROP TRIGGER IF EXISTS audit_entry_no_update",
    "DROP TRIGGER IF EXISTS audit_entry_no_delete",
    f"""CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
        WHEN NOT (OLD.sequence IS NULL AND OLD.digest IS NULL AND {SAME})
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END""",
]
POSTGRESQL = [
    "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
    """CREATE FUNCTION audit_seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF OLD.sequence IS NULL AND OLD.digest IS NULL
            AND to_jsonb(OLD) - ARRAY['sequence', 'previous', 'digest']
              = to_jsonb(NEW) - ARRAY['sequence', 'previous', 'digest'] THEN
           RETURN NEW;
         END IF;
         RAISE EXCEPTION 'audit entries are never changed';
       END $$""",
    """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_seal_only()""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
]


def forward(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_sealed_after_commit")]
    operations = [migrations.RunPython(forward)]
