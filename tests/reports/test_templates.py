"""An agency's own Word file: checked, tried, used, and kept with what was frozen in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import storage
from lantoa.ledger.models import StoredFile
from lantoa.reports import actions
from lantoa.reports.models import Issue, ReportTemplate
from lantoa.reports.queries.printing import print_issue, print_report
from lantoa.reports.queries.verifying import alterations
from tests.documents.writing.word_templates import changed, template
from tests.reports.building import frozen, work, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april() -> Any:
    with clock.standing_on(date(2026, 4, 2)):
        yield


def printed(issue: Issue, folder: Path, form: str = "docx") -> bytes:
    target = folder / f"bao-cao.{form}"
    print_issue(issue, target, form)
    return target.read_bytes()


def words(data: bytes) -> list[str]:
    return [row.text for row in docx.Document(io.BytesIO(data)).paragraphs]


def use(cast: Any, *lines: str) -> ReportTemplate:
    data = template(*lines)
    return actions.set_template(cast.sxd, data, "mau-so-xay-dung.docx", actor=cast.actor("coordinator"))


def test_a_report_is_printed_in_the_agencys_own_template(cast: Any, tmp_path: Path) -> None:
    work(cast, M02=3)
    use(cast, "In theo mẫu của Sở Xây dựng")
    report = frozen(cast)

    shown = words(printed(report.current, tmp_path))

    assert "In theo mẫu của Sở Xây dựng" in shown
    assert f"Mã: {report.current.digest}" in shown
    assert any("3 tin, bài" in line for line in shown)


def test_a_frozen_report_keeps_its_template_byte_for_byte(cast: Any, tmp_path: Path) -> None:
    use(cast, "Mẫu thứ nhất")
    report = frozen(cast)
    before = printed(report.current, tmp_path)

    use(cast, "Mẫu thứ hai")
    assert printed(report.current, tmp_path) == before
    actions.end_template(cast.sxd, actor=cast.actor("coordinator"))
    assert printed(report.current, tmp_path) == before
    assert list(alterations()) == []


def test_a_report_frozen_before_any_template_keeps_the_built_in_layout(cast: Any, tmp_path: Path) -> None:
    report = frozen(cast)
    before = printed(report.current, tmp_path)
    use(cast, "Mẫu sau")
    assert printed(report.current, tmp_path) == before
    assert "Mẫu sau" not in words(before)


def test_a_draft_is_printed_in_the_template_in_use_and_says_that_it_is_a_draft(
    cast: Any, tmp_path: Path
) -> None:
    use(cast, "{{ du_thao }}", "Mẫu đang dùng")
    target = tmp_path / "x.docx"
    print_report(written(cast), target, "docx")
    assert {"DỰ THẢO", "Mẫu đang dùng"} <= set(words(target.read_bytes()))


def test_pdf_and_workbook_keep_the_built_in_layout(cast: Any, tmp_path: Path) -> None:
    use(cast, "Mẫu riêng")
    report = frozen(cast)
    assert printed(report.current, tmp_path, "pdf").startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(printed(report.current, tmp_path, "xlsx")))


def test_a_lost_template_is_told_in_words(cast: Any, tmp_path: Path) -> None:
    row = use(cast, "Mẫu")
    report = frozen(cast)
    path = storage.path_of(row.file.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    assert any("tệp mẫu Word đã dùng đã bị sửa" in line for line in alterations())
    path.unlink()
    with pytest.raises(Refused, match="khôi phục"):
        printed(report.current, tmp_path)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * 200_000_000)
    return stream.getvalue()


BROKEN = {
    "no Word file": b"GIF89a chang phai Word",
    "cut in the middle": template()[:2000],
    "a macro": changed(template(), **{"word__vbaProject.bin": b"x"}),
    "a field that does not exist": template("{{ trich_yeuu }}"),
    "half a field": template("{{ trich_yeu"),
    "a formula": template("{{ 7*7 }}"),
    "fields missing": template("{{ so }}", good=False),
    "empty": b"",
}


@pytest.mark.parametrize("data", list(BROKEN.values()), ids=list(BROKEN))
def test_a_template_that_does_not_pass_is_not_kept(cast: Any, data: bytes) -> None:
    with pytest.raises(Refused) as told:
        actions.set_template(cast.sxd, data, "mau.docx", actor=cast.actor("coordinator"))
    assert told.value.field == "file" and told.value.code == "template"
    assert not StoredFile.objects.exists() and not ReportTemplate.objects.exists()


def test_a_zip_bomb_is_refused(cast: Any) -> None:
    with pytest.raises(Refused):
        actions.set_template(cast.sxd, bomb(), "mau.docx", actor=cast.actor("coordinator"))
    assert not StoredFile.objects.exists()


def post(cast: Any, data: bytes, what: str, who: str = "coordinator") -> Any:
    address = reverse("reports:template", args=[cast.sxd.pk])
    return cast.client(who).post(address, {"viec": what, "file": SimpleUploadedFile("mau.docx", data)})


def test_the_page_says_what_is_wrong_and_where(cast: Any) -> None:
    answer = post(cast, template("{{ trich_yeuu }}", "{{ so"), "dung")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có trường “trich_yeuu”. Có phải “trich_yeu”?" in page and "đoạn 17" in page
    assert "không đủ cặp" in page and "đoạn 18" in page
    assert "Chưa lưu tệp nào" in page
    assert not ReportTemplate.objects.exists()


def test_nobody_else_tries_a_template_on_the_agencys_report(cast: Any) -> None:
    for who in ("officer", "director", "outsider", "superior", "administrator"):
        for what in ("thu", "dung"):
            assert post(cast, template(), what, who).status_code == 404
    assert not ReportTemplate.objects.exists()


def test_a_preview_shows_the_last_report_and_keeps_nothing(cast: Any) -> None:
    work(cast, M02=3)
    frozen(cast)
    before = StoredFile.objects.count()

    answer = post(cast, template("Bản xem thử của mẫu"), "thu")

    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    shown = words(answer.content)
    assert "Bản xem thử của mẫu" in shown and any("3 tin, bài" in line for line in shown)
    assert StoredFile.objects.count() == before and not ReportTemplate.objects.exists()


def test_an_agency_without_a_report_previews_its_outline(cast: Any) -> None:
    shown = words(post(cast, template(), "thu").content)
    assert "Kết quả tuyên truyền cải cách hành chính quý\N{NO-BREAK SPACE}I/2026" in shown
    assert "KẾT QUẢ TUYÊN TRUYỀN" in shown


def test_a_template_is_used_and_ended_on_the_page(cast: Any) -> None:
    client, settings = cast.client("coordinator"), reverse("reports:settings", args=[cast.sxd.pk])
    data = template()
    assert post(cast, data, "dung").status_code == 302
    assert "mau.docx" in client.get(settings).content.decode()
    row = ReportTemplate.objects.get()
    file = client.get(reverse("reports:template_file", args=[cast.sxd.pk, row.pk]))
    assert file.content == data
    preview = client.get(reverse("reports:template_preview", args=[cast.sxd.pk, row.pk]))
    assert "KẾT QUẢ TUYÊN TRUYỀN" in words(preview.content)

    assert client.post(reverse("reports:end_template", args=[cast.sxd.pk])).status_code == 302
    assert "theo mẫu có sẵn" in client.get(settings).content.decode()
    assert "Mẫu đã dùng" in client.get(settings).content.decode()


def test_the_same_file_twice_and_ending_nothing_are_told(cast: Any) -> None:
    data, actor = template(), cast.actor("coordinator")
    with pytest.raises(Refused, match="mẫu có sẵn"):
        actions.end_template(cast.sxd, actor=actor)
    actions.set_template(cast.sxd, data, "mau.docx", actor=actor)
    with pytest.raises(Refused, match="đúng tệp mẫu này"):
        actions.set_template(cast.sxd, data, "mau.docx", actor=actor)
    assert ReportTemplate.objects.count() == 1


def test_a_template_replaced_and_taken_up_again_on_one_day(cast: Any, tmp_path: Path) -> None:
    first, second = template("Một"), template("Hai")
    actor = cast.actor("coordinator")
    for data in (first, second, first):
        actions.set_template(cast.sxd, data, "mau.docx", actor=actor)
    assert ReportTemplate.objects.filter(valid_to=None).count() == 1
    assert "Một" in words(printed(frozen(cast).current, tmp_path))


def test_the_starter_is_downloaded_and_may_be_used_as_it_is(cast: Any) -> None:
    client = cast.client("coordinator")
    page = client.get(reverse("reports:template", args=[cast.sxd.pk])).content.decode()
    where = reverse("reports:starter", args=[cast.sxd.pk])
    assert where in page and "PDF luôn in theo mẫu có sẵn" in page
    answer = client.get(where)
    assert "mau-bao-cao.docx" in answer["Content-Disposition"]
    assert post(cast, answer.content, "dung").status_code == 302


def test_where_files_are_downloaded_it_is_said_that_pdf_has_the_built_in_layout(cast: Any) -> None:
    client, said = cast.client("coordinator"), "PDF theo mẫu có sẵn"
    report = frozen(cast)
    page = reverse("reports:report", args=[report.pk])
    assert said not in client.get(page).content.decode()
    actions.reopen(report, "Đổi mẫu", actor=cast.actor("coordinator"))
    use(cast, "Mẫu")
    assert said in client.get(page).content.decode()


def test_a_mailing_as_pdf_says_that_it_has_the_built_in_layout(cast: Any) -> None:
    draft = actions.MailingDraft("month", "day", 5, "pdf", (cast.director.pk,))
    mailing = actions.add_mailing(cast.sxd, draft, actor=cast.actor("coordinator"))
    page = reverse("reports:mailing", args=[mailing.pk])
    assert "theo mẫu có sẵn" not in cast.client("coordinator").get(page).content.decode()
    use(cast, "Mẫu")
    assert "PDF, theo mẫu có sẵn" in cast.client("coordinator").get(page).content.decode()
