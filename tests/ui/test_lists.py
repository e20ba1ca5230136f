from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db.models import F, Value
from django.http import HttpResponse

from lantoa.ui import registry
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet, WordsFilter
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import (
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    StatusColumn,
    Table,
)


class GroupTable(Table):
    caption = "Các nhóm"
    name = MainColumn(verbose_name="Tên", url=lambda group: f"/nhom/{group.pk}/")
    size = NumberColumn(verbose_name="Số người", orderable=True)
    state = StatusColumn(verbose_name="Trạng thái")

    class Meta:
        order_by = "name"


class GroupFilter(FilterSet):
    tu = WordsFilter(field_name="name", lookup_expr="icontains")
    loai = ChoiceFilter(label="Loại", choices=[("a", "Loại A"), ("b", "Loại B")], method="by_kind")
    tu_ngay = DateFilter(label="Từ ngày", method="since")

    class Meta:
        model = Group
        fields: list[str] = []

    def by_kind(self, rows, name, value):
        return rows.filter(name__startswith=value)

    def since(self, rows, name, value):
        return rows


class GroupList(ListPage):
    title = "Nhóm"
    noun = "nhóm"
    table_class = GroupTable
    filter_class = GroupFilter
    per_page = 10
    export_name = "nhom"
    empty_title = "Chưa có nhóm nào"
    empty_label = "Xem thành phần"
    empty_url_name = "ui:gallery"

    def rows(self):
        return Group.objects.annotate(size=F("pk") * 1000, state=Value("done"))


@pytest.fixture(autouse=True)
def exporter(monkeypatch):
    def write(columns, rows, *, form, name, title):
        text = io.StringIO()
        csv.writer(text).writerows([[column.label for column in columns], *rows])
        return HttpResponse(
            text.getvalue(), content_type=f"text/{form}", headers={"X-Name": f"{name} {title}"}
        )

    monkeypatch.setattr(registry, "_exporter", write)


@pytest.fixture
def groups(no_groups):
    return lambda *names: [Group.objects.create(name=name) for name in names]


@pytest.fixture
def no_groups(db):
    Group.objects.all().delete()  # the editor's migrations bring two


@pytest.fixture
def show(rf):
    def answer(query=""):
        return GroupList.as_view()(rf.get(f"/ban-lam-viec/nhom/{query}"))

    return answer


def test_one_row_and_three_rows_cost_the_same_queries(groups, show, django_assert_num_queries):
    groups("a1")
    with django_assert_num_queries(2):
        show()
    groups("a2", "a3")
    with django_assert_num_queries(2):
        show()


def test_an_empty_list_says_so_and_offers_the_next_step(no_groups, show):
    html = show().content.decode()
    assert "Chưa có nhóm nào" in html and "Xem thành phần" in html and "<table" not in html


def test_a_filter_that_leaves_nothing_offers_to_drop_it(groups, show):
    groups("a1")
    html = show("?tu=zzz").content.decode()
    assert "Không có nhóm nào khớp bộ lọc" in html and 'href="?"' in html


def test_the_count_says_how_many_rows_and_whether_they_are_filtered(groups, show):
    groups("a1", "a2", "b1")
    assert "3 nhóm, không lọc" in show().content.decode()
    assert "2 nhóm, đã lọc" in show("?tu=a").content.decode()


def test_each_active_filter_is_a_chip_that_drops_only_itself(groups, show):
    groups("a1")
    html = show("?tu=a1&loai=a&tu_ngay=8/9/2026&sap-xep=-name&trang=1").content.decode()
    assert 'href="?loai=a&amp;tu_ngay=8%2F9%2F2026&amp;sap-xep=-name">Từ khóa: a1' in html
    assert "Loại: Loại A" in html and "Từ ngày: 08/09/2026" in html


def test_a_wrong_filter_is_said_at_its_field_and_the_others_hold(groups, show):
    groups("a1", "b1")
    html = show("?tu=a&tu_ngay=31/09/2026").content.decode()
    assert "Ngày 31/09/2026 không có" in html
    assert "/nhom/" in html and ">b1<" not in html


def test_sorting_is_marked_and_the_link_turns_it_around(groups, show):
    groups("a", "b")
    html = show("?sap-xep=-name").content.decode()
    assert 'aria-sort="descending"' in html and 'href="?sap-xep=name"' in html
    assert html.index(">b</a>") < html.index(">a</a>")


def test_an_unknown_order_changes_nothing(groups, show):
    groups("a", "b")
    assert show("?sap-xep=password").status_code == 200


@pytest.mark.parametrize(
    ("page", "first"), [("", "n00"), ("2", "n10"), ("99", "n20"), ("-1", "n20"), ("x", "n00"), ("²", "n00")]
)
def test_a_page_that_does_not_exist_still_opens(groups, show, page, first):
    groups(*(f"n{number:02}" for number in range(25)))
    html = show(f"?trang={page}").content.decode()
    assert f">{first}</a>" in html


def test_pages_keep_filter_and_order(groups, show):
    groups(*(f"n{number:02}" for number in range(25)))
    assert 'href="?tu=n&amp;sap-xep=-name&amp;trang=2"' in show("?tu=n&sap-xep=-name").content.decode()


def test_the_export_holds_all_filtered_rows_in_the_chosen_order_as_plain_values(groups, show):
    made = groups(*(f"n{number:02}" for number in range(12)), "khác")
    answer = show("?tu=n&sap-xep=-name&xuat=csv&trang=2")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["Tên", "Số người", "Trạng thái"]
    assert len(rows) == 13 and rows[1] == ["n11", str(made[11].pk * 1000), "Hoàn thành"]
    assert answer["X-Name"] == "nhom Nhóm"


def test_an_unknown_export_is_not_found(db, show):
    from django.http import Http404

    with pytest.raises(Http404):
        show("?xuat=exe")


def test_cells_carry_their_heading_for_narrow_screens_and_roles_for_readers(groups, show):
    groups("a")
    html = show().content.decode()
    assert '<td role="cell" data-th="Số người" class="num">' in html
    assert '<th scope="row" role="rowheader"><a href="/nhom/' in html
    assert '<caption class="vh">Các nhóm</caption>' in html


def test_names_of_records_are_escaped(groups, show):
    groups("<script>alert(1)</script>")
    assert "<script>alert" not in show().content.decode()


def test_dates_and_numbers_stay_what_they_are_in_an_export():
    class Plain(Table):
        day = DateColumn(verbose_name="Ngày")
        at = DateTimeColumn(verbose_name="Lúc")
        amount = NumberColumn(verbose_name="Số")
        link = HtmlColumn(verbose_name="Xem", make=lambda row: "<a>", plain=lambda row: "chữ")
        button = HtmlColumn(verbose_name="", make=lambda row: "<button>")

    moment = datetime(2026, 9, 8, 18, 30, tzinfo=UTC)
    table = Plain(
        [
            {"day": date(2026, 9, 8), "at": moment, "amount": Decimal("1.5")},
            {"day": None, "at": None, "amount": None},
        ]
    )
    first, second = table.values()
    columns = table.export_columns()
    assert [column.label for column in columns] == ["Ngày", "Lúc", "Số", "Xem"]
    assert [column.kind for column in columns] == ["date", "datetime", "decimal", "text"]
    assert first == [date(2026, 9, 8), datetime(2026, 9, 9, 1, 30), Decimal("1.5"), "chữ"]
    assert second == [None, None, None, "chữ"]


def test_the_real_exporter_writes_both_forms_of_a_list(groups, rf, monkeypatch):
    from python_calamine import CalamineWorkbook

    from lantoa.config.exports import respond

    monkeypatch.setattr(registry, "_exporter", respond)
    groups("=1+1", "a")
    view = GroupList.as_view()
    sheet = view(rf.get("/?xuat=xlsx"))
    text = view(rf.get("/?xuat=csv"))
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(sheet.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[0] == ["Tên", "Số người", "Trạng thái"] and rows[1][0] == "=1+1"
    assert "'=1+1" in b"".join(text.streaming_content).decode()
    assert sheet["Content-Disposition"].startswith('attachment; filename="nhom-')
