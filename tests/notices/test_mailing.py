"""Letters against a real mail server, with the wrong turns that servers take."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lantoa.foundation import clock
from lantoa.jobs import running
from lantoa.jobs.models import Job
from lantoa.notices import actions, mailing, sending
from lantoa.notices.models import MailChoice, Notice
from lantoa.organisation.access import SYSTEM
from tests.notices.mail_server import CUT, MailServer

pytestmark = pytest.mark.django_db

Mail = Notice.Mail


@pytest.fixture
def server(settings):
    with (mail := MailServer()) as handler:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", mail.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield handler


def tell(*people, title="Nhiệm vụ 3 đến hạn sau 3 ngày", **options):
    return actions.notify(people, "test.due", title, "/ban-lam-viec/ke-hoach/1/", actor=SYSTEM, **options)


def work():
    """Runs the jobs of this room that are due, and makes the others due for the next call."""
    Job.objects.filter(state="waiting").exclude(name__startswith="lantoa.notices").delete()
    running.run_waiting()
    Job.objects.filter(state="waiting").update(run_after=None)


def states():
    return list(Notice.objects.order_by("pk").values_list("mail", flat=True))


def test_a_letter_arrives_with_its_words_its_link_and_the_headers_of_a_machine(cast, server, settings):
    settings.BASE_URL = "https://lantoa.example"
    tell(cast.officer, key="task:3:T-3")

    work()

    ((address, letter),) = server.letters
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert address == cast.officer.email
    assert letter["Subject"].strip() == "[Lan Tỏa] Nhiệm vụ 3 đến hạn sau 3 ngày"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@lantoa.example>")
    assert "https://lantoa.example/ban-lam-viec/ke-hoach/1/" in text
    assert 'href="https://lantoa.example/ban-lam-viec/ke-hoach/1/"' in html
    assert cast.officer.full_name not in text + html
    assert states() == [Mail.SENT]


def test_a_title_is_text_in_the_letter_and_one_line_in_its_subject(cast, server):
    tell(cast.officer, title="<b>Gấp</b>\r\nBcc: kẻ@lạ.example")

    work()

    letter = server.letters[0][1]
    assert "&lt;b&gt;" in letter.get_body(("html",)).get_content()
    assert letter["Bcc"] is None
    assert letter["Subject"].strip() == "[Lan Tỏa] <b>Gấp</b> Bcc: kẻ@lạ.example"


def test_the_same_letter_has_the_same_message_id_and_another_has_another(cast, server):
    answers = iter([CUT])
    server.at_data = lambda count: next(answers, None)
    seen = []
    original = sending.Post.send

    def remember(self, letter, to, message_id):
        seen.append(message_id)
        return original(self, letter, to, message_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending.Post, "send", remember)
        tell(cast.officer, key="a")
        work()
        work()
        tell(cast.officer, key="b")
        work()

    assert seen[0] == seen[1] != seen[2]
    assert len(server.letters) == 2


@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down", "451 4.3.0 later", CUT])
def test_a_temporary_trouble_at_the_data_is_tried_again_and_arrives_once(cast, server, answer):
    server.at_data = lambda count: answer if count == 1 else None
    tell(cast.officer)

    work()
    between = states(), Job.objects.get(name__startswith="lantoa.notices").state
    work()

    assert between == ([Mail.WAITING], Job.State.WAITING)
    assert (len(server.letters), states()) == (1, [Mail.SENT])


def test_an_address_that_does_not_exist_fails_for_good_and_the_others_arrive(cast, server):
    server.at_recipient = lambda address: "550 5.1.1 no such user" if address == cast.officer.email else None
    tell(cast.officer, cast.head)

    work()
    work()

    failed = Notice.objects.get(person=cast.officer)
    assert (failed.mail, failed.mail_error) == (Mail.FAILED, "Máy chủ thư từ chối (mã 550).")
    assert [address for address, _ in server.letters] == [cast.head.email]
    assert Job.objects.get(name__startswith="lantoa.notices").state == Job.State.DONE


def test_one_address_put_off_does_not_hold_up_the_others(cast, server):
    put_off = ["450 4.2.1 greylisted"]
    server.at_recipient = lambda address: (
        put_off.pop() if put_off and address == min(cast.officer.email, cast.head.email) else None
    )
    tell(cast.officer, cast.head)

    work()
    first = len(server.letters)
    work()

    assert (first, len(server.letters), states()) == (1, 2, [Mail.SENT, Mail.SENT])


def test_a_server_that_says_421_gets_no_further_letter_in_this_run(cast, server):
    server.at_recipient = lambda address: "421 4.7.0 too many"
    tell(cast.officer, cast.head)

    work()

    assert states() == [Mail.WAITING, Mail.WAITING]
    assert Job.objects.get(name__startswith="lantoa.notices").state == Job.State.WAITING


def test_without_a_server_the_job_ends_in_words_and_the_hourly_round_sends_later(cast, server, settings):
    working = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    tell(cast.officer)
    for _ in range(4):
        work()
    job = Job.objects.get(name__startswith="lantoa.notices")
    ended = (job.state, job.error)
    settings.EMAIL_PORT = working
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=1))
    actions.later("lantoa.notices.jobs.deliver_left", title="Gửi lại thư còn chờ")
    work()

    assert ended == (
        Job.State.FAILED,
        "Không kết nối được máy chủ thư. Hệ thống thử lại mỗi giờ trong 3 ngày.",
    )
    assert (len(server.letters), states()) == (1, [Mail.SENT])


def test_after_three_days_a_letter_is_given_up(cast, server):
    tell(cast.officer)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=4))

    assert mailing.left_waiting() == []
    assert Notice.objects.get().mail_error == mailing.TOO_LATE
    work()
    assert server.letters == []


def test_a_worker_killed_after_the_server_said_yes_sends_nothing_twice(cast, server):
    notice = tell(cast.officer)[0]
    with pytest.MonkeyPatch.context() as patch:
        moved = mailing._move
        patch.setattr(
            mailing,
            "_move",
            lambda row, before, after, why="": after != Mail.SENT and moved(row, before, after, why),
        )
        mailing.deliver([notice.pk], lambda *step: None)
    work()
    Notice.objects.update(mail_at=timezone.now() - timedelta(hours=1))
    left = mailing.left_waiting()

    assert (left, states(), len(server.letters)) == ([], [Mail.UNSURE], 1)


def test_two_jobs_for_one_notice_send_one_letter(cast, server):
    notice = tell(cast.officer)[0]
    again = [Notice.objects.get(pk=notice.pk)]

    mailing.deliver([notice.pk], lambda *step: None)
    mailing._deliver([again], Mail.WAITING, lambda *step: None)

    assert len(server.letters) == 1


def digest_people(cast):
    for key in ("officer", "head"):
        actions.choose_mail(MailChoice.DAILY, actor=cast.actor(key))


def test_a_daily_letter_sums_up_what_waits_for_each(cast, server):
    digest_people(cast)
    tell(cast.officer, cast.head, title="Việc thứ nhất")
    tell(cast.officer, title="Việc thứ hai")

    with clock.standing_on(date(2026, 9, 8)):
        actions.later("lantoa.notices.jobs.deliver_digests", title="Gửi thư tổng hợp hằng ngày")
        work()

    letters = dict(server.letters)
    both = letters[cast.officer.email].get_body(("plain",)).get_content()
    assert letters[cast.officer.email]["Subject"].strip() == "[Lan Tỏa] 2 thông báo đến ngày 08/09/2026"
    assert both.index("Việc thứ nhất") < both.index("Việc thứ hai")
    assert letters[cast.head.email]["Subject"].strip() == "[Lan Tỏa] Việc thứ nhất"
    assert set(states()) == {Mail.SENT}


@pytest.mark.parametrize("day", [date(2026, 9, 6), date(2026, 9, 2)])
def test_no_daily_letter_goes_out_on_a_day_off(cast, server, day):
    digest_people(cast)
    tell(cast.officer)

    with clock.standing_on(day):
        actions.later("lantoa.notices.jobs.deliver_digests", title="Gửi thư tổng hợp hằng ngày")
        work()

    assert (server.letters, states()) == ([], [Mail.DIGEST])


def test_a_daily_letter_that_could_not_go_waits_for_the_next_attempt(cast, server):
    digest_people(cast)
    server.at_data = lambda count: CUT if count == 1 else None
    tell(cast.officer)

    with clock.standing_on(date(2026, 9, 8)):
        actions.later("lantoa.notices.jobs.deliver_digests", title="Gửi thư tổng hợp hằng ngày")
        work()
        between = states()
        work()

    assert (between, states(), len(server.letters)) == ([Mail.DIGEST], [Mail.SENT], 1)


def test_a_digest_held_up_by_a_long_holiday_is_not_given_up(cast):
    digest_people(cast)
    tell(cast.officer)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=9))

    mailing.left_waiting()

    assert states() == [Mail.DIGEST]


def test_nothing_of_an_address_stays_in_the_words_of_a_failure(cast, server):
    server.at_recipient = lambda address: f"550 5.1.1 <{address}> unknown"
    tell(cast.officer)

    work()

    assert cast.officer.email not in Notice.objects.get().mail_error
