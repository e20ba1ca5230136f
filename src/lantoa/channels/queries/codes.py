"""Reads of printed codes, hosts and scans."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lantoa.channels import access
from lantoa.channels.models import LinkHost, Placement, PlacementLabel, ScanHour
from lantoa.channels.registry import label, labels
from lantoa.foundation import clock
from lantoa.ledger import queries as ledger
from lantoa.ledger.models import Measure, Measurement, State
from lantoa.organisation.access import Actor, live_on
from lantoa.organisation.models import Agency, Place
from lantoa.organisation.origins import Origins
from lantoa.organisation.queries import now_called
from lantoa.ui.search import holding

RECENT_DAYS = 30


# --- codes ------------------------------------------------------------------------------------------


def by_code(code: str) -> Placement | None:
    return Placement.objects.select_related("agency__parent", "place").filter(code=code).first()


def listed(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Each code with `scans` ever and `recent` ones, and when it was `last` scanned."""
    since = clock.today() - timedelta(days=RECENT_DAYS - 1)
    own = ScanHour.objects.filter(placement=OuterRef("pk")).order_by().values("placement")
    return (
        rows.select_related("agency", "place")
        .prefetch_related("labels")
        .annotate(
            scans=_sum(own),
            recent=_sum(own.filter(day__gte=since)),
            last=Subquery(
                ScanHour.objects.filter(placement=OuterRef("pk")).order_by("-day").values("day")[:1]
            ),
        )
    )


def _sum(rows: QuerySet) -> Coalesce:
    total = rows.annotate(total=Sum("count")).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def in_order(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """As they hang: by agency and place."""
    return rows.order_by("agency__sort_key", F("place__name").asc(nulls_last=True), "spot", "title", "pk")


def with_words(rows: QuerySet[Placement], words: str) -> QuerySet[Placement]:
    return holding(rows, words, "place__name")


def with_label(rows: QuerySet[Placement], kind: str, key: str) -> QuerySet[Placement]:
    return rows.filter(pk__in=PlacementLabel.objects.filter(kind=kind, key=key).values("placement"))


def live(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    return rows.filter(withdrawn_at=None)


def labels_of(placement: Placement) -> list[tuple[str, str]]:
    """Kind and word of each label, in the order of the kinds."""
    return said_labels([placement])[placement.pk]


def said_labels(placements: Iterable[Placement]) -> dict[int, list[tuple[str, str]]]:
    """The same for many at once: each kind is asked once. A label whose room is gone is shown as it is kept."""
    rows = [(row.pk, {one.kind: one.key for one in row.labels.all()}) for row in placements]
    said: dict[int, list[tuple[str, str]]] = {pk: [] for pk, _ in rows}
    for kind in labels():
        keys = {held[kind.code] for _, held in rows if kind.code in held}
        words = kind.say(keys) if kind.say and keys else {}
        for pk, held in rows:
            if key := held.pop(kind.code, ""):
                said[pk].append((kind.label, words.get(key, key)))
    for pk, held in rows:
        said[pk] += sorted(held.items())
    return said


def label_choices(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Labels that codes of the actor's agencies bear, grouped by kind, as "kind|key" with words."""
    rows = PlacementLabel.objects.filter(placement__in=access.visible_placements(actor).values("pk"))
    keys: dict[str, list[str]] = {}
    for code, key in rows.values_list("kind", "key").distinct().order_by("kind", "key"):
        keys.setdefault(code, []).append(key)
    found = []
    for code, several in keys.items():
        kind = label(code)
        words = kind.say(several) if kind and kind.say else {}
        group = [(f"{code}|{key}", words.get(key, key)) for key in several]
        found.append((kind.label if kind else code, group))
    return found


# --- agencies and places ----------------------------------------------------------------------------


def agencies_to_publish_for(actor: Actor) -> list[Agency]:
    """Live agencies for which the actor places codes."""
    rows = Agency.objects.filter(live_on(clock.today()), pk__in=access.publishes_for(actor))
    return list(rows.order_by("path", "sort_key"))


def agencies_with_codes(actor: Actor) -> QuerySet[Agency]:
    held = access.visible_placements(actor).values("agency")
    return Agency.objects.filter(pk__in=held).order_by("path", "sort_key")


def places_with_codes(actor: Actor) -> QuerySet[Place]:
    held = access.visible_placements(actor).values("place")
    return (
        Place.objects.filter(pk__in=held).select_related("agency").order_by("agency__sort_key", "name", "pk")
    )


def places_to_choose(agency: Agency, chosen_id: int | None = None) -> QuerySet[Place]:
    """Places of the agency that stand today, and the one that a code stands at already."""
    own = live_on(clock.today()) & Q(agency__in=now_called(agency.pk))
    return Place.objects.filter(own | Q(pk=chosen_id or 0)).order_by("name", "pk")


def answers_for(agency: Agency) -> Agency:
    """Who is to be asked about a code of this agency: itself, or what it is called or has become since."""
    if agency.valid_to is None or agency.valid_to >= clock.today():
        return agency
    origins = Origins.read()
    later = Agency.objects.filter(live_on(clock.today()), pk__in=origins.after({agency.pk}))
    return later.select_related("parent").order_by("pk").first() or agency


# --- hosts ------------------------------------------------------------------------------------------


def hosts_by_agency(agency_ids: Collection[int]) -> dict[int, set[str]]:
    """To which hosts codes of each agency may lead: its own list, with those of what it came from and became."""
    origins = Origins.read()
    families = {pk: {pk} | origins.before({pk}) | origins.after({pk}) for pk in agency_ids}
    rows = LinkHost.objects.filter(agency__in=set[int]().union(*families.values()))
    held: dict[int, set[str]] = {}
    for agency_id, host in rows.values_list("agency_id", "host"):
        held.setdefault(agency_id, set()).add(host)
    return {
        pk: set[str]().union(*(held.get(one, set()) for one in family)) for pk, family in families.items()
    }


def hosts_shown(rows: QuerySet[LinkHost]) -> QuerySet[LinkHost]:
    return rows.select_related("agency", "added_by").order_by("host", "pk")


def codes_to_host(host: LinkHost, kind: str) -> int:
    """How many live codes of the agency lead there."""
    rows = live(Placement.objects.filter(agency=host.agency_id, target_kind=kind))
    bare = f"https://{host.host}"
    return rows.filter(Q(target_key=bare) | Q(target_key__startswith=f"{bare}/")).count()


# --- scans ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scans:
    """Scans between two days, both included: by day, and by hour of the day."""

    first: date
    last: date
    total: int
    by_day: dict[date, int]
    by_hour: dict[int, int]


def scans_of(placement: Placement, first: date, last: date) -> Scans:
    rows = ScanHour.objects.filter(placement=placement, day__range=(first, last))
    days: dict[date, int] = {}
    hours: dict[int, int] = {}
    for day, hour, count in rows.values_list("day", "hour", "count").iterator():
        days[day] = days.get(day, 0) + count
        hours[hour] = hours.get(hour, 0) + count
    return Scans(first, last, sum(days.values()), days, hours)


def scan_rows(placements: QuerySet[Placement], first: date, last: date) -> QuerySet[ScanHour]:
    """Every hour with scans of these codes, for export."""
    rows = ScanHour.objects.filter(placement__in=placements.values("pk"), day__range=(first, last))
    return rows.select_related("placement__place", "placement__agency").order_by(
        "day", "hour", "placement_id"
    )


def total_of(placement: Placement) -> int:
    return ScanHour.objects.filter(placement=placement).aggregate(total=Sum("count"))["total"] or 0


def first_scan(placement: Placement) -> date | None:
    return ScanHour.objects.filter(placement=placement).order_by("day").values_list("day", flat=True).first()


def scans_by_agency(first: date, last: date) -> list[tuple[Agency, int]]:
    """Scans between two days by the agency that answers for the codes today."""
    rows = ScanHour.objects.filter(day__range=(first, last)).values_list("placement__agency")
    found = dict(rows.annotate(total=Sum("count")).order_by())
    totals: dict[int, int] = {}
    heirs: dict[int, Agency] = {}
    for agency in Agency.objects.filter(pk__in=found).order_by("pk"):
        heir = answers_for(agency)
        heirs[heir.pk] = heir
        totals[heir.pk] = totals.get(heir.pk, 0) + found[agency.pk]
    return [(heirs[pk], total) for pk, total in sorted(totals.items())]


def has_value(code: str, agency: Agency, first: date, last: date) -> bool:
    """Whether a value of the measure stands for the agency on some of these days already, voided ones aside."""
    measure = Measure.objects.filter(code=code).first()
    if measure is None:
        return False
    rows = Measurement.objects.filter(
        measure__in=ledger.family(measure),
        activity=None,
        agency=agency,
        body=None,
        starts__lte=last,
        ends__gte=first,
    )
    return rows.exclude(state=State.VOIDED).exists()


def placements_by_ids(ids: Iterable[int]) -> QuerySet[Placement]:
    return Placement.objects.filter(pk__in=list(ids))
