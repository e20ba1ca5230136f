"""An issued plan as an official paper: what it says and nothing else, in Word, PDF and Excel."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from lantoa.ledger.models import Measure
from lantoa.organisation import actions as actions_of_agencies
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import set_letterhead
from lantoa.organisation.drafts import AgencyDraft, LetterheadDraft, MembershipDraft, PersonDraft
from lantoa.organisation.signing import signer_on, superior_on
from lantoa.plans import actions
from lantoa.plans.drafts import CitationDraft, ClauseDraft
from lantoa.plans.models import Plan, Task
from lantoa.plans.printing import Cited, named, parted, titles_of
from lantoa.plans.queries.papers import paper_of, write_paper
from tests.documents.writing.pdf_text import pages
from tests.plans.building import issue, plan_draft, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Any) -> Plan:
    return issue(
        cast,
        task_draft("Đăng tin, bài", lead="Văn phòng", product="Tin, bài", time_raw="Thường xuyên"),
        task_draft(
            "=1+1 Tổ chức hội nghị",
            partners=("Phòng Quy hoạch", "Công đoàn"),
            budget="Nguồn chi thường xuyên",
        ),
        citations=(
            CitationDraft("192/KH-UBND", date(2025, 12, 20), "Ủy ban nhân dân thành phố", parent=True),
        ),
        clauses=(
            ClauseDraft("objective", "Nâng cao nhận thức của cán bộ", "1."),
            ClauseDraft("requirement", "Thiết thực, tiết kiệm"),
            ClauseDraft("arrangement", "Văn phòng theo dõi, đôn đốc", heading="Phân công"),
        ),
        signer_title="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
    )


def written(plan: Plan, folder: Path, form: str = "docx") -> bytes:
    target = folder / f"ke-hoach.{form}"
    write_paper(plan.current, target, form)
    return target.read_bytes()


def opened(plan: Plan, folder: Path) -> Any:
    return docx.Document(io.BytesIO(written(plan, folder)))


def cell(document: Any, table: int, row: int, column: int) -> list[str]:
    return [
        p.text.replace("\u00a0", " ") for p in document.tables[table].cell(row, column).paragraphs if p.text
    ]


def test_a_plan_has_the_head_of_an_issued_paper(cast: Any, plan: Plan, tmp_path: Path) -> None:
    set_letterhead(cast.sxd, LetterheadDraft(place="Cần Thơ"), actor=cast.actor("coordinator"), edition=0)
    read = opened(plan, tmp_path)
    assert "SỞ XÂY DỰNG" in " ".join(cell(read, 0, 0, 0))
    assert cell(read, 0, 1, 0) == ["Số: 46/KH-SXD"]
    assert cell(read, 0, 1, 1) == ["Cần Thơ, ngày 12 tháng 02 năm 2026"]
    assert [p.text for p in read.paragraphs[:2]] == [
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm\u00a02026",
    ]
    signed = [
        line
        for table in read.tables
        for row in table.rows
        for one in row.cells
        for line in one.text.split("\n")
    ]
    assert {"KT.\u00a0GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"} <= set(signed)


def test_bases_clauses_and_tasks_are_in_their_places(plan: Plan, tmp_path: Path) -> None:
    texts = [p.text.replace("\u00a0", " ") for p in opened(plan, tmp_path).paragraphs]
    assert "Căn cứ Kế hoạch số 192/KH-UBND ngày 20 tháng 12 năm 2025 của Ủy ban nhân dân thành phố." in texts
    order = [
        texts.index(line)
        for line in (
            "MỤC TIÊU",
            "1. Nâng cao nhận thức của cán bộ",
            "YÊU CẦU",
            "NHIỆM VỤ",
            "TỔ CHỨC THỰC HIỆN",
            "Phân công",
        )
    ]
    assert order == sorted(order)
    assert "Văn phòng theo dõi, đôn đốc./." in texts


def test_the_annex_lies_across_with_a_header_that_repeats(plan: Plan, tmp_path: Path) -> None:
    read = opened(plan, tmp_path)
    table = read.tables[-1]
    assert [s.orientation for s in read.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [one.text for one in table.rows[0].cells] == [
        "TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm", "Kinh phí",
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [one.text for one in table.rows[2].cells][:6] == [
        "1", "Đăng tin, bài", "Văn phòng", "", "Thường xuyên", "Tin, bài",
    ]  # fmt: skip


def test_what_a_unit_made_of_a_task_is_not_in_the_paper(cast: Any, plan: Plan, tmp_path: Path) -> None:
    task = Task.objects.filter(plan=plan).order_by("position").first()
    body = cast.body("sxd.van_phong")
    Task.objects.filter(pk=task.pk).update(lead_body=body)
    task.refresh_from_db()
    before = written(plan, tmp_path)
    Task.objects.filter(plan=plan).update(state="work", explanation="Giải trình nội bộ")
    assert written(plan, tmp_path) == before


def test_the_same_version_gives_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    for form in ("docx", "pdf", "xlsx"):
        assert written(plan, tmp_path, form) == written(plan, tmp_path, form)


def test_the_workbook_has_the_rows_of_the_annex_and_no_formula(plan: Plan, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(plan, tmp_path, "xlsx")))
    cells = [one for row in book.worksheets[0].iter_rows() for one in row if one.value is not None]
    assert "=1+1 Tổ chức hội nghị" in [one.value for one in cells]
    assert {one.data_type for one in cells} <= {"s", "n", "d"}


def test_five_hundred_tasks_print_on_a4_with_the_header_on_every_page(cast: Any, tmp_path: Path) -> None:
    plan = issue(cast, *(task_draft(f"Nhiệm vụ thứ {n} của kế hoạch") for n in range(500)))
    printed = pages(written(plan, tmp_path, "pdf"))
    annex = [page for page in printed if "Nội dung nhiệm vụ" in page]
    assert len(annex) == len(printed) - 1 > 10
    assert "Nhiệm vụ thứ 499 của kế hoạch" in printed[-1]


def test_an_amendment_says_what_it_changes_and_what_stands_after_it(cast: Any, tmp_path: Path) -> None:
    plan = issue(cast, task_draft("Giữ nguyên việc này"), task_draft("Sẽ dừng"))
    _, ends = plan.tasks.order_by("position")
    draft = plan_draft(
        task_draft("Sẽ dừng", task_id=ends.pk, stopped=True),
        task_draft("Việc mới"),
        document_number="90/KH-SXD",
        issued_on=date(2026, 6, 1),
        reason="Bổ sung theo chỉ đạo",
    )
    version = actions.amend_plan(plan, draft, actor=cast.actor("coordinator"))

    document = paper_of(version)

    assert document.subject == "Điều chỉnh, bổ sung Kế hoạch tuyên truyền cải cách hành chính năm 2026"
    first, second = document.annexes
    assert {tuple(row.cells[1:3]) for row in first.tables[0].each()} == {
        ("Dừng thực hiện", "Sẽ dừng"),
        ("Bổ sung", "Việc mới"),
    }
    assert {row.cells[1] for row in second.tables[0].each()} == {"Giữ nguyên việc này", "Việc mới"}
    assert "46/KH-SXD" in str(document.body[0]) and "Bổ sung theo chỉ đạo" in str(document.body[0])


def test_targets_stand_in_a_column_of_their_own(cast: Any, tmp_path: Path) -> None:
    measure = Measure.objects.get(code="M02")
    plan = issue(cast, task_draft(targets=((measure.pk, Decimal(12)),)))
    (row,) = paper_of(plan.current).annexes[0].tables[0].each()
    assert f"{measure.name}: 12 {measure.unit}" in row.cells


def test_the_number_of_questions_does_not_grow_with_the_tasks(
    cast: Any, django_assert_max_num_queries: Any
) -> None:
    plan = issue(cast, *(task_draft(f"Việc {n}", partners=("Công đoàn",)) for n in range(30)))
    with django_assert_max_num_queries(10):
        assert len(list(paper_of(plan.current).annexes[0].tables[0].each())) == 30


# --- asking for it ----------------------------------------------------------------------------------


def ask(cast: Any, plan: Plan, who: str = "officer", form: str = "docx", number: int = 1) -> Any:
    return cast.client(who).post(reverse("plans:print", args=[plan.pk, number]), {"dang": form})


def test_a_plan_is_printed_by_a_job_whose_file_stays(cast: Any, plan: Plan) -> None:
    answer = ask(cast, plan)
    assert answer.status_code == 302
    run_waiting()
    job = Job.objects.get(name="lantoa.plans.jobs.print_plan")
    assert job.state == Job.State.DONE, job.error
    file = cast.client("officer").get(reverse("jobs:download", args=[job.pk]))
    assert "ke-hoach-46-KH-SXD-12-02-2026.docx" in file["Content-Disposition"]
    assert docx.Document(io.BytesIO(b"".join(file.streaming_content))).paragraphs[0].text == "KẾ HOẠCH"


def test_nonsense_asks_for_nothing(cast: Any, plan: Plan) -> None:
    assert ask(cast, plan, form="exe").status_code == 404
    assert ask(cast, plan, number=9).status_code == 404
    assert ask(cast, plan, who="outsider").status_code == 404
    assert not Job.objects.filter(name="lantoa.plans.jobs.print_plan").exists()


def test_the_command_line_writes_the_same_bytes(cast: Any, plan: Plan, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    call_command("plans", "print", "46/KH-SXD", "--agency", "SXD", "--output", str(target), verbosity=0)
    assert target.read_bytes() == written(plan, tmp_path)
    typed = ("46/kh-sxd", "--agency", "sxd", "--force", "--output", str(target))
    call_command("plans", "print", *typed, verbosity=0)
    assert target.read_bytes() == written(plan, tmp_path)
    for bad, code in (
        (["46/KH-SXD", "--agency", "SXD", "--output", str(target)], 1),
        (["47/KH-SXD", "--agency", "SXD", "--output", str(tmp_path / "b.docx")], 1),
        (["46/KH-SXD", "--agency", "SXD", "--output", str(tmp_path / "b.doc")], 2),
        (["46/KH-SXD", "--agency", "SXD", "--output", str(tmp_path / "khong" / "b.docx")], 1),
    ):
        with pytest.raises(CommandError) as told:
            call_command("plans", "print", *bad)
        assert told.value.returncode == code


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("GIÁM ĐỐC", [("GIÁM ĐỐC", "")]),
        ("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", [("CHỦ TỊCH", "KT."), ("PHÓ CHỦ TỊCH", "")]),
        ("TM. Ủy ban nhân dân\nChủ tịch", [("Ủy ban nhân dân", "TM."), ("Chủ tịch", "")]),
        ("TUQ. Giám đốc; Chánh Văn phòng", [("Giám đốc", "TUQ."), ("Chánh Văn phòng", "")]),
        ("", [("Thủ trưởng cơ quan", "")]),
    ],
)
def test_titles_are_read_from_how_they_are_written(text: str, titles: list[tuple[str, str]]) -> None:
    assert [(one.title, one.authority) for one in titles_of(text)] == titles


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("46/KH-SXD", ("46", "KH-SXD")),
        ("046 / KH-SXD", ("046", "KH-SXD")),
        ("46", ("46", "KH")),
        ("/KH-SXD", ("", "KH-SXD")),
        ("", ("", "KH")),
    ],
)
def test_a_number_is_parted_from_its_symbol(number: str, parts: tuple[str, str]) -> None:
    assert parted(number, "KH") == parts


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        (
            Cited("192/KH-UBND", date(2025, 3, 2), "UBND"),
            "Kế hoạch số 192/KH-UBND ngày\u00a002\u00a0tháng\u00a03\u00a0năm\u00a02025 của UBND",
        ),
        (Cited("766/QĐ-TTg"), "Quyết định số 766/QĐ-TTg"),
        (Cited("1624/UBND-VXNV"), "Văn bản số 1624/UBND-VXNV"),
        (Cited("12"), "Văn bản số 12"),
    ],
)
def test_a_cited_paper_is_named_by_its_symbol(cited: Cited, text: str) -> None:
    assert named(cited) == text


RENAMED = date(2026, 6, 1)


def renamed_above(cast: Any) -> None:
    """The province gets another name after the plan was issued."""
    draft = AgencyDraft(
        code="UBND", legal_name="Ủy ban nhân dân tỉnh Tây Đô", short_name="UBND tỉnh Tây Đô", level="province",
        valid_from=RENAMED,
    )  # fmt: skip
    actions_of_agencies.rename_agency(
        cast.province, draft, day=RENAMED, legal_basis="Nghị quyết 9/NQ", actor=SYSTEM
    )


def test_the_superior_bears_the_name_of_the_plans_day(cast: Any, plan: Plan) -> None:
    before = paper_of(plan.current).superior
    renamed_above(cast)
    plan = Plan.objects.get(pk=plan.pk)
    assert plan.agency.parent.legal_name == "Ủy ban nhân dân tỉnh Tây Đô"
    assert paper_of(plan.current).superior == before == "Ủy ban nhân dân thành phố Cần Thơ"


def test_the_superior_is_the_one_before_a_transfer(cast: Any, plan: Plan) -> None:
    actions_of_agencies.transfer_agency(
        cast.sxd, cast.snv, day=RENAMED, legal_basis="Quyết định 9/QĐ", actor=SYSTEM
    )
    plan = Plan.objects.get(pk=plan.pk)
    assert paper_of(plan.current).superior == "Ủy ban nhân dân thành phố Cần Thơ"
    assert superior_on(plan.agency, RENAMED) == "Sở Nội vụ thành phố Cần Thơ"


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("Sở Y tế tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("Sở Y tế tỉnh Hậu Giang", "Ủy ban nhân dân tỉnh Hậu Giang"),
        ("Ban Quản lý các khu công nghiệp", ""),
    ],
)
def test_of_several_that_merged_the_one_of_the_same_place_stood_above(
    cast: Any, name: str, above: str
) -> None:
    agency = actions_of_agencies.create_agency(
        AgencyDraft(
            code="SYT", legal_name=name, short_name=name, level="department", valid_from=date(2020, 1, 1),
            parent_id=cast.province.pk,
        ),
        actor=SYSTEM,
    )  # fmt: skip
    assert superior_on(agency, date(2024, 5, 5)) == above


def test_who_bore_the_title_on_the_plans_day_is_named(cast: Any) -> None:
    plan = issue(cast, signer_title="GIÁM ĐỐC")
    assert paper_of(plan.current).signature.name == "Trần Văn Đước"
    assert signer_on(cast.sxd, "Giám đốc", date(2020, 1, 1)) == ""


def test_of_two_with_one_title_the_signer_of_the_letterhead_is_named_or_nobody(cast: Any) -> None:
    for name in ("Lê Văn Cường", "Phan Thị Mỹ"):
        person = actions_of_agencies.create_person(PersonDraft(name), actor=SYSTEM)
        actions_of_agencies.give_role(
            MembershipDraft(person.pk, cast.sxd.pk, "officer", date(2025, 8, 1), title="Phó Giám đốc",
                            body_id=cast.body("sxd.van_phong").pk),
            actor=SYSTEM,
        )  # fmt: skip
    plan = issue(cast, signer_title="KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC")
    assert paper_of(plan.current).signature.name == ""
    set_letterhead(
        cast.sxd,
        LetterheadDraft(signer="Phan Thị Mỹ", signer_title="Phó Giám đốc"),
        actor=cast.actor("coordinator"),
        edition=0,
    )
    assert paper_of(plan.current).signature.name == "Phan Thị Mỹ"
