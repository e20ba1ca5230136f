"""From an article to the outbox: who may, what arrives, what never arrives twice."""

from __future__ import annotations

import pytest

from lantoa.channels import actions, delivering, jobs, pacing
from lantoa.channels.contract import InDoubt, Permanent, Temporary, Text
from lantoa.channels.models import Barred, Broadcast, Channel, Delivery, Part, Subscriber
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.models import Job
from tests.channels.messages import (
    approved,
    channel,
    composed,
    fresh,
    later,
    outcomes,
    refused,
    sender,
    sent,
    subscribers,
    work,
)
from tests.support.fake_channel import fake_kind

pytestmark = pytest.mark.django_db


def test_an_approved_broadcast_reaches_every_subscriber_once(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 3)
    broadcast = sent(cast, row)

    work()

    assert sorted(fake.addresses) == [f"nguoi{number}@example.vn" for number in range(3)]
    assert fake.taken[0][1].title == "Nộp hồ sơ trực tuyến được giảm phí"
    assert len({key for _, _, key in fake.taken}) == 3
    assert fresh(broadcast).state == Broadcast.State.SENT
    assert outcomes(broadcast) == {"sent": 3}


def test_who_writes_cannot_send_and_who_sends_cannot_write(cast, fake):
    row = channel(cast, "thu")
    broadcast = approved(cast, row)
    part = broadcast.parts.get()
    words = Text("Khác", "", "Khác")

    assert refused(actions.send, broadcast, actor=cast.actor("editor")) == "forbidden"
    assert refused(actions.send, broadcast, actor=cast.actor("director")) == "forbidden"
    assert refused(actions.rewrite, part, words, actor=sender(cast)) == "forbidden"
    assert refused(actions.approve, composed(cast, row), actor=sender(cast)) == "forbidden"
    assert refused(actions.send, broadcast, actor=sender(cast, "editor")) == "own"


def test_nothing_goes_before_it_is_approved_and_a_change_needs_a_new_approval(cast, fake):
    row = channel(cast, "thu")
    draft = composed(cast, row)
    assert refused(actions.send, draft, actor=sender(cast)) == "state"
    assert refused(actions.approve, draft, actor=cast.actor("director")) == "state"
    broadcast = approved(cast, row)

    actions.rewrite(
        broadcast.parts.get(), Text("Tiêu đề khác", "", "Nội dung khác"), actor=cast.actor("editor")
    )

    assert fresh(broadcast).state == Broadcast.State.DRAFT
    assert refused(actions.send, broadcast, actor=sender(cast)) == "state"
    assert fake.taken == []


def test_text_longer_than_the_channel_takes_is_refused_at_its_field(cast, fake):
    part = composed(cast, channel(cast, "thu")).parts.get()
    with pytest.raises(Refused) as caught:
        actions.rewrite(part, Text("Ngắn", "", "dài " * 100), actor=cast.actor("editor"))
    assert caught.value.field == "text"
    assert "dài 399 ký tự, kênh này nhận 200" in caught.value.message


def test_sending_twice_sends_once(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)
    broadcast = sent(cast, row)
    assert refused(actions.send, broadcast, actor=sender(cast)) == "state"
    work()
    jobs.sweep(progress_of())
    work()
    assert len(fake.taken) == 2


def progress_of():
    class Quiet:
        def step(self, *args):
            return None

    return Quiet()


def test_a_temporary_failure_is_tried_again_with_the_same_key_and_growing_pauses(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 1)
    fails = iter([True, True, False])
    keys = []

    def before(address):
        keys.append(Delivery.objects.get().pk)
        if next(fails):
            raise Temporary("Máy chủ bận.")

    fake.before = before
    broadcast = sent(cast, row)
    work()
    assert outcomes(broadcast) == {"waiting": 1}
    work()
    assert len(keys) == 1  # its time has not come
    later(2)
    work()
    later(6)
    work()
    assert outcomes(broadcast) == {"sent": 1}
    assert len(fake.taken) == 1


def test_a_recipient_who_fails_too_often_becomes_a_dead_letter_that_can_be_sent_again(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)

    def before(address):
        if address.startswith("nguoi1"):
            raise Temporary("Hộp thư đầy.")

    fake.before = before
    broadcast = sent(cast, row)
    for _ in range(len(pacing.PAUSES) + 1):
        work()
        later(7 * 60)
    assert outcomes(broadcast) == {"sent": 1, "failed": 1}
    assert fresh(broadcast).state == Broadcast.State.SENT

    fake.before = lambda address: None
    part = Part.objects.select_related("broadcast").get()
    assert actions.resend(part, actor=sender(cast)) == 1
    work()

    assert sorted(fake.addresses) == ["nguoi0@example.vn", "nguoi1@example.vn"]
    assert outcomes(broadcast) == {"sent": 2}


def test_what_is_in_doubt_is_never_sent_again_by_itself(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 1)

    def after(address):
        raise InDoubt("Không có câu trả lời.")

    fake.after = after
    broadcast = sent(cast, row)
    for _ in range(4):
        work()
        later(24 * 60)
        jobs.sweep(progress_of())

    assert outcomes(broadcast) == {"unsure": 1}
    assert len(fake.taken) == 1
    part = Part.objects.select_related("broadcast").get()
    assert refused(actions.resend, part, actor=sender(cast)) == "nothing"
    assert actions.resend(part, actor=sender(cast), unsure=True) == 1


def test_an_error_nobody_foresaw_is_in_doubt_too(cast, fake, caplog):
    row = channel(cast, "thu")
    subscribers(row, 1)

    def after(address):
        raise KeyError("nguoi0@example.vn")

    fake.after = after
    broadcast = sent(cast, row)
    work()
    assert outcomes(broadcast) == {"unsure": 1}
    assert "nguoi0" not in caplog.text


def test_a_delivery_whose_worker_died_goes_again_only_where_the_far_side_knows_the_key(cast, article):
    for repeatable, wanted in ((False, {"unsure": 1}), (True, {"sent": 1})):
        with fake_kind(repeatable=repeatable) as (_, outbox):
            row = channel(cast, "thu", name=f"Kênh {repeatable}")
            subscribers(row, 1)

            class Died(BaseException):
                pass

            def die(address, died=Died):
                raise died

            outbox.after = die
            broadcast = sent(cast, row)
            part = broadcast.parts.get()
            with pytest.raises(Died):
                delivering.run(part.pk, lambda *step: None)
            assert outcomes(broadcast) == {"sending": 1}
            outbox.after = lambda address: None
            assert delivering.run(part.pk, lambda *step: None) > 500  # nobody knows yet whether it is dead
            later(11)
            delivering.run(part.pk, lambda *step: None)
            assert outcomes(broadcast) == wanted
            assert len({key for _, _, key in outbox.taken}) == 1


def test_do_not_contact_wins_over_what_is_queued_already(cast, fake):
    row = channel(cast, "thu")
    first, second, third = subscribers(row, 3)

    def before(address):
        if address == first.address:
            Barred.objects.create(agency=cast.sxd, kind="thu", mark=second.mark, why="asked", at=clock.now())

    fake.before = before
    Barred.objects.create(agency=cast.sxd, kind="thu", mark=third.mark, why="asked", at=clock.now())
    broadcast = sent(cast, row)
    work()
    assert fake.addresses == [first.address]
    assert outcomes(broadcast) == {"sent": 1, "skipped": 2}


def test_an_address_that_nobody_has_is_written_to_no_more(cast, fake):
    row = channel(cast, "thu")
    (one,) = subscribers(row, 1)

    def before(address):
        raise Permanent("Không có địa chỉ này.", gone=True)

    fake.before = before
    broadcast = sent(cast, row)
    work()
    assert outcomes(broadcast) == {"failed": 1}
    assert fresh(broadcast).parts.get().state == Part.State.FAILED
    assert Barred.objects.get().mark == one.mark
    assert Subscriber.objects.get().state == Subscriber.State.STOPPED
    fake.before = lambda address: None
    assert (
        refused(actions.resend, Part.objects.select_related("broadcast").get(), actor=sender(cast))
        == "nothing"
    )


def test_a_channel_that_takes_nothing_stops_after_one_try_and_says_why(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 5)
    tries = []

    def before(address):
        tries.append(address)
        raise Temporary("Hết hạn mức trong ngày.", retry_after=1800, channel=True)

    fake.before = before
    broadcast = sent(cast, row)
    work()
    assert len(tries) == 1
    assert outcomes(broadcast) == {"waiting": 5}
    assert Channel.objects.get(pk=row.pk).trouble == "Hết hạn mức trong ngày."
    job = Job.objects.get(name="lantoa.channels.jobs.send_part", state="waiting")
    assert 1700 < (job.run_after - clock.now()).total_seconds() < 1900
    fake.before = lambda address: None
    later(31)
    work()
    assert outcomes(broadcast) == {"sent": 5}


def test_a_channel_without_permission_makes_dead_letters_of_all_that_waits(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 4)

    def before(address):
        raise Permanent("Ứng dụng không còn quyền gửi.", channel=True)

    fake.before = before
    broadcast = sent(cast, row)
    work()
    part = fresh(broadcast).parts.get()
    assert outcomes(broadcast) == {"failed": 4}
    assert (part.state, part.note) == (Part.State.FAILED, "Ứng dụng không còn quyền gửi.")
