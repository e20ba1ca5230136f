"""Figures that go out by themselves: on their day, once, with or without figures; failures reach the owner."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs import running
from lantoa.jobs.models import Job
from lantoa.ledger import storage
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import end_membership
from lantoa.organisation.models import Membership, Role
from lantoa.reports import access, actions
from lantoa.reports.models import Mailing, MailingRun
from tests.notices.mail_server import MailServer
from tests.reports.building import issued, work
from tests.reports.round_building import opened

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 10)
BEFORE_DUE = date(2026, 3, 17)  # three working days before the 20th


@pytest.fixture(autouse=True)
def march():
    with clock.standing_on(MARCH):
        yield


@pytest.fixture
def server(settings):
    with (mail := MailServer()) as handler:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", mail.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield handler


def scheduled(cast, *people: str, what: str = "required", timing: str = "before", number: int = 3) -> Mailing:
    keys = people or ("coordinator", "director")
    draft = actions.MailingDraft(what, timing, number, "xlsx", tuple(cast.person(key).pk for key in keys))
    return actions.add_mailing(cast.sxd, draft, actor=cast.actor("coordinator"))


def work_off() -> None:
    """Runs what waits, and what that asks for."""
    for _ in range(3):
        running.run_waiting()


def run_on(day: date) -> MailingRun | None:
    with clock.standing_on(day):
        actions.start_mailings(day, actor=SYSTEM)
        work_off()
    return MailingRun.objects.order_by("-pk").first()


def test_figures_go_out_by_mail_three_working_days_before_the_due_day(cast, server, settings):
    settings.BASE_URL = "https://lantoa.example"
    work(cast, M02=3)
    scheduled(cast)
    assert run_on(date(2026, 3, 16)) is None

    run = run_on(BEFORE_DUE)

    assert (run.state, run.period, run.told) == ("sent", "2026-Q1", 2)
    assert sorted(address for address, _ in server.letters) == sorted(
        [cast.coordinator.email, cast.director.email]
    )
    letter = server.letters[0][1]
    assert "Số liệu quý I/2026 (dự thảo, tính đến 14/03/2026)" in letter["Subject"].replace("\n", "")
    words = letter.get_body(("plain",)).get_content()
    assert f"https://lantoa.example/ban-lam-viec/bao-cao/gui-thu/tep/{run.pk}/" in words
    assert not list(letter.iter_attachments()), "unfinished figures stay in the house"


def test_the_file_holds_the_figures_and_opens_for_its_recipients_only(cast):
    work(cast, M02=3)
    run = _sent(cast)

    book = openpyxl.load_workbook(io.BytesIO(storage.path_of(run.file.sha256).read_bytes()))
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 3 in values
    url = f"/ban-lam-viec/bao-cao/gui-thu/tep/{run.pk}/"
    assert cast.client("director").get(url).status_code == 200
    for who in ("officer", "head", "superior", "ward_officer"):
        assert cast.client(who).get(url).status_code == 404


def _sent(cast) -> MailingRun:
    run = actions.mail_now(scheduled(cast), actor=cast.actor("coordinator"))
    return actions.carry_out(run, actor=SYSTEM)


def test_empty_figures_are_sent_and_say_so(cast):
    run = _sent(cast)

    assert (run.state, run.entries) == ("sent", 0)
    assert Notice.objects.get(person=cast.director).title.endswith("chưa có số liệu nào")


def test_the_issued_report_goes_out_where_there_is_one(cast):
    scheduled(cast, what="month", timing="day", number=18)
    with clock.standing_on(date(2026, 3, 18)):
        issued(cast, period="2026-M03")

    run_on(date(2026, 3, 18))

    assert Notice.objects.get(person=cast.director, kind="reports.mailed").title == (
        "Báo cáo tháng 3/2026 đã ban hành"
    )


def test_a_day_is_sent_once_and_made_up_for_after_an_outage(cast):
    scheduled(cast)

    first = run_on(date(2026, 3, 19))
    second = run_on(date(2026, 3, 19))

    assert (first.day, first.pk) == (BEFORE_DUE, second.pk)
    assert MailingRun.objects.count() == 1
    assert Notice.objects.filter(person=cast.director, kind="reports.mailed").count() == 1


def test_a_job_that_is_run_twice_tells_once(cast):
    run = _sent(cast)

    again = actions.carry_out(
        MailingRun.objects.select_related("mailing__agency").get(pk=run.pk), actor=SYSTEM
    )

    assert again.ended_at == run.ended_at
    assert Notice.objects.filter(person=cast.director).count() == 1


def test_the_superiors_earlier_day_counts(cast):
    scheduled(cast)
    opened(cast, due_on=date(2026, 3, 18))

    assert run_on(date(2026, 3, 13)).state == "sent"


def test_nothing_goes_out_while_paused_nor_is_made_up_for(cast):
    mailing = scheduled(cast)
    actor = cast.actor("coordinator")
    actions.pause_mailing(mailing, actor=actor)
    assert run_on(BEFORE_DUE) is None

    with clock.standing_on(date(2026, 3, 18)):
        actions.resume_mailing(mailing, actor=actor)

    assert run_on(date(2026, 3, 18)) is None


def test_what_cannot_be_printed_is_told_to_the_owner_with_the_reason(cast, monkeypatch, server):
    def broken(*given: object) -> int:
        raise Refused("Không đọc được tệp mẫu Word của cơ quan.", code="template_lost")

    monkeypatch.setattr("lantoa.reports.actions.mailing.print_report", broken)
    scheduled(cast)

    run = run_on(BEFORE_DUE)

    assert (run.state, run.error) == ("failed", "Không đọc được tệp mẫu Word của cơ quan.")
    notice = Notice.objects.get()
    assert notice.person == cast.coordinator
    assert notice.title == "Gửi số liệu quý I/2026: Không đọc được tệp mẫu Word của cơ quan."
    assert [address for address, _ in server.letters] == [cast.coordinator.email]


def test_an_error_nobody_foresaw_is_tried_again_and_told_at_last(cast, monkeypatch):
    monkeypatch.setattr("lantoa.reports.actions.mailing.print_report", lambda *given: 1 // 0)
    scheduled(cast)

    with clock.standing_on(BEFORE_DUE):
        actions.start_mailings(BEFORE_DUE, actor=SYSTEM)
        for _ in range(4):
            running.run_waiting()
            Job.objects.filter(state="waiting").update(run_after=None)

    run = MailingRun.objects.get()
    assert run.state == "failed"
    assert "việc nền số" in run.error
    assert Notice.objects.filter(person=cast.coordinator, kind="reports.mailing_failed").count() == 1


def test_a_letter_that_the_server_refuses_is_told_to_the_owner_once(cast, server):
    server.at_recipient = lambda address: "550 no such user" if address == cast.director.email else None
    scheduled(cast)
    run_on(BEFORE_DUE)

    with clock.standing_on(BEFORE_DUE):
        assert actions.watch_mailings(actor=SYSTEM) == 1
        assert actions.watch_mailings(actor=SYSTEM) == 0

    run = MailingRun.objects.get()
    assert (
        run.error
        == f"Chưa gửi được thư cho 1 người. {cast.director.full_name}: Máy chủ thư từ chối (mã 550)."
    )
    assert Notice.objects.filter(person=cast.coordinator, kind="reports.mailing_failed").count() == 1


def test_a_run_whose_job_vanished_is_told_to_the_owner(cast):
    actions.mail_now(scheduled(cast), actor=cast.actor("coordinator"))
    Job.objects.all().delete()

    with clock.standing_on(date(2026, 3, 11)):
        assert actions.watch_mailings(actor=SYSTEM) == 1

    assert MailingRun.objects.get().state == "failed"


@pytest.mark.parametrize("key", ["officer", "head", "ward_officer", "superior", "old_coordinator"])
def test_only_who_reads_unfinished_reports_there_is_a_recipient(cast, key):
    with pytest.raises(Refused) as refusal:
        scheduled(cast, "director", key)

    assert refusal.value.code == "recipients"


def test_who_lost_the_right_gets_nothing_and_opens_nothing(cast):
    run = _sent(cast)
    role = Membership.objects.get(person=cast.director, role=Role.DIRECTOR)
    end_membership(role, last_day=date(2026, 3, 10), actor=SYSTEM)

    with clock.standing_on(BEFORE_DUE):
        assert run_on(BEFORE_DUE).told == 1
        with pytest.raises(NotVisible):
            access.get_mailed(cast.actor("director"), run.pk)

    titles = Notice.objects.filter(person=cast.coordinator, kind="reports.mailing_failed")
    assert "không còn quyền xem" in titles.get().title


@pytest.mark.parametrize("who", ["officer", "director", "superior", "ward_officer"])
def test_only_the_coordinator_sets_pauses_and_removes(cast, who):
    mailing = scheduled(cast)

    for verb in (actions.pause_mailing, actions.resume_mailing, actions.remove_mailing, actions.mail_now):
        with pytest.raises(Refused) as refusal:
            verb(mailing, actor=cast.actor(who))
        assert refusal.value.code == "forbidden"


@pytest.mark.parametrize(("timing", "number"), [("day", 0), ("day", 29), ("before", 21)])
def test_a_day_that_no_month_has_is_refused(cast, timing, number):
    with pytest.raises(Refused) as refusal:
        scheduled(cast, timing=timing, number=number)

    assert refusal.value.code == "day"


def test_the_pages_add_send_pause_and_remove(cast):
    browser = cast.client("coordinator")
    form = {
        "what": "month", "timing": "day", "number": "5", "form": "docx", "recipients": [cast.director.pk],
    }  # fmt: skip
    answer = browser.post("/ban-lam-viec/bao-cao/gui-thu/them/", form)
    mailing = Mailing.objects.get()
    assert answer.headers["Location"] == f"/ban-lam-viec/bao-cao/gui-thu/{mailing.pk}/"

    browser.post(f"/ban-lam-viec/bao-cao/gui-thu/{mailing.pk}/viec/", {"viec": "gui"})
    work_off()
    browser.post(f"/ban-lam-viec/bao-cao/gui-thu/{mailing.pk}/viec/", {"viec": "dung"})

    page = browser.get(f"/ban-lam-viec/bao-cao/gui-thu/{mailing.pk}/").content.decode()
    assert "Đã gửi, 1 người nhận" in page
    assert "Tải so-lieu-thang-3-2026.docx" in page
    assert "Tạm dừng từ 10/03/2026" in page
    assert "ngày 5 mỗi tháng" in browser.get("/ban-lam-viec/bao-cao/gui-thu/").content.decode()
    browser.post(f"/ban-lam-viec/bao-cao/gui-thu/{mailing.pk}/viec/", {"viec": "xoa"})
    assert not Mailing.objects.exists()
