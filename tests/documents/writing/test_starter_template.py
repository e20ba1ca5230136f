"""The template to begin with: every field there is, nothing to complain about, the built-in look when filled."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from lantoa.documents.reading import read as read_file
from lantoa.documents.writing import FIELDS, check_template, docx_of, fill_template, starter_template
from lantoa.documents.writing.stencils.fields import Field
from tests.documents.writing.samples import letter, report


def test_it_passes_the_checker_and_holds_every_field() -> None:
    found = check_template(starter_template())
    assert found.findings == []
    assert found.used == set(FIELDS) - {"kinh_gui"}  # by its two forms


def test_a_field_added_to_the_list_comes_into_it_by_itself() -> None:
    more = {**FIELDS, "ma_ho_so": Field("ma_ho_so", "Mã hồ sơ", required=True)}
    found = check_template(starter_template(more), more)
    assert found.findings == [] and "ma_ho_so" in found.used


def test_it_is_the_same_file_each_time() -> None:
    assert starter_template() == starter_template()


def test_filled_it_says_what_the_built_in_layout_says() -> None:
    for document in (report(), letter()):
        made, built_in = fill_template(starter_template(), document), docx_of(document)
        ours, theirs = (
            [" ".join(block.text.split()) for block in read_file(data, "x.docx").blocks if block.text.strip()]
            for data in (made, built_in)
        )
        for line in theirs:
            assert any(line in other for other in ours), line
        labels = {block.text: block.label for block in read_file(made, "x.docx").blocks if block.label}
        if document.kind == "BC":
            assert labels["KẾT QUẢ"] == "II."


def test_one_addressee_stands_on_the_line_and_several_stand_below_it() -> None:
    names = ["Ủy ban nhân dân thành phố Cần Thơ", "Sở Nội vụ thành phố Cần Thơ"]
    head = [p for p in docx.Document(io.BytesIO(_filled(*names[:1]))).paragraphs if p.text][1:2]
    assert [(p.text, p.style.name) for p in head] == [(f"Kính gửi: {names[0]}", "Kính gửi")]

    head = [p for p in docx.Document(io.BytesIO(_filled(*names))).paragraphs if p.text][1:4]
    assert [p.text for p in head] == ["Kính gửi:", f"- {names[0]};", f"- {names[1]}."]
    assert all(p.alignment != WD_ALIGN_PARAGRAPH.CENTER for p in head)
    first, *rest = [p.paragraph_format.left_indent.mm for p in head]
    assert first == pytest.approx(30, abs=0.5)
    assert all(place > first + 10 for place in rest)
    built_in = docx.Document(io.BytesIO(docx_of(letter(addressed_to=names))))
    assert [p.text.removesuffix(";") for p in built_in.paragraphs[:2]] == ["Kính gửi:", names[0]]


def test_without_addressees_nothing_is_addressed() -> None:
    texts = [p.text for p in docx.Document(io.BytesIO(_filled())).paragraphs]
    assert not any("Kính gửi" in text for text in texts)


def _filled(*names: str) -> bytes:
    return fill_template(starter_template(), letter(addressed_to=names))


def test_a_draft_is_marked_and_an_issue_is_not() -> None:
    for draft in (True, False):
        data = fill_template(starter_template(), report(draft=draft, annexes=()))
        with zipfile.ZipFile(io.BytesIO(data)) as made:
            edges = [name for name in made.namelist() if name.startswith(("word/header", "word/footer"))]
            text = "".join(made.read(name).decode() for name in edges)
        assert ("DỰ THẢO" in text) is draft
        assert "Mã nội dung (SHA-256): " in text


def test_recipients_have_one_dash_each() -> None:
    read = docx.Document(io.BytesIO(fill_template(starter_template(), report())))
    table = next(t for t in read.tables if "Nơi nhận:" in t.cell(0, 0).text)
    lines = [p for p in table.cell(0, 0).paragraphs if p.text.startswith("- ")]
    assert len(lines) == len(report().recipients)
    assert all(p._p.pPr.numPr.numId.val == 0 for p in lines)
