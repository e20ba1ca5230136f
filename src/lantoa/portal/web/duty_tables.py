"""The checklist, its catalogue, and pages to look at again, as lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.portal import duties
from lantoa.portal.reviewing import Due
from lantoa.ui.tables import HtmlColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn


def _shown(line: duties.Line) -> Any:
    if not line.link:
        return line.words
    return format_html(
        '{} <a href="{}">Xem<span class="vh"> {}</span></a>', line.words, line.link, line.duty.name
    )


class DutyTable(Table):
    caption = "Nội dung bắt buộc"

    name = MainColumn(verbose_name="Nội dung", accessor="duty__name", orderable=False)
    basis = TextColumn(verbose_name="Căn cứ", accessor="duty__basis", orderable=False)
    standing = StatusColumn(
        verbose_name="Tình trạng", accessor="look", orderable=False, word=lambda row: duties.WORDS[row.look]
    )
    words = HtmlColumn(
        verbose_name="Thấy ở đâu", make=_shown, plain=lambda row: f"{row.words} {row.link}".strip()
    )
    act = HtmlColumn(verbose_name="Việc", quiet=True, make=lambda row: "")

    def __init__(self, *args: Any, agency_id: int = 0, writes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id, self.writes = agency_id, writes

    def render_act(self, record: duties.Line) -> SafeString | str:
        if not self.writes:
            return ""
        links = []
        if record.make and record.look != duties.THERE:
            links.append((record.make, "Tạo"))
        if not record.duty.check_by:
            name, word = (
                ("duties:untick", "Bỏ đánh dấu") if record.tick else ("duties:tick", "Đánh dấu đã có")
            )
            links.append((reverse(name, args=[self.agency_id, record.pk]), word))
        found = SafeString("")
        for number, (address, word) in enumerate(links):
            between = SafeString(" · ") if number else SafeString("")
            found += between + format_html(
                '<a href="{}">{}<span class="vh">: {}</span></a>', address, word, record.duty.name
            )
        return found


class CatalogueTable(Table):
    caption = "Danh mục nội dung bắt buộc"

    name = MainColumn(
        verbose_name="Nội dung",
        url=lambda row: reverse("duties:change", args=[row.pk]),
        order_by=("name", "pk"),
    )
    basis = TextColumn(verbose_name="Căn cứ", order_by=("basis", "pk"))
    check_by = TextColumn(verbose_name="Hệ thống tự xem", order_by=("check_by", "pk"))
    sure = TextColumn(verbose_name="Đối chiếu văn bản", order_by=("sure", "pk"))
    in_use = TextColumn(verbose_name="Đang dùng", order_by=("in_use", "pk"))
    position = NumberColumn(verbose_name="Thứ tự", places=0, order_by=("position", "pk"))

    def render_check_by(self, record: Any) -> str:
        return self.value_check_by(record)

    def value_check_by(self, record: Any) -> str:
        check = duties.CHECKS.get(record.check_by)
        return check[0] if check else "Đánh dấu bằng tay"

    def render_sure(self, value: bool) -> str:
        return "Đã đối chiếu" if value else "Chưa đối chiếu"

    def value_sure(self, value: bool) -> str:
        return self.render_sure(value)

    def render_in_use(self, value: bool) -> str:
        return "Có" if value else "Không"

    def value_in_use(self, value: bool) -> str:
        return self.render_in_use(value)


def _edit(row: Due) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[row.page.pk])
    return format_html('<a href="{}">Sửa<span class="vh"> trang {}</span></a>', address, row.title)


class DueTable(Table):
    caption = "Trang cần rà soát"

    title = MainColumn(verbose_name="Trang", url=lambda row: row.page.url or "", orderable=False)
    kind = TextColumn(verbose_name="Loại", orderable=False)
    why = TextColumn(verbose_name="Vì sao", orderable=False)
    agency = TextColumn(verbose_name="Cơ quan", orderable=False)
    act = HtmlColumn(verbose_name="Việc", quiet=True, make=lambda row: "")

    def __init__(self, *args: Any, writes: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writes = writes

    def render_act(self, record: Due) -> Any:
        return _edit(record) if record.agency_id in self.writes else ""
