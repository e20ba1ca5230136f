"""The checklist of what a state site must show: what an agency has, what is missing, and where it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.models import Agency
from lantoa.portal import found_at, pages, queries
from lantoa.portal.models import (
    AnswerPage,
    ArticlePage,
    ChannelsPage,
    Duty,
    DutyTick,
    GuidePage,
    RecordPage,
    ResultsPage,
    RoadmapPage,
)

FRESH = 30
"""Days within which the newest article should lie."""
THERE, MISSING, PART = "done", "late", "risk"
WORDS = {THERE: "Có", MISSING: "Thiếu", PART: "Chưa đủ"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system sees. `link` is where it is shown, `make` where it is made."""

    look: str
    words: str
    link: str = ""
    make: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A duty of an agency. `tick` is the hand's word for what the system cannot see."""

    duty: Duty
    look: str
    words: str
    link: str
    make: str
    tick: DutyTick | None = None

    @property
    def pk(self) -> int:
        return self.duty.pk


def _pages(agency: Agency, model: Any) -> QuerySet[Any]:
    home = pages.home_of(agency)
    rows: QuerySet[Any] = model.objects.descendant_of(home).live() if home else model.objects.none()
    return rows


def _of(model: Any, slug: str, noun: str) -> Callable[[Agency], Seen]:
    """There is at least one published page of a kind; it is made in the section of `slug`."""

    def look(agency: Agency) -> Seen:
        rows = _pages(agency, model)
        make = make_address(agency, model, slug)
        first = rows.first()
        if first is None:
            return Seen(MISSING, f"Chưa đăng {noun}", make=make)
        return Seen(THERE, f"{rows.count()} {noun} đang đăng", first.get_parent().url or "", make)

    return look


def make_address(agency: Agency, model: Any, slug: str) -> str:
    """The editor's blank page of a kind."""
    section = pages.section_for(agency, slug)
    if section is None:
        return ""
    return reverse("wagtailadmin_pages:add", args=["portal", model._meta.model_name, section.pk])


def _fresh(agency: Agency) -> Seen:
    newest = _pages(agency, ArticlePage).order_by("-first_published_at").first()
    make = make_address(agency, ArticlePage, "tin-tuc")
    if newest is None:
        return Seen(MISSING, "Chưa đăng tin, bài", make=make)
    since = clock.now() - timedelta(days=FRESH)
    if newest.first_published_at is None or newest.first_published_at < since:
        return Seen(PART, f"Tin mới nhất đã quá {FRESH} ngày", newest.url or "", make)
    return Seen(THERE, "Có tin trong 30 ngày qua", newest.url or "", make)


def _contact(agency: Agency) -> Seen:
    named = (
        ("địa chỉ", agency.address), ("điện thoại", agency.phone), ("thư điện tử", agency.email),
        ("người chịu trách nhiệm", agency.responsible),
    )  # fmt: skip
    missing = [word for word, value in named if not value]
    link = reverse("portal:contact", args=[agency.slug])
    if missing:
        return Seen(PART, f"Thiếu {', '.join(missing)}: nhờ người quản trị bổ sung", link)
    return Seen(THERE, "Đủ ở chân mọi trang và trang liên hệ", link)


def _hours(agency: Agency) -> Seen:
    places = list(found_at.places_of(agency))
    link = reverse("portal:contact", args=[agency.slug])
    if not places:
        return Seen(MISSING, "Chưa có nơi tiếp người dân: nhờ người quản trị thêm địa điểm", link)
    if not all(row.hours for row in places if row.kind == row.Kind.COUNTER):
        return Seen(PART, "Có quầy chưa ghi giờ làm việc", link)
    return Seen(THERE, f"{len(places)} nơi", link)


def _progress(agency: Agency) -> Seen:
    row = queries.published_plans(agency).first()
    if row is None:
        return Seen(MISSING, "Chưa công bố tiến độ kế hoạch nào", make=reverse("plans:list"))
    return Seen(THERE, "Đang công bố", reverse("portal:plan", args=[agency.slug, row.plan_id]))


def _always(words: str, name: str) -> Callable[[Agency], Seen]:
    return lambda agency: Seen(THERE, words, reverse(name))


CHECKS: dict[str, tuple[str, Callable[[Agency], Seen]]] = {
    "tin-moi": ("có tin, bài trong 30 ngày", _fresh),
    "thu-tuc": ("có hướng dẫn thủ tục", _of(GuidePage, "thu-tuc", "hướng dẫn")),
    "hoi-dap": ("có hỏi, đáp", _of(AnswerPage, "hoi-dap", "câu hỏi, đáp")),
    "van-ban": ("có văn bản", _of(RecordPage, "van-ban", "văn bản")),
    "kenh": ("có danh mục kênh", _of(ChannelsPage, "van-ban", "danh mục kênh")),
    "lo-trinh": ("có lộ trình", _of(RoadmapPage, "ket-qua", "lộ trình")),
    "ket-qua": ("có kết quả theo kỳ", _of(ResultsPage, "ket-qua", "trang kết quả")),
    "lien-he": ("đủ thông tin liên hệ", _contact),
    "noi-tiep": ("có nơi tiếp, giờ làm việc", _hours),
    "tien-do": ("công bố tiến độ kế hoạch", _progress),
    "so-do": ("có sơ đồ trang", _always("Sơ đồ trang và sitemap.xml", "portal:sitemap")),
    "tiep-can": ("có tuyên bố tiếp cận", _always("Tuyên bố mức WCAG 2.2 AA", "portal:accessibility")),
    "danh-gia": ("có chỗ đánh giá", _always("Câu hỏi ở cuối mọi trang, không hỏi tên", "portal:home")),
}
"""Word of a check → what it sees, and how."""


def rows(*, ended: bool = False) -> QuerySet[Duty]:
    return Duty.objects.all() if ended else Duty.objects.filter(in_use=True)


def get_duty(duty_id: int) -> Duty:
    """Raises NotVisible."""
    row = Duty.objects.filter(pk=duty_id).first()
    if row is None:
        raise NotVisible
    return row


def lines_of(agency: Agency) -> list[Line]:
    """Every required thing with how it stands in the agency."""
    ticks = {row.duty_id: row for row in DutyTick.objects.filter(agency=agency).select_related("by")}
    return [_line(agency, duty, ticks.get(duty.pk)) for duty in rows()]


def _line(agency: Agency, duty: Duty, tick: DutyTick | None) -> Line:
    check = CHECKS.get(duty.check_by)
    if check is not None:
        seen = check[1](agency)
        return Line(duty, seen.look, seen.words, seen.link, seen.make)
    if tick is not None:
        return Line(duty, THERE, "Đánh dấu bằng tay", tick.link, "", tick)
    return Line(duty, MISSING, "Chưa ai đánh dấu", "", make_address(agency, ArticlePage, "gioi-thieu"))


def missing(lines: list[Line]) -> int:
    return sum(1 for line in lines if line.look != THERE)
