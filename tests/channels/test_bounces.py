"""Reports of undelivered letters: who is gone is written to no more, and nobody else can be struck off the list."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from lantoa.channels import actions
from lantoa.channels.kinds.email import bounces, transport
from lantoa.channels.models import Barred, Delivery, Subscriber
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from tests.channels.messages import articles, channel, outcomes, sent, subscribers, work

REPORT = b"""From: mailer-daemon@example.vn
To: lantoa@localhost
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; example.vn

Final-Recipient: rfc822; nguoi0@example.vn
Action: %(action)s
Status: %(status)s

--b
Content-Type: text/rfc822-headers

Message-ID: %(id)s
Subject: x

--b--
"""


def report(message_id, status="5.1.1", action="failed"):
    fields = {"id": message_id, "status": status, "action": action}
    return REPORT % {name.encode(): value.encode() for name, value in fields.items()}


@pytest.fixture
def letters(cast):
    """Two letters that the mail server took."""
    with articles(cast):
        row = channel(cast)
        subscribers(row, 2)
        broadcast = sent(cast, row)
        work()
        assert outcomes(broadcast) == {"sent": 2}
        yield list(Delivery.objects.order_by("pk"))


def take(*named):
    out = io.StringIO()
    call_command("bounces", *(str(name) for name in named), stdout=out)
    return out.getvalue().strip()


def states():
    return list(Subscriber.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_a_report_of_a_gone_mailbox_from_standard_input_stops_its_subscriber_with_the_reason(
    letters, monkeypatch
):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(letters[0].provider_id))))
    assert take() == "Đã đọc 1 thư, 1 báo cáo về thư của hệ thống."
    assert states() == ["stopped", "active"]
    assert Barred.objects.get().why == "bounced"
    letters[0].refresh_from_db()
    assert (letters[0].state, letters[0].why) == ("failed", "Máy chủ thư báo không có hộp thư này.")


@pytest.mark.django_db
def test_a_mailbox_read_twice_counts_each_report_once_also_after_a_new_confirmation(letters, tmp_path):
    box = tmp_path / "mbox"
    content = [report(letters[0].provider_id), report(letters[1].provider_id, "5.2.2")]
    box.write_bytes(b"".join(b"From x\n" + letter + b"\n" for letter in content))
    assert take(box).startswith("Đã đọc 2 thư, 2 báo cáo")
    Subscriber.objects.filter(state="stopped").update(state="pending")
    actions.confirm_subscriber(Subscriber.objects.get(state="pending"), actor=SYSTEM)

    for _ in range(6):
        take(box)

    assert states() == ["active", "active"]
    assert Subscriber.objects.order_by("pk").last().soft_bounces == 1


@pytest.mark.django_db
def test_five_letters_in_a_row_that_fail_for_a_passing_reason_end_it_and_one_that_arrives_begins_anew(
    letters,
):
    first = letters[0]
    later_ones = []
    for number in range(1, 8):
        broadcast = first.part.broadcast
        broadcast.pk = None
        broadcast.save(force_insert=True)
        part = first.part
        part.pk, part.broadcast = None, broadcast
        part.save(force_insert=True)
        later_ones.append(
            Delivery.objects.create(
                part=part, subscriber=first.subscriber, mark=first.mark, state="sent", due_at=clock.now(),
                at=first.at + timedelta(days=number), provider_id=f"<{number:040x}@lantoa.example>",
            )
        )  # fmt: skip
    for row in (first, *later_ones[1:5]):  # the second letter arrived
        actions.take_bounce(row.provider_id, hard=False, actor=SYSTEM)
    assert (states()[0], Subscriber.objects.earliest("pk").soft_bounces) == ("active", 4)
    actions.take_bounce(later_ones[5].provider_id, hard=False, actor=SYSTEM)
    assert states() == ["stopped", "active"]


@pytest.mark.django_db
def test_a_maildir_is_read_once_and_a_folder_of_letters_too_and_links_in_it_are_not_followed(
    letters, tmp_path
):
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box/new/1.a").write_bytes(report(letters[0].provider_id))
    assert take(tmp_path / "box") == "Đã đọc 1 thư, 1 báo cáo về thư của hệ thống."
    assert take(tmp_path / "box").startswith("Đã đọc 0 thư")
    assert [file.name for file in (tmp_path / "box/cur").iterdir()] == ["1.a:2,S"]

    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.eml").write_bytes(report(letters[1].provider_id))
    (folder / "b.eml").symlink_to("/etc/hostname")
    assert take(folder).startswith("Đã đọc 1 thư, 1 báo cáo")
    assert states() == ["stopped", "stopped"]
    with pytest.raises(CommandError, match="Không có hộp thư"):
        take(tmp_path / "none")


@pytest.mark.django_db
def test_reports_that_name_no_letter_of_ours_change_nothing(letters, tmp_path, settings):
    (tmp_path / "made-up").write_bytes(report(f"<{'0' * 40}@khac.example>"))
    key = f"lantoa-{letters[0].part_id}-{letters[0].pk}"
    settings.SECRET_KEY = "somebody else's"  # all else of the name is known to everybody
    forged = transport.message_id(key)
    (tmp_path / "forged").write_bytes(report(forged))
    assert forged != letters[0].provider_id
    assert take(tmp_path) == "Đã đọc 2 thư, 0 báo cáo về thư của hệ thống."
    assert states() == ["active", "active"]


@pytest.mark.parametrize(
    ("status", "action", "hard"),
    [("5.1.1", "failed", True), ("5.2.1", "failed", True), ("5.0.0", "failed", True), ("5.2.2", "failed", False),
     ("5.7.1", "failed", False), ("5.7.26", "failed", False), ("4.4.7", "failed", False), ("4.4.1", "delayed", None),
     ("2.0.0", "delivered", None), ("5.1.1", "relayed", None), ("nonsense", "failed", None)],
)  # fmt: skip
def test_only_a_mailbox_that_is_gone_is_final(status, action, hard):
    found = bounces.read(report(f"<{'a' * 40}@lantoa.example>", status, action))
    assert (found.hard if found else None) == hard


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff" * 500,
        b"Content-Type: multipart/report; boundary=b\n\n--b",
        REPORT[:200],
        b"Subject: =?utf-8?q?=FF?=\n\n",
        b"".join(b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)),
        report("<" + "a" * 40 + "@" + "x" * 5000 + ">"),
    ],
)
def test_nonsense_is_no_report(content):
    assert bounces.read(content) is None


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_report_damaged_anywhere_is_read_or_not_and_never_an_error(noise, place):
    whole = report(f"<{'a' * 40}@lantoa.example>")
    bounces.read(whole[:place] + noise + whole[place:])
    bounces.read(whole[:place] + noise)
