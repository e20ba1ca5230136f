"""What becomes of agencies: merge, split, rename, dissolve, transfer.

An agency that ends keeps its row, its name and its documents: its last day is the eve of the event. Its code and
its address on the portal pass on. Bodies, places and roles end with it; where they are carried over, new ones
begin in the successor, and each old body points to the one that continues it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, nfc, squeeze
from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.organisation.actions.agencies import create_agency, free_slug
from lantoa.organisation.actions.bodies import close_bodies
from lantoa.organisation.actions.people import lock_administrators, refuse_without_administrator
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency, AgencyEvent, Body, Delegation, Membership, Place

Kind = AgencyEvent.Kind


@transaction.atomic
def merge_agencies(
    predecessors: Sequence[Agency],
    into: Agency | AgencyDraft,
    *,
    day: date,
    legal_basis: str,
    carry: bool = False,
    actor: Actor,
) -> AgencyEvent:
    """Several agencies become a new one (a draft), or part of one that goes on (an agency).

    With `carry`, units, places and roles begin anew in the successor; units of one name become one unit.
    """
    old = _ending(predecessors, day, actor)
    if isinstance(into, Agency):
        if into.pk in {agency.pk for agency in old}:
            raise Refused("Cơ quan tiếp nhận không thể là cơ quan kết thúc.", code="itself", field="into")
        actor.require(ADMINISTER, into.pk)
        if into.valid_to or into.valid_from > day:
            raise Refused("Chọn cơ quan tiếp nhận đang hoạt động.", code="into_ended", field="into")
    elif len(old) < 2:
        raise Refused(
            "Hợp nhất cần từ hai cơ quan trở lên; một cơ quan đổi tên thì dùng Đổi tên.",
            code="too_few",
            field="predecessors",
        )
    _close(old, day, heirs=1)
    successor = into if isinstance(into, Agency) else _begin(into, old, day, actor)
    _move_children(old, successor)
    if carry:
        _carry_all(old, successor, day)
    return _record(Kind.MERGE, old, [successor], day, legal_basis, actor)


@transaction.atomic
def split_agency(
    agency: Agency, drafts: Sequence[AgencyDraft], *, day: date, legal_basis: str, actor: Actor
) -> AgencyEvent:
    """One agency ends and two or more begin. Its units are not carried: only people can say who goes where."""
    old = _ending([agency], day, actor)
    if len(drafts) < 2:
        raise Refused("Chia, tách cần từ hai cơ quan mới trở lên.", code="too_few", field="successors")
    _close(old, day, heirs=len(drafts))
    successors = [_begin(draft, old, day, actor) for draft in drafts]
    return _record(Kind.SPLIT, old, successors, day, legal_basis, actor)


@transaction.atomic
def rename_agency(
    agency: Agency, draft: AgencyDraft, *, day: date, legal_basis: str, actor: Actor
) -> AgencyEvent:
    """The same agency under another name: units, places, roles and every right go on."""
    old = _ending([agency], day, actor)
    if squeeze(nfc(draft.legal_name)) == agency.legal_name:
        raise Refused("Tên mới trùng tên đang dùng.", code="same_name", field="legal_name")
    _close(old, day, heirs=1)
    successor = _begin(replace(draft, parent_id=agency.parent_id), old, day, actor)
    _move_children(old, successor)
    _carry_all(old, successor, day)
    return _record(Kind.RENAME, old, [successor], day, legal_basis, actor)


@transaction.atomic
def dissolve_agency(agency: Agency, *, day: date, legal_basis: str, actor: Actor) -> AgencyEvent:
    """The agency ends and nothing follows it; `day` is the first day without it."""
    old = _ending([agency], day, actor)
    _close(old, day, heirs=0)
    return _record(Kind.DISSOLVE, old, [], day, legal_basis, actor)


@transaction.atomic
def transfer_agency(
    agency: Agency, parent: Agency, *, day: date, legal_basis: str, actor: Actor
) -> AgencyEvent:
    """The agency goes on under another parent, with everything below it. Takes effect when it is written down."""
    actor.require(ADMINISTER, agency.pk)
    actor.require(ADMINISTER, parent.pk)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if agency.valid_to or parent.valid_to:
        raise Refused("Chỉ chuyển được giữa các cơ quan đang hoạt động.", code="ended", field="parent")
    if parent.path.startswith(agency.path):
        raise Refused("Cơ quan không thể thuộc chính nó hoặc cấp dưới của nó.", code="circle", field="parent")
    if parent.pk == agency.parent_id:
        raise Refused("Cơ quan đang thuộc cấp trên này.", code="same_parent", field="parent")
    before = agency.parent
    _move(agency, parent)
    words = f"Từ {before or 'không có cấp trên'} sang {parent}"
    return _record(Kind.TRANSFER, [agency], [agency], day, legal_basis, actor, words=words)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an event would end, shown before it is confirmed."""

    bodies: int
    people: int
    roles: int
    children: tuple[str, ...]


def consequences(agencies: Sequence[Agency], day: date) -> Consequences:
    """What lives on the eve of `day` in these agencies."""
    eve = day - timedelta(days=1)
    lasting = Q(valid_to=None) | Q(valid_to__gt=eve)
    roles = Membership.objects.filter(lasting, agency__in=agencies)
    children = Agency.objects.filter(parent__in=agencies, valid_to=None).order_by("sort_key")
    return Consequences(
        bodies=Body.objects.filter(lasting, agency__in=agencies).count(),
        people=roles.values("person").distinct().count(),
        roles=roles.count(),
        children=tuple(child.legal_name for child in children),
    )


def _ending(agencies: Sequence[Agency], day: date, actor: Actor) -> list[Agency]:
    """The rows locked, after checking that each may end on the eve of `day`.

    One whose end was already written down with exactly that date is accepted: history is often entered late.
    """
    for agency in agencies:
        actor.require(ADMINISTER, agency.pk)
    lock_administrators()
    eve = day - timedelta(days=1)
    found = list(
        Agency.objects.select_for_update().filter(pk__in=[row.pk for row in agencies]).order_by("pk")
    )
    for agency in found:
        if agency.valid_to not in (None, eve):
            raise Refused(
                f"{agency.legal_name} đã kết thúc ngày {format_date(agency.valid_to or eve)}.",
                code="ended",
                field="predecessors",
            )
        if agency.valid_from > eve:
            raise Refused(
                f"{agency.legal_name} có từ {format_date(agency.valid_from)}; chọn ngày hiệu lực sau ngày đó.",
                code="dates",
                field="day",
            )
    return found


def _close(agencies: list[Agency], day: date, *, heirs: int) -> None:
    eve = day - timedelta(days=1)
    for agency in agencies:
        children = Agency.objects.filter(parent=agency, valid_to=None)
        if heirs != 1 and children.exists():
            raise Refused(
                f"{agency.legal_name} còn {children.count()} cơ quan trực thuộc; "
                "chuyển hoặc kết thúc các cơ quan đó trước.",
                code="children",
                field="predecessors",
            )
        agency.valid_to = eve
        agency.save(update_fields=["valid_to"])


def _begin(draft: AgencyDraft, old: list[Agency], day: date, actor: Actor) -> Agency:
    """The successor, at the address of a predecessor when it asks for that one."""
    for agency in old:
        if draft.slug and agency.slug == draft.slug:
            agency.slug = free_slug(f"{agency.slug}-den-{day.year}", without=agency.pk)
            agency.save(update_fields=["slug"])
    return create_agency(replace(draft, valid_from=day, valid_to=None), actor=actor)


def _move_children(old: list[Agency], successor: Agency) -> None:
    for child in Agency.objects.select_for_update().filter(parent__in=old, valid_to=None).order_by("pk"):
        if child.pk != successor.pk:
            _move(child, successor)


def _move(agency: Agency, parent: Agency) -> None:
    """Hangs an agency, with its subtree, under another parent."""
    before = agency.path
    agency.parent = parent
    agency.save(update_fields=["parent"])
    after = f"{parent.path}{agency.pk}/"
    for row in Agency.objects.filter(path__startswith=before):
        row.path = after + row.path[len(before) :]
        row.save(update_fields=["path"])
    agency.path = after


def _carry_all(old: list[Agency], successor: Agency, day: date) -> None:
    """Begins in the successor, on `day`, what lives in the old ones on the eve."""
    heirs = {body.name: body for body in Body.objects.filter(agency=successor, valid_to=None)}
    for agency in old:
        _carry(agency, successor, day, heirs)


def _carry(agency: Agency, successor: Agency, day: date, heirs: dict[str, Body]) -> None:
    lasting = Q(valid_to=None) | Q(valid_to__gte=day)
    bodies = list(
        Body.objects.filter(lasting, agency=agency).order_by("pk").prefetch_related("members", "continues")
    )
    new_of: dict[int, Body] = {}
    for body in bodies:
        if body.name not in heirs:
            heirs[body.name] = Body.objects.create(
                agency=successor,
                name=body.name,
                short_name=body.short_name,
                symbol=body.symbol,
                kind=body.kind,
                aliases=body.aliases,
                position=body.position,
                valid_from=day,
            )
        new_of[body.pk] = heirs[body.name]
    for body in bodies:
        heir = new_of[body.pk]
        if body.parent_id in new_of and heir.parent_id is None:
            heir.parent = new_of[body.parent_id]
            heir.save(update_fields=["parent"])
        heir.members.add(*(new_of[member.pk] for member in body.members.all() if member.pk in new_of))
        body.continued_as = heir
        body.save(update_fields=["continued_as"])
    for place in Place.objects.filter(lasting, agency=agency):
        Place.objects.create(
            agency=successor,
            body=new_of.get(place.body_id or 0),
            kind=place.kind,
            name=place.name,
            address=place.address,
            valid_from=day,
        )
    _carry_roles(agency, successor, day, new_of, lasting)


def _carry_roles(agency: Agency, successor: Agency, day: date, new_of: dict[int, Body], lasting: Q) -> None:
    for role in Membership.objects.filter(lasting, agency=agency).order_by("pk"):
        if role.body_id and role.body_id not in new_of:
            continue
        new = Membership.objects.create(
            person_id=role.person_id,
            agency=successor,
            body=new_of.get(role.body_id or 0),
            role=role.role,
            title=role.title,
            valid_from=max(day, role.valid_from),
            valid_to=role.valid_to,
        )
        for loan in Delegation.objects.filter(membership=role, revoked_at=None, valid_to__gte=day):
            Delegation.objects.create(
                membership=new,
                to_id=loan.to_id,
                valid_from=max(day, loan.valid_from),
                valid_to=loan.valid_to,
                reason=loan.reason,
            )


def _record(
    kind: str,
    old: list[Agency],
    new: list[Agency],
    day: date,
    legal_basis: str,
    actor: Actor,
    *,
    words: str = "",
) -> AgencyEvent:
    """Writes the event down and closes what lived in agencies that ended."""
    basis = squeeze(nfc(legal_basis))
    if not basis:
        raise Refused(
            "Nhập căn cứ, ví dụ số và ngày của nghị quyết, quyết định.", code="blank", field="legal_basis"
        )
    event = AgencyEvent.objects.create(kind=kind, day=day, legal_basis=basis[:250], note=words[:250])
    event.predecessors.set(old)
    event.successors.set(new)
    for agency in old:
        if agency not in new:
            close_bodies(agency, day - timedelta(days=1))
    if not actor.system:
        refuse_without_administrator(max(day, clock.today()))
    names = "; ".join(agency.legal_name for agency in old)
    if new and new != old:
        names += " → " + "; ".join(agency.legal_name for agency in new)
    for agency in dict.fromkeys([*old, *new]):
        note(f"organisation.agency_{kind}", agency, actor=actor, agency_id=agency.pk, summary=words or names)
    return event
