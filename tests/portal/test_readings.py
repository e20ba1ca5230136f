"""Readings are counted once each, by day and page, and every screen shows the same sum."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.ledger.models import Measurement, State
from lantoa.organisation.access import SYSTEM
from lantoa.portal import counting, reader_actions, reads
from lantoa.portal.keeping import Kept
from lantoa.portal.models import AgencyReads, PageReads
from tests.portal.building import article, publish

pytestmark = pytest.mark.django_db
PERSON = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)


def read(mark: Kept, agent: str = PERSON, method: str = "GET", **headers: str) -> None:
    counting.count_reading(mark, {"REQUEST_METHOD": method, "HTTP_USER_AGENT": agent, **headers})


def test_a_reading_is_added_to_the_day_of_the_page_and_of_its_agency(cast, today):
    with clock.standing_on(today):
        read(Kept(cast.sxd.pk, 7))
        read(Kept(cast.sxd.pk, 7))
        read(Kept(cast.sxd.pk, 0))

    assert list(PageReads.objects.order_by("page_number").values_list("page_number", "count", "day")) == [
        (0, 1, today), (7, 2, today)
    ]  # fmt: skip
    assert AgencyReads.objects.get().count == 3


@pytest.mark.parametrize(
    ("agent", "method", "headers"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "GET", {}),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "GET", {}),
        ("", "GET", {}),
        (PERSON, "HEAD", {}),
        (PERSON, "GET", {"HTTP_SEC_PURPOSE": "prefetch;prerender"}),
    ],
)
def test_what_is_no_person_is_not_counted(cast, agent, method, headers):
    read(Kept(cast.sxd.pk), agent, method, **headers)

    assert not PageReads.objects.exists()


def test_a_page_of_no_agency_is_not_counted(db):
    read(Kept())

    assert not AgencyReads.objects.exists()


def test_the_foot_the_desk_and_the_ledger_show_one_figure(cast, client, today):
    page = publish(cast, article())
    last = today.replace(day=1) - timedelta(days=1)
    counting.write({(cast.sxd.pk, page.pk, last): 1200, (cast.sxd.pk, 0, last): 34})

    with clock.standing_on(today):
        reader_actions.set_counters(actor=SYSTEM)
        reader_actions.record_reads(today, actor=SYSTEM)
        foot = client.get(page.url).text
        desk = cast.client("editor").get(reverse("readers:reads"), {"tu": f"01/{last:%m/%Y}"}).text

    row = Measurement.objects.get(measure__code=reader_actions.MEASURE)
    assert row.value == Decimal(reads.total(cast.sxd.pk, last.replace(day=1), last)) == Decimal(1234)
    assert row.state == State.DRAFT
    assert "Lượt xem: 1.234, tính đến" in foot
    assert "1.234" in desk
    assert "1.200" in desk


def test_the_months_figure_is_written_once_and_not_beside_what_somebody_entered(cast, today):
    counting.write({(cast.sxd.pk, 0, today.replace(day=1) - timedelta(days=1)): 5})

    assert reader_actions.record_reads(today, actor=SYSTEM) == 1
    assert reader_actions.record_reads(today, actor=SYSTEM) == 0
    assert Measurement.objects.filter(measure__code=reader_actions.MEASURE).count() == 1


def test_the_figure_at_the_foot_is_written_only_when_it_changed(cast, today):
    counting.write({(cast.sxd.pk, 0, today): 5})
    reader_actions.set_counters(actor=SYSTEM)

    with CaptureQueriesContext(connection) as asked:
        assert reader_actions.set_counters(actor=SYSTEM) == 0

    assert [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_readings_are_shown_for_the_days_the_section_and_the_agency_asked_for(cast, today):
    mine, other = publish(cast, article(title="Bài tin")), publish(cast, article(title="Bài hỏi"), "thu-tuc")
    old = today - timedelta(days=90)
    counting.write(
        {(cast.sxd.pk, mine.pk, today): 3, (cast.sxd.pk, mine.pk, old): 50, (cast.sxd.pk, other.pk, today): 8}
    )
    client = cast.client("editor")

    def table(**query: Any) -> list[list[str]]:
        text = client.get(reverse("readers:reads"), {"xuat": "csv", **query}).getvalue().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))[1:]

    with clock.standing_on(today):
        assert [(row[0], row[-1]) for row in table()] == [("Bài hỏi", "8"), ("Bài tin", "3")]
        assert [row[-1] for row in table(tu=f"{old:%d/%m/%Y}", den=f"{old:%d/%m/%Y}")] == ["50"]
        assert [row[0] for row in table(chuyen_muc=mine.get_parent().pk)] == ["Bài tin"]


def test_the_list_asks_as_often_for_three_pages_as_for_one(cast, today):
    client = cast.client("editor")
    counting.write({(cast.sxd.pk, 1, today): 1})
    with clock.standing_on(today):
        client.get(reverse("readers:reads"))
        with CaptureQueriesContext(connection) as one:
            client.get(reverse("readers:reads"))
        counting.write({(cast.sxd.pk, number, today): 1 for number in (2, 3)})
        with CaptureQueriesContext(connection) as three:
            client.get(reverse("readers:reads"))

    assert len(one) == len(three)


def test_another_agencys_readings_are_not_shown(cast, today):
    page = publish(cast, article(title="Bài của Sở"))
    counting.write({(cast.sxd.pk, page.pk, date(2026, 8, 3)): 3})

    shown = cast.client("outsider").get(reverse("readers:reads"))

    assert "Bài của Sở" not in shown.text
