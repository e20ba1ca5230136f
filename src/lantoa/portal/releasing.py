"""Whether each page of a set may go out, and in words why not. The same answers for the screen and for the release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.organisation.access import Actor
from lantoa.portal import holding, inspecting, standings
from lantoa.portal.models import ContentCheck, PortalPage, ReleaseSet, SetPage
from lantoa.ui.words import vndatetime

MOST_OFFERED = 100
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """A page of a set. `page` is None once it is deleted; `why` is empty for one that may go out, or is out."""

    row: SetPage
    page: Any
    live: bool
    why: str

    @property
    def ready(self) -> bool:
        return not self.why

    @property
    def look(self) -> str:
        return "late" if self.why else ("done" if self.live else "work")

    @property
    def words(self) -> str:
        if self.why:
            return "Chưa đăng được"
        return "Đang đăng" if self.live else "Sẵn sàng"


def pages_of(row: ReleaseSet, *, anew: bool = False) -> list[Standing]:
    """The set's pages in the order they were added. The same queries for one page and for many.

    With `anew` each newest revision is read and checked again, instead of what was kept when it was sent.
    """
    rows = list(row.rows.order_by("pk"))
    numbers = [one.page_id for one in rows if one.page_id is not None]
    found: dict[int, Any] = (
        standings.with_standing(PortalPage.objects.filter(pk__in=numbers))
        .select_related("latest_revision")
        .in_bulk()
    )
    approved = holding.approved_among(numbers)
    blocked = _blocked(found.values(), anew)
    hidden = _below_hidden(found.values())
    return [
        Standing(one, page, _is_out(page), _why_not(page, approved, blocked, hidden))
        for one in rows
        for page in [found.get(one.page_id or 0)]
    ]


def _is_out(page: Any) -> bool:
    return page is not None and page.live and not page.has_unpublished_changes


def _blocked(pages: Iterable[Any], anew: bool) -> set[int]:
    several = list(pages)
    if anew:
        return {one.pk for one in several if inspecting.look(one.get_latest_revision_as_object()).blocks}
    revisions = [one.latest_revision_id for one in several if one.latest_revision_id]
    rows = ContentCheck.objects.filter(revision__in=revisions, blocks=True)
    return set(rows.values_list("page_id", flat=True))


def _below_hidden(pages: Iterable[Page]) -> set[int]:
    """Which of these stand in a section that is not published. One query."""
    several = list(pages)
    above = {one.path[:-4] for one in several}
    off = set(Page.objects.filter(path__in=above, live=False).values_list("path", flat=True))
    return {one.pk for one in several if one.path[:-4] in off}


def _why_not(page: Any, approved: set[int], blocked: set[int], hidden: set[int]) -> str:
    if page is None:
        return "Trang đã bị xóa; lấy ra khỏi gói."
    if page.pk in hidden:
        return "Chuyên mục chứa trang chưa đăng."
    if _is_out(page):
        return ""
    if page.state in (standings.WAITING, standings.READING):
        return "Đang chờ duyệt." if page.state == standings.WAITING else "Đang chờ đọc soát."
    if page.state == standings.RETURNED:
        return "Bị trả lại để sửa; trình duyệt lại sau khi sửa."
    if page.pk not in approved:
        again = page.last_outcome == "approved"
        return (
            "Có bản sửa sau khi duyệt; trình duyệt lại." if again else "Chưa được duyệt; trình duyệt trang."
        )
    if page.pk in blocked:
        return "Kiểm tra nội dung còn chỗ phải sửa trước khi đăng."
    return _why_not_by_time(page)


def _why_not_by_time(page: Any) -> str:
    """Times of its own stand in the revision: the page's row has them only after a publication."""
    now, written = clock.now(), page.latest_revision.content
    up = parse_datetime(written.get("go_live_at") or "")
    down = parse_datetime(written.get("expire_at") or "")
    if up is not None and up > now:
        return (
            f"Trang có giờ đăng riêng {vndatetime(up)}; bỏ giờ đó trong trang soạn thảo rồi trình duyệt lại."
        )
    if down is not None and down <= now:
        return f"Giờ gỡ riêng của trang đã qua ({vndatetime(down)})."
    return ""


def said_of(found: Iterable[Standing]) -> str:
    """Which pages keep the set from going out, and why: one sentence for each."""
    parts = [f"“{one.row.title[:80]}”: {one.why}" for one in found if one.why]
    rest = len(parts) - MOST_NAMED
    return " ".join([*parts[:MOST_NAMED], *([f"Và {rest} trang khác."] if rest > 0 else [])])


def goes_down(row: ReleaseSet) -> tuple[list[SetPage], list[SetPage]]:
    """Pages that come down with the set, and those on the portal that stay: they were there before it, or another
    set put them up since."""
    rows = list(row.rows.select_related("page").filter(page__live=True).order_by("pk"))
    later = set(
        SetPage.objects.filter(
            page__in=[one.page_id for one in rows], put_up=True, set__released_at__gt=row.released_at
        ).values_list("page_id", flat=True)
    )
    down = [one for one in rows if one.put_up and one.page_id not in later]
    return down, [one for one in rows if one not in down]


def offered(actor: Actor, row: ReleaseSet) -> QuerySet[PortalPage]:
    """Pages that the actor may write, with something to publish, held by no open set: newest changes first."""
    rows = standings.pages_for(actor).filter(agency_number=row.agency_id)
    rows = rows.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return rows.exclude(pk__in=SetPage.objects.filter(held=True, page__isnull=False).values("page")).order_by(
        "-changed_at", "-pk"
    )


def counted(rows: QuerySet[ReleaseSet]) -> QuerySet[ReleaseSet]:
    return rows.annotate(pages=Count("rows"))
