"""When a channel may send, to whom not too often, what is stopped, what is kept, what becomes of old lists."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels import actions, delivering, pacing, secrets
from lantoa.channels.contract import Way
from lantoa.channels.models import Broadcast, Delivery, DeliverySum, Part
from lantoa.channels.queries import sending
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from tests.channels.messages import (
    approved,
    channel,
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


def test_quiet_hours_and_the_number_for_a_day_hold_messages_back(cast, fake):
    now = clock.now()
    start, end = (now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()
    quiet = channel(cast, "thu", name="Kênh giờ nghỉ", quiet_from=start, quiet_to=end)
    few = channel(cast, "thu", name="Kênh ít", most_a_day=2)
    subscribers(quiet, 1)
    subscribers(few, 5)
    broadcast = sent(cast, quiet, few)
    work()
    assert outcomes(broadcast) == {"waiting": 4, "sent": 2}


def test_what_came_in_quiet_hours_goes_when_they_are_over(cast, fake, monkeypatch):
    night = clock.now().replace(hour=23, minute=0)
    monkeypatch.setattr(clock, "now", lambda: night)
    row = channel(
        cast, "thu", quiet_from=night.time().replace(hour=21), quiet_to=night.time().replace(hour=6)
    )
    subscribers(row, 2)
    broadcast = sent(cast, row)
    part = broadcast.parts.get()
    assert delivering.run(part.pk, lambda *step: None) == pytest.approx(7 * 3600, abs=60)
    assert fake.taken == []

    monkeypatch.setattr(clock, "now", lambda: night + timedelta(hours=7, minutes=1))
    assert delivering.run(part.pk, lambda *step: None) is None
    assert outcomes(broadcast) == {"sent": 2}


def test_one_person_gets_so_many_a_day_over_all_channels_of_the_agency_and_the_rest_tomorrow(
    cast, fake, monkeypatch
):
    noon = clock.now().replace(hour=12, minute=0)
    monkeypatch.setattr(clock, "now", lambda: noon)
    actions.limit_sending(cast.sxd, 1, actor=cast.actor("administrator"))
    first, second = channel(cast, "thu", name="Kênh một"), channel(cast, "thu", name="Kênh hai")
    subscribers(first, 1)
    subscribers(second, 2)  # the first of them is the same person
    one, two = sent(cast, first), sent(cast, second)
    parts = [broadcast.parts.get() for broadcast in (one, two)]
    waits = [delivering.run(part.pk, lambda *step: None) for part in parts]
    assert waits[0] is None
    assert waits[1] == pytest.approx(12 * 3600, abs=60)
    assert (outcomes(one), outcomes(two)) == ({"sent": 1}, {"waiting": 1, "sent": 1})

    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(hours=13))
    delivering.run(parts[1].pk, lambda *step: None)
    assert outcomes(two) == {"sent": 2}
    assert sorted(fake.addresses) == ["nguoi0@example.vn", "nguoi0@example.vn", "nguoi1@example.vn"]


def test_the_limit_of_the_agency_is_set_on_the_screen_and_noted(cast, fake):
    from lantoa.audit.models import Entry

    page = "/ban-lam-viec/kenh/gioi-han/"
    administrator = cast.client("administrator")
    assert administrator.post(f"{page}?co-quan={cast.sxd.pk}", {"most_for_one": "0"}).status_code == 422
    administrator.post(f"{page}?co-quan={cast.sxd.pk}", {"most_for_one": "2"})
    assert sending.limit_of(cast.sxd) == 2
    assert 'value="2"' in administrator.get(f"{page}?co-quan={cast.sxd.pk}").text
    assert Entry.objects.filter(verb="channels.sending_limited").count() == 1
    assert refused(actions.limit_sending, cast.sxd, 3, actor=cast.actor("editor")) == "forbidden"


@pytest.mark.parametrize(
    ("hour", "start", "end", "until"), [(23, 21, 6, 30), (3, 21, 6, 6), (12, 21, 6, None), (12, 11, 14, 14)]
)
def test_quiet_hours_go_over_midnight(hour, start, end, until, today):
    moment = clock.now().replace(hour=hour, minute=0, second=0, microsecond=0)
    found = pacing.quiet_until(moment, moment.time().replace(hour=start), moment.time().replace(hour=end))
    midnight = moment.replace(hour=0)
    assert found == (midnight + timedelta(hours=until) if until else None)


def test_nobody_gets_more_than_the_channel_allows_for_one(cast, fake):
    row = channel(cast, "thu", most_for_one=1, within_days=7)
    subscribers(row, 2)
    sent(cast, row)
    work()
    second = sent(cast, row)
    work()
    assert outcomes(second) == {"skipped": 2}
    assert len(fake.taken) == 2


def test_a_broadcast_for_later_waits_and_can_be_cancelled(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)
    broadcast = actions.send(approved(cast, row), actor=sender(cast), at=clock.now() + timedelta(hours=2))
    work()
    assert fake.taken == []
    actions.cancel(broadcast, "Bài có lỗi", actor=sender(cast))
    later(3 * 60)
    work()
    assert fake.taken == []
    assert fresh(broadcast).state == Broadcast.State.CANCELLED


def test_cancelling_in_the_middle_keeps_what_went_and_stops_the_rest(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 4)
    broadcast = sent(cast, row)

    def after(address):
        if len(fake.taken) == 2:
            actions.cancel(Broadcast.objects.get(), "Dừng", actor=sender(cast))

    fake.after = after
    work()
    assert outcomes(broadcast) == {"sent": 2, "cancelled": 2}
    assert fresh(broadcast).state == Broadcast.State.SENT


def test_what_people_do_is_said_by_people(cast, article):
    with fake_kind(way=Way.PEOPLE, deliver=None) as _:
        row = channel(cast, "thu")
        broadcast = sent(cast, row)
        work()
        part = Part.objects.select_related("broadcast").get()
        assert part.state == Part.State.PLANNED
        actions.mark_done(part, "Đọc tại giao ban tuần", 42, actor=sender(cast))
    assert fresh(broadcast).state == Broadcast.State.SENT
    assert Part.objects.get().reached == 42


def test_secrets_are_neither_readable_in_the_table_nor_in_the_audit(cast, fake):
    from lantoa.audit.models import Entry

    row = channel(cast, "thu")
    assert "bí-mật" not in row.secrets + str(row.settings)
    assert secrets.opened(row.secrets) == {"token": "bí-mật"}
    draft = actions.ChannelDraft(row.name, {"account": "moi", "token": ""})
    actions.change_channel(row, draft, actor=cast.actor("administrator"))
    row.refresh_from_db()
    assert secrets.opened(row.secrets) == {"token": "bí-mật"}
    assert not [entry for entry in Entry.objects.all() if "bí-mật" in f"{entry.summary}{entry.changes}"]


def test_old_deliveries_become_sums_and_the_list_of_marks_is_gone(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 3)
    broadcast = sent(cast, row)
    work()
    Part.objects.update(ended_at=clock.now() - timedelta(days=400))
    assert actions.add_up(clock.today(), actor=SYSTEM) == 3
    assert actions.add_up(clock.today(), actor=SYSTEM) == 0
    assert Delivery.objects.count() == 0
    assert list(DeliverySum.objects.values_list("state", "count")) == [("sent", 3)]
    assert sending.figures_of_parts(broadcast.parts.all())[broadcast.parts.get().pk].sent == 3
