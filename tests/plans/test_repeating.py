"""How a recurring duty is said: the words of a rule mean that rule again, and other words mean none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.reading.recurring import find_recurrence
from lantoa.plans.repeating import EXAMPLES, read, say

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def _join(numbers):
    return ",".join(map(str, sorted(numbers)))


RULES = st.one_of(
    st.builds(
        lambda freq, every: f"FREQ={freq};INTERVAL={every}",
        st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        st.integers(2, 10),
    ),
    st.builds(
        lambda days: f"FREQ=WEEKLY;BYDAY={','.join(days)}",
        st.lists(st.sampled_from(DAYS), min_size=1, unique=True),
    ),
    st.builds(
        lambda nth, day: f"FREQ=MONTHLY;BYDAY={nth}{day}", st.sampled_from(["1", "-1"]), st.sampled_from(DAYS)
    ),
    st.builds(
        lambda every, days: f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={_join(days)}",
        st.integers(2, 12),
        st.sets(st.integers(1, 31), min_size=1, max_size=5),
    ),
    st.builds(lambda months: f"FREQ=YEARLY;BYMONTH={_join(months)}", st.sets(st.integers(1, 12), min_size=1)),
    st.builds(
        lambda months, day: f"FREQ=YEARLY;BYMONTH={_join(months)};BYMONTHDAY={day}",
        st.sets(st.integers(1, 12), min_size=1),
        st.integers(1, 28),
    ),
)


@given(RULES)
def test_the_words_of_a_rule_mean_that_rule(rule):
    assert read(say(rule)) == rule


@given(RULES)
def test_the_words_are_read_without_marks_and_capitals(rule):
    words = say(rule)

    assert read(words.upper()) == read(words.replace("Hằng", "hàng")) == rule


@pytest.mark.parametrize("words", EXAMPLES)
def test_every_example_of_the_sheet_is_read_and_said_again(words):
    rule = read(words)

    assert rule is not None
    assert say(rule) == words


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("mỗi quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("2 quý một lần", "FREQ=MONTHLY;INTERVAL=6"),
        ("3 tháng 1 lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("Hằng tháng vào ngày cuối", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("hằng tuần, vào thứ 2, Chủ nhật", "FREQ=WEEKLY;BYDAY=MO,SU"),
    ],
)
def test_other_spellings_mean_the_same(words, rule):
    assert read(words) == rule


@pytest.mark.parametrize(
    "words",
    [
        "", "thỉnh thoảng", "0 tháng một lần", "99 tháng một lần", "Hằng tháng, vào ngày 32", "Hằng tháng, vào ngày 0",
        "Hằng năm, vào ngày 30 tháng 2", "Hằng năm, vào tháng 13", "Hằng năm, vào tháng cuối", "Hằng ngày, vào ngày 5",
        "Hằng tuần, vào thứ Tám", "Hằng tháng, vào", "FREQ=DAILY", "Hằng tháng; Hằng quý",
    ],
)  # fmt: skip
def test_other_words_mean_no_rule(words):
    assert read(words) is None


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=2MO", "FREQ=YEARLY;COUNT=3", "nonsense", ""]
)
def test_a_rule_without_words_has_none(rule):
    assert say(rule) == ""


@pytest.mark.parametrize(
    "phrase", ["ngay 20 hang thang", "hang quy", "thu hai hang tuan", "02 lan/nam", "ngay 30/6 hang nam"]
)
def test_what_the_grammar_reads_in_documents_has_words(phrase):
    found = find_recurrence(phrase)

    assert found is not None
    assert found.rrule is not None
    assert read(say(found.rrule)) == found.rrule
