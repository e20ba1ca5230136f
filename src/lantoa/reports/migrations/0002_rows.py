"""Writes the first rules of periods and the first outline from the data file that was frozen with this migration."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "reference_2026.json"
BASIS = "Công văn số 581/BNV-CCHC của Bộ Nội vụ"


def write(apps, schema_editor):
    data = json.loads(DATA.read_text(encoding="utf-8"))
    rule, item = apps.get_model("reports", "periodrule"), apps.get_model("reports", "outlineitem")
    for row in data["periods"]:
        values = {
            "opens_month": row["opens"][0], "opens_day": row["opens"][1], "opens_year_before": row["before"],
            "closes_month": row["closes"][0], "closes_day": row["closes"][1],
            "due_month": row["due"][0], "due_day": row["due"][1],
            "required": row["required"], "legal_basis": BASIS if row["required"] else "",
        }  # fmt: skip
        rule.objects.get_or_create(kind=row["kind"], index=row["index"], defaults=values)
    for position, row in enumerate(data["outline"], start=1):
        item.objects.get_or_create(agency=None, key=row["key"], defaults={**row, "position": position})


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_first")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
