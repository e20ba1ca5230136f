"""Putting a checked draft into rows. Called inside the transaction of a verb; checks no rights."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from lantoa.foundation import clock, text
from lantoa.foundation.text import format_date, format_number
from lantoa.ledger import queries
from lantoa.ledger.actions.checking import Checked
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import (
    Activity,
    ActivityVersion,
    Measure,
    Measurement,
    Register,
    State,
)
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import Actor

_SETS = ("themes", "audiences", "reform_fields", "forms", "integrated")
_PLAIN = ("kind", "title", "day", "end_day", "place", "place_ref_id", "who", "description")


def known_entry(draft: ActivityDraft, *, actor: Actor, source: SourceKey | None) -> Activity | None:
    """The activity that this source or client id wrote before."""
    if source is not None:
        found = Activity.objects.filter(source_kind=source.kind, source_key=source.key).first()
        if found is not None:
            return found
    if draft.client_id and actor.person_id is not None:
        return Activity.objects.filter(recorded_by=actor.person_id, client_id=draft.client_id).first()
    return None


def open_identity(checked: Checked, *, actor: Actor, source: SourceKey | None, submit: bool) -> Activity:
    """A new identity with the next number of the register."""
    draft, now = checked.draft, clock.now()
    return Activity.objects.create(
        agency_id=draft.agency_id,
        body_id=draft.body_id,
        year=draft.day.year,
        serial=_next_serial(draft.agency_id, draft.day.year),
        title=draft.title,
        kind=checked.kind,
        day=draft.day,
        last_day=draft.end_day or draft.day,
        recorded_by_id=actor.person_id,
        recorded_at=now,
        submitted_at=now if submit else None,
        source_kind=source.kind if source else "",
        source_key=source.key if source else "",
        client_id=draft.client_id,
    )


def _next_serial(agency_id: int, year: int) -> int:
    Register.objects.get_or_create(agency_id=agency_id, year=year)
    register = Register.objects.select_for_update().get(agency_id=agency_id, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register.last


def write_version(activity: Activity, checked: Checked, *, number: int, actor: Actor) -> ActivityVersion:
    draft = checked.draft
    version = ActivityVersion(activity=activity, number=number, written_at=clock.now())
    _fill(version, checked)
    version.save(force_insert=True)
    _fill_sets(version, checked)
    if actor.person_id is not None:
        version.authors.add(actor.person_id)
    write_amounts(version, checked.amounts, draft=draft, activity=activity, actor=actor)
    activity.current = version
    copy_up(activity, version)
    return version


def rewrite(activity: Activity, checked: Checked, *, actor: Actor) -> None:
    """The current version of a draft takes the new values; its writer joins the authors."""
    version = activity.current
    assert version is not None  # noqa: S101 (an identity is never without a version outside open_identity)
    _fill(version, checked)
    version.save(update_fields=[*(name.removesuffix("_id") for name in _PLAIN)])
    _fill_sets(version, checked)
    if actor.person_id is not None:
        version.authors.add(actor.person_id)
    activity.body_id = checked.draft.body_id
    version.measurements.all().delete()
    write_amounts(version, checked.amounts, draft=checked.draft, activity=activity, actor=actor)
    activity.edition += 1
    copy_up(activity, version)


def open_next_version(activity: Activity, old: ActivityVersion, *, actor: Actor) -> ActivityVersion:
    """A draft version with the values of the old one; the identity becomes a draft that was not yet sent."""
    version = ActivityVersion(activity=activity, number=old.number + 1, written_at=clock.now())
    for name in _PLAIN:
        setattr(version, name, getattr(old, name))
    version.save(force_insert=True)
    for name in _SETS:
        getattr(version, name).set(getattr(old, name).all())
    version.authors.set(old.authors.all())
    if actor.person_id is not None:
        version.authors.add(actor.person_id)
    for row in old.measurements.all():
        row.pk, row.version, row.state = None, version, State.DRAFT
        row.recorded_by_id, row.recorded_at = actor.person_id, clock.now()
        row._state.adding = True
        row.save(force_insert=True)
    activity.current, activity.state = version, State.DRAFT
    activity.submitted_at = activity.confirmed_at = None
    activity.confirmed_by = None
    activity.edition += 1
    activity.save(
        update_fields=["current", "state", "submitted_at", "confirmed_at", "confirmed_by", "edition"]
    )
    return version


def mark_confirmed(activity: Activity, *, actor: Actor) -> None:
    now = clock.now()
    _current(activity).update(confirmed_by=actor.person_id, confirmed_at=now)
    Measurement.objects.filter(version=activity.current_id).update(state=State.CONFIRMED)
    activity.state, activity.confirmed_by_id, activity.confirmed_at = State.CONFIRMED, actor.person_id, now
    activity.save(update_fields=["state", "confirmed_by", "confirmed_at"])


def _current(activity: Activity) -> QuerySet[ActivityVersion]:
    return ActivityVersion.objects.filter(activity=activity, voided_at=None)


def write_amounts(
    version: ActivityVersion,
    amounts: Iterable[tuple[Measure, Amount]],
    *,
    draft: ActivityDraft,
    activity: Activity,
    actor: Actor,
) -> None:
    Measurement.objects.bulk_create(
        Measurement(
            measure=measure,
            activity=activity,
            version=version,
            agency_id=activity.agency_id,
            body_id=draft.body_id,
            starts=draft.day,
            ends=draft.end_day or draft.day,
            value=amount.value,
            numerator=amount.numerator,
            denominator=amount.denominator,
            recorded_by_id=actor.person_id,
            recorded_at=clock.now(),
        )
        for measure, amount in amounts
    )


def copy_up(activity: Activity, version: ActivityVersion) -> None:
    """The identity repeats what lists show and search."""
    activity.title, activity.day, activity.kind = version.title, version.day, version.kind
    activity.last_day = version.end_day or version.day
    activity.folded = text.fold(
        f"{activity.number} {version.title} {version.place} {version.who} {version.description[:2000]}"
    )
    activity.save(update_fields=["current", "title", "day", "last_day", "kind", "body", "folded", "edition"])


def _fill(version: ActivityVersion, checked: Checked) -> None:
    draft = checked.draft
    version.kind, version.title = checked.kind, draft.title
    version.day, version.end_day = draft.day, draft.end_day
    version.place, version.place_ref_id, version.who = draft.place, draft.place_id, draft.who
    version.description = draft.description


def _fill_sets(version: ActivityVersion, checked: Checked) -> None:
    for name in _SETS:
        getattr(version, name).set(getattr(checked, name))


def picture(activity: Activity) -> dict[str, str]:
    """What a version says, in words under the labels of the screen, for the history of changes."""
    version = activity.current
    assert version is not None  # noqa: S101 (an identity is never without a version outside open_identity)
    said = {
        "Tên hoạt động": version.title,
        "Loại": version.kind.name,
        "Ngày làm": format_date(version.day),
        "Đến ngày": format_date(version.end_day) if version.end_day else "",
        "Đơn vị": activity.body.name if activity.body else "",
        "Nơi làm": version.place,
        "Người thực hiện": version.who,
        "Nội dung": version.description,
    }
    for name in _SETS:
        label = str(ActivityVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        said[label] = ", ".join(str(row) for row in getattr(version, name).all())
    for row in version.measurements.select_related("measure"):
        said[row.measure.name] = format_number(queries.value_of(row).quantize(Decimal("0.0001")))
    return said


def differences(before: dict[str, str], after: dict[str, str]) -> dict[str, Any]:
    """`{label: [before, after]}` of what is not the same."""
    labels = [*before, *(label for label in after if label not in before)]
    return {
        label: [before.get(label, ""), after.get(label, "")]
        for label in labels
        if before.get(label, "") != after.get(label, "")
    }
