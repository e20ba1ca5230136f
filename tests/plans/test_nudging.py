"""*Nhắc*: at once, to who does the task, once a day for each person, by who leads it; and it is on record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.notices.models import Notice
from lantoa.plans import actions
from lantoa.plans.models import Task
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast, today):
    plan = issue(
        cast,
        task_draft("Phát tờ gấp", lead_body_id=cast.body("sxd.van_phong").pk, end=today - timedelta(days=9)),
    )
    return plan.tasks.get()


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person, kind="plans.nudged").values_list("title", flat=True))


def nudge(cast, who, task):
    return cast.client(who).post(reverse("plans:nudge", args=[task.pk]), {"ve": reverse("plans:tasks")})


def test_the_head_of_the_leading_body_is_reminded_while_nobody_is_named(cast, task):
    answer = nudge(cast, "coordinator", task)

    assert answer["Location"] == reverse("plans:tasks")
    [title] = told(cast.head)
    assert title.startswith("Nhắc thực hiện, hạn ")
    assert title.endswith("nhiệm vụ 1. Phát tờ gấp")
    assert told(cast.officer) == []
    assert Notice.objects.get(person=cast.head, kind="plans.nudged").mail != Notice.Mail.NONE
    assert Entry.objects.filter(verb="plans.nudged").count() == 1


def test_the_people_named_are_reminded_once_a_day_each(cast, task):
    actions.assign(task, [], cast.officer, actor=cast.actor("head"))
    nudge(cast, "coordinator", task)

    page = cast.client("head")
    page.post(reverse("plans:nudge", args=[task.pk]))
    said = page.get(reverse("plans:task", args=[task.pk])).text

    assert len(told(cast.officer)) == 1
    assert told(cast.head) == []
    assert "Hôm nay đã nhắc nhiệm vụ này rồi." in said
    assert Entry.objects.filter(verb="plans.nudged").count() == 1


def test_the_next_day_it_may_be_said_again(cast, task, today):
    actions.nudge(task, actor=cast.actor("coordinator"))

    with clock.standing_on(today + timedelta(days=1)):
        actions.nudge(task, actor=cast.actor("coordinator"))

    assert len(told(cast.head)) == 2


def test_who_acts_is_not_reminded_by_themselves(cast, task):
    with pytest.raises(Refused) as refusal:
        actions.nudge(task, actor=cast.actor("head"))

    assert refusal.value.code == "nobody"


@pytest.mark.parametrize("who", ["officer", "director", "outsider", "ward_officer"])
def test_who_does_not_lead_reminds_nobody(cast, task, who):
    assert nudge(cast, who, task).status_code == 404
    assert not Notice.objects.filter(kind="plans.nudged").exists()


@pytest.mark.parametrize("state", [Task.State.STOPPED, Task.State.WAIT])
def test_a_task_that_nobody_works_on_now_is_not_reminded_of(cast, task, state):
    Task.objects.filter(pk=task.pk).update(state=state)
    task.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.nudge(task, actor=cast.actor("coordinator"))

    assert refusal.value.code == "not_open"


def test_the_button_leads_nowhere_else(cast, task):
    answer = cast.client("coordinator").post(reverse("plans:nudge", args=[task.pk]), {"ve": "//example.com/"})

    assert answer["Location"] == reverse("plans:task", args=[task.pk])


@pytest.mark.parametrize("query", ["?pham_vi=tre", "?trang_thai=todo"])
def test_lists_of_late_and_unbegun_tasks_have_the_button_for_who_leads(cast, task, query):
    address = reverse("plans:nudge", args=[task.pk])

    def page(who, more=query):
        return cast.client(who).get(reverse("plans:tasks") + more).text

    assert f'formaction="{address}"' in page("coordinator")
    assert f'formaction="{address}"' in page("head")
    assert address not in page("officer")
    assert address not in page("director")
    assert address not in page("coordinator", "?trang_thai=work")


def test_the_late_list_of_the_day_has_the_button(cast, task):
    address = reverse("plans:nudge", args=[task.pk])

    assert f'formaction="{address}"' in cast.client("coordinator").get("/ban-lam-viec/").text
    assert address not in cast.client("officer").get("/ban-lam-viec/").text


def test_the_list_asks_as_much_for_three_tasks_as_for_one(cast, task, today, django_assert_num_queries):
    client, address = cast.client("coordinator"), reverse("plans:tasks") + "?pham_vi=tre"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    body = cast.body("sxd.van_phong").pk
    more = [task_draft(text, lead_body_id=body, end=today - timedelta(days=9)) for text in ("Hai", "Ba")]
    issue(cast, *more, document_number="47/KH-SXD")

    with django_assert_num_queries(len(one)):
        page = client.get(address)

    assert page.text.count("formaction=") == 3
