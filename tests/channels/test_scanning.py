"""What a scan meets, and what is counted of it."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.channels import actions, counting, registry
from lantoa.channels.actions import Target
from lantoa.channels.models import Placement, ScanHour
from lantoa.channels.registry import Seen, TargetKind
from lantoa.organisation import actions as organising
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency
from lantoa.plans import actions as planning
from tests.cast import Cast
from tests.channels.building import PHONE, counter, draft, outside, place
from tests.plans.building import issue

pytestmark = pytest.mark.django_db


def scan(row: Placement | str, client: Client | None = None, **headers: str) -> Any:
    code = row if isinstance(row, str) else row.code
    return (client or Client()).get(f"/q/{code}/", headers=PHONE | headers)


def scans() -> int:
    return sum(ScanHour.objects.values_list("count", flat=True))


def test_a_scan_leads_to_the_target_and_keeps_nothing(cast: Cast) -> None:
    answer = scan(outside(cast))

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://dichvucong.gov.vn/p/home")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_scan_is_counted_in_its_hour(cast: Cast, today: date) -> None:
    row = place(cast)
    for _ in range(3):
        scan(row)

    found = ScanHour.objects.get()
    assert (found.placement_id, found.day, found.count) == (row.pk, today, 3)


def test_programs_and_looks_ahead_are_led_on_and_not_counted(cast: Cast) -> None:
    row = place(cast)

    assert Client().head(f"/q/{row.code}/", headers=PHONE).status_code == 302
    assert (
        scan(row, **{"user-agent": "facebookexternalhit/1.1 (+http://www.facebook.com)"}).status_code == 302
    )
    assert scan(row, **{"sec-purpose": "prefetch"}).status_code == 302
    assert Client().post(f"/q/{row.code}/").status_code == 405
    assert scans() == 0


def test_nothing_in_the_address_says_where_to(cast: Cast) -> None:
    row = place(cast)
    for tail in ("?next=https://evil.example", "?url=//evil.example", "?dich=/ban-lam-viec/"):
        answer = Client().get(f"/q/{row.code}/{tail}", headers=PHONE)
        assert answer.headers["Location"] == "/"


def test_a_code_is_understood_in_capitals_and_without_its_last_slash(cast: Cast) -> None:
    row = place(cast)
    assert scan(f"{row.code[:4]}-{row.code[4:]}".upper()).status_code == 302
    assert Client().get(f"/q/{row.code}", headers=PHONE, follow=True).redirect_chain[0][1] == 301


def test_an_unknown_code_says_what_codes_look_like() -> None:
    answer = scan("zzzzzzzz")
    assert answer.status_code == 404
    assert "Không có mã này" in answer.text
    assert scan("0").status_code == 404


def test_a_withdrawn_code_names_whom_to_ask(cast: Cast) -> None:
    row = place(cast)
    actions.withdraw(row, "dán sai quầy", actor=cast.actor("editor"))

    answer = scan(row)

    assert answer.status_code == 404
    assert cast.sxd.phone in answer.text
    assert cast.sxd.address in answer.text
    assert "dán sai quầy" not in answer.text
    assert scans() == 0
    actions.restore(row, actor=cast.actor("editor"))
    assert scan(row).status_code == 302


def test_a_plan_that_is_no_longer_published_is_a_dead_target(cast: Cast) -> None:
    plan = issue(cast)
    planning.publish_progress(plan, actor=cast.actor("director"))
    row = place(cast, target=Target("portal.plan", str(plan.pk)))
    assert scan(row).headers["Location"] == f"/co-quan/{cast.sxd.slug}/ke-hoach/{plan.pk}/"

    planning.withdraw_progress(plan, actor=cast.actor("director"))

    answer = scan(row)
    assert answer.status_code == 404
    assert cast.sxd.phone in answer.text


def test_a_host_taken_off_the_list_is_led_to_no_more(cast: Cast) -> None:
    row = outside(cast)
    from lantoa.channels.models import LinkHost

    actions.remove_host(LinkHost.objects.get(), actor=cast.actor("editor"))

    assert scan(row).status_code == 404


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil"]
)
def test_a_room_that_answers_with_another_site_is_not_believed(cast: Cast, address: str) -> None:
    kind = TargetKind(
        "test.kind", "Thử", lambda keys: {of: Seen("Thử", address) for of in keys}, lambda a: [("a", "A")]
    )
    registry.register_target(kind)
    try:
        row = place(cast, target=Target("test.kind", "a"))
        assert scan(row).status_code == 404
    finally:
        registry._targets.pop("test.kind")
    assert scan(row).status_code == 404  # its room is gone altogether


def test_a_code_survives_new_names_of_target_place_and_agency(cast: Cast, today: date) -> None:
    row = place(cast, place_id=counter(cast).pk, target=Target("portal.page", "co-quan"))
    code = row.code
    scan(code)
    where = counter(cast)
    where.name = "Quầy số 7"
    where.save(update_fields=["name"])
    actions.change_placement(
        row,
        draft(title="Tên mới", place_id=where.pk, spot="", target=Target("portal.page", "co-quan")),
        actor=cast.actor("editor"),
    )
    renamed = organising.rename_agency(
        cast.sxd,
        AgencyDraft(
            code="SXD", legal_name="Sở Xây dựng và Giao thông", short_name="Sở XDGT", level="department",
            valid_from=today, parent_id=cast.province.pk, slug="so-xay-dung-giao-thong", phone="0292 300 9999",
        ),
        day=today, legal_basis="Nghị quyết 1/NQ-HĐND", actor=SYSTEM,
    ).successors.get()  # fmt: skip

    answer = scan(code)

    assert answer.headers["Location"] == f"/co-quan/{renamed.slug}/"
    row.refresh_from_db()
    assert (row.code, row.place.name) == (code, "Quầy số 7")
    assert scans() == 2
    editor = cast.actor("editor", today)
    actions.withdraw(row, "thay bảng", actor=editor)
    assert "0292 300 9999" in scan(code).text


def test_a_scan_asks_little_of_the_database(cast: Cast) -> None:
    row = outside(cast)
    scan(row)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        scan(row)
    reads = [query for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    assert len(reads) <= 3


def test_counts_are_added_to_what_is_there(cast: Cast, today: date) -> None:
    first, second = place(cast), place(cast)
    counting.write({(first.pk, today, 8): 2, (second.pk, today, 8): 1})
    counting.write({(first.pk, today, 8): 3, (first.pk, today, 9): 1, (second.pk, today, 8): 0})

    found = set(ScanHour.objects.values_list("placement", "hour", "count"))
    assert found == {(first.pk, 8, 5), (first.pk, 9, 1), (second.pk, 8, 1)}


@pytest.mark.django_db(transaction=True)
def test_two_threads_count_every_scan(cast: Cast, today: date) -> None:
    row, other = place(cast), place(cast)
    gate, failed = threading.Barrier(2), []

    def count() -> None:
        gate.wait()
        try:
            for _ in range(20):
                counting.write({(row.pk, today, 9): 1, (other.pk, today, 9): 2})
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failed == []
    assert dict(ScanHour.objects.values_list("placement", "count")) == {row.pk: 40, other.pk: 80}


def test_a_merged_agencys_codes_name_what_it_became(cast: Cast) -> None:
    row = place(cast)
    Placement.objects.filter(pk=row.pk).update(agency=cast.old_sxd, target_key="co-quan")

    assert scan(row).headers["Location"] == f"/co-quan/{cast.sxd.slug}/"
    Placement.objects.filter(pk=row.pk).update(target_kind="gone.kind")
    assert Agency.objects.get(pk=cast.sxd.pk).phone in scan(row).text
