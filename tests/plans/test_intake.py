"""From a real document to a draft tied to the agency, from the command line and on screen."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from lantoa.jobs.models import Job
from lantoa.jobs.progress import Progress, Superseded
from lantoa.jobs.running import run_waiting
from lantoa.plans.jobs import read_document
from lantoa.plans.models import Draft, Plan
from lantoa.plans.web.draft_views import BIG

pytestmark = pytest.mark.django_db

TEXT = """ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ
SỞ XÂY DỰNG
Số: 55/KH-SXD
Cần Thơ, ngày 20 tháng 01 năm 2026
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026
Thực hiện Kế hoạch số 03/KH-UBND ngày 03/01/2026 của Ủy ban nhân dân thành phố, Sở Xây dựng ban hành kế hoạch như sau:
I. MỤC TIÊU
1. Người dân nộp được hồ sơ tại nhà.
II. NHIỆM VỤ
1. Đăng bài hướng dẫn nộp hồ sơ trực tuyến. Chủ trì: Văn phòng Sở. Thời gian: hàng tháng.
2. Thay bảng niêm yết thủ tục. Chủ trì: Phòng Đo đạc. Thời gian: trước ngày 30/6/2026.
"""


def test_a_file_becomes_a_draft_with_the_agencys_own_bodies(cast, tmp_path):
    file = tmp_path / "ke-hoach.txt"
    file.write_text(TEXT, encoding="utf-8")
    out = StringIO()

    call_command(
        "plans",
        "import",
        str(file),
        "--save",
        "--json",
        "--agency",
        "SXD",
        "--as",
        "dau-moi@lantoa.example",
        stdout=out,
    )

    draft = Draft.objects.get()
    first, second = draft.content["tasks"]
    assert json.loads(out.getvalue())["draft"] == draft.pk
    assert first["lead_body_id"] == cast.body("sxd.van_phong").pk
    assert second["lead_body_id"] is None
    assert "UNKNOWN_UNIT" in [warning["code"] for warning in draft.content["warnings"]]
    assert draft.file.name == "ke-hoach.txt"
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("SXD", "chuyen-vien@lantoa.example"),
        ("KHONG", "dau-moi@lantoa.example"),
        ("SXD", "la@lantoa.example"),
    ],
)
def test_who_may_not_plan_saves_nothing(cast, tmp_path, code, who):
    file = tmp_path / "ke-hoach.txt"
    file.write_text(TEXT, encoding="utf-8")

    with pytest.raises(CommandError) as refusal:
        call_command("plans", "import", str(file), "--save", "--agency", code, "--as", who)

    assert refusal.value.returncode == 1
    assert not Draft.objects.exists()


def test_an_upload_is_reviewed_and_confirmed_on_screen(cast):
    client = cast.client("coordinator")
    answer = client.post(
        reverse("plans:new"),
        {"agency": cast.sxd.pk, "file": SimpleUploadedFile("kh.txt", TEXT.encode()), "text": ""},
    )
    draft = Draft.objects.get()
    page = client.get(answer["Location"])
    assert "Thay bảng niêm yết thủ tục" in page.text
    assert "Phòng Đo đạc" in page.text

    response = client.post(answer["Location"], {"edition": draft.edition, **_typed(page), "viec": "xac-nhan"})

    plan = Plan.objects.get()
    assert response["Location"] == reverse("plans:plan", args=[plan.pk])
    assert plan.current.document_number == "55/KH-SXD"
    assert [task.terms.time_kind for task in plan.tasks.select_related("terms")] == ["recurring", "once"]
    original = client.get(reverse("plans:draft_file", args=[draft.pk]))
    assert b"".join(original.streaming_content) == TEXT.encode()


def _typed(page) -> dict[str, object]:
    """What a browser would send back of an untouched page."""
    review = page.context["form"]
    sent: dict[str, object] = {}
    for form in review.all_forms():
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            shown = bound.field.widget.format_value(value) if not isinstance(value, list) else value
            if shown is None:
                continue
            sent[bound.html_name] = shown[0] if isinstance(shown, list) and len(shown) == 1 else shown
    return sent


def test_markup_in_a_document_is_shown_as_text(cast):
    client = cast.client("coordinator")
    hostile = TEXT.replace("Đăng bài", "<script>alert(1)</script><img src=x onerror=alert(1)> Đăng bài")

    answer = client.post(reverse("plans:new"), {"agency": cast.sxd.pk, "text": hostile})
    page = client.get(answer["Location"]).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kh.docx", b"PK\x03\x04hong"),
        ("kh.pdf", b"%PDF-1.4 hong"),
        ("rong.txt", b""),
        ("kh.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_out(cast, name, data):
    client = cast.client("coordinator")

    page = client.post(
        reverse("plans:new"), {"agency": cast.sxd.pk, "file": SimpleUploadedFile(name, data), "text": ""}
    )

    assert page.status_code == 422
    assert not Draft.objects.exists()


def test_every_word_of_the_grammar_has_a_row_in_the_ledger(cast):
    from lantoa.ledger.models import Form, Theme
    from lantoa.plans.reading.taxonomy import FORMS, THEMES
    from lantoa.plans.vocabulary import FORM_CODES, THEME_CODES

    assert {label for label, _ in FORMS} == set(FORM_CODES)
    assert {label for label, _ in THEMES} == set(THEME_CODES)
    assert set(FORM_CODES.values()) <= set(Form.objects.values_list("code", flat=True))
    assert set(THEME_CODES.values()) <= set(Theme.objects.values_list("code", flat=True))


def _big_file(cast) -> Job:
    """A file that is read by a worker, loaded on screen."""
    data = TEXT.encode() + b"\n" * BIG
    client = cast.client("coordinator")
    client.post(
        reverse("plans:new"),
        {"agency": cast.sxd.pk, "file": SimpleUploadedFile("kh.txt", data), "text": ""},
    )
    return Job.objects.get(name="lantoa.plans.jobs.read_document")


def test_a_big_file_is_read_by_a_worker_into_one_draft(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    job = _big_file(cast)

    run_waiting()

    job.refresh_from_db()
    draft = Draft.objects.get()
    assert (job.state, job.result["url"]) == (Job.State.DONE, reverse("plans:draft", args=[draft.pk]))
    assert len(draft.content["tasks"]) == 2


def test_a_reading_that_was_given_up_for_dead_makes_no_second_draft(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    job = _big_file(cast)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, claim="another run")
    job.claim = "this run"

    with pytest.raises(Superseded):
        read_document(Progress(job), **job.arguments)

    assert not Draft.objects.exists()
