"""Many units and people at once: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold
from lantoa.organisation import installation, queries
from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.organisation.actions.accounts import create_account, invite
from lantoa.organisation.actions.agencies import create_agency
from lantoa.organisation.actions.bodies import create_body
from lantoa.organisation.actions.people import create_person, give_role
from lantoa.organisation.drafts import AgencyDraft, BodyDraft, MembershipDraft, PersonDraft
from lantoa.organisation.models import Account, Agency, Body, Person, Role
from lantoa.organisation.roster import PersonRow, Roster, UnitRow


@dataclass(frozen=True, slots=True)
class Imported:
    bodies: int
    people: int
    known: int


@transaction.atomic
def import_roster(
    agency: Agency, roster: Roster, *, send_invitations: bool = False, actor: Actor
) -> Imported:
    """Writes every unit and person of the list into an agency, or nothing.

    A unit that is there by name, and a person there by mail, are taken as they are; a role held already is left.
    """
    actor.require(ADMINISTER, agency.pk)
    if roster.errors:
        raise Refused("Danh sách còn lỗi; sửa hết rồi nhập lại.", code="errors")
    bodies = {fold(body.name): body for body in queries.bodies_of(agency)}
    made = 0
    for position, unit in enumerate(roster.units, start=len(bodies) + 1):
        if fold(unit.name) not in bodies:
            bodies[fold(unit.name)] = _body(agency, unit, position, actor)
            made += 1
    added = known = 0
    for row in roster.people:
        person = _known(row)
        if person is None:
            person = create_person(PersonDraft(row.full_name, row.email, row.phone), actor=actor)
            added += 1
        else:
            known += 1
        _role(agency, person, row, bodies, actor)
        if send_invitations and person.email and not Account.objects.filter(person=person).exists():
            invite(person, actor=actor)
    note(
        "organisation.people_imported",
        agency,
        actor=actor,
        agency_id=agency.pk,
        summary=f"{made} đơn vị, {added} người mới, {known} người đã có",
    )
    return Imported(made, added, known)


def _body(agency: Agency, unit: UnitRow, position: int, actor: Actor) -> Body:
    draft = BodyDraft(
        agency.pk,
        unit.name,
        agency.valid_from,
        unit.kind,
        unit.short_name,
        unit.symbol,
        position=position,
    )
    return create_body(draft, actor=actor)


def _known(row: PersonRow) -> Person | None:
    return Person.objects.filter(email=row.email).first() if row.email else None


def _role(agency: Agency, person: Person, row: PersonRow, bodies: dict[str, Body], actor: Actor) -> None:
    body = None
    if row.unit:
        body = bodies.get(fold(row.unit)) or queries.find_unit(agency, row.unit)
        if body is None:
            raise Refused(f"Không có đơn vị “{row.unit}” cho {row.full_name}.", code="unit")
    start = max(agency.valid_from, clock.today())
    held = person.memberships.filter(agency=agency, role=row.role, body=body)
    if held.exclude(valid_to__lt=start).exists():
        return
    draft = MembershipDraft(person.pk, agency.pk, row.role, start, body.pk if body else None, row.title)
    give_role(draft, actor=actor)


@dataclass(frozen=True, slots=True)
class FirstRun:
    """Everything the first run asks for. `roster` may be empty; `machine` holds names of settings.env.

    The password comes hashed, and checked: it waits between two pages and must not be readable there.
    """

    agency: AgencyDraft
    roster: Roster
    admin_name: str
    admin_email: str
    admin_password_hash: str
    machine: dict[str, str]
    send_invitations: bool = False


@transaction.atomic
def set_up(first: FirstRun, *, actor: Actor) -> Account:
    """Makes the first agency, its people and the first administrator, all at once. Refused when anybody is there."""
    installation.lock()
    if Account.objects.exists() or Agency.objects.exists():
        raise Refused("Hệ thống đã cài đặt; đăng nhập bằng tài khoản quản trị.", code="set_up")
    agency = create_agency(first.agency, actor=actor)
    import_roster(agency, first.roster, actor=actor)
    person = Person.objects.filter(email=first.admin_email.strip().lower()).first()
    if person is None:
        person = create_person(PersonDraft(first.admin_name, first.admin_email), actor=actor)
    if not person.memberships.filter(role=Role.ADMINISTRATOR).exists():
        draft = MembershipDraft(
            person.pk, agency.pk, Role.ADMINISTRATOR, agency.valid_from, title="Quản trị hệ thống"
        )
        give_role(draft, actor=actor)
    account = create_account(person, email=first.admin_email, actor=actor)
    account.password = first.admin_password_hash
    account.joined_at = clock.now()
    account.save(update_fields=["password", "joined_at"])
    if first.send_invitations:
        for row in Person.objects.exclude(pk=person.pk).exclude(email=""):
            invite(row, actor=actor)
    installation.close_setup()
    note("organisation.set_up", agency, actor=actor, agency_id=agency.pk)
    installation.write({k: v for k, v in first.machine.items() if v}, actor=actor)
    return account
