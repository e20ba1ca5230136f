"""The template to begin with: every field there is, nothing to complain about, the built-in look when filled."""

from __future__ import annotations

import io
import zipfile

import docx

from lantoa.documents.reading import read as read_file
from lantoa.documents.writing import FIELDS, check_template, docx_of, fill_template, starter_template
from lantoa.documents.writing.stencils.fields import Field
from tests.documents.writing.samples import letter, report


def test_it_passes_the_checker_and_holds_every_field() -> None:
    found = check_template(starter_template())
    assert found.findings == []
    assert found.used == set(FIELDS)


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
