"""Work is recorded once and counts towards its task."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.ledger.actions import record_activity, submit
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.models import Activity, ActivityKind
from lantoa.plans import actions
from lantoa.plans.drafts import CitationDraft
from lantoa.plans.models import Credit
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db


def test_the_form_offers_the_tasks_of_the_unit_and_of_nobody_else(cast):
    issue(
        cast,
        task_draft("Việc của Văn phòng", lead_body_id=cast.body("sxd.van_phong").pk),
        task_draft("Việc của phòng khác", lead_body_id=cast.body("sxd.quan_ly").pk),
    )

    page = cast.client("officer").get(reverse("ledger:record")).text

    assert "Việc của Văn phòng" in page
    assert "Việc của phòng khác" not in page


def test_an_occasion_is_chosen_when_the_task_is_recurring(cast):
    plan = issue(
        cast,
        task_draft(
            "Hằng quý",
            lead_body_id=cast.body("sxd.van_phong").pk,
            time_kind="recurring",
            rrule="FREQ=MONTHLY;INTERVAL=3",
            end=None,
        ),
    )
    task = plan.tasks.get()
    first = task.instances.order_by("due_on").first()

    page = cast.client("officer").get(reverse("ledger:record"), {"towards": f"plans.task:{task.pk}"}).text

    assert f'value="plans.instance:{first.pk}" selected' in page


def test_an_activity_is_counted_from_its_own_page(cast):
    plan = issue(cast, task_draft("Việc", lead_body_id=cast.body("sxd.van_phong").pk))
    activity = proven_activity(cast)
    client = cast.client("officer")

    client.post(reverse("plans:credit", args=[activity.pk]), {"towards": f"plans.task:{plan.tasks.get().pk}"})

    assert plan.tasks.get().credits.get().activity == activity
    page = client.get(reverse("ledger:activity", args=[activity.pk])).text
    assert reverse("plans:task", args=[plan.tasks.get().pk]) in page
    task_page = client.get(reverse("plans:task", args=[plan.tasks.get().pk]))
    assert task_page.status_code == 200
    assert activity.title in task_page.text


def test_somebody_elses_task_cannot_be_counted_towards(cast):
    plan = issue(cast, task_draft("Việc", lead_body_id=cast.body("sxd.quan_ly").pk))
    activity = proven_activity(cast)

    answer = cast.client("officer").post(
        reverse("plans:credit", args=[activity.pk]), {"towards": f"plans.task:{plan.tasks.get().pk}"}
    )

    assert answer.status_code == 404
    assert not plan.tasks.get().credits.exists()
    assert Activity.objects.get() == activity


@pytest.mark.parametrize("towards", ["plans.khong-co:1", "khac:1", "plans.task:²", ":1", "plans.task:"])
def test_a_purpose_that_nobody_knows_is_left_out(cast, towards):
    officer = cast.actor("officer")
    form = {
        "title": "Đăng bài",
        "when": "hom-nay",
        "kind": ActivityKind.objects.first().code,
        "body": next(iter(officer.body_ids)),
        "towards": towards,
    }

    answer = cast.client("officer").post(reverse("ledger:record"), form)

    assert answer.status_code == 302
    assert not Credit.objects.exists()


def test_the_page_of_an_activity_leads_up_to_its_task_its_plan_and_the_plan_above(cast):
    above = issue(cast, agency="province", by="province_coordinator", document_number="03/KH-UBND")
    named = CitationDraft("03/KH-UBND", above.current.issued_on, parent=True)
    lead = cast.body("sxd.van_phong").pk
    plan = issue(cast, task_draft("Đăng tin bài", lead_body_id=lead), citations=(named,))
    task = plan.tasks.get()
    activity = proven_activity(cast)
    actions.credit(task, activity, actor=cast.actor("officer"))

    def links(who: str) -> list[str]:
        page = cast.client(who).get(reverse("ledger:activity", args=[activity.pk]))
        return [link.url for link in page.context["links"] if link.url.startswith("/")]

    up = [reverse("plans:plan", args=[plan.pk]), reverse("plans:task", args=[task.pk])]
    assert links("officer") == up
    assert links("superior") == [reverse("plans:plan", args=[above.pk]), *up]


def _waits(cast, number, *tasks):
    """An entry that waits for the head, counted towards these tasks."""
    officer = cast.actor("officer")
    draft = ActivityDraft(
        kind="tin-bai",
        title=f"Bài số {number}",
        day=officer.on,
        agency_id=cast.sxd.pk,
        body_id=cast.body("sxd.van_phong").pk,
    )
    activity = submit(record_activity(draft, actor=officer, submit=False), actor=officer)
    for task in tasks:
        actions.credit(task, activity, actor=cast.actor("coordinator"))
    return activity


def test_the_list_of_what_waits_says_which_task_each_entry_counts_towards(cast):
    own, others = (cast.body(f"sxd.{key}").pk for key in ("van_phong", "quan_ly"))
    plan = issue(
        cast, task_draft("Đăng tin", lead_body_id=own), task_draft("Của phòng khác", lead_body_id=others)
    )
    first, second = plan.tasks.order_by("position")
    _waits(cast, 1, first, second)

    head = cast.client("head").get(reverse("ledger:confirm")).text
    coordinator = cast.client("coordinator").get(reverse("ledger:confirm")).text

    assert f'Tính vào: <a href="{reverse("plans:task", args=[first.pk])}">1. Đăng tin</a>' in head
    assert "Của phòng khác" not in head
    assert "2. Của phòng khác" in coordinator


def test_three_waiting_entries_take_as_many_queries_as_one(cast, django_assert_num_queries):
    plan = issue(
        cast, *(task_draft(f"Việc {n}", lead_body_id=cast.body("sxd.van_phong").pk) for n in (1, 2, 3))
    )
    tasks = list(plan.tasks.order_by("position"))
    client, address = cast.client("head"), reverse("ledger:confirm")
    _waits(cast, 1, tasks[0])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number, task in enumerate(tasks[1:], 2):
        _waits(cast, number, task)

    with django_assert_num_queries(len(one)):
        page = client.get(address)

    assert page.text.count("Tính vào: ") == 3
