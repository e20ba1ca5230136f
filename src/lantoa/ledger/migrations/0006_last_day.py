"""The last day stands on the activity itself, so that periods find theirs by an index."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    ends = apps.get_model("ledger", "ActivityVersion").objects.filter(pk=OuterRef("current_id"))
    rows = apps.get_model("ledger", "Activity").objects.all()
    rows.update(last_day=Coalesce(Subquery(ends.values("end_day")[:1]), F("day")))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_standing_measurements")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="last_day",
            field=models.DateField(editable=False, null=True, verbose_name="Ngày cuối"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
