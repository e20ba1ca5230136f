"""Who may see and do what. The only door from a request to an object of any room passes an `Actor`.

The rights are the table of DESIGN 2. A verb is one of SEE, EDIT, CONFIRM, APPROVE, VOID, PLAN, PUBLISH, SEND,
RECEIVE, APPRAISE, ADMINISTER, CATALOGUE. A scope says over which agencies, and over which bodies, a verb holds.
Sibling agencies see nothing of each other; absent and forbidden look the same (`NotVisible`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.models import (
    Account,
    Agency,
    Body,
    Delegation,
    Membership,
    Person,
    Place,
    Role,
)
from lantoa.organisation.origins import Origins, walk

SEE, EDIT, CONFIRM, APPROVE, VOID = "see", "edit", "confirm", "approve", "void"
PLAN, PUBLISH, SEND, RECEIVE = "plan", "publish", "send", "receive"
APPRAISE, ADMINISTER = "appraise", "administer"
# Words that the whole installation shares: measures, kinds, themes. Asked with `Actor.everywhere`.
CATALOGUE = "catalogue"

# Where a role's verb holds: its own body, its agency, or the agency and all below it.
BODY, AGENCY, BELOW = "body", "agency", "below"

RIGHTS: dict[str, dict[str, str]] = {
    Role.OFFICER: {SEE: BODY},
    Role.HEAD: {SEE: BODY, EDIT: BODY, CONFIRM: BODY, VOID: BODY},
    Role.COORDINATOR: {
        SEE: AGENCY,
        EDIT: AGENCY,
        CONFIRM: AGENCY,
        VOID: AGENCY,
        PLAN: AGENCY,
        CATALOGUE: AGENCY,
    },
    Role.DIRECTOR: {SEE: BELOW, APPROVE: AGENCY, PUBLISH: AGENCY},
    Role.EDITOR: {PUBLISH: AGENCY},
    Role.SENDER: {SEND: AGENCY},
    Role.SUPERIOR: {SEE: BELOW, RECEIVE: BELOW},
    Role.APPRAISER: {APPRAISE: BELOW},
    Role.ADMINISTRATOR: {ADMINISTER: BELOW, CATALOGUE: BELOW},
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held today.

    `bodies` is the body with those below it and those that it continues. `agencies` is the agency, and what it
    was called before a mere renaming: every right goes on there. `past` is all that it came from, to read only.
    `below` is the agency, its descendants and what they came from. `lent_by` names who is on leave.
    `top` says that the agency stands under no other.
    """

    role: str
    agency_id: int
    body_id: int | None
    bodies: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    past: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    title: str = ""
    lent_by: str = ""
    membership_id: int | None = None
    top: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Over what a verb holds: whole agencies, and single bodies of others."""

    agencies: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()

    def q(self, agency: str = "agency_id", body: str = "body_id") -> Q:
        """The condition for rows with these columns."""
        return Q(**{f"{agency}__in": self.agencies}) | Q(**{f"{body}__in": self.bodies})

    def covers(self, agency_id: int | None, body_id: int | None = None) -> bool:
        return agency_id in self.agencies or (body_id is not None and body_id in self.bodies)

    def __bool__(self) -> bool:
        return bool(self.agencies or self.bodies)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting on a day, with every right of that day: the `actor=` of every action."""

    account_id: int | None
    person_id: int | None
    name: str
    on: date
    grants: tuple[Grant, ...] = ()
    system: bool = False
    agency_ids: frozenset[int] = field(default_factory=frozenset)
    past_agency_ids: frozenset[int] = field(default_factory=frozenset)

    def scope(self, verb: str) -> Scope:
        """Where this verb holds for this actor."""
        agencies: set[int] = set()
        bodies: set[int] = set()
        for grant in self.grants:
            reach = RIGHTS[grant.role].get(verb)
            if reach == BODY:
                bodies |= grant.bodies
            elif reach == AGENCY:
                agencies |= grant.agencies | (grant.past if verb == SEE else frozenset())
            elif reach == BELOW:
                agencies |= grant.below
        return Scope(frozenset(agencies), frozenset(bodies))

    def may(self, verb: str, agency_id: int | None, body_id: int | None = None) -> bool:
        return self.system or self.scope(verb).covers(agency_id, body_id)

    def require(
        self, verb: str, agency_id: int | None, body_id: int | None = None, *, message: str = ""
    ) -> None:
        """Raises Refused (code "forbidden") where `may` is false."""
        if not self.may(verb, agency_id, body_id):
            raise Refused(message or "Tài khoản này không có quyền làm việc đó.", code="forbidden")

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.grants)

    @property
    def body_ids(self) -> frozenset[int]:
        """Bodies the actor belongs to (as officer or head), without what a delegation lends."""
        return frozenset(grant.body_id for grant in self.grants if grant.body_id and not grant.lent_by)

    def lender_of(self, verb: str, agency_id: int | None, body_id: int | None = None) -> str:
        """Whose leave lets the actor do this; empty where the actor may do it by an own role."""
        return self.lender_where(lambda alone: alone.may(verb, agency_id, body_id))

    def lender_where(self, allows: Callable[[Actor], bool]) -> str:
        """As `lender_of`, where more than one right opens the way: `allows` is asked of each role alone."""
        if not any(grant.lent_by for grant in self.grants):
            return ""
        lenders = []
        for grant in self.grants:
            if allows(replace(self, grants=(grant,))):
                if not grant.lent_by:
                    return ""
                lenders.append(grant.lent_by)
        return lenders[0] if lenders else ""

    @property
    def administers_all(self) -> bool:
        """Whether the actor administers the whole installation: what belongs to no agency is theirs too."""
        return self.top_agency_id(ADMINISTER) is not None

    def everywhere(self, verb: str) -> bool:
        """Whether the verb holds in an agency that stands under no other: for what all agencies share."""
        return self.system or self.top_agency_id(verb) is not None

    def top_agency_id(self, verb: str) -> int | None:
        """That agency: what is done for all is noted there. A right of one's own comes before a lent one."""
        held = [grant for grant in self.grants if grant.top and verb in RIGHTS[grant.role]]
        return next(
            (grant.agency_id for grant in held if not grant.lent_by), held[0].agency_id if held else None
        )

    @property
    def home_agency_id(self) -> int | None:
        """The agency shown in the frame: that of the first role that sees content, else the first."""
        for grant in self.grants:
            if SEE in RIGHTS[grant.role]:
                return grant.agency_id
        return self.grants[0].agency_id if self.grants else None


SYSTEM = Actor(None, None, "Hệ thống", date.min, system=True)
NOBODY = Actor(None, None, "Khách", date.min)


def live_on(day: date, prefix: str = "") -> Q:
    """Rows whose validity holds `day`."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


def actor_of(account: Account | None, on: date | None = None) -> Actor:
    """The actor an account is on a day: its live memberships and what delegations lend it.

    A role ends with its own date, with its body's, and with its agency's.
    """
    if account is None or not account.is_active:
        return NOBODY
    return actor_of_person(account.person, on, account_id=account.pk)


def actor_of_person(person: Person, on: date | None = None, *, account_id: int | None = None) -> Actor:
    """As `actor_of`, for a person whose account need not be known (reminders, feeds)."""
    # Every request asks this. What stands today is told apart here: asking it of the database is a question over
    # six tables that takes longer to put than to answer.
    day = on or clock.today()
    held = Membership.objects.filter(person=person).select_related("agency", "body")
    rows = [(row, "") for row in held if _stands(row, day)]
    # What was lent to a colleague is lent no longer to somebody who has left the agency.
    staying = {row.agency_id for row, _ in rows}
    loans = Delegation.objects.filter(live_on(day), to=person, revoked_at=None).select_related(
        "membership__agency", "membership__body", "membership__person"
    )
    lent = {loan.membership_id: loan.membership for loan in loans}.values()
    rows += [(row, row.person.full_name) for row in lent if row.agency_id in staying and _stands(row, day)]
    rows.sort(key=lambda pair: (bool(pair[1]), pair[0].pk))
    grants = _grants(rows)
    own = frozenset(grant.agency_id for grant in grants)
    past = frozenset[int]().union(*(grant.past for grant in grants))
    return Actor(account_id, person.pk, person.full_name, day, grants, agency_ids=own, past_agency_ids=past)


def _stands(row: Membership, day: date) -> bool:
    """Whether the role is live on the day, and its agency and its body with it."""
    parts = (row, row.agency, row.body)
    return all(part.valid_from <= day <= (part.valid_to or date.max) for part in parts if part is not None)


def _grants(rows: list[tuple[Membership, str]]) -> tuple[Grant, ...]:
    """Three reads whatever the number of roles: what lies below, what came before, which bodies belong together."""
    if not rows:
        return ()
    origins = Origins.read()
    under = _subtrees({row.agency.path for row, _ in rows if BELOW in RIGHTS[row.role].values()})
    family = _body_families({row.body_id for row, _ in rows if row.body_id})
    grants = []
    for row, lender in rows:
        below = under.get(row.agency.path, frozenset())
        grants.append(
            Grant(
                row.role,
                row.agency_id,
                row.body_id,
                family.get(row.body_id or 0, frozenset()),
                origins.same_as(row.agency_id),
                origins.before({row.agency_id}),
                below | origins.before(below),
                row.title,
                lender,
                row.pk,
                row.agency.parent_id is None,
            )
        )
    return tuple(grants)


def _subtrees(paths: set[str]) -> dict[str, frozenset[int]]:
    """For each path, the agencies at and below it."""
    if not paths:
        return {}
    within = Q()
    for path in paths:
        within |= Q(path__startswith=path)
    rows = list(Agency.objects.filter(within).values_list("pk", "path"))
    return {path: frozenset(pk for pk, at in rows if at.startswith(path)) for path in paths}


def _body_families(body_ids: set[int]) -> dict[int, frozenset[int]]:
    """For each body: itself, the bodies in it, and those of former agencies that it continues."""
    upward: dict[int, set[int]] = {}
    known, wave = set(body_ids), set(body_ids)
    while wave:
        rows = Body.objects.filter(Q(parent__in=wave) | Q(continued_as__in=wave)).values_list(
            "pk", "parent_id", "continued_as_id"
        )
        for pk, parent, later in rows:
            upward.setdefault(pk, set()).update(x for x in (parent, later) if x)
        wave = {pk for pk, *_ in rows} - known
        known |= wave
    steps = {(lower, upper) for lower, uppers in upward.items() for upper in uppers}
    return {body: walk(frozenset({body}), steps) for body in body_ids}


def visible_agencies(actor: Actor) -> QuerySet[Agency]:
    """Agencies the actor belongs to, sees, or administers, and those they came from."""
    if actor.system:
        return Agency.objects.order_by("path", "sort_key")
    own = actor.agency_ids | actor.past_agency_ids
    own |= actor.scope(SEE).agencies | actor.scope(ADMINISTER).agencies
    return Agency.objects.filter(pk__in=own).order_by("path", "sort_key")


def get_agency(actor: Actor, agency_id: int, *, to: str = SEE) -> Agency:
    """The agency, where the actor may do `to` in it. Raises NotVisible."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotVisible
    if to == SEE:
        allowed = visible_agencies(actor).filter(pk=agency_id).exists()
    else:
        allowed = actor.may(to, agency_id)
    if not allowed and not actor.system:
        raise NotVisible
    return agency


def get_body(actor: Actor, body_id: int, *, to: str = SEE) -> Body:
    """A body of an agency where the actor may do `to`. Raises NotVisible."""
    body = Body.objects.select_related("agency").filter(pk=body_id).first()
    if body is None:
        raise NotVisible
    get_agency(actor, body.agency_id, to=to)
    return body


def get_place(actor: Actor, place_id: int, *, to: str = SEE) -> Place:
    """A place of an agency where the actor may do `to`. Raises NotVisible."""
    place = Place.objects.select_related("agency", "body").filter(pk=place_id).first()
    if place is None:
        raise NotVisible
    get_agency(actor, place.agency_id, to=to)
    return place


def get_person(actor: Actor, person_id: int) -> Person:
    """A person whom the actor administers: of their agencies, or entered there and of none yet. Raises NotVisible."""
    person = Person.objects.select_related("account").filter(pk=person_id).first()
    if person is None:
        raise NotVisible
    agencies = set(Membership.objects.filter(person=person).values_list("agency_id", flat=True))
    seen = agencies & actor.scope(ADMINISTER).agencies if agencies else has_say_over_newcomer(actor, person)
    if not actor.system and not seen:
        raise NotVisible
    return person


def has_say_over_newcomer(actor: Actor, person: Person) -> bool:
    """Whether somebody who never held a role is this actor's: entered in their agency, or they administer all.

    Otherwise any administrator could give the account of another agency's newcomer an address of their own, and
    wait until it is given a role.
    """
    return actor.administers_all or person.entered_in_id in actor.scope(ADMINISTER).agencies


def get_membership(actor: Actor, membership_id: int) -> Membership:
    """A role in an agency that the actor administers. Raises NotVisible."""
    row = Membership.objects.select_related("person", "agency", "body").filter(pk=membership_id).first()
    if row is None or not actor.may(ADMINISTER, row.agency_id):
        raise NotVisible
    return row


def get_delegation(actor: Actor, delegation_id: int) -> Delegation:
    """A delegation that the actor gave, or whose agency they administer. Raises NotVisible."""
    row = Delegation.objects.select_related("membership__person", "to").filter(pk=delegation_id).first()
    if row is None or not (
        row.membership.person_id == actor.person_id or actor.may(ADMINISTER, row.membership.agency_id)
    ):
        raise NotVisible
    return row
