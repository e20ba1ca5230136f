"""Words of the ledger that sending writes itself: messages sent and recipients reached are kept apart."""

from django.db import migrations
from django.db.models import Max

MEASURES = (
    ("M17-1", "Tin nhắn, thư gửi đến người đăng ký", "tin"),
    ("M17-2", "Người nhận tin nhắn, thư", "người"),
)


def write(apps, schema_editor):
    measure = apps.get_model("ledger", "measure")
    for code, name, unit in MEASURES:
        _add(measure, code, name=name, unit=unit, kind="sum", whole=True)
    form = apps.get_model("ledger", "form")
    _add(form, "ban-tin", name="Bản tin, tin nhắn gửi người đăng ký", family="online")
    kind = apps.get_model("ledger", "activitykind")
    row = _add(kind, "gui-tin", name="Gửi tin qua các kênh", form=form.objects.get(code="ban-tin"))
    row.measures.set(measure.objects.filter(code__in=[code for code, *_ in MEASURES]))


def _add(model, code, **values):
    last = model.objects.aggregate(last=Max("position"))["last"] or 0
    row, _ = model.objects.get_or_create(code=code, defaults={"position": last + 1, **values})
    return row


class Migration(migrations.Migration):
    dependencies = [("channels", "0002_sending"), ("ledger", "0007_last_day_always")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
