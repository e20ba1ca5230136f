from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.ui.calendars import Entry, Stretch, month_of, year_of
from lantoa.ui.charts import Bar, Bars, Course, Heat, HeatCell, HeatRow, Point, Spark, Stack, percent
from tests.ui.support import draw


@pytest.mark.parametrize(
    ("done", "due", "step"), [(0, 0, 0), (0, 5, 1), (1, 5, 2), (2, 4, 2), (3, 4, 3), (4, 4, 4), (5, 4, 4)]
)
def test_the_shade_of_a_cell_follows_how_much_is_done(done, due, step):
    assert HeatCell(done, due).step == step


def test_lateness_is_said_in_shape_and_words():
    cell = HeatCell(1, 2, 1)
    assert (cell.text, cell.words) == ("▲ 1/2", "1 trên 2 việc hoàn thành, 1 việc trễ hạn")


def test_a_row_with_too_few_cells_is_a_mistake():
    with pytest.raises(ValueError):
        _ = Heat("x", [HeatRow("Văn phòng", [HeatCell()])]).lines


def test_lengths_use_a_point_and_stay_inside_the_chart():
    assert [percent(value) for value in (Decimal("53.7"), -3, 140)] == ["53.70%", "0.00%", "100.00%"]


def test_a_bar_without_a_value_is_drawn_as_nothing_and_said():
    html = draw(
        '<c-bars :bars="bars" />',
        bars=Bars("Tiến độ", [Bar("Phòng A", None, note="dưới 5 phiếu"), Bar("Phòng B", 3)]),
    )
    assert html.count("<svg") == 1 and "dưới 5 phiếu" in html and "–" in html


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=5))
def test_the_pieces_of_a_stacked_bar_fill_it_without_gap(counts):
    stack = Stack("Câu hỏi", counts)
    widths = sum(float(part.width.rstrip("%")) for part in stack.parts)
    assert widths == pytest.approx(100 if sum(counts) else 0, abs=0.05)


def test_a_course_of_equal_values_lies_in_the_middle():
    assert Spark("Mức hài lòng", [Point("1", 5), Point("2", 5)]).polyline == "0.0,15.0 100.0,15.0"


def test_a_course_says_its_ends():
    spark = Spark("Mức hài lòng", [Point("Tuần 1", 84), Point("Tuần 2", Decimal("88.5"))], "%")
    assert spark.words.replace("\N{NO-BREAK SPACE}", " ") == "Mức hài lòng: từ 84 % đến 88,5 %"


def test_every_value_of_a_course_is_in_its_table():
    html = draw('<c-spark :spark="s" />', s=Spark("Mức hài lòng", [Point("Tuần 1", 84), Point("Tuần 2", 89)]))
    assert "<td>84</td>" in html and "<td>89</td>" in html


def test_progress_without_a_value_says_so():
    assert Course(None).words == "Tiến độ chưa có số liệu"


def test_svg_numbers_are_not_written_in_the_language_of_the_page():
    html = draw('<c-progress :value="v" :most="48" unit="tin" />', v=Decimal("35.5"))
    assert 'value="35.5"' in html and "35,5 trên 48 tin" in html


def test_a_month_starts_on_monday_and_marks_days_off():
    month = month_of(2026, 9, {}, today=date(2026, 9, 8), off=[date(2026, 9, 2)])
    first = month.weeks[0]
    assert first[0] is None and first[1] is not None and first[1].number == "01"
    assert [day.on.day for week in month.weeks for day in week if day and day.off][:4] == [2, 5, 6, 12]
    assert [day.on.day for week in month.weeks for day in week if day and day.today] == [8]


def test_entries_stand_on_their_day_with_state_in_words():
    month = month_of(2026, 9, {date(2026, 9, 11): [Entry("Hội nghị", "/x/", "late")]})
    html = draw('<c-month :month="m" />', m=month)
    assert '<span class="vh">Trễ hạn: </span>' in html and ">Hội nghị</a>" in html.replace(
        "</span> Hội", "</span>>Hội"
    )


def test_the_timeline_cuts_what_lies_outside_the_year():
    year = year_of(
        2026,
        [
            Stretch("Liên năm", [(date(2025, 11, 1), date(2026, 1, 31))]),
            Stretch("Năm trước", [(date(2025, 1, 1), date(2025, 2, 1))]),
        ],
        caption="Dòng thời gian",
        today=date(2026, 1, 1),
    )
    (across, lanes), (_, none) = year.lines
    assert across.spans == [(0, 30)] and lanes[0].x == "0.00%"
    assert none == []


def test_a_single_day_at_the_end_of_the_year_stays_inside():
    year = year_of(2024, [Stretch("Tổng kết", [(date(2024, 12, 31), date(2024, 12, 31))])], caption="x")
    lane = year.lines[0][1][0]
    assert year.days == 366
    assert float(lane.x.rstrip("%")) + float(lane.width.rstrip("%")) == pytest.approx(100, abs=0.02)
