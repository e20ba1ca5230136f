from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from lantoa.ui.forms import DateField, NumberField
from lantoa.ui.words import vndate, vnnumber


class ActivityForm(forms.Form):
    title = forms.CharField(label="Tên hoạt động", help_text="Một câu ngắn", max_length=20)
    day = DateField(label="Ngày làm")
    kind = forms.ChoiceField(
        label="Hình thức", choices=[("a", "Hội nghị"), ("b", "Báo in")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Ghi chú", required=False)


@pytest.mark.parametrize(
    "typed", ["8/9/2026", "08/09/2026", "08-09-2026", "8.9.2026", "2026-09-08", " 8 / 9 / 2026 "]
)
def test_a_day_may_be_typed_in_the_ways_people_do(typed):
    assert DateField().clean(typed) == date(2026, 9, 8)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/09/2026", "Ngày 31/09/2026 không có. Nhập dạng dd/mm/yyyy."),
        ("tháng chín", "Nhập ngày dạng dd/mm/yyyy, ví dụ 08/09/2026."),
        ("08/09/26", "Nhập ngày dạng dd/mm/yyyy, ví dụ 08/09/2026."),
        ("01/01/0026", "Năm 26 nằm ngoài khoảng 1900–2200."),
        ("9" * 500, "Nhập ngày dạng dd/mm/yyyy, ví dụ 08/09/2026."),
    ],
)
def test_a_wrong_day_is_answered_with_what_is_wrong(typed, said):
    with pytest.raises(forms.ValidationError) as caught:
        DateField().clean(typed)
    assert caught.value.messages == [said]


def test_a_day_outside_its_bounds_names_the_bound():
    field = DateField(earliest=date(2026, 1, 1), latest=date(2026, 12, 31))
    with pytest.raises(forms.ValidationError) as early:
        field.clean("31/12/2025")
    with pytest.raises(forms.ValidationError) as late:
        field.clean("01/01/2027")
    assert early.value.messages == ["Nhập ngày từ 01/01/2026 trở đi."]
    assert late.value.messages == ["Nhập ngày không sau 31/12/2026."]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_reads_back_as_it_is_written(day):
    assert DateField().clean(vndate(day)) == day


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.250", "1250"),
        ("1250", "1250"),
        ("0,85", "0.85"),
        ("1.284,5", "1284.5"),
        ("1284.5", "1284.5"),
        ("1.000.000", "1000000"),
        ("−4", "-4"),
        ("1 250", "1250"),
    ],
)
def test_a_number_may_be_typed_the_vietnamese_way(typed, number):
    assert NumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1,2,3", "1.2,5", "mười", "1e5", "NaN", "=1+1", "9" * 400])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError) as caught:
        NumberField().clean(typed)
    assert caught.value.messages == ["Nhập số, ví dụ 1.250 hoặc 0,85."]


def test_bounds_and_places_of_a_number_are_said():
    field = NumberField(least=0, most=100, places=1)
    for typed, said in [
        ("-1", "Nhập số từ 0 trở lên."),
        ("101", "Nhập số không quá 100."),
        ("0,25", "Nhập nhiều nhất 1 chữ số sau dấu phẩy."),
    ]:
        with pytest.raises(forms.ValidationError) as caught:
            field.clean(typed)
        assert caught.value.messages == [said]


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False))
def test_every_number_reads_back_as_it_is_written(number):
    assert NumberField().clean(vnnumber(number)) == number


def test_values_return_to_the_form_as_people_write_them():
    class Both(forms.Form):
        day = DateField(initial=date(2026, 9, 8))
        amount = NumberField(initial=Decimal("1284.5"))

    html = str(Both())
    assert 'value="08/09/2026"' in html and 'value="1.284,5"' in html


def test_a_control_is_tied_to_its_hint_and_its_error():
    html = str(ActivityForm({"title": "x" * 30, "day": "8/9/2026", "kind": "a"}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html and 'id="id_title_error"' in html
    assert html.index('id="id_title_error"') < html.index('name="title"'), (
        "the error stands above its control"
    )


def test_the_summary_links_to_each_control_and_names_it():
    html = str(ActivityForm({"title": "Phát tờ gấp", "day": "31/09/2026"}))
    assert '<a href="#id_day">Ngày làm: Ngày 31/09/2026 không có.' in html
    assert '<a href="#id_kind_0">Hình thức: ' in html
    assert "Có 2 chỗ cần sửa" in html


def test_what_was_typed_is_kept_and_escaped():
    html = str(ActivityForm({"title": '"><script>', "day": "x"}))
    assert "<script>" not in html and "&quot;&gt;&lt;script&gt;" in html


def test_only_what_need_not_be_filled_says_so():
    html = str(ActivityForm())
    assert html.count("(không bắt buộc)") == 1


def test_every_kind_of_text_control_looks_alike():
    class Mixed(forms.Form):
        a = forms.CharField(widget=forms.PasswordInput)
        b = forms.IntegerField()
        c = forms.EmailField()
        d = forms.ChoiceField(choices=[("1", "Một")])
        e = forms.BooleanField()
        f = forms.FileField()

    form = Mixed()
    assert ['class="in"' in str(form[name]) for name in "abcdef"] == [True, True, True, True, False, False]
