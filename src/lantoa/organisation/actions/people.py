"""People and the roles they hold, and the lending of a role for a leave."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import ADMINISTER, RIGHTS, Actor, has_say_over_newcomer, live_on
from lantoa.organisation.drafts import DelegationDraft, MembershipDraft, PersonDraft
from lantoa.organisation.models import Agency, Body, Delegation, Membership, Person, Role

# Roles of one body; the others hold for a whole agency.
UNIT_ROLES = frozenset({Role.OFFICER, Role.HEAD})


@transaction.atomic
def create_person(draft: PersonDraft, *, actor: Actor) -> Person:
    """Writes down somebody. The right to do so is that of administering any agency at all."""
    _require_some_agency(actor)
    person = Person(**_values(draft), entered_in_id=_entering_agency(actor))
    _refuse_nonsense(person)
    person.save(force_insert=True)
    note("organisation.person_created", person, actor=actor)
    return person


@transaction.atomic
def revise_person(person: Person, draft: PersonDraft, *, actor: Actor) -> Person:
    """Corrects name, mail or telephone. The address of an account is another thing: `change_address`."""
    if person.pk != actor.person_id:
        require_over_person(person, actor)
    person = Person.objects.select_for_update().get(pk=person.pk)
    changed = changes.apply(person, _values(draft))
    _refuse_nonsense(person)
    if changed:
        note("organisation.person_revised", person, actor=actor, summary=", ".join(changed))
    return person


def require_over_person(person: Person, actor: Actor) -> None:
    """Refused unless the actor administers every agency where this person holds a role, today or later.

    One of them is not enough: whoever changes a person's mail or account holds all that the person may do. For
    somebody who holds no role any more, one agency of the past is; for somebody who never did, the agency where
    they were entered.
    """
    if actor.system:
        return
    scope, today = actor.scope(ADMINISTER).agencies, clock.today()
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    standing = Q(agency__valid_to=None) | Q(agency__valid_to__gte=today)
    held = set(person.memberships.filter(lasting, standing).values_list("agency_id", flat=True))
    if held and held & scope and not held <= scope:
        raise Refused(
            f"{person} còn vai trò ở cơ quan khác; việc này thuộc quản trị của cơ quan cấp trên chung.",
            code="forbidden",
        )
    once = held or set(person.memberships.values_list("agency_id", flat=True))
    if not (once & scope if once else has_say_over_newcomer(person=person, actor=actor)):
        raise Refused("Người này không thuộc cơ quan mà tài khoản quản trị.", code="forbidden")


@transaction.atomic
def give_role(draft: MembershipDraft, *, actor: Actor) -> Membership:
    """Gives a person a role in an agency or a body, from a day, perhaps to a day.

    Somebody who works in another agency is given a further role by who administers both.
    """
    actor.require(ADMINISTER, draft.agency_id)
    agency = Agency.objects.get(pk=draft.agency_id)
    # Held, so that one role given twice at once is seen: days that overlap are no constraint of either database.
    person = Person.objects.select_for_update().get(pk=draft.person_id)
    require_over_person(person, actor)
    row = Membership(person=person, agency=agency, role=draft.role, **_role_values(draft, agency))
    _refuse_bad_role(row, agency)
    row.save(force_insert=True)
    note("organisation.role_given", row, actor=actor, summary=_role_words(row))
    return row


@transaction.atomic
def revise_membership(row: Membership, draft: MembershipDraft, *, actor: Actor) -> Membership:
    """Corrects dates, title or body. Another role is another row: end this one and give that one."""
    actor.require(ADMINISTER, row.agency_id)
    if row.role == Role.ADMINISTRATOR:
        lock_administrators()
    row = Membership.objects.select_for_update(of=("self",)).select_related("agency", "person").get(pk=row.pk)
    changed = changes.apply(row, _role_values(draft, row.agency))
    _refuse_bad_role(row, row.agency)
    if changed:
        if row.role == Role.ADMINISTRATOR:
            refuse_without_administrator(*_days_without(row))
        note("organisation.role_revised", row, actor=actor, changes=changed)
    return row


@transaction.atomic
def end_membership(row: Membership, *, last_day: date, actor: Actor) -> Membership:
    """Ends a role; what was lent of it ends too. The only administrator of an installation stays."""
    actor.require(ADMINISTER, row.agency_id)
    if row.role == Role.ADMINISTRATOR:
        lock_administrators()
    row = Membership.objects.select_for_update().get(pk=row.pk)
    if last_day < row.valid_from:
        raise Refused(
            f"Vai trò bắt đầu ngày {format_date(row.valid_from)}; ngày kết thúc phải từ ngày đó.",
            code="dates",
            field="last_day",
        )
    changed = changes.apply(row, {"valid_to": last_day})
    if row.role == Role.ADMINISTRATOR:
        refuse_without_administrator(*_days_without(row))
    Delegation.objects.filter(membership=row, valid_from__gt=last_day).delete()
    Delegation.objects.filter(membership=row, valid_to__gt=last_day).update(valid_to=last_day)
    note("organisation.role_ended", row, actor=actor, changes=changed, summary=_role_words(row))
    return row


def lock_administrators() -> None:
    """Before an administrator is taken away: two of them must not take each other away at once."""
    rows = Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk")
    list(rows.values_list("pk", flat=True))


def refuse_without_administrator(*days: date) -> None:
    """After one was taken away: refused, and so undone, where on one of these days nobody would be left who can
    sign in and administer an agency that stands."""
    for day in days:
        left = Membership.objects.filter(
            live_on(day), live_on(day, "agency__"), role=Role.ADMINISTRATOR, person__account__is_active=True
        )
        if not left.exists():
            raise Refused(
                "Đây là quản trị cuối cùng; giao vai trò quản trị cho một người khác trước.", code="last_one"
            )


@transaction.atomic
def lend_role(draft: DelegationDraft, *, actor: Actor) -> Delegation:
    """Lends one's own role to a colleague of the same agency for a leave.

    Only the holder lends (or who administers the agency, for somebody already away); what was lent is never
    passed on. The dates lie within those of the role.
    """
    row = (
        Membership.objects.select_for_update().select_related("agency", "person").get(pk=draft.membership_id)
    )
    if row.person_id != actor.person_id:
        actor.require(ADMINISTER, row.agency_id, message="Chỉ người giữ vai trò được ủy quyền vai trò đó.")
    to = Person.objects.get(pk=draft.to_id)
    _refuse_bad_loan(row, to, draft)
    loan = Delegation.objects.create(
        membership=row,
        to=to,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        reason=squeeze(nfc(draft.reason))[:250],
    )
    words = f"{row} cho {to}, {format_date(loan.valid_from)} – {format_date(loan.valid_to)}"
    note("organisation.role_lent", loan, actor=actor, agency_id=row.agency_id, summary=words)
    return loan


@transaction.atomic
def take_back_role(loan: Delegation, *, actor: Actor) -> Delegation:
    """Ends a delegation at once. A second time changes nothing."""
    row = loan.membership
    if row.person_id != actor.person_id:
        actor.require(ADMINISTER, row.agency_id)
    loan = Delegation.objects.select_for_update().get(pk=loan.pk)
    if loan.revoked_at is None:
        loan.revoked_at = clock.now()
        loan.save(update_fields=["revoked_at"])
        note("organisation.role_taken_back", loan, actor=actor, agency_id=row.agency_id, summary=str(row))
    return loan


def _refuse_bad_loan(row: Membership, to: Person, draft: DelegationDraft) -> None:
    if row.role == Role.ADMINISTRATOR:
        raise Refused(
            "Không ủy quyền vai trò quản trị; giao vai trò đó có thời hạn.",
            code="administrator",
            field="membership",
        )
    if to.pk == row.person_id:
        raise Refused("Chọn người nhận khác người ủy quyền.", code="itself", field="to")
    if not squeeze(draft.reason):
        raise Refused("Nhập lý do, ví dụ nghỉ phép năm.", code="blank", field="reason")
    if draft.valid_to < draft.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.", code="dates", field="valid_to")
    if draft.valid_to < clock.today():
        raise Refused("Thời gian ủy quyền đã qua.", code="past", field="valid_to")
    if draft.valid_from < row.valid_from or (row.valid_to and draft.valid_to > row.valid_to):
        raise Refused(
            "Thời gian ủy quyền vượt ra ngoài thời hạn của vai trò.", code="dates", field="valid_to"
        )
    colleagues = Membership.objects.filter(live_on(draft.valid_from), person=to, agency=row.agency)
    if not colleagues.exists():
        raise Refused("Chọn người nhận đang làm việc trong cùng cơ quan.", code="outsider", field="to")
    overlap = Delegation.objects.filter(
        membership=row, revoked_at=None, valid_from__lte=draft.valid_to, valid_to__gte=draft.valid_from
    ).first()
    if overlap:
        raise Refused(
            f"Vai trò này đã được ủy quyền từ {format_date(overlap.valid_from)} đến {format_date(overlap.valid_to)}; "
            "thu hồi lần đó trước.",
            code="overlap",
            field="valid_from",
        )


def _require_some_agency(actor: Actor) -> None:
    if not actor.system and not actor.scope(ADMINISTER):
        raise Refused("Tài khoản này không có quyền thêm người.", code="forbidden")


def _entering_agency(actor: Actor) -> int | None:
    """Of several agencies that somebody administers the first given to them, one of their own before a lent one."""
    held = [grant for grant in actor.grants if ADMINISTER in RIGHTS[grant.role]]
    return next((grant.agency_id for grant in held), None)


def _values(draft: PersonDraft) -> dict[str, str]:
    return {
        "full_name": squeeze(nfc(draft.full_name)),
        "email": squeeze(draft.email).lower(),
        "phone": squeeze(draft.phone),
    }


def _refuse_nonsense(person: Person) -> None:
    if not person.full_name:
        raise Refused("Nhập họ và tên.", code="blank", field="full_name")
    if not any(char.isalpha() for char in person.full_name) or any(
        c in "<>{}[]|\\" for c in person.full_name
    ):
        raise Refused("Họ và tên chỉ gồm chữ.", code="name", field="full_name")
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError:
            raise Refused(
                f"“{person.email}” không phải địa chỉ thư điện tử.", code="email", field="email"
            ) from None


def _role_values(draft: MembershipDraft, agency: Agency) -> dict[str, object]:
    body = Body.objects.filter(pk=draft.body_id, agency=agency).first() if draft.body_id else None
    if draft.body_id and body is None:
        raise Refused("Chọn đơn vị trong cùng cơ quan.", code="body", field="body")
    return {
        "body": body,
        "title": squeeze(nfc(draft.title)),
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
    }


def _refuse_bad_role(row: Membership, agency: Agency) -> None:
    if row.role not in Role.values:
        raise Refused("Chọn vai trò.", code="role", field="role")
    if row.role in UNIT_ROLES and row.body is None:
        raise Refused("Vai trò này cần một đơn vị.", code="body", field="body")
    if row.body is not None and row.body.kind == Body.Kind.COLLECTIVE:
        raise Refused("Vai trò gắn với một đơn vị, không gắn với tập thể.", code="body", field="body")
    if row.valid_to and row.valid_to < row.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.", code="dates", field="valid_to")
    last = min(day for day in (agency.valid_to, row.body and row.body.valid_to, date.max) if day)
    if last != date.max and (row.valid_to is None or row.valid_to > last):
        raise Refused(
            f"Cơ quan hoặc đơn vị kết thúc ngày {format_date(last)}; vai trò phải kết thúc từ ngày đó.",
            code="ended",
            field="valid_to",
        )
    twins = Membership.objects.filter(person=row.person, agency=agency, body=row.body, role=row.role).exclude(
        pk=row.pk
    )
    end = row.valid_to or date.max
    if any(t.valid_from <= end and (t.valid_to or date.max) >= row.valid_from for t in twins):
        raise Refused(f"{row.person} đã giữ vai trò này trong thời gian đó.", code="twice", field="role")


def _days_without(row: Membership) -> list[date]:
    """The days on which the end or the beginning of a role would be felt first."""
    today = clock.today()
    return [today, max(today, row.valid_to + timedelta(days=1))] if row.valid_to else [today]


def _role_words(row: Membership) -> str:
    return f"{row.person}: {row.title or row.get_role_display()}, {row.body or row.agency}"
