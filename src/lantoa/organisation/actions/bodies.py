"""Units and other bodies of an agency, and the places where it meets the public."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.organisation.actions.people import lock_administrators, refuse_without_administrator
from lantoa.organisation.drafts import BodyDraft, PlaceDraft
from lantoa.organisation.models import Agency, Body, Delegation, Membership, Place, Role


@transaction.atomic
def create_body(draft: BodyDraft, *, actor: Actor) -> Body:
    """Adds a body to an agency. A collective needs members; any other body has none."""
    agency = _agency(draft.agency_id, actor)
    body = Body(agency=agency, **_values(draft, agency))
    members = _members(draft, agency)
    _refuse_nonsense(body, agency, members)
    body.save(force_insert=True)
    body.members.set(members)
    note("organisation.body_created", body, actor=actor)
    return body


@transaction.atomic
def revise_body(body: Body, draft: BodyDraft, *, actor: Actor) -> Body:
    """Corrects name, kind, order, parent, other names or members of a body."""
    agency = _agency(body.agency_id, actor)
    body = Body.objects.select_for_update().get(pk=body.pk)
    members = _members(draft, agency)
    wanted = _values(draft, agency)
    wanted.pop("valid_to")
    parent = wanted["parent"]
    if isinstance(parent, Body) and body.pk in _with_parents(parent):
        raise Refused("Một đơn vị không thể thuộc chính nó.", code="circle", field="parent")
    changed = changes.apply(body, wanted)
    _refuse_nonsense(body, agency, members)
    before = sorted(body.members.values_list("name", flat=True))
    if before != sorted(member.name for member in members):
        body.members.set(members)
        changed["Gồm"] = [before, sorted(member.name for member in members)]
    if changed:
        note("organisation.body_revised", body, actor=actor, changes=changed)
    return body


@transaction.atomic
def end_body(body: Body, *, last_day: date, into: Body | None = None, actor: Actor) -> Body:
    """Ends a body with its live roles, its places, and the bodies in it; `into` takes over its history.

    The only administrator of an installation stays, also one who was given the role within that body.
    """
    agency = _agency(body.agency_id, actor)
    lock_administrators()
    body = Body.objects.select_for_update().get(pk=body.pk)
    if body.valid_to is not None:
        raise Refused(f"{body.name} đã kết thúc từ ngày {format_date(body.valid_to)}.", code="ended")
    if last_day < body.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày thành lập trở đi.", code="dates", field="last_day")
    if into is not None and (into.agency_id != agency.pk or into.pk == body.pk or into.valid_to):
        raise Refused("Chọn đơn vị tiếp nhận khác, đang hoạt động, cùng cơ quan.", code="into", field="into")
    ending = _with_children(body)
    administers = Membership.objects.filter(body__in=ending, role=Role.ADMINISTRATOR).exists()
    close_bodies(agency, last_day, only=ending)
    if administers:
        today = clock.today()
        refuse_without_administrator(today, max(today, last_day + timedelta(days=1)))
    body.refresh_from_db()
    if into is not None:
        body.continued_as = into
        body.save(update_fields=["continued_as"])
    summary = f"Kết thúc hết ngày {format_date(last_day)}"
    if into is not None:
        summary += f", {into.name} tiếp nhận"
    note("organisation.body_ended", body, actor=actor, summary=summary)
    return body


def close_bodies(agency: Agency, last_day: date, *, only: set[int] | None = None) -> None:
    """Sets the last day on bodies, places, roles and delegations that would outlive it.

    What would begin only after the last day never takes place: a role is removed with its delegations, a body
    ends on its first day. `only` names bodies; without it the whole agency closes.
    """
    bodies = Body.objects.filter(agency=agency)
    places = Place.objects.filter(agency=agency)
    roles = Membership.objects.filter(agency=agency)
    if only is not None:
        bodies, places, roles = (
            bodies.filter(pk__in=only),
            places.filter(body__in=only),
            roles.filter(body__in=only),
        )
    lent = Delegation.objects.filter(membership__in=roles)
    lent.filter(Q(valid_from__gt=last_day) | Q(membership__valid_from__gt=last_day)).delete()
    lent.filter(valid_to__gt=last_day).update(valid_to=last_day)
    roles.filter(valid_from__gt=last_day).delete()
    for rows in (bodies, places, roles):
        lasting = rows.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
        lasting.filter(valid_from__gt=last_day).update(valid_to=F("valid_from"))
        lasting.filter(valid_from__lte=last_day).update(valid_to=last_day)


@transaction.atomic
def create_place(draft: PlaceDraft, *, actor: Actor) -> Place:
    agency = _agency(draft.agency_id, actor)
    place = Place(agency=agency, **_place_values(draft, agency), valid_from=draft.valid_from)
    if place.valid_from < agency.valid_from:
        raise Refused("Địa điểm không thể có trước cơ quan.", code="dates", field="valid_from")
    place.save(force_insert=True)
    note("organisation.place_created", place, actor=actor)
    return place


@transaction.atomic
def revise_place(place: Place, draft: PlaceDraft, *, actor: Actor) -> Place:
    agency = _agency(place.agency_id, actor)
    place = Place.objects.select_for_update().get(pk=place.pk)
    changed = changes.apply(place, _place_values(draft, agency))
    if changed:
        note("organisation.place_revised", place, actor=actor, changes=changed)
    return place


@transaction.atomic
def end_place(place: Place, *, last_day: date, actor: Actor) -> Place:
    _agency(place.agency_id, actor)
    if last_day < place.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.", code="dates", field="last_day")
    changed = changes.apply(place, {"valid_to": last_day})
    note("organisation.place_ended", place, actor=actor, changes=changed)
    return place


def _agency(agency_id: int, actor: Actor) -> Agency:
    actor.require(ADMINISTER, agency_id)
    return Agency.objects.get(pk=agency_id)


def _values(draft: BodyDraft, agency: Agency) -> dict[str, object]:
    aliases = [squeeze(nfc(alias)) for alias in draft.aliases]
    return {
        "name": squeeze(nfc(draft.name)),
        "kind": draft.kind,
        "short_name": squeeze(nfc(draft.short_name)),
        "symbol": squeeze(nfc(draft.symbol)),
        "parent": _parent(draft, agency),
        "aliases": [alias for alias in dict.fromkeys(aliases) if alias],
        "position": draft.position,
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
    }


def _parent(draft: BodyDraft, agency: Agency) -> Body | None:
    if draft.parent_id is None:
        return None
    parent = Body.objects.filter(pk=draft.parent_id, agency=agency).first()
    if parent is None or parent.kind == Body.Kind.COLLECTIVE:
        raise Refused("Chọn đơn vị cấp trên trong cùng cơ quan.", code="parent", field="parent")
    return parent


def _members(draft: BodyDraft, agency: Agency) -> list[Body]:
    found = list(Body.objects.filter(pk__in=draft.member_ids, agency=agency))
    if len(found) != len(set(draft.member_ids)):
        raise Refused("Tập thể chỉ gồm các đơn vị của cùng cơ quan.", code="members", field="members")
    return found


def _refuse_nonsense(body: Body, agency: Agency, members: list[Body]) -> None:
    if not body.name:
        raise Refused("Nhập tên đơn vị.", code="blank", field="name")
    if body.kind not in Body.Kind.values:
        raise Refused("Chọn loại đơn vị.", code="kind", field="kind")
    if body.valid_from < agency.valid_from:
        raise Refused(
            f"Đơn vị không thể có trước cơ quan ({format_date(agency.valid_from)}).",
            code="dates",
            field="valid_from",
        )
    if agency.valid_to and (body.valid_to is None or body.valid_to > agency.valid_to):
        raise Refused(
            f"{agency.legal_name} kết thúc ngày {format_date(agency.valid_to)}; đơn vị phải kết thúc từ ngày đó.",
            code="agency_ended",
            field="valid_to",
        )
    if body.valid_to and body.valid_to < body.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày thành lập trở đi.", code="dates", field="valid_to")
    if (body.kind == Body.Kind.COLLECTIVE) != bool(members):
        text = "Chọn các đơn vị của tập thể này." if not members else "Chỉ tập thể mới gồm nhiều đơn vị."
        raise Refused(text, code="members", field="members")
    if any(member.kind == Body.Kind.COLLECTIVE or member.pk == body.pk for member in members):
        raise Refused("Một tập thể không gồm tập thể khác.", code="members", field="members")
    twins = Body.objects.filter(agency=agency, name=body.name, valid_to=None).exclude(pk=body.pk)
    if body.valid_to is None and twins.exists():
        raise Refused(f"Cơ quan đã có đơn vị tên “{body.name}”.", code="name_taken", field="name")


def _place_values(draft: PlaceDraft, agency: Agency) -> dict[str, object]:
    name = squeeze(nfc(draft.name))
    if not name:
        raise Refused("Nhập tên địa điểm.", code="blank", field="name")
    if draft.kind not in Place.Kind.values:
        raise Refused("Chọn loại địa điểm.", code="kind", field="kind")
    body = Body.objects.filter(pk=draft.body_id, agency=agency).first() if draft.body_id else None
    if draft.body_id and body is None:
        raise Refused("Chọn đơn vị trong cùng cơ quan.", code="body", field="body")
    return {
        "name": name, "kind": draft.kind, "body": body, "address": squeeze(nfc(draft.address)),
        "hours": squeeze(nfc(draft.hours)), "phone": squeeze(nfc(draft.phone)), "map_url": draft.map_url.strip(),
    }  # fmt: skip


def _with_parents(body: Body) -> set[int]:
    found: set[int] = set()
    at: Body | None = body
    while at is not None and at.pk not in found:
        found.add(at.pk)
        at = at.parent
    return found


def _with_children(body: Body) -> set[int]:
    found, wave = {body.pk}, {body.pk}
    while wave:
        wave = set(Body.objects.filter(parent__in=wave).values_list("pk", flat=True)) - found
        found |= wave
    return found
