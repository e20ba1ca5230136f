"""Which periods are reported, for the whole installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import CATALOGUE, Actor
from lantoa.reports.models import PeriodRule

_PLAIN_YEAR = 2027  # has no 29th of February, as most years
_INDICES = {"month": 12, "quarter": 4, "half": 2, "nine_months": 1, "year": 1}
_STALE = "Người khác vừa sửa mục này. Mở lại trang để xem rồi sửa tiếp."


@dataclass(frozen=True, slots=True)
class PeriodRuleDraft:
    """Days are (month, day) of the year reported."""

    kind: str
    index: int
    opens: tuple[int, int]
    closes: tuple[int, int]
    due: tuple[int, int]
    opens_year_before: bool = False
    required: bool = True
    legal_basis: str = ""
    year_from: int = 2000
    year_to: int | None = None


@transaction.atomic
def add_period_rule(draft: PeriodRuleDraft, *, actor: Actor) -> PeriodRule:
    """A period that was not reported, or other days for one from a later year on: the rule before it ends then."""
    _require_everywhere(actor)
    wanted = _days(draft)
    same = PeriodRule.objects.select_for_update().filter(kind=draft.kind, index=draft.index)
    before = same.filter(year_from__lt=draft.year_from).order_by("-year_from").first()
    if before is not None and (before.year_to is None or before.year_to >= draft.year_from):
        before.year_to = draft.year_from - 1
        before.edition += 1
        before.save(update_fields=["year_to", "edition"])
    _refuse_overlap(draft, same)
    rule = PeriodRule.objects.create(**wanted)
    _note_rule(rule, actor, {"Từ năm": ["", rule.year_from]})
    return rule


@transaction.atomic
def revise_period_rule(rule: PeriodRule, draft: PeriodRuleDraft, *, actor: Actor, edition: int) -> PeriodRule:
    """Corrects a rule. Reports that were begun keep their days. Raises Refused when somebody else changed it meanwhile."""
    _require_everywhere(actor)
    rule = PeriodRule.objects.select_for_update().get(pk=rule.pk)
    if rule.edition != edition:
        raise Refused(_STALE, code="edition")
    _refuse_overlap(draft, PeriodRule.objects.exclude(pk=rule.pk).filter(kind=draft.kind, index=draft.index))
    changed = changes.apply(rule, _days(draft))
    if changed:
        rule.edition += 1
        rule.save(update_fields=["edition"])
        _note_rule(rule, actor, changed)
    return rule


def _require_everywhere(actor: Actor) -> None:
    if not actor.everywhere(CATALOGUE):
        raise Refused(
            "Kỳ báo cáo dùng chung nên chỉ quản trị và đầu mối của cơ quan cấp cao nhất sửa được.",
            code="forbidden",
        )


def _note_rule(rule: PeriodRule, actor: Actor, changed: dict[str, list[Any]]) -> None:
    agency_id = actor.top_agency_id(CATALOGUE)
    note("reports.period_changed", rule, actor=actor, agency_id=agency_id, summary=str(rule), changes=changed)


def _refuse_overlap(draft: PeriodRuleDraft, others: Any) -> None:
    for other in others:
        apart = (draft.year_to is not None and draft.year_to < other.year_from) or (
            other.year_to is not None and other.year_to < draft.year_from
        )
        if not apart:
            raise Refused(
                f"Kỳ này đã có quy định từ năm {other.year_from}. Sửa quy định đó, hoặc chọn năm khác.",
                code="overlap",
                field="year_from",
            )


def _days(draft: PeriodRuleDraft) -> dict[str, Any]:
    """The columns of a rule. Raises Refused for days that no year has, or figures that end before they begin."""
    if draft.index not in range(1, _INDICES.get(draft.kind, 0) + 1):
        raise Refused("Không có kỳ thứ này.", code="index", field="index")
    if draft.year_to is not None and draft.year_to < draft.year_from:
        raise Refused("Năm kết thúc trước năm bắt đầu.", code="years", field="year_to")
    found = {}
    for name in ("opens", "closes", "due"):
        month, day = getattr(draft, name)
        try:
            found[name] = date(_PLAIN_YEAR, month, day)
        except ValueError:
            raise Refused(
                "Không có ngày này trong mọi năm. Nhập ngày/tháng, ví dụ 14/03.", code="no_day", field=name
            ) from None
    opens = found["opens"].replace(year=_PLAIN_YEAR - draft.opens_year_before)
    if opens > found["closes"]:
        raise Refused(
            "Số liệu kết thúc trước khi bắt đầu. Số liệu từ năm trước thì chọn ô “Từ năm trước”.",
            code="days",
            field="closes",
        )
    if found["due"] < opens:
        raise Refused("Hạn gửi trước ngày bắt đầu của số liệu.", code="due", field="due")
    return {
        "kind": draft.kind,
        "index": draft.index,
        **{f"{name}_month": day.month for name, day in found.items()},
        **{f"{name}_day": day.day for name, day in found.items()},
        "opens_year_before": draft.opens_year_before,
        "required": draft.required,
        "legal_basis": squeeze(nfc(draft.legal_basis))[:250],
        "year_from": draft.year_from,
        "year_to": draft.year_to,
    }
