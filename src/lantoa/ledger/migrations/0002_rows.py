"""Writes the first rows of the vocabulary from the data file that was frozen with this migration."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "reference_2026.json"
EXTRA = {
    "form": ("family",),
    "measure": ("unit", "kind", "numerator_label", "denominator_label"),
}


def write(apps, schema_editor):
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for name in ("theme", "form", "audience", "reformfield", "integration", "measure"):
        model = apps.get_model("ledger", name)
        for position, (code, label, *more) in enumerate(data[name], start=1):
            values = {"name": label, "position": position, **dict(zip(EXTRA.get(name, ()), more))}
            if values.get("kind") == "ratio":
                values["whole"] = True
            model.objects.get_or_create(code=code, defaults=values)
    kind_model = apps.get_model("ledger", "activitykind")
    forms = {row.code: row for row in apps.get_model("ledger", "form").objects.all()}
    measures = {row.code: row for row in apps.get_model("ledger", "measure").objects.all()}
    for position, (code, label, form, usual) in enumerate(data["activitykind"], start=1):
        kind, made = kind_model.objects.get_or_create(
            code=code, defaults={"name": label, "position": position, "form": forms.get(form)}
        )
        if made:
            kind.measures.set([measures[item] for item in usual])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_first")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
