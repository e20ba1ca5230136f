"""Reads with names. Rooms above ask here for a procedure they point to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold
from lantoa.organisation.access import Actor, Origins, actor_of, live_on
from lantoa.organisation.models import Account, Agency
from lantoa.procedures import access, codes
from lantoa.procedures.models import Field, Intake, Portal, Procedure
from lantoa.ui.search import holding

LIVE, FUTURE, REPLACED, ABOLISHED = "con", "chua", "thay", "bai"
STANDINGS = {
    LIVE: "Còn hiệu lực",
    FUTURE: "Chưa có hiệu lực",
    REPLACED: "Bị thay thế",
    ABOLISHED: "Bị bãi bỏ",
}


def standing_of(row: Procedure, day: date | None = None) -> str:
    """One of STANDINGS: what holds on a day, whatever has been decided for later."""
    on = day or clock.today()
    if row.ended_on is not None and row.ended_on <= on:
        return REPLACED if row.state == Procedure.State.REPLACED else ABOLISHED
    return FUTURE if row.effective_from is not None and row.effective_from > on else LIVE


def in_standing(rows: QuerySet[Procedure], standing: str, day: date | None = None) -> QuerySet[Procedure]:
    """The rows that `standing_of` calls so."""
    on = day or clock.today()
    over = Q(ended_on__isnull=False, ended_on__lte=on)
    if standing in (REPLACED, ABOLISHED):
        state = Procedure.State.REPLACED if standing == REPLACED else Procedure.State.ABOLISHED
        return rows.filter(over, state=state)
    future = Q(effective_from__isnull=False, effective_from__gt=on)
    return rows.exclude(over).filter(future) if standing == FUTURE else rows.exclude(over).exclude(future)


def with_words(rows: QuerySet[Procedure], words: str) -> QuerySet[Procedure]:
    """Rows whose code, name or resolving agency holds every word, marks and case aside."""
    return holding(rows, words)


def for_list(rows: QuerySet[Procedure]) -> QuerySet[Procedure]:
    return rows.select_related("agency", "field", "successor").order_by("sort_key", "code", "pk")


def family_of(agency: Agency) -> frozenset[int]:
    """The agency with what it was called before: one register goes on under the new name."""
    return Origins.read().same_as(agency.pk)


def register_of(agency: Agency) -> QuerySet[Procedure]:
    return Procedure.objects.filter(agency_id__in=family_of(agency))


def registered_above(agency: Agency) -> QuerySet[Procedure]:
    """Procedures in the registers of superiors, which this agency reads and does not list a second time."""
    return Procedure.objects.filter(agency_id__in=access.above(frozenset({agency.pk})))


def fields_of(agency: Agency) -> QuerySet[Field]:
    """Fields that procedures of this agency may stand under: its own, and those of superiors."""
    own = family_of(agency)
    return Field.objects.filter(agency_id__in=own | access.above(own)).order_by("sort_key", "pk")


def find_field(agency: Agency, name: str) -> Field | None:
    """The field of a name, marks and case aside; the agency's own before a superior's."""
    own = family_of(agency)
    rows = list(fields_of(agency).filter(folded=fold(name)[:400]))
    return min(rows, key=lambda row: (row.agency_id not in own, row.pk), default=None)


def with_use(rows: QuerySet[Field]) -> QuerySet[Field]:
    return rows.annotate(number=Count("procedures"))


def fields_in_use(rows: QuerySet[Procedure], fields: QuerySet[Field]) -> QuerySet[Field]:
    return fields.filter(Exists(rows.filter(field=OuterRef("pk"))))


def by_code(rows: QuerySet[Procedure], text: str) -> QuerySet[Procedure]:
    """Rows of a code as it is typed: whole, or its base, which several may bear."""
    code = codes.tidy(text)
    if not codes.is_code(code):
        return rows.none()
    return rows.filter(code=code) if code != codes.base(code) else rows.filter(code__startswith=code)


def portal() -> Portal:
    """How addresses on the national portal are made; not yet stored where nobody has changed it."""
    return Portal.objects.first() or Portal()


def portal_address(row: Procedure) -> str:
    """Where the procedure is found on the national portal; empty where the pattern cannot be filled."""
    pattern = portal().pattern
    return "" if codes.pattern_trouble(pattern) else codes.fill(pattern, row.code)


def portal_addresses(rows: Iterable[Procedure]) -> dict[int, str]:
    """The same for many, by their numbers: the pattern is read once."""
    pattern = portal().pattern
    trouble = codes.pattern_trouble(pattern)
    return {row.pk: "" if trouble else codes.fill(pattern, row.code) for row in rows}


def by_numbers(ids: Iterable[int]) -> QuerySet[Procedure]:
    return Procedure.objects.filter(pk__in=set(ids))


def history_of(row: Any) -> QuerySet[Entry]:
    """What was done to a procedure or a field, the latest first."""
    kind = row._meta.label_lower
    return Entry.objects.filter(target_kind=kind, target_id=str(row.pk), is_read=False).order_by("-pk")


def pointers_to(row: Procedure) -> dict[str, int]:
    """What points to a procedure, in whatever room: word → number. What points nowhere near is left out."""
    found: dict[str, int] = {}
    for relation in Procedure._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model is None:
            continue
        if not (relation.one_to_many or relation.one_to_one):
            continue
        holder: Any = relation.related_model
        word = str((holder._meta.auto_created or holder)._meta.verbose_name)
        number = holder._base_manager.filter(**{relation.field.name: row}).count()  # type: ignore[union-attr]
        if number:
            found[word] = found.get(word, 0) + number
    return found


def waiting_intakes(before: date) -> list[Intake]:
    """Files that have waited since before a day."""
    open_states = (Intake.State.READING, Intake.State.READ)
    return list(
        Intake.objects.select_related("agency")
        .filter(state__in=open_states, made_at__date__lt=before)
        .order_by("pk")
    )


def open_intakes(agencies: QuerySet[Agency]) -> list[Intake]:
    """Files that wait to be read or confirmed, the latest first."""
    open_states = (Intake.State.READING, Intake.State.READ)
    rows = Intake.objects.filter(agency__in=agencies, state__in=open_states).defer("content", "rows")
    return list(rows.select_related("agency", "person").order_by("-pk")[:20])


def keeper_named(code: str, email: str) -> tuple[Agency, Actor]:
    """The live agency of a code and the actor of an account, for a command. Raises Refused naming what is not there."""
    agency = Agency.objects.filter(live_on(clock.today()), code__iexact=code).first()
    if agency is None:
        raise Refused(f"Không có cơ quan nào đang hoạt động mang mã {code}.", code="unknown_agency")
    account = Account.objects.select_related("person").filter(email=email.lower(), is_active=True).first()
    if account is None:
        raise Refused(f"Không có tài khoản {email}.", code="unknown_account")
    return agency, actor_of(account)
