import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def to_occasions(apps, schema_editor):
    """What was said of a recurring task closed its occasions: it goes to those that were closed by it alone."""
    Instance = apps.get_model("plans", "Instance")
    Credit = apps.get_model("plans", "Credit")
    Evidence = apps.get_model("ledger", "Evidence")
    proofs = Evidence.objects.filter(detached_at=None, activity__isnull=False).values("activity_id")
    proven = Credit.objects.filter(
        instance__isnull=False, activity__state="confirmed", activity_id__in=proofs
    ).values("instance_id")
    closed = Instance.objects.filter(~Q(task__explanation=""), done_on__isnull=False, explanation="")
    for row in closed.exclude(pk__in=proven).select_related("task").iterator():
        row.explanation, row.explained_by_id = row.task.explanation, row.task.explained_by_id
        row.save(update_fields=["explanation", "explained_by"])


class Migration(migrations.Migration):

    dependencies = [
        ("ledger", "0005_standing_measurements"),
        ("organisation", "0003_without_second_factor_roles"),
        ("plans", "0003_explained_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="instance",
            name="explanation",
            field=models.TextField(blank=True, default="", verbose_name="Giải trình"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="instance",
            name="explained_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.person",
            ),
        ),
        migrations.RunPython(to_occasions, migrations.RunPython.noop),
    ]
