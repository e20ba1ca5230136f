"""A report as a file: the same figures in Word, PDF, Excel and from the command line, counted independently."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from lantoa.documents.writing import Chart, Paragraph, workbook_of
from lantoa.documents.writing.drawings import drawing_of
from lantoa.documents.writing.paper import pdf_of
from lantoa.foundation import clock
from lantoa.ledger.models import Activity, Measurement
from lantoa.organisation.actions import set_letterhead
from lantoa.organisation.drafts import LetterheadDraft
from lantoa.reports import actions
from lantoa.reports.contents import FormCount, Letterhead, PassageText, from_json
from lantoa.reports.models import Report
from lantoa.reports.printing import Marks, bars_of, document_of, for_paper, signature_of
from lantoa.reports.queries.entries import Entry
from lantoa.reports.queries.gathering import gather_report
from lantoa.reports.queries.printing import document_of_issue, print_issue
from tests.documents.writing.pdf_text import pages, sizes_mm
from tests.reports.building import frozen, issued, sign, work, written

pytestmark = pytest.mark.django_db
Q1 = (dt.date(2025, 12, 15), dt.date(2026, 3, 14))


@pytest.fixture(autouse=True)
def april() -> Any:
    with clock.standing_on(dt.date(2026, 4, 2)):
        yield


def compiled(
    folder: Path, form: str = "docx", *more: str, agency: str = "SXD", period: str = "2026-Q1"
) -> bytes:
    target = folder / f"bao-cao.{form}"
    call_command(
        "reports",
        "compile",
        "--agency",
        agency,
        "--period",
        period,
        "--output",
        str(target),
        "--force",
        *more,
    )
    return target.read_bytes()


def rows_of(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def listed(count: int) -> list[Entry]:
    return [
        Entry(
            f"a{n}", 1, f"HĐ-2026-{n:04}", dt.date(2026, 2, 1), f"Hoạt động thứ {n}", "Tin, bài", "Văn phòng Sở",
            (("M02", "tin, bài", "1"),), (),
        )
        for n in range(1, count + 1)
    ]  # fmt: skip


# --- figures ----------------------------------------------------------------------------------------


def test_every_figure_of_the_word_file_is_an_independent_count(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    work(cast, M02=4, title="Phát thanh")
    work(cast, M02=1000, day=dt.date(2026, 3, 15))
    frozen(cast)

    read = docx.Document(io.BytesIO(compiled(tmp_path)))

    rows = Measurement.objects.filter(measure__code="M02", state="confirmed", ends__range=Q1)
    total = sum(row.value for row in rows)
    assert total == 7
    assert any(
        f"Tin, bài trên cổng, trang thông tin điện tử: {total:.0f} tin, bài" in p.text
        for p in read.paragraphs
    )
    figures = next(rows_of(table) for table in read.tables if table.cell(0, 1).text == "Số đo")
    assert next([row[3], row[6]] for row in figures if row[1].startswith("Tin, bài trên cổng")) == ["7", "2"]
    annex = rows_of(read.tables[-1])
    assert len(annex) - 1 == Activity.objects.filter(state="confirmed", current__day__range=Q1).count() == 2


def test_word_pdf_and_excel_list_the_same_rows_under_the_same_labels(cast: Any, tmp_path: Path) -> None:
    for number in range(3):
        work(cast, M02=number + 1, title=f"Việc {number}")
    frozen(cast)

    word = docx.Document(io.BytesIO(compiled(tmp_path)))
    book = openpyxl.load_workbook(io.BytesIO(compiled(tmp_path, "xlsx")))
    pdf = " ".join(pages(compiled(tmp_path, "pdf")))

    tables = [rows_of(table) for table in word.tables if table.cell(0, 0).text == "TT"]
    assert len(tables) == len(book.worksheets)
    for table, sheet in zip(tables, book.worksheets, strict=True):
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head = next(at for at, row in enumerate(cells) if row[0] == "TT")
        assert cells[head] == table[0]
        assert len(cells) - head == len(table)
        assert all(label in pdf.replace("\n", " ") for label in table[0] if " " not in label)
    assert all(f"Việc {number}" in pdf for number in range(3))


def test_numbers_and_days_of_the_workbook_are_numbers_and_days(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    frozen(cast)
    book = openpyxl.load_workbook(io.BytesIO(compiled(tmp_path, "xlsx")))
    last = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()][-1]
    assert last[2] == dt.datetime(2026, 2, 10) and last[0] == 1 and last[7] == 1
    figures = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert 3 in next(row for row in figures if str(row[1]).startswith("Tin, bài trên cổng"))


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_words_of_the_ledger_become_a_formula(cast: Any, tmp_path: Path, sign: str) -> None:
    work(cast, M02=1, title=f"{sign} cmd")
    frozen(cast)
    book = openpyxl.load_workbook(io.BytesIO(compiled(tmp_path, "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_ratio_is_printed_to_two_places_in_text_and_table(cast: Any, tmp_path: Path) -> None:
    gathered = gather_report(written(cast)).contents
    figure = gathered.figures[0]
    amount = replace(
        figure.amount, value=Decimal("91.450777"), numerator=Decimal(353), denominator=Decimal(386), count=1
    )
    contents = replace(gathered, figures=[replace(figure, kind="ratio", unit="%", amount=amount)])
    table = document_of(contents, lambda: (), Marks()).annexes[0].tables[0]
    assert next(table.each()).cells[3] == Decimal("91.45")


# --- the same bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_two_compiles_are_the_same_bytes(cast: Any, tmp_path: Path, form: str) -> None:
    work(cast, M02=3)
    frozen(cast)
    with clock.standing_on(dt.date(2026, 4, 3)):
        first = compiled(tmp_path, form)
    with clock.standing_on(dt.date(2026, 5, 30)):
        assert compiled(tmp_path, form) == first


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_two_compiles_of_a_draft_are_the_same_bytes(cast: Any, tmp_path: Path, form: str) -> None:
    work(cast, M02=3)
    assert compiled(tmp_path, form) == compiled(tmp_path, form)


def test_a_frozen_file_does_not_change_with_what_comes_after(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    frozen(cast)
    before = compiled(tmp_path)
    work(cast, M02=5)
    draft = LetterheadDraft(place="Nơi khác", signer_title="Q. Giám đốc")
    set_letterhead(cast.sxd, draft, actor=cast.actor("coordinator"), edition=0)
    cast.sxd.legal_name = "Sở Khác"
    cast.sxd.save(update_fields=["legal_name"])
    assert compiled(tmp_path) == before


def test_the_digest_of_the_contents_stands_in_every_file(cast: Any, tmp_path: Path) -> None:
    report = frozen(cast)
    digest = report.current.digest
    foot = docx.Document(io.BytesIO(compiled(tmp_path))).sections[0].first_page_footer
    assert digest in foot.paragraphs[0].text
    assert all(digest in page.replace("\n", "") for page in pages(compiled(tmp_path, "pdf")))


# --- layout -----------------------------------------------------------------------------------------


def test_five_hundred_entries_print_across_a4_with_the_header_on_every_page(cast: Any) -> None:
    contents = gather_report(written(cast)).contents
    data = pdf_of(document_of(contents, lambda: listed(500), Marks()))
    annex = [(text, size) for text, size in zip(pages(data), sizes_mm(data), strict=True) if "Số sổ" in text]
    assert len(annex) > 15
    assert {size for _, size in annex} == {(297, 210)}
    assert "Hoạt động thứ 500" in annex[-1][0].replace("\n", " ")
    assert sum(text.count("HĐ-2026-") for text, _ in annex) == 500


def test_the_list_lies_across_in_word_with_a_header_that_repeats(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    frozen(cast)
    read = docx.Document(io.BytesIO(compiled(tmp_path)))
    assert read.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    assert read.tables[-1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_day_and_a_number_fit_on_one_line_of_their_cells(cast: Any) -> None:
    contents = gather_report(written(cast)).contents
    text = pages(pdf_of(document_of(contents, lambda: listed(3), Marks())))[-1]
    assert "HĐ-2026-0001" in text and "01/02/2026" in text


def test_a_list_too_long_for_paper_is_cut_with_words_and_whole_in_the_workbook(cast: Any) -> None:
    contents = gather_report(written(cast)).contents
    document = document_of(contents, lambda: listed(2001), Marks())
    cut = for_paper(document, 2001).annexes[-1]
    assert "2.001" in str(cut.blocks[0]) and "Excel" in str(cut.blocks[0])
    assert len(list(cut.tables[0].each())) == 2000
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(document)), read_only=True)
    assert sum(1 for row in book.worksheets[-1].iter_rows() if str(row[1].value).startswith("HĐ-")) == 2001


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (Letterhead(signer_title="Giám đốc"), [("Giám đốc", "")]),
        (Letterhead(signer_title="Phó Giám đốc", authority="KT.", on_behalf="Giám đốc"), [("Giám đốc", "KT."), ("Phó Giám đốc", "")]),
        (Letterhead(signer_title="Chủ tịch", authority="TM.", on_behalf="Ủy ban nhân dân"), [("Ủy ban nhân dân", "TM."), ("Chủ tịch", "")]),
        (Letterhead(signer_title="Chánh Văn phòng", authority="TL.", on_behalf="Giám đốc"), [("Giám đốc", "TL."), ("Chánh Văn phòng", "")]),
        (Letterhead(signer_title="Trưởng phòng", authority="TUQ.", on_behalf="Giám đốc"), [("Giám đốc", "TUQ."), ("Trưởng phòng", "")]),
        (Letterhead(signer_title="Giám đốc", authority="Q."), [("Giám đốc", "Q.")]),
        (Letterhead(), [("Thủ trưởng cơ quan", "")]),
    ],
)  # fmt: skip
def test_a_signature_says_in_what_capacity(head: Letterhead, lines: list[tuple[str, str]]) -> None:
    assert [(one.title, one.authority) for one in signature_of(head).titles] == lines


def test_an_empty_heading_is_left_out_of_a_frozen_report_and_kept_in_a_draft(cast: Any) -> None:
    passages = (
        PassageText("a", "Đánh giá chung", 1, "text", ""),
        PassageText("b", "Mặt được", 2, "text", "Có lời"),
        PassageText("c", "Kiến nghị", 1, "text", ""),
    )
    contents = replace(gather_report(written(cast)).contents, passages=passages)

    def headings(marks: Marks) -> list[str]:
        return [
            block.text for block in document_of(contents, lambda: (), marks).body if hasattr(block, "level")
        ]

    assert headings(Marks()) == ["Đánh giá chung", "Mặt được"]
    assert headings(Marks(draft=True)) == ["Đánh giá chung", "Mặt được", "Kiến nghị"]


def test_the_chart_is_the_desks_with_its_figures_in_an_annex(cast: Any) -> None:
    gathered = gather_report(written(cast)).contents
    contents = replace(gathered, forms=(FormCount("tin", "Tin, bài", 12), FormCount("video", "Video", 3)))
    bars = bars_of(contents)
    assert [(bar.label, bar.text) for bar in bars.bars] == [("Tin, bài", "12"), ("Video", "3")]
    picture = drawing_of(Chart(bars))
    assert "Tin, bài" in picture.words and "12" in picture.words
    annex = next(
        row for row in document_of(contents, lambda: (), Marks()).annexes if "hình thức" in row.title
    )
    assert [tuple(row.cells) for row in annex.tables[0].each()] == [(1, "Tin, bài", 12), (2, "Video", 3)]


def test_a_correction_says_what_it_replaces_and_what_changed(cast: Any, tmp_path: Path) -> None:
    issued(cast)
    work(cast, M02=3)
    actor = cast.actor("coordinator")
    actions.begin_correction(Report.objects.get(), "Bổ sung số tin, bài", actor=actor)
    actions.freeze(Report.objects.get(), actor=actor, edition=Report.objects.get().edition)
    sign(cast, Report.objects.get(), "95/BC-SXD")

    text = " ".join(p.text for p in docx.Document(io.BytesIO(compiled(tmp_path))).paragraphs)

    assert "Lý do: Bổ sung số tin, bài." in text
    assert "không có số liệu sửa thành 3 tin, bài" in text.replace("\u00a0", " ")


# --- the command line -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_an_agency_without_data_gets_its_report_all_the_same(cast: Any, tmp_path: Path, form: str) -> None:
    data = compiled(tmp_path, form, agency=cast.agency("ward").code)
    assert len(data) > 3000
    if form == "pdf":
        assert "chưa có số liệu nào được xác nhận" in " ".join(pages(data)).replace("\n", " ")


def test_compiling_from_the_command_line_begins_no_report(cast: Any, tmp_path: Path) -> None:
    compiled(tmp_path)
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ({"agency": "KHONG-CO"}, 1, "KHONG-CO"),
        ({"period": "2026-Q2"}, 1, "Quý\u00a0II/2026"),
        ({"period": "2026-Q9"}, 1, ""),
        ({"period": "nonsense"}, 1, ""),
        ({"output": "bao-cao.doc"}, 2, ".docx"),
        ({"output": "bao-cao"}, 2, ".docx"),
        ({"output": "khong-co/bao-cao.docx"}, 1, "Không ghi được"),
    ],
)
def test_wrong_arguments_are_told_and_leave_no_file(
    cast: Any, tmp_path: Path, arguments: dict[str, str], code: int, told: str
) -> None:
    given = {"agency": "SXD", "period": "2026-Q1", "output": "bao-cao.docx"} | arguments
    with pytest.raises(CommandError) as error:
        call_command(
            "reports", "compile", "--agency", given["agency"], "--period", given["period"],
            "--output", str(tmp_path / given["output"]),
        )  # fmt: skip
    assert error.value.returncode == code and told in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_told(cast: Any, tmp_path: Path) -> None:
    target = tmp_path / "bao-cao.docx"
    target.write_bytes(b"cu")
    with pytest.raises(CommandError, match="--force"):
        call_command("reports", "compile", "--agency", "SXD", "--period", "2026-Q1", "--output", str(target))
    assert target.read_bytes() == b"cu"


def test_agencies_that_merged_in_the_middle_of_the_period_are_named(cast: Any) -> None:
    report = frozen(cast, period="2025-Q3")
    names = from_json(report.current.contents).agencies
    document, _ = document_of_issue(report.current)
    assert len(names) > 1
    said = " ".join(block.text for block in document.body if isinstance(block, Paragraph))
    assert f"Số liệu gồm cả phần của {', '.join(names[1:])} trước khi sắp xếp." in said


def test_an_issue_written_anew_after_a_restore_is_the_same(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    report = frozen(cast)
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for target in (first, second):
        print_issue(Report.objects.get(pk=report.pk).current, target, "xlsx")
    assert first.read_bytes() == second.read_bytes()
