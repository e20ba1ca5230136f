"""The bound of the spelling check: at most one false alarm in 1,000 syllables of sound text, while slips are found."""

from collections import Counter

import pytest

from lantoa.foundation.spelling import find_suspects
from tests.foundation.spelling_cases import cases, sound_text, words


@pytest.mark.parametrize("half", ["dev", "holdout"])
def test_sound_prose_raises_at_most_one_false_alarm_in_a_thousand_words(half):
    text = sound_text(half)

    alarms = [suspect.word for suspect in find_suspects(text)]

    assert len(alarms) <= words(text) // 1000, alarms


@pytest.mark.parametrize("half", ["dev", "holdout"])
def test_nine_broken_words_in_ten_are_found(half):
    all_cases = cases(half)

    missed = [case.broken for case in all_cases if not case.found]

    assert len(missed) <= len(all_cases) // 10, missed


@pytest.mark.parametrize("half", ["dev", "holdout"])
def test_most_of_each_class_of_slips_but_missing_words_is_found(half):
    of_kind = Counter(case.kind for case in cases(half))
    found = Counter(case.kind for case in cases(half) if case.found)

    poor = {kind: (found[kind], count) for kind, count in of_kind.items() if found[kind] < 0.75 * count}

    assert set(poor) <= {"gap"}, poor


@pytest.mark.parametrize("half", ["dev", "holdout"])
def test_the_same_sentences_unbroken_raise_nothing(half):
    alarms = {case.sound: found for case in cases(half) if (found := find_suspects(case.sound))}

    assert alarms == {}


def test_a_slip_is_told_where_it_stands_and_hardly_anything_beside_it():
    beside = [
        (case.broken, suspect.word)
        for half in ("dev", "holdout")
        for case in cases(half)
        for suspect in find_suspects(case.broken)
        if not case.touches(suspect)
    ]

    assert len(beside) <= 2, beside
