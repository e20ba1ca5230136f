"""Reads with names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from lantoa.foundation import clock
from lantoa.organisation import unit_names
from lantoa.organisation.access import ADMINISTER, Actor, Origins, live_on
from lantoa.organisation.models import (
    Agency,
    AgencyEvent,
    Body,
    Delegation,
    Membership,
    Person,
    Place,
    Role,
    WorkdayOverride,
)
from lantoa.organisation.unit_names import AgencyNames, UnitNames
from lantoa.ui.search import holding


def standing_day(agency: Agency, on: date | None = None) -> date:
    """`on`, or today; for an agency that has ended, its last day at the latest."""
    day = on or clock.today()
    return min(day, agency.valid_to) if agency.valid_to else day


def bodies_of(agency: Agency, on: date | None = None) -> QuerySet[Body]:
    """The bodies that live on a day, in the agency's own order."""
    day = standing_day(agency, on)
    return Body.objects.filter(live_on(day), agency=agency).order_by("position", "sort_key")


def known_units(agency: Agency, on: date | None = None) -> list[UnitNames]:
    """Every live body with all it is called: plain values for the reader of documents, which knows no database."""
    return [
        UnitNames(body.pk, tuple(filter(None, [body.name, body.short_name, *body.aliases])), body.symbol)
        for body in bodies_of(agency, on)
    ]


def find_unit(agency: Agency, text: str, on: date | None = None) -> Body | None:
    """The live body of the agency that a text names; None where none does, or more than one."""
    if not text.strip():
        return None
    found = unit_names.match(text, known_units(agency, on), agency_names(agency))
    return Body.objects.filter(pk=found).first() if found else None


def agency_names(agency: Agency) -> AgencyNames:
    return AgencyNames((agency.legal_name, agency.short_name))


def short_names(agency_ids: Iterable[int]) -> dict[int, str]:
    """How these agencies are called, in the order of the tree: for rooms below, which keep numbers only."""
    rows = Agency.objects.filter(pk__in=set(agency_ids)).order_by("path", "sort_key")
    return dict(rows.values_list("pk", "short_name"))


def members_of(body: Body) -> QuerySet[Body]:
    """The bodies a collective stands for; the body itself where it is none."""
    if body.kind != Body.Kind.COLLECTIVE:
        return Body.objects.filter(pk=body.pk)
    return body.members.order_by("position", "sort_key")


def colleagues(agency: Agency, on: date | None = None) -> QuerySet[Person]:
    """Everybody who holds a role in the agency on a day, by given name."""
    day = standing_day(agency, on)
    roles = Membership.objects.filter(live_on(day), agency=agency)
    return Person.objects.filter(pk__in=roles.values("person")).order_by("sort_key", "pk")


def people_of_body(body: Body, on: date | None = None, *roles: str) -> QuerySet[Person]:
    """Who works in a body on a day; with `roles`, only who holds one of them there."""
    held = Membership.objects.filter(live_on(on or clock.today()), body=body)
    if roles:
        held = held.filter(role__in=roles)
    return Person.objects.filter(pk__in=held.values("person")).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree of agencies: how deep it hangs, how much lives in it."""

    agency: Agency
    depth: int
    bodies: int
    people: int


def tree(actor: Actor, on: date | None = None) -> list[Branch]:
    """Agencies that the actor administers and that stand on a day, parents before children. Three queries."""
    day = on or clock.today()
    agencies = list(administered(actor).filter(live_on(day)))
    bodies = dict(
        Body.objects.filter(live_on(day), agency__in=agencies)
        .values_list("agency")
        .annotate(Count("pk"))
        .order_by()
    )
    people = dict(
        Membership.objects.filter(live_on(day), agency__in=agencies)
        .values_list("agency")
        .annotate(Count("person", distinct=True))
        .order_by()
    )
    children: dict[int | None, list[Agency]] = {}
    known = {agency.pk for agency in agencies}
    for agency in sorted(agencies, key=lambda row: row.sort_key):
        above = agency.parent_id if agency.parent_id in known else None
        children.setdefault(above, []).append(agency)
    found: list[Branch] = []

    def hang(parent: int | None, depth: int) -> None:
        for agency in children.get(parent, []):
            found.append(Branch(agency, depth, bodies.get(agency.pk, 0), people.get(agency.pk, 0)))
            hang(agency.pk, depth + 1)

    hang(None, 0)
    return found


def administered(actor: Actor) -> QuerySet[Agency]:
    """Agencies that the actor administers, ended ones too."""
    if actor.system:
        return Agency.objects.order_by("path", "sort_key")
    return Agency.objects.filter(pk__in=actor.scope(ADMINISTER).agencies).order_by("path", "sort_key")


def no_agencies() -> QuerySet[Agency]:
    """What a choice offers before the form knows who asks."""
    return Agency.objects.none()


def ended_agencies(actor: Actor, on: date | None = None) -> QuerySet[Agency]:
    """Administered agencies that are no more, the latest first."""
    return administered(actor).filter(valid_to__lt=on or clock.today()).order_by("-valid_to", "sort_key")


def history_of(agency: Agency) -> QuerySet[AgencyEvent]:
    """Every event of the agency, of all it came from and of all it became, in order."""
    origins = Origins.read()
    family = origins.before({agency.pk}) | origins.after({agency.pk}) | {agency.pk}
    events = AgencyEvent.objects.filter(Q(predecessors__in=family) | Q(successors__in=family))
    return events.distinct().order_by("day", "pk").prefetch_related("predecessors", "successors")


def people_of(actor: Actor) -> QuerySet[Person]:
    """Everybody with a role, past or present, in an agency that the actor administers, and newcomers entered there."""
    people = Person.objects.order_by("sort_key", "pk")
    if actor.system:
        return people
    agencies = actor.scope(ADMINISTER).agencies
    roles = Membership.objects.filter(agency__in=agencies)
    newcomers = Q(memberships=None)
    if not actor.administers_all:
        newcomers &= Q(entered_in__in=agencies)
    return people.filter(Q(pk__in=roles.values("person")) | newcomers).distinct()


def with_roles(people: QuerySet[Person], on: date | None = None) -> QuerySet[Person]:
    """Each person with `held`, the roles of a day, and `account`: two more queries however many people."""
    held = (
        Membership.objects.filter(live_on(on or clock.today()))
        .select_related("agency", "body")
        .order_by("agency__sort_key", "pk")
    )
    return people.select_related("account").prefetch_related(
        Prefetch("memberships", queryset=held, to_attr="held")
    )


def search_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those whose name or mail holds every word, marks aside."""
    return holding(people, words, "email")


def roles_of(person: Person) -> QuerySet[Membership]:
    """Every role, the latest first."""
    return person.memberships.select_related("agency", "body").order_by("-valid_from", "pk")


def lendable_roles(actor: Actor) -> QuerySet[Membership]:
    """The actor's own roles that a leave may lend: administration is never lent."""
    rows = Membership.objects.filter(live_on(actor.on), person=actor.person_id)
    return rows.exclude(role=Role.ADMINISTRATOR).select_related("agency", "body").order_by("pk")


def loans_given(actor: Actor) -> QuerySet[Delegation]:
    rows = Delegation.objects.filter(membership__person=actor.person_id)
    return rows.select_related("membership__agency", "membership__body", "to").order_by("-valid_from", "-pk")


def loans_received(actor: Actor) -> QuerySet[Delegation]:
    rows = Delegation.objects.filter(to=actor.person_id, revoked_at=None, valid_to__gte=actor.on)
    return rows.select_related("membership__agency", "membership__body", "membership__person").order_by(
        "valid_from", "pk"
    )


def places_of(agency: Agency, on: date | None = None) -> QuerySet[Place]:
    day = standing_day(agency, on)
    return Place.objects.filter(live_on(day), agency=agency).select_related("body").order_by("name", "pk")


def continued_by(body: Body) -> QuerySet[Body]:
    """Bodies of former agencies or former days that this one goes on from."""
    return Body.objects.filter(continued_as=body).select_related("agency").order_by("-valid_to", "pk")


def live_roles(day: date) -> QuerySet[Membership]:
    return Membership.objects.filter(live_on(day), live_on(day, "agency__"))


def now_called(agency_id: int) -> frozenset[int]:
    """The agency and what it was renamed to since: its people of today hold their roles there."""
    return Origins.read().now_called(agency_id)


def called_today(agency: Agency, on: date | None = None) -> Agency:
    """The agency under the name it bears on a day; itself where it has ended otherwise than by a renaming."""
    day = on or clock.today()
    if agency.valid_to is None or agency.valid_to >= day:
        return agency
    return Agency.objects.filter(live_on(day), pk__in=now_called(agency.pk)).first() or agency


def bodies_today(body_ids: Iterable[int], on: date | None = None) -> dict[int, int]:
    """`{body: the one that goes on from it and lives on the day}`; without those that nothing goes on from."""
    day = on or clock.today()
    now = {pk: pk for pk in body_ids}
    found: dict[int, int] = {}
    seen: set[int] = set()
    while now:
        live = set(Body.objects.filter(live_on(day), pk__in=set(now.values())).values_list("pk", flat=True))
        found.update({pk: last for pk, last in now.items() if last in live})
        rest = {pk: last for pk, last in now.items() if last not in live}
        seen |= set(rest.values())
        later = dict(
            Body.objects.filter(pk__in=set(rest.values()), continued_as__isnull=False).values_list(
                "pk", "continued_as_id"
            )
        )
        now = {pk: later[last] for pk, last in rest.items() if later.get(last, last) not in seen}
    return found


def family_of(body_id: int) -> set[int]:
    """The body with those that go on from it and all that any of them goes on from."""
    found = wave = heirs_of(body_id)
    while wave:
        wave = set(Body.objects.filter(continued_as__in=wave).values_list("pk", flat=True)) - found
        found = found | wave
    return found


def heirs_of(body_id: int) -> set[int]:
    """The body and those that continue it, after a renaming or because another unit took it over."""
    found, wave = {body_id}, {body_id}
    while wave:
        later = Body.objects.filter(pk__in=wave, continued_as__isnull=False)
        wave = set(later.values_list("continued_as_id", flat=True)) - found
        found |= wave
    return found


def heads_of(body_id: int, on: date | None = None) -> set[int]:
    """Who answers for a body on a day: its heads, of a collective those of its members, and who stands in for them."""
    bodies = heirs_of(body_id)
    return _acting(Q(body__in=bodies) | Q(body__collectives__in=bodies), Role.HEAD, on)


def coordinators_of(agency_id: int, on: date | None = None) -> set[int]:
    """Who coordinates an agency on a day, and who stands in for them."""
    return _acting(Q(agency__in=now_called(agency_id)), Role.COORDINATOR, on)


def editors_of(agency_id: int, on: date | None = None) -> set[int]:
    """Who writes an agency's pages on a day, and who stands in for them."""
    return _acting(Q(agency__in=now_called(agency_id)), Role.EDITOR, on)


def directors_of(agency_id: int, on: date | None = None) -> set[int]:
    """Who leads an agency on a day, and who stands in for them."""
    return _acting(Q(agency__in=now_called(agency_id)), Role.DIRECTOR, on)


def superiors_of(agency_id: int, on: date | None = None) -> set[int]:
    """Who asks and receives for an agency what those below owe it, and who stands in for them."""
    return _acting(Q(agency=agency_id), Role.SUPERIOR, on)


def _acting(where: Q, role: str, on: date | None) -> set[int]:
    """Who holds the role there, and to whom it is lent; as for their rights, a colleague who has left is none."""
    day = on or clock.today()
    held = live_roles(day).filter(where, Q(body=None) | live_on(day, "body__"), role=role)
    colleague = live_roles(day).filter(person=OuterRef("to"), agency=OuterRef("membership__agency"))
    lent = Delegation.objects.filter(
        live_on(day), Exists(colleague), membership__in=held.values("pk"), revoked_at=None
    )
    return {*held.values_list("person_id", flat=True), *lent.values_list("to_id", flat=True)}


def working(people: QuerySet[Person], on: date | None = None) -> QuerySet[Person]:
    """Only who holds a role on a day."""
    return people.filter(pk__in=live_roles(on or clock.today()).values("person"))


def in_account_state(people: QuerySet[Person], state: str) -> QuerySet[Person]:
    """`on`, `invited`, `off`, or `none` for people without an account."""
    if state == "none":
        return people.filter(account=None)
    if state == "off":
        return people.filter(account__is_active=False)
    active = people.filter(account__is_active=True)
    waiting = Q(account__joined_at=None, account__password__startswith="!")  # noqa: S106 (a look-up)
    return active.filter(waiting) if state == "invited" else active.exclude(waiting)


def workday_overrides() -> QuerySet[WorkdayOverride]:
    """Days put right by hand, the latest first."""
    return WorkdayOverride.objects.order_by("-day")
