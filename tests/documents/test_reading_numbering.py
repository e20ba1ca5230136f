"""Automatic numbering: labels as Word prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.reading import read
from lantoa.documents.reading.word.numerals import numeral
from tests.documents.builders import in_list, level, numbering, p, table, td, tr, word


def _labels(body: str, numbers: str, styles: str = "") -> list[str]:
    parts = {"numbering": numbers} | ({"styles": styles} if styles else {})
    return [block.label for block in read(word(body, **parts), "kh.docx").blocks]


def test_levels_count_on_their_own_and_start_again_below_a_new_parent() -> None:
    numbers = numbering(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")
    )
    body = "".join(in_list("x", at) for at in (0, 1, 1, 2, 2, 0, 1, 2))

    assert _labels(body, numbers) == ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "a)"]


def test_patterns_show_the_numbers_above() -> None:
    numbers = numbering(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3")
    )

    assert _labels("".join(in_list("x", at) for at in (0, 1, 1, 2)), numbers) == [
        "1.",
        "1.1.",
        "1.2.",
        "1.2.1",
    ]


def test_a_level_shown_before_it_was_used_shows_its_start() -> None:
    numbers = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))

    assert _labels(in_list("x", 1) + in_list("x", 0) + in_list("x", 1), numbers) == ["1.1.", "1.", "1.1."]


def test_legal_numbering_writes_roman_parents_in_digits() -> None:
    numbers = numbering(level(0, "upperRoman", "Chương %1"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))

    assert _labels(in_list("x", 0) + in_list("x", 1), numbers) == ["Chương I", "1.1"]


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("-", "-"),
        ("+", "+"),
        ("–", "–"),
        ("\uf0b7", "•"),
        ("\uf02d", "-"),
        ("o", "-"),
        ("\uf0fc", "-"),
        ("", "-"),
    ],
)
def test_bullets_are_shown_as_a_person_would_type_them(sign: str, shown: str) -> None:
    assert _labels(in_list("x"), numbering(level(0, "bullet", sign))) == [shown]


def test_a_list_with_its_own_start_begins_there_once() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbers = numbering(level(0, "decimal", "%1."), instances=again)
    body = in_list("x") + in_list("x") + in_list("x", number=2) + in_list("x", number=2) + in_list("x")

    assert _labels(body, numbers) == ["1.", "2.", "1.", "2.", "3."]


def test_two_instances_of_one_list_go_on_counting() -> None:
    numbers = numbering(
        level(0, "decimal", "%1."), instances='<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )

    assert _labels(in_list("x") + p("giữa") + in_list("x", number=2), numbers) == ["1.", "", "2."]


def test_a_level_told_never_to_restart_goes_on() -> None:
    numbers = numbering(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )

    assert _labels("".join(in_list("x", at) for at in (0, 1, 1, 0, 1)), numbers) == [
        "I.",
        "1.",
        "2.",
        "II.",
        "3.",
    ]


def test_number_zero_takes_a_paragraph_out_of_its_styles_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Mục con"/><w:basedOn w:val="Muc"/></w:style>'
    )
    numbers = numbering(
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Muc"/>'),
        level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="MucCon"/>'),
    )
    body = (
        p("x", '<w:pStyle w:val="Muc"/>')
        + p("x", '<w:pStyle w:val="MucCon"/>')
        + p("x", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("x", '<w:pStyle w:val="Muc"/>')
    )

    assert _labels(body, numbers, styles) == ["1.", "a)", "", "2."]


def test_a_list_that_points_to_a_list_style_uses_its_levels() -> None:
    numbers = (
        f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="DS"/>{level(0, "decimal", "(%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="6"/></w:num>'
    )

    assert _labels(in_list("x") + in_list("x"), numbers) == ["(1)", "(2)"]


def test_deleted_paragraphs_do_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    )

    assert _labels(in_list("x") + gone + in_list("x"), numbering(level(0, "decimal", "%1."))) == ["1.", "2."]


def test_a_numbered_column_of_empty_cells_shows_its_numbers() -> None:
    rows = [tr(td(in_list("")), td(text)) for text in ("Đăng bài", "Phát tờ rơi")]
    source = read(word(table(*rows), numbering=numbering(level(0, "decimal", "%1."))), "kh.docx")

    assert [row[0].text for row in source.tables[0].rows] == ["1.", "2."]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (15, "vietnameseCounting", "mười lăm"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (3, "none", ""),
        (3, "somethingNew", "3"),
        (0, "lowerRoman", "0"),
    ],
)
def test_numerals_follow_their_form(count: int, form: str, shown: str) -> None:
    assert numeral(count, form) == shown


@given(
    st.integers(-5, 10_000), st.sampled_from(["lowerLetter", "upperRoman", "vietnameseCounting", "decimal"])
)
def test_every_count_has_a_numeral(count: int, form: str) -> None:
    assert numeral(count, form)


def test_a_form_newer_than_the_format_falls_back_to_the_old_one() -> None:
    both = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )

    assert _labels(in_list("x"), numbering(both)) == ["07."]
