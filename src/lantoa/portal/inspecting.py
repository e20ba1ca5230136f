"""A page of the editor's as the check reads it, what the portal knows of the documents it cites, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Revision

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.models import Agency
from lantoa.plans.models import Task
from lantoa.portal import checking, linking, qualities, reads
from lantoa.portal.models import AgencyHome, ArticlePage, ContentCheck, PortalPage, RecordPage
from lantoa.portal.proving import ARTICLES

_BREAKS = re.compile(r"</(?:p|li|h\d|td|tr|div)>|<br\s*/?>", re.IGNORECASE)
_HIDDEN = frozenset({"picture", "attachment", "alt", "caption", "credit", "consent", "consent_note"})


def content_of(page: Any) -> checking.Content:
    texts: list[str] = []
    levels: list[tuple[int, str]] = []
    photos: list[checking.Photo] = []
    for field in page._meta.get_fields():
        if getattr(field, "stream_block", None) is None:
            continue
        for block in getattr(page, field.name):
            _read(block, texts, levels, photos)
    return checking.Content(
        title=page.title,
        summary=str(getattr(page, "summary", "") or ""),
        texts=tuple(texts),
        levels=tuple(levels),
        photos=tuple(photos),
    )


def _read(block: Any, texts: list[str], levels: list[tuple[int, str]], photos: list[checking.Photo]) -> None:
    if block.block_type in ("heading", "subheading"):
        levels.append((2 if block.block_type == "heading" else 3, str(block.value)))
    elif block.block_type == "photo":
        value = block.value
        words = (str(value.get(name) or "") for name in ("alt", "caption", "consent", "consent_note"))
        photos.append(checking.Photo(*words))
        return
    texts.extend(_lines(block.value))


def _lines(value: Any) -> Iterator[str]:
    if hasattr(value, "source"):
        value = strip_tags(_BREAKS.sub("\n", value.source))
    if isinstance(value, str):
        yield from (line.strip() for line in value.split("\n") if line.strip())
    elif hasattr(value, "items"):
        for name, part in value.items():
            if name not in _HIDDEN:
                yield from _lines(part)
    elif hasattr(value, "__iter__"):
        for part in value:
            yield from _lines(getattr(part, "value", part))


def standing_of(number: str) -> str:
    """What the portal's own records say of a document; empty for one that is in force, or that it does not know."""
    row = RecordPage.objects.filter(number__iexact=number, live=True).order_by("-issued_on", "-pk").first()
    if row is None or row.standing == "now":
        return ""
    if row.standing == "soon":
        return f"Văn bản chưa có hiệu lực (từ {row.in_force_from:%d/%m/%Y})."
    later = row.successor
    return f"Văn bản đã được thay bằng {later.number}." if later is not None else "Văn bản đã hết hiệu lực."


def look(page: Any) -> checking.Checked:
    content = replace(content_of(page), dead=linking.bad_in(page))
    return checking.check(content, standing=standing_of)


def require_sound(page: Any) -> None:
    """Raises Refused where the check finds what must not be published, with what and where."""
    content = content_of(page)
    for one in checking.check(content).findings:
        if one.weight is checking.Weight.BLOCK:
            raise Refused(f"Chưa đăng được: {one.where}. {one.said}", code="blocked", field="body")


def latest_check(page: PortalPage) -> ContentCheck | None:
    """Of the newest revision; None before it was sent or published."""
    return ContentCheck.objects.filter(revision_id=page.latest_revision_id or 0).first()


def keep_check(page: Any, revision: Revision) -> ContentCheck:
    """Checks a revision and keeps the result with it; the same revision again is checked anew.

    No entry of the audit: what was done to the page is noted, and this says only what was seen in it.
    """
    found = look(revision.as_object())
    row, _ = ContentCheck.objects.update_or_create(
        revision=revision,
        defaults={
            "page_id": page.pk,
            "made_at": clock.now(),
            "blocks": found.blocks,
            "findings": [
                {"rule": one.rule, "weight": one.weight.value, "said": one.said, "where": one.where}
                for one in found.findings
            ],
        },
    )
    return row


_NEEDED = {
    "summary": "tóm tắt", "photo": "ảnh đầu bài", "body": "nội dung", "byline": "tác giả", "event_day": "ngày diễn ra",
    "task": "nhiệm vụ", "themes": "nội dung tuyên truyền", "audiences": "đối tượng", "reform_fields": "lĩnh vực",
    "procedure_code": "mã thủ tục", "duration": "thời gian", "fee": "phí", "papers": "giấy tờ", "steps": "các bước",
    "place": "nơi tiếp nhận", "keeper": "đơn vị phụ trách", "review_on": "ngày rà soát", "number": "số, ký hiệu",
    "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành",
}  # fmt: skip


def _filled(page: Any) -> tuple[list[str], list[str]]:
    filled: list[str] = []
    missing: list[str] = []
    for name, label in _NEEDED.items():
        if not hasattr(page, name):
            continue
        value = getattr(page, name)
        has = value.exists() if hasattr(value, "exists") else bool(value)
        (filled if has else missing).append(label)
    return filled, missing


def qualities_of(page: Any, agency: Agency) -> list[qualities.Quality]:
    """The four figures as they stand today."""
    today = clock.today()
    first = clock.day_of(page.first_published_at) if page.first_published_at else None
    target, months = _owed(getattr(page, "task", None))
    return [
        qualities.timely(getattr(page, "event_day", None), first),
        qualities.complete(*_filled(page)),
        qualities.regular(_published_lately(agency), target, months),
        qualities.effective(
            reads.reads_of_page(page.pk, first or today, today),
            reads.helpful_share(page.pk, first or today, today),
        ),
    ]


def _published_lately(agency: Agency) -> int:
    home = AgencyHome.objects.filter(agency=agency).first()
    if home is None:
        return 0
    since = clock.now() - timedelta(days=30)
    return ArticlePage.objects.descendant_of(home).filter(first_published_at__gte=since).count()


def _owed(task: Task | None) -> tuple[Decimal | None, int]:
    """How many articles the task owes in all, and over how many months of its plan."""
    if task is None or task.terms is None:
        return None, 0
    target = task.terms.targets.filter(measure__code=ARTICLES).first()
    years = task.plan.year_to - task.plan.year_from + 1
    return (target.quantity, 12 * years) if target is not None else (None, 0)
