import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.foundation.syllables import (
    is_syllable,
    retoned,
    split,
    syllables,
    tone_of,
    toneless,
    tones_of,
    why_not,
)

SOUND = """
    nghiêng nghề ghế ngành quốc quý quỳnh quyết giữ gìn gì giếng giặt giết giường khuyến khuya khuỷu tuyên tuyết
    hòa hoà thủy thuỷ khỏe khoẻ hoàn toàn toán loạt hoạch ngoẹo thuở quở xoong yêu yếu yên ý ỷ ừ ạ ổ oan uyên uống
    ươm ước êm ấm ích ở kỹ kĩ lý lí buýt pin góa nguyệt quạnh quẹo phuy noãn rượu hươu mười buổi muỗi tựa của mía
""".split()  # noqa: SIM905 - a table of words
BROKEN = """
    nh tuyêt nghành hoach trach nguời gía qủa chưc cuả tòan thúôc ngừơi kế̉ kiêu\u0301c ka cê ngi ghà qa quua
    iêu hoàch tịêp xx đđ ươ thươ đuợc truờng hoc tot cac dươc bkh f jo w1
""".split()  # noqa: SIM905


@pytest.mark.parametrize("word", SOUND)
def test_what_school_spelling_allows_is_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word.upper()))
    assert why_not(word) == ""


@pytest.mark.parametrize("word", BROKEN)
def test_what_it_forbids_is_none_and_the_reason_is_said(word: str) -> None:
    assert not is_syllable(word)
    assert why_not(word)


def test_the_reason_tells_a_wrong_tone_from_a_misplaced_one_and_from_a_stump() -> None:
    assert why_not("hoach") == "thiếu hoặc sai dấu thanh"
    assert why_not("tòan") == "đặt dấu thanh sai chỗ"
    assert why_not("nh") == "từ bị cụt, không có nguyên âm"
    assert why_not("nghành") == "không phải một tiếng trong tiếng Việt"


@given(st.sampled_from(sorted(syllables())))
def test_every_syllable_splits_into_a_known_onset_and_rime_with_a_fitting_tone(word: str) -> None:
    onset, rime = split(toneless(word))

    assert rime
    assert onset + rime == toneless(word)
    assert tone_of(word) in tones_of(rime)


@given(st.sampled_from(sorted(syllables())))
def test_the_two_tone_styles_meet_in_one_spelling(word: str) -> None:
    assert is_syllable(retoned(word))
    assert retoned(retoned(word)) == retoned(word)
    assert (toneless(retoned(word)), tone_of(retoned(word))) == (toneless(word), tone_of(word))


@given(st.text(max_size=12))
def test_composed_and_decomposed_spellings_are_judged_alike(text: str) -> None:
    assert is_syllable(text) == is_syllable(unicodedata.normalize("NFD", text))
