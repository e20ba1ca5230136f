"""What was done in an agency of late is found by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_refuse_all_but_sealing")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["agency_id", "at"], name="audit_entry_agency_at"),
        ),
    ]
