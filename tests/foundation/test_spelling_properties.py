"""What holds of the spelling check whatever the text: it never fails, tells true places, and minds neither tone
style nor normal form."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lantoa.foundation.spelling import find_suspects
from lantoa.foundation.spelling_lexicon import canonical, lexicon
from lantoa.foundation.syllables import retoned, syllables
from tests.foundation.spelling_cases import cases, sound_text

WORDS = sorted(lexicon().alone)
BROKEN = [case.broken for half in ("dev", "holdout") for case in cases(half)]
OPEN = {"oa", "oe", "uy"}
BOTH_STYLES = sorted(word for word in syllables() if retoned(word) != word)


def told(text: str) -> list[tuple[str, str | None]]:
    return [(suspect.word, suspect.suggestion) for suspect in find_suspects(text)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
@example("\x00ng \ud800 nh\u0301 DD dd9 a1b2")
@example("ngngng " * 30)
def test_any_text_is_read_and_the_places_are_true_in_order_and_apart(text: str) -> None:
    last = 0
    for suspect in find_suspects(text):
        assert last <= suspect.start < suspect.end <= len(text)
        assert text[suspect.start : suspect.end] == suspect.word
        assert suspect.reason
        last = suspect.end


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "hanhf", "dduwowcj", "ha2nh", "cácđơn", "SởXây", "nh", ",", ".", "2025"]),
        max_size=30,
    )
)
def test_any_row_of_words_is_read_and_its_places_are_true(words: list[str]) -> None:
    text = " ".join(words)

    for suspect in find_suspects(text):
        assert text[suspect.start : suspect.end] == suspect.word


@pytest.mark.parametrize("word", BOTH_STYLES[::7])
def test_both_styles_of_marking_an_open_rime_are_judged_alike(word: str) -> None:
    assert canonical(word) == canonical(retoned(word))
    if canonical(word) in lexicon().alone:
        assert told(f"chính sách {word} mới") == [
            (found.replace(retoned(word), word), meant)
            for found, meant in told(f"chính sách {retoned(word)} mới")
        ]


@pytest.mark.parametrize(
    "pair",
    [
        "hoá hóa",
        "thuỷ thủy",
        "quý quí",
        "khoẻ khỏe",
        "toà tòa",
        "uỷ ủy",
        "kỹ kĩ",
        "lý lí",
        "hoà hòa",
        "tuỳ tùy",
        "kỳ kì",
    ],
)
def test_no_style_of_spelling_a_word_is_an_alarm(pair: str) -> None:
    other, usual = pair.split()
    texts = [
        "số hóa hồ sơ, xã hội hóa, thủy lợi, quý III, khỏe mạnh, tòa án, ủy ban, kỹ năng, quản lý, hòa giải, tùy nghi, kỳ họp",
        sound_text("dev"),
    ]

    assert [told(text.replace(usual, other)) for text in texts] == [told(text) for text in texts] == [[], []]


@pytest.mark.parametrize("half", ["dev", "holdout"])
def test_composed_and_decomposed_texts_raise_the_same_words(half: str) -> None:
    for text in [sound_text(half), *BROKEN]:
        decomposed = unicodedata.normalize("NFD", text)

        composed_words = [suspect.word for suspect in find_suspects(text)]

        suspects = find_suspects(decomposed)
        assert [unicodedata.normalize("NFC", suspect.word) for suspect in suspects] == composed_words
        assert all(decomposed[suspect.start : suspect.end] == suspect.word for suspect in suspects)


@pytest.mark.parametrize(
    "piece",
    [
        "của ", "nh ", "cải cách hành chinh ", "hanhf chinhs ", "ngươi-", "a1b2", "thường xuyen,", "đđđ", "x" * 50, "ha2nh ",
        "\n", "người ngừoi ", "#_@", "SởXây", "e\u0301",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece: str) -> None:
    short = piece * (4_000 // len(piece))
    find_suspects(short)

    once = _seconds(short)
    tenfold = _seconds(short * 10)

    assert tenfold < 40 * once + 1


def _seconds(text: str) -> float:
    start = time.process_time()
    find_suspects(text)
    return time.process_time() - start
