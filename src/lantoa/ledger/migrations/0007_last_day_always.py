"""Every activity has a last day. Apart from filling it in: PostgreSQL alters no table with triggers pending."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_last_day")]

    operations = [
        migrations.AlterField(
            model_name="activity",
            name="last_day",
            field=models.DateField(editable=False, verbose_name="Ngày cuối"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=Q(last_day__gte=F("day")), name="activity_ends_after_it_begins"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["agency", "state", "last_day"], name="activity_agency_last_day"),
        ),
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["agency", "state", "ends"], name="measurement_agency_ends"),
        ),
    ]
