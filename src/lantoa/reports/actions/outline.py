"""The headings of reports: the common ones, and those of an agency that has its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from lantoa.audit.actions import note
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import fold, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import CATALOGUE, PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.models import OutlineItem

MOST_HEADINGS = 60
_STALE = "Người khác vừa sửa mục này. Mở lại trang để xem rồi sửa tiếp."
_TAKEN = {"them", "thu-tu"}
"""Words that stand in the addresses of the pages themselves."""


@dataclass(frozen=True, slots=True)
class OutlineDraft:
    heading: str
    level: int = 1
    content: str = OutlineItem.Content.TEXT
    hint: str = ""
    required: bool = False


@transaction.atomic
def add_heading(agency: Agency | None, draft: OutlineDraft, *, actor: Actor) -> OutlineItem:
    """A heading at the end of the agency's outline, or with None of the common one."""
    own = _own(agency, actor)
    if len(own) >= MOST_HEADINGS:
        raise Refused(f"Đề cương có nhiều nhất {MOST_HEADINGS} đề mục.", code="too_many")
    wanted = _checked(draft)
    last = max((item.position for item in own), default=0)
    item = OutlineItem.objects.create(
        agency=agency, key=_free_key(draft.heading, own), position=last + 1, **wanted
    )
    _note_outline(agency, item, actor, f"Thêm “{item.heading}”")
    return item


@transaction.atomic
def revise_heading(
    agency: Agency | None, key: str, draft: OutlineDraft, *, actor: Actor, edition: int
) -> OutlineItem:
    """Changes a heading from the next compile on; the words below it stay, what was frozen stays as it was."""
    item = _find(_own(agency, actor), key)
    if item.edition != edition:
        raise Refused(_STALE, code="edition")
    changed = changes.apply(item, _checked(draft))
    if changed:
        item.edition += 1
        item.save(update_fields=["edition"])
        _note_outline(agency, item, actor, f"Sửa “{item.heading}”", changed)
    return item


@transaction.atomic
def move_heading(agency: Agency | None, key: str, *, up: bool, actor: Actor) -> None:
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
    _note_outline(agency, item, actor, f"Đưa “{item.heading}” {'lên' if up else 'xuống'}")


@transaction.atomic
def end_heading(agency: Agency | None, key: str, *, actor: Actor) -> OutlineItem:
    """Asked for no more. Words written below it stay and come back with it. The last heading cannot be ended."""
    own = _own(agency, actor)
    item = _find(own, key)
    if not item.ended and sum(not row.ended for row in own) == 1:
        raise Refused("Đề cương phải còn ít nhất một đề mục.", code="last")
    return _set_ended(agency, item, actor, ended=True)


@transaction.atomic
def resume_heading(agency: Agency | None, key: str, *, actor: Actor) -> OutlineItem:
    return _set_ended(agency, _find(_own(agency, actor), key), actor, ended=False)


def _set_ended(agency: Agency | None, item: OutlineItem, actor: Actor, *, ended: bool) -> OutlineItem:
    if item.ended != ended:
        item.ended = ended
        item.edition += 1
        item.save(update_fields=["ended", "edition"])
        _note_outline(agency, item, actor, f"{'Thôi dùng' if ended else 'Dùng lại'} “{item.heading}”")
    return item


@transaction.atomic
def share_outline(agency: Agency, *, actor: Actor) -> None:
    """Gives up the agency's own headings for the common ones. Words written below a heading of the same key stay."""
    actor.require(PLAN, agency.pk)
    Agency.objects.select_for_update().get(pk=agency.pk)
    gone, _ = OutlineItem.objects.filter(agency=agency).delete()
    if not gone:
        raise Refused("Cơ quan đang dùng đề cương chung.", code="common")
    _note_outline(agency, None, actor, "Dùng lại đề cương chung")


def _own(agency: Agency | None, actor: Actor) -> list[OutlineItem]:
    """The agency's own outline, locked; made from the common one when it has none. With None, the common one."""
    if agency is None:
        if not actor.everywhere(CATALOGUE):
            raise Refused(
                "Đề cương chung chỉ quản trị và đầu mối của cơ quan cấp cao nhất sửa được.", code="forbidden"
            )
        return list(OutlineItem.objects.select_for_update().filter(agency=None))
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
    taken = {row.key for row in own} | _TAKEN
    base = slugify(fold(heading))[:34].strip("-") or "muc"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _note_outline(
    agency: Agency | None,
    item: OutlineItem | None,
    actor: Actor,
    summary: str,
    changed: dict[str, list[Any]] | None = None,
) -> None:
    target = agency or item
    assert target is not None  # noqa: S101 - the common outline changes by its items
    note(
        "reports.outline_changed",
        target,
        actor=actor,
        agency_id=agency.pk if agency else actor.top_agency_id(CATALOGUE),
        summary=(summary if agency else f"{summary} trong đề cương chung")[:250],
        changes=changed,
    )
