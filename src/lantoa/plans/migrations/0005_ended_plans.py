from datetime import date, timedelta

from django.db import migrations, models
from django.utils.timezone import localdate

SATURDAY = 5


def days_of_end(apps, plan_ids):
    """`{plan: (the day it ended, what was due before this day was late then)}`.

    The day is that of the last closing in the audit; for a plan without one, the last day of its years.
    """
    Plan = apps.get_model("plans", "Plan")
    Entry = apps.get_model("audit", "Entry")
    entries = Entry.objects.filter(verb="plans.closed", target_kind="plans.plan").order_by("sequence")
    told = {int(pk): localdate(at) for pk, at in entries.values_list("target_id", "at")}
    found = {}
    for pk, year in Plan.objects.filter(pk__in=plan_ids).values_list("pk", "year_to"):
        day = told.get(pk, date(year, 12, 31))
        found[pk] = (day, border_on(day))
    return found


def border_on(day):
    """What was due before this day was late by a working day; by weekends alone, holidays are no part of a migration."""
    for _ in range(2):
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
        day -= timedelta(days=1)
    return day + timedelta(days=2)


def stand_still(apps, schema_editor):
    Plan = apps.get_model("plans", "Plan")
    ended = list(Plan.objects.exclude(state="issued").values_list("pk", flat=True))
    for pk, (day, border) in days_of_end(apps, ended).items():
        Plan.objects.filter(pk=pk).update(closed_on=day, late_before=border)


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0005_refuse_all_but_sealing"),
        ("plans", "0004_instance_explanation"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="Kết thúc ngày"),
        ),
        migrations.AddField(
            model_name="plan",
            name="late_before",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(stand_still, migrations.RunPython.noop),
    ]
