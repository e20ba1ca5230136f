"""Fills the demo with many activities and tasks by copying its own: run as `python -m bench.fill ACTIVITIES TASKS`.

The one place that writes tables directly: it makes volume, not a story. Every copy is confirmed, lies on some day of
the last five years in some unit of Sở Xây dựng, and counts towards some task. It used the forms of what it copies, and
every second one has a link for proof.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
django.setup()

from django.core.management.color import no_style  # noqa: E402 after django.setup
from django.db import connection, transaction  # noqa: E402
from django.db.models import F, Max, Model  # noqa: E402
from django.utils import timezone  # noqa: E402

from lantoa.foundation import clock  # noqa: E402
from lantoa.ledger.models import Activity, ActivityVersion, Evidence, Measurement, Register  # noqa: E402
from lantoa.organisation import demo  # noqa: E402
from lantoa.plans.models import Assignment, Credit, Task, TaskTerms  # noqa: E402

SPAN = 5 * 365
FORMS = ActivityVersion.forms.through


def main(activities: int, tasks: int) -> None:
    with transaction.atomic():
        task_ids = _tasks(tasks)
        first = _activities(activities)
        _bulk(
            Credit,
            (Credit(task_id=task_ids[n % len(task_ids)], activity_id=first + n) for n in range(activities)),
        )
        with connection.cursor() as cursor:
            models: list[type[Model]] = [
                Activity,
                ActivityVersion,
                Measurement,
                FORMS,
                Evidence,
                Task,
                TaskTerms,
                Assignment,
                Credit,
            ]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
    print(Activity.objects.count(), Task.objects.count())


def _bulk(model: type[Model], rows: Iterator[Model]) -> None:
    while batch := list(islice(rows, 5000)):
        model._default_manager.bulk_create(batch)


def _copy(row: Any, **changes: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(values | changes))


def _bodies() -> list[int]:
    return [body.pk for key, body in sorted(demo.find().bodies.items()) if key.startswith("sxd.")]


def _tasks(count: int) -> list[int]:
    """Copies of the tasks of this year's plan, each with an officer on it."""
    agency = demo.find().agencies["sxd"]
    seeds = list(
        Task.objects.filter(agency=agency).exclude(terms=None).select_related("terms").order_by("pk")[:20]
    )
    base = max(Task.objects.aggregate(m=Max("pk"))["m"], TaskTerms.objects.aggregate(m=Max("pk"))["m"]) + 1
    bodies, people = _bodies(), [demo.find().people[key].pk for key in ("officer", "other_officer")]
    picked = [seeds[n % len(seeds)] for n in range(count)]
    due = [clock.today() + timedelta(days=n % 300 - 100) for n in range(count)]
    _bulk(
        Task,
        (
            _copy(
                seed,
                id=base + n,
                terms_id=None,
                lead_body_id=bodies[n % len(bodies)],
                due_on=due[n],
                part_of_id=None,
            )
            for n, seed in enumerate(picked)
        ),
    )
    _bulk(
        TaskTerms,
        (
            _copy(seed.terms, id=base + n, task_id=base + n, position=1000 + n)
            for n, seed in enumerate(picked)
        ),
    )
    Task.objects.filter(pk__gte=base).update(terms_id=F("pk"))
    _bulk(
        Assignment, (Assignment(task_id=base + n, person_id=people[n % 2], main=True) for n in range(count))
    )
    return [base + n for n in range(count)]


def _activities(count: int) -> int:
    """Copies of the first confirmed activity with its version and numbers. Returns the first key."""
    made = demo.find()
    agency, officer, head = made.agencies["sxd"], made.people["officer"], made.people["head"]
    seeds = list(
        Activity.objects.filter(agency=agency, state="confirmed")
        .select_related("current")
        .order_by("pk")[:10]
    )
    numbers = {seed.pk: list(Measurement.objects.filter(version_id=seed.current_id)) for seed in seeds}
    forms = {
        seed.pk: list(FORMS.objects.filter(activityversion=seed.current_id).values_list("form_id", flat=True))
        for seed in seeds
    }
    tables = (Activity, ActivityVersion)
    base = max(table._default_manager.aggregate(m=Max("pk"))["m"] for table in tables) + 1
    bodies, today, now = _bodies(), clock.today(), timezone.now()
    signed = {"recorded_by_id": officer.pk, "confirmed_by_id": head.pk, "confirmed_at": now}

    def rows() -> Iterator[tuple[int, Any, Any]]:
        for n in range(count):
            yield n, seeds[n % len(seeds)], today - timedelta(days=n % SPAN)

    def activity(n: int, seed: Any, day: Any) -> Any:
        own = {"id": base + n, "serial": 100_000 + n, "current_id": None, "client_id": None, "year": day.year}
        return _copy(
            seed,
            **own,
            **signed,
            day=day,
            last_day=day,
            body_id=bodies[n % len(bodies)],
            source_kind="",
            source_key="",
        )

    def version(n: int, seed: Any, day: Any) -> Any:
        signs = {"confirmed_by_id": head.pk, "confirmed_at": now}
        return _copy(
            seed.current, id=base + n, activity_id=base + n, number=1, day=day, end_day=None, **signs
        )

    _bulk(Activity, (activity(*row) for row in rows()))
    _bulk(ActivityVersion, (version(*row) for row in rows()))
    Activity.objects.filter(pk__gte=base).update(current_id=F("pk"))
    _bulk(
        Measurement,
        (
            _copy(
                number,
                id=None,
                activity_id=base + n,
                version_id=base + n,
                starts=day,
                ends=day,
                source_kind="",
                source_key="",
            )
            for n, seed, day in rows()
            for number in numbers[seed.pk][:1]
        ),
    )
    _bulk(
        FORMS,
        (
            FORMS(activityversion_id=base + n, form_id=form)
            for n, seed, _ in rows()
            for form in forms[seed.pk]
        ),
    )
    link = {"kind": Evidence.Kind.LINK, "added_by_id": officer.pk, "added_at": now}
    _bulk(
        Evidence,
        (
            Evidence(activity_id=base + n, url=f"https://soxaydung.example/tin/{n}", **link)
            for n in range(0, count, 2)
        ),
    )
    Register.objects.filter(agency=agency).update(last=100_000 + count)
    return base


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
