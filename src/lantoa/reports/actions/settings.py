"""What an agency sets for its reports: the headings, and for the whole installation which periods are reported."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from lantoa.audit.actions import note
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import fold, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import CATALOGUE, PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.models import OutlineItem, PeriodRule

MOST_HEADINGS = 60
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


@dataclass(frozen=True, slots=True)
class OutlineDraft:
    heading: str
    level: int = 1
    content: str = OutlineItem.Content.TEXT
    hint: str = ""
    required: bool = False


# --- periods ----------------------------------------------------------------------------------------


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


# --- outline ----------------------------------------------------------------------------------------


@transaction.atomic
def add_heading(agency: Agency, draft: OutlineDraft, *, actor: Actor) -> OutlineItem:
    """A heading at the end of the agency's outline."""
    own = _own(agency, actor)
    if len(own) >= MOST_HEADINGS:
        raise Refused(f"Đề cương có nhiều nhất {MOST_HEADINGS} đề mục.", code="too_many")
    wanted = _checked(draft)
    last = max(item.position for item in own)
    item = OutlineItem.objects.create(
        agency=agency, key=_free_key(draft.heading, own), position=last + 1, **wanted
    )
    _note_outline(agency, actor, f"Thêm “{item.heading}”")
    return item


@transaction.atomic
def revise_heading(
    agency: Agency, key: str, draft: OutlineDraft, *, actor: Actor, edition: int
) -> OutlineItem:
    """Changes a heading from the next compile on; the words below it stay, what was frozen stays as it was."""
    item = _find(_own(agency, actor), key)
    if item.edition != edition:
        raise Refused(_STALE, code="edition")
    changed = changes.apply(item, _checked(draft))
    if changed:
        item.edition += 1
        item.save(update_fields=["edition"])
        _note_outline(agency, actor, f"Sửa “{item.heading}”", changed)
    return item


@transaction.atomic
def move_heading(agency: Agency, key: str, *, up: bool, actor: Actor) -> None:
    """One place up or down among those in use; the first one up and the last one down stay."""
    own = _own(agency, actor)
    item = _find(own, key)
    live = [row for row in own if not row.ended]
    if item not in live:
        raise Refused("Đề mục này đã thôi dùng.", code="ended")
    at = live.index(item)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(live):
        return
    live[at], live[other] = live[other], live[at]
    for position, row in enumerate([*live, *(row for row in own if row.ended)], start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    _note_outline(agency, actor, f"Đưa “{item.heading}” {'lên' if up else 'xuống'}")


@transaction.atomic
def end_heading(agency: Agency, key: str, *, actor: Actor) -> OutlineItem:
    """Asked for no more. Words written below it stay and come back with it. The last heading cannot be ended."""
    own = _own(agency, actor)
    item = _find(own, key)
    if not item.ended and sum(not row.ended for row in own) == 1:
        raise Refused("Đề cương phải còn ít nhất một đề mục.", code="last")
    return _set_ended(agency, item, actor, ended=True)


@transaction.atomic
def resume_heading(agency: Agency, key: str, *, actor: Actor) -> OutlineItem:
    return _set_ended(agency, _find(_own(agency, actor), key), actor, ended=False)


def _set_ended(agency: Agency, item: OutlineItem, actor: Actor, *, ended: bool) -> OutlineItem:
    if item.ended != ended:
        item.ended = ended
        item.edition += 1
        item.save(update_fields=["ended", "edition"])
        _note_outline(agency, actor, f"{'Thôi dùng' if ended else 'Dùng lại'} “{item.heading}”")
    return item


def _own(agency: Agency, actor: Actor) -> list[OutlineItem]:
    """The agency's own outline, locked; made from the common one when it has none."""
    actor.require(PLAN, agency.pk)
    Agency.objects.select_for_update().get(pk=agency.pk)
    own = list(OutlineItem.objects.filter(agency=agency))
    if own:
        return own
    return [
        OutlineItem.objects.create(
            agency=agency, key=row.key, position=row.position, edition=row.edition, heading=row.heading,
            level=row.level, content=row.content, hint=row.hint, required=row.required, ended=row.ended,
        )
        for row in OutlineItem.objects.filter(agency=None)
    ]  # fmt: skip


def _find(own: list[OutlineItem], key: str) -> OutlineItem:
    item = next((row for row in own if row.key == key), None)
    if item is None:
        raise NotVisible
    return item


def _checked(draft: OutlineDraft) -> dict[str, Any]:
    heading = squeeze(nfc(draft.heading))
    if not heading:
        raise Refused("Nhập tên đề mục.", code="no_heading", field="heading")
    if len(heading) > 250:
        raise Refused("Đề mục dài nhất 250 ký tự.", code="too_long", field="heading")
    if draft.level not in (1, 2, 3):
        raise Refused("Chọn cấp 1, 2 hoặc 3.", code="level", field="level")
    if draft.content not in OutlineItem.Content.values:
        raise Refused("Chọn nội dung trong danh sách.", code="content", field="content")
    return {**asdict(draft), "heading": heading, "hint": nfc(draft.hint).strip()[:1000]}


def _free_key(heading: str, own: list[OutlineItem]) -> str:
    taken = {row.key for row in own}
    base = slugify(fold(heading))[:34].strip("-") or "muc"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _note_outline(
    agency: Agency, actor: Actor, summary: str, changed: dict[str, list[Any]] | None = None
) -> None:
    note(
        "reports.outline_changed",
        agency,
        actor=actor,
        agency_id=agency.pk,
        summary=summary[:250],
        changes=changed,
    )
