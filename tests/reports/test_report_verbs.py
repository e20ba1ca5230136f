"""From freezing to issuing on the desk, files as jobs, and corrections."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from lantoa.organisation.models import Membership
from lantoa.reports import actions
from lantoa.reports.models import Counted, Issue, Report, Signing
from tests.reports.building import frozen, issued, sign, work, written

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def at(name, *args):
    return reverse(f"reports:{name}", args=args)


def signing(**changes):
    data = {
        "document_number": "88/BC-SXD", "signed_on": "18/03/2026", "signer": "Võ Thanh Hải", "signer_title": "Giám đốc",
        "file": SimpleUploadedFile("da-ky.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    return {**data, **changes}


def test_the_page_before_freezing_says_what_is_kept_and_what_is_wanting(cast):
    work(cast, M02=3)
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))
    client = cast.client("coordinator")

    html = client.get(at("freeze", report.pk)).content.decode()

    assert "Còn mục phải viết" in html
    assert "Công tác chỉ đạo, triển khai" in html
    assert '<button class="btn btn--main" type="submit">Chốt số liệu' not in html


def test_before_its_days_are_over_a_report_is_not_frozen(cast):
    with clock.standing_on(date(2026, 3, 14)):
        report = written(cast)
        client = cast.client("coordinator")
        html = client.get(at("freeze", report.pk)).content.decode()
        response = client.post(at("freeze", report.pk), {"edition": report.edition})

    assert "Kỳ số liệu chưa kết thúc" in html
    assert response.status_code == 422
    assert not Issue.objects.exists()


def test_a_report_is_frozen_signed_and_issued_on_the_desk(cast):
    activity = work(cast, M02=3)
    report = written(cast)
    client = cast.client("coordinator")

    html = client.get(at("freeze", report.pk)).content.decode()
    edition = re.search(r'name="edition" value="(\d+)"', html)[1]
    asked = client.post(at("freeze", report.pk), {"edition": edition}, follow=True).content.decode()
    run_waiting()
    done = client.get(at("report", report.pk)).content.decode()
    client.post(at("sign", report.pk), signing())

    issue = Issue.objects.get()
    assert "Chốt báo cáo quý\xa0I/2026" in asked
    assert issue.digest in done
    assert "Nhập số, ngày và tệp đã ký" in done
    assert list(Counted.objects.values_list("activity_id", "version")) == [(activity.pk, 1)]
    found = Signing.objects.select_related("file").get()
    assert (found.document_number, found.signed_on, found.signer) == (
        "88/BC-SXD",
        date(2026, 3, 18),
        "Võ Thanh Hải",
    )
    assert (found.file.kind, found.file.agency_id) == ("pdf", cast.sxd.pk)
    page = client.get(at("report", report.pk)).content.decode()
    assert "88/BC-SXD" in page
    assert found.file.sha256 in page


def test_of_two_who_freeze_at_once_the_second_is_told(cast):
    report = written(cast)
    first, second = cast.client("coordinator"), cast.client("coordinator")
    first.post(at("freeze", report.pk), {"edition": report.edition})
    run_waiting()

    response = second.post(at("freeze", report.pk), {"edition": report.edition}, follow=True)

    assert "đã chốt" in response.content.decode()
    assert Issue.objects.count() == 1


def test_words_saved_after_the_page_was_opened_stop_the_freeze(cast):
    report = written(cast)
    actor = cast.actor("coordinator")
    actions.write_passages(report, {"ton-tai": "Khác"}, actor=actor, edition=report.edition)

    response = cast.client("coordinator").post(at("freeze", report.pk), {"edition": report.edition})

    assert response.status_code == 422
    assert "vừa được sửa" in response.content.decode()
    assert not Issue.objects.exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"file": SimpleUploadedFile("da-ky.pdf", b"<html><script>1</script></html>")}, "không nhận"),
        ({"file": SimpleUploadedFile("da-ky.pdf", b"MZ\x90\x00" + b"\0" * 200)}, "không nhận"),
        ({"file": SimpleUploadedFile("da-ky.pdf", b"")}, "trống|rỗng"),
        ({"file": SimpleUploadedFile("loi.wav", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40)}, "ghi âm|âm thanh|WAV"),
        ({"signed_on": "03/04/2026"}, "không sau"),
        ({"signed_on": "14/03/2026"}, "ký sau ngày đó"),
        ({"signed_on": "32/13/2026"}, "dd/mm/yyyy"),
        ({"document_number": " "}, "bắt buộc|trường này|Nhập"),
    ],
)  # fmt: skip
def test_what_is_no_signed_report_is_not_issued(cast, changes, told):
    report = frozen(cast)

    response = cast.client("coordinator").post(at("sign", report.pk), signing(**changes))

    html = response.content.decode()
    assert response.status_code == 422
    assert re.search(told, html)
    assert "Võ Thanh Hải" in html, "what was typed stays"
    assert not Signing.objects.exists()


def test_a_number_is_one_papers_in_a_year(cast):
    issued(cast, "88/BC-SXD", period="2026-M01")
    report = frozen(cast)

    response = cast.client("coordinator").post(at("sign", report.pk), signing(document_number="88/bc-sxd"))

    assert response.status_code == 422
    assert "đã dùng cho báo cáo tháng" in response.content.decode().replace("\xa0", " ")


def test_a_frozen_report_is_taken_back_with_a_reason(cast):
    report = frozen(cast)
    client = cast.client("coordinator")

    without = client.post(at("reopen", report.pk), {"reason": " "})
    client.post(at("reopen", report.pk), {"reason": "Thiếu số liệu tháng 2"})

    assert without.status_code == 422
    assert Report.objects.get().state == "writing"
    html = client.get(at("issue", report.pk, 1)).content.decode()
    assert "Thiếu số liệu tháng 2" in html


def test_a_correction_says_on_paper_why_and_what_changed(cast):
    work(cast, M02=3)
    issued(cast)
    report = Report.objects.get()
    client = cast.client("coordinator")
    work(cast, M02=2, title="Bài thiếu")

    client.post(at("correct", report.pk), {"reason": "Bổ sung tin, bài"})
    report.refresh_from_db()
    draft = file_of(client, "download", report.pk, "docx")
    client.post(at("freeze", report.pk), {"edition": report.edition})
    run_waiting()
    final = file_of(client, "download_issue", report.pk, 2, "docx")

    for data in (draft, final):
        text = words_in(data)
        assert "thay Báo cáo số 88/BC-SXD ngày 18/03/2026. Lý do: Bổ sung tin, bài." in text
        assert "3 tin, bài sửa thành 5 tin, bài" in text
    sign(cast, Report.objects.get(), "95/BC-SXD")
    html = client.get(at("report", report.pk)).content.decode()
    assert "Bản 1" in html
    assert "Bổ sung tin, bài" in html


def file_of(client, name, *args):
    """The file that the job of a download leaves."""
    response = client.post(at(name, *args))
    run_waiting()
    page = client.get(response.headers["Location"]).content.decode()
    found = client.get(re.search(r'href="([^"]+/ket-qua/)"', page)[1])
    return b"".join(found.streaming_content)


def words_in(data):
    return "\n".join(row.text for row in docx.Document(BytesIO(data)).paragraphs).replace("\xa0", " ")


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_the_same_issue_is_the_same_bytes_and_stays_to_be_downloaded_again(cast, form):
    work(cast, M02=3)
    report = frozen(cast)
    client = cast.client("coordinator")

    first = file_of(client, "download_issue", report.pk, 1, form)
    work(cast, M02=40, title="Việc sau khi chốt")
    second = file_of(client, "download_issue", report.pk, 1, form)

    assert first == second
    assert f"bao-cao-quy-i-2026-ban-1.{form}" in client.get(at("report", report.pk)).content.decode()


def test_two_presses_are_one_job(cast):
    report = written(cast)
    client = cast.client("coordinator")

    client.post(at("download", report.pk, "pdf"))
    client.post(at("download", report.pk, "pdf"))

    assert Job.objects.filter(name="lantoa.reports.jobs.write_file").count() == 1


def test_a_job_that_was_stopped_leaves_no_file(cast):
    report = written(cast)
    client = cast.client("coordinator")
    client.post(at("download", report.pk, "docx"))
    job = Job.objects.get(name="lantoa.reports.jobs.write_file")

    client.post(reverse("jobs:cancel", args=[job.pk]))
    run_waiting()

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert job.result is None


def test_a_job_of_somebody_who_lost_the_right_fails_in_words(cast):
    report = written(cast)
    cast.client("coordinator").post(at("download", report.pk, "docx"))
    for row in cast.actor("coordinator").grants:
        Membership.objects.filter(pk=row.membership_id).update(valid_to=date(2026, 4, 1))

    run_waiting()

    job = Job.objects.get(name="lantoa.reports.jobs.write_file")
    assert job.state == "failed"
    assert "không thuộc phạm vi" in job.error
    assert job.result is None


@pytest.mark.parametrize("name", ["freeze", "reopen", "sign", "correct"])
@pytest.mark.parametrize(
    "who", ["officer", "head", "director", "superior", "outsider", "ward_officer", "administrator"]
)
def test_only_who_plans_for_the_agency_does_any_of_it(cast, name, who):
    report = frozen(cast)
    client = cast.client(who)

    assert client.get(at(name, report.pk)).status_code == 404
    assert client.post(at(name, report.pk), {"edition": report.edition, "reason": "x"}).status_code == 404
    report.refresh_from_db()
    assert (report.state, report.issues.count()) == ("frozen", 1)


def test_readers_download_what_was_issued_and_nothing_else(cast):
    issued(cast)
    report = Report.objects.get()
    client = cast.client("officer")

    assert client.post(at("download_issue", report.pk, 1, "pdf")).status_code == 302
    assert client.post(at("download", report.pk, "pdf")).status_code == 404
    assert client.post(at("download_issue", report.pk, 2, "pdf")).status_code == 404
    assert cast.client("outsider").post(at("download_issue", report.pk, 1, "pdf")).status_code == 404


def test_the_signed_file_is_read_by_readers_of_the_report_alone(cast):
    found = issued(cast)
    address = reverse("ledger:file", args=[found.file_id])

    assert cast.client("officer").get(address).status_code == 200
    assert cast.client("superior").get(address).status_code == 200
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client("administrator").get(address).status_code == 404


def test_a_form_that_nobody_offers_is_refused(cast):
    report = written(cast)

    response = cast.client("coordinator").post(at("download", report.pk, "exe"))

    assert response.status_code == 422
    assert not Job.objects.filter(name="lantoa.reports.jobs.write_file").exists()


def test_figures_of_the_file_are_those_of_the_page(cast):
    work(cast, M02=Decimal(1284))
    report = frozen(cast)
    client = cast.client("coordinator")

    text = words_in(file_of(client, "download_issue", report.pk, 1, "docx"))
    html = client.get(at("report", report.pk)).content.decode()

    assert ">1.284</a>" in html
    assert "1.284 tin, bài" in text
