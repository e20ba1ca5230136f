"""Reads with names. Totals are computed from measurements, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.text import NBSP, format_number
from lantoa.ledger import access
from lantoa.ledger.models import (
    Activity,
    ActivityKind,
    ActivityVersion,
    Evidence,
    Measure,
    Measurement,
    Row,
    State,
    StoredFile,
)
from lantoa.organisation.access import EDIT, SEE, Actor, live_on
from lantoa.organisation.models import Agency, Body


@dataclass(frozen=True, slots=True)
class Total:
    """What a measure comes to. `value` is None where nothing was measured: no data is not zero.

    For a ratio `value` is the percentage numerator / denominator × 100, unrounded. `count` is how many values it
    was made from.
    """

    value: Decimal | None
    count: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


EMPTY = Total(None, 0)
PLACES = Decimal("0.0001")  # as fine as values are kept


def total(
    measure: Measure,
    period_start: date,
    period_end: date,
    *,
    agency_ids: Iterable[int],
    body_ids: Iterable[int] | None = None,
) -> Total:
    """The confirmed total of a measure in a period, both days included. A value counts in the period it ends in."""
    rows = Measurement.objects.filter(
        measure__in=family(measure),
        state=State.CONFIRMED,
        agency_id__in=list(agency_ids),
        ends__range=(period_start, period_end),
    )
    if body_ids is not None:
        rows = rows.filter(body_id__in=list(body_ids))
    return rolled_up(rows, measure.kind)


def rolled_up(rows: QuerySet[Measurement], kind: str) -> Total:
    """Values of one measure brought together by its kind."""
    if kind == Measure.Kind.LATEST:
        return _latest(rows)
    figures = rows.aggregate(
        count=Count("id"),
        sum=Sum("value"),
        max=Max("value"),
        numerator=Sum("numerator"),
        denominator=Sum("denominator"),
    )
    if not figures["count"]:
        return EMPTY
    if kind == Measure.Kind.RATIO:
        top, bottom = figures["numerator"], figures["denominator"]
        return Total(top * 100 / bottom if bottom else None, figures["count"], top, bottom)
    return Total(figures["max"] if kind == Measure.Kind.MAX else figures["sum"], figures["count"])


def _latest(rows: QuerySet[Measurement]) -> Total:
    """The last value of each agency, added up over agencies."""
    ranked = rows.annotate(
        rank=Window(RowNumber(), partition_by=[F("agency_id")], order_by=[F("ends").desc(), F("id").desc()])
    ).filter(rank=1)
    values = [row.value for row in ranked if row.value is not None]
    return Total(sum(values, Decimal(0)), len(values)) if values else EMPTY


def current_measurements(activity_ids: Iterable[int]) -> QuerySet[Measurement]:
    """The values that the current versions of these activities carry."""
    return (
        Measurement.objects.filter(activity_id__in=list(activity_ids), version=F("activity__current"))
        .select_related("measure")
        .order_by("activity_id", "measure__position", "id")
    )


def value_of(row: Measurement) -> Decimal:
    """The value, or the percentage that numerator and denominator make."""
    if row.value is not None:
        return row.value
    assert row.numerator is not None and row.denominator is not None  # noqa: S101 (held by the table's constraint)
    return row.numerator * 100 / row.denominator


def exact(value: Decimal | None) -> Decimal | None:
    """As fine as values are kept, without closing zeros: for files."""
    if value is None:
        return None
    kept = value.quantize(PLACES)
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept.normalize()


def has_evidence(activity_ids: Iterable[int]) -> set[int]:
    """Which of these activities have proof that was not taken off."""
    return set(
        Evidence.objects.filter(activity_id__in=list(activity_ids), detached_at=None)
        .values_list("activity_id", flat=True)
        .distinct()
    )


def evidence_of(activity: Activity, version: int | None = None) -> QuerySet[Evidence]:
    """What proves the activity now, or what proved one version of it."""
    rows = Evidence.objects.filter(activity=activity).select_related("file", "added_by")
    if version is None:
        return rows.filter(detached_at=None)
    return rows.filter(since__lte=version).filter(Q(until=None) | Q(until__gte=version))


def evidence_by_activity(activity_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """`{activity id: evidence}` for lists that show thumbnails."""
    wanted = list(activity_ids)
    found: dict[int, list[Evidence]] = {pk: [] for pk in wanted}
    rows = Evidence.objects.filter(activity_id__in=wanted, detached_at=None).select_related("file")
    for row in rows:
        found[row.activity_id].append(row)  # type: ignore[index]
    return found


def other_uses(file: StoredFile, *, besides: Activity | None = None) -> QuerySet[Activity]:
    """Activities that this file proves already, the newest first."""
    rows = Activity.objects.filter(evidence__file=file, evidence__detached_at=None).distinct()
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return rows.order_by("-day", "-id")


def in_use(model: type[Row], day: date | None = None) -> QuerySet:
    """Rows of a vocabulary that may be chosen on a day."""
    on = day or clock.today()
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    lasting = Q(valid_to=None) | Q(valid_to__gte=on)
    return all_of(model).filter(begun, lasting, merged_into=None)


def in_use_or(model: type[Row], chosen: Iterable[int], day: date | None = None) -> QuerySet:
    """Rows that may be chosen on a day, and those that stand in what is being corrected."""
    return all_of(model).filter(Q(pk__in=in_use(model, day).values("pk")) | Q(pk__in=list(chosen)))


def family(row: Row) -> list[int]:
    """The row and those merged into it: whoever asks for it means them all."""
    return [row.pk, *all_of(type(row)).filter(merged_into_id=row.pk).values_list("pk", flat=True)]


def goes_by(row: Row) -> int:
    """The id of the row that this one goes by: the one it was merged into, else itself."""
    return row.merged_into_id or row.pk


def ids_by_code(model: type[Row]) -> dict[str, int]:
    """`{code: id}` of the rows in use; the code of a merged row leads to the one it goes by."""
    live: dict[int, str] = {row.pk: row.code for row in in_use(model)}
    merged = all_of(model).filter(merged_into_id__in=list(live))
    return {row.code: goes_by(row) for row in merged} | {code: pk for pk, code in live.items()}


def kinds_by_use() -> tuple[dict[int, str], dict[int, str]]:
    """Which kind of work brings a measure, and which a form: `({measure id: code}, {form id: code})`, the first in order."""
    measures: dict[int, str] = {}
    forms: dict[int, str] = {}
    for kind in in_use(ActivityKind).prefetch_related("measures"):
        for measure in kind.measures.all():
            measures.setdefault(measure.pk, kind.code)
        if kind.form_id is not None:
            forms.setdefault(kind.form_id, kind.code)
    return measures, forms


def bodies_to_record_for(actor: Actor, day: date | None = None) -> list[Body]:
    """Bodies that the actor may record for on a day: their own first, then those of agencies they co-ordinate."""
    on = day or clock.today()
    rows = Body.objects.filter(
        Q(pk__in=access.recordable_bodies(actor)) | Q(agency_id__in=actor.scope(EDIT).agencies)
    ).filter(live_on(on), live_on(on, "agency__"))
    own = actor.body_ids
    found = rows.select_related("agency").order_by("agency__sort_key", "position", "sort_key")
    return sorted(found, key=lambda body: body.pk not in own)


def kept_by(actor: Actor) -> QuerySet[Activity]:
    """Drafts that the actor keeps and has not sent, those handed back included."""
    rows = access.visible_activities(actor).filter(recorded_by_id=actor.person_id, state=State.DRAFT)
    return rows.filter(submitted_at=None).order_by("-day", "-id")


def by_client_id(actor: Actor, client_id: UUID) -> Activity | None:
    """What this person's device recorded under the id, if it arrived."""
    if actor.person_id is None:
        return None
    return Activity.objects.filter(recorded_by_id=actor.person_id, client_id=client_id).first()


def history_of(thing: Model) -> QuerySet[Entry]:
    """What was done to an activity, a measurement or a row, the latest first; looking at it is not told here."""
    kind = thing._meta.label_lower
    return Entry.objects.filter(target_kind=kind, target_id=str(thing.pk), is_read=False).order_by("-pk")


def with_list_columns(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Joined and counted for lists: values and number of proofs cost the same for 1 and for 1,000 rows."""
    proofs = Evidence.objects.filter(activity=OuterRef("pk"), detached_at=None).order_by()
    counted = proofs.values("activity").annotate(number=Count("pk")).values("number")
    values = Measurement.objects.select_related("measure").order_by("measure__position", "id")
    return (
        rows.select_related("kind", "body", "agency", "recorded_by", "confirmed_by")
        .annotate(evidence_count=Coalesce(Subquery(counted), 0))
        .prefetch_related(Prefetch("current__measurements", queryset=values))
    )


def page_with_columns(ids: Sequence[int]) -> list[Activity]:
    """The activities of one page in the order of `ids`. Only they are joined and counted, not all that match."""
    found = {row.pk: row for row in with_list_columns(Activity.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def said_results(rows: Iterable[Measurement]) -> str:
    """ "1 đợt, 37 lượt người"."""
    return ", ".join(
        f"{format_number(value_of(row).quantize(Decimal('0.01')))}{NBSP}{row.measure.unit}" for row in rows
    )


def bodies_seen(actor: Actor) -> QuerySet[Body]:
    """Bodies whose entries the actor may read, for the filter of a list."""
    scope = actor.scope(SEE)
    rows = Body.objects.filter(Q(agency_id__in=scope.agencies) | Q(pk__in=scope.bodies))
    return rows.order_by("agency__sort_key", "position", "sort_key")


def agencies_seen(actor: Actor) -> QuerySet[Agency]:
    """Agencies all of whose entries the actor may read, former ones too, for the filter of a list."""
    return Agency.objects.filter(pk__in=actor.scope(SEE).agencies).order_by("path", "sort_key")


def versions_having(field: str, row_ids: Iterable[int]) -> QuerySet:
    """Versions that name one of these rows in a set of theirs (`themes`, `forms` …)."""
    return ActivityVersion.objects.filter(**{f"{field}__in": list(row_ids)}).values("pk")


def all_of(model: type[Row]) -> QuerySet:
    """Every row of a vocabulary, ended ones too: old entries are found by them."""
    return model._default_manager.all()


def having_measured(rows: QuerySet[Activity], measure: Measure) -> QuerySet[Activity]:
    """Activities whose current version carries a value of the measure."""
    values = Measurement.objects.filter(version=OuterRef("current"), measure__in=family(measure))
    return rows.filter(Exists(values))


def ended_between(rows: QuerySet[Activity], first: date | None, last: date | None) -> QuerySet[Activity]:
    """Activities that ended in these days, as periods count them; one without a last day ended on its day."""
    if first is not None:
        rows = rows.filter(last_day__gte=first)
    return rows if last is None else rows.filter(last_day__lte=last)


def having_proof(rows: QuerySet[Activity], proved: bool) -> QuerySet[Activity]:
    """Activities with proof that was not taken off, or those without."""
    proof = Exists(Evidence.objects.filter(activity=OuterRef("pk"), detached_at=None))
    return rows.filter(proof if proved else ~proof)
