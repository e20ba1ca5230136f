"""What was sent proves itself: one activity, its measures kept apart, the list of deliveries sealed without addresses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantoa.channels import actions
from lantoa.channels.contract import Measures, Temporary
from lantoa.channels.models import Part
from lantoa.ledger.models import Activity, Evidence, Measurement, State
from lantoa.ledger.storage import path_of
from tests.channels.messages import TITLE, articles, channel, fresh, later, sender, sent, subscribers, work
from tests.support.fake_channel import fake_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(cast):
    with (
        articles(cast),
        fake_kind(measures=Measures("M17-1", "M17-2"), activity_kind="gui-tin") as (_, outbox),
    ):
        yield outbox


def values(activity):
    rows = Measurement.objects.filter(version=activity.current)
    return dict(rows.values_list("measure__code", "value"))


def lists(activity):
    rows = Evidence.objects.filter(activity=activity, kind="file").order_by("pk")
    return [path_of(row.file.sha256).read_bytes().decode("utf-8-sig") for row in rows]


def test_the_first_sending_records_one_activity_that_its_approver_confirmed(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 3)
    broadcast = sent(cast, row)
    assert fresh(broadcast).activity is None
    work()

    activity = Activity.objects.get()
    assert fresh(broadcast).activity == activity
    assert (activity.state, activity.confirmed_by, activity.recorded_by) == (
        State.CONFIRMED,
        cast.director,
        cast.editor,
    )
    assert activity.current.title == f"Gửi tin: {TITLE}"
    assert values(activity) == {"M17-1": Decimal(3), "M17-2": Decimal(3)}
    assert [theme.code for theme in activity.current.themes.all()] == ["dich-vu-cong"]
    (text,) = lists(activity)
    assert text.count("Đã gửi") == 3
    assert "example.vn" not in text
    assert Evidence.objects.get(activity=activity, kind="link").url == "https://lantoa.example/tin/7/"


def test_messages_and_people_are_different_figures(cast, fake):
    first, second = channel(cast, "thu", name="Kênh một"), channel(cast, "thu", name="Kênh hai")
    subscribers(first, 3)
    subscribers(second, 2)  # the same addresses
    sent(cast, first, second)
    work()
    assert values(Activity.objects.get()) == {"M17-1": Decimal(5), "M17-2": Decimal(3)}


def test_sending_dead_letters_again_adds_a_list_and_no_second_activity(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)

    def before(address):
        if address.startswith("nguoi1"):
            raise Temporary("Hộp thư đầy.")

    fake.before = before
    sent(cast, row)
    for _ in range(6):
        work()
        later(7 * 60)
    fake.before = lambda address: None
    actions.resend(Part.objects.select_related("broadcast").get(), actor=sender(cast))
    work()
    activity = Activity.objects.get()
    first, second = lists(activity)
    assert (first.count("Đã gửi"), second.count("Đã gửi")) == (1, 2)


def test_a_broadcast_that_reached_nobody_records_nothing(cast, fake):
    sent(cast, channel(cast, "thu"))
    work()
    assert Activity.objects.count() == 0
