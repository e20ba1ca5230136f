"""Once a plan is confirmed, everyone knows what they owe; an amendment speaks only to those it concerns."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.jobs.models import Job
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.plans import actions
from lantoa.plans.actions.announcing import announce
from lantoa.plans.models import Draft
from tests.plans.building import issue, plan_draft, task_draft

pytestmark = pytest.mark.django_db


def confirm(cast, *tasks, amends=None, by="coordinator", **given):
    """A draft confirmed on screen, whatever it was read from."""
    actor = cast.actor(by)
    draft = Draft.objects.create(
        agency=cast.sxd, name="Bản thảo", content={}, amends=amends, created_by_id=actor.person_id
    )
    return actions.confirm_draft(draft, draft.edition, plan_draft(*tasks, **given), actor=actor)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("title", flat=True))


@pytest.fixture
def office(cast):
    return cast.body("sxd.van_phong").pk


@pytest.fixture
def quiet(cast):
    return cast.body("sxd.quan_ly").pk


def test_each_leading_unit_hears_once_how_many_tasks_it_leads(cast, office, quiet):
    plan = confirm(
        cast,
        task_draft("Một", lead_body_id=office),
        task_draft("Hai", lead_body_id=office),
        task_draft("Ba", lead_body_id=quiet),
        task_draft("Chưa ai làm"),
    )

    assert told(cast.head) == [
        f"Kế hoạch 46/KH-SXD đã ban hành: {cast.body('sxd.van_phong').name} chủ trì 2 nhiệm vụ"
    ]
    [other] = told(cast.other_head)
    assert other.endswith("chủ trì 1 nhiệm vụ")
    assert told(cast.officer) == told(cast.coordinator) == []
    notice = Notice.objects.get(person=cast.head)
    assert notice.url == f"{reverse('plans:tasks')}?ke_hoach={plan.pk}&don_vi={office}"
    assert Job.objects.filter(name="lantoa.notices.jobs.deliver").exists()
    page = cast.client("head").get(notice.url).text
    assert "Một" in page
    assert "Hai" in page


def test_a_unit_without_a_head_is_told_through_the_coordinator(cast):
    plan = issue(
        cast,
        task_draft("Một", lead_body_id=cast.body("sxd.nha_o").pk),
        task_draft("Hai", lead_body_id=cast.body("sxd.van_phong").pk),
    )

    announce(plan.versions.get(), actor=SYSTEM)

    [title] = told(cast.coordinator)
    assert title.endswith(f"{cast.body('sxd.nha_o').name} chủ trì 1 nhiệm vụ")


def test_an_amendment_tells_only_units_whose_tasks_are_new_or_changed(cast, office, quiet):
    plan = confirm(
        cast,
        task_draft("Một", lead_body_id=office),
        task_draft("Hai", lead_body_id=office),
        task_draft("Ba", lead_body_id=quiet),
    )
    first, second, third = plan.tasks.all()
    Notice.objects.all().delete()

    confirm(
        cast,
        task_draft("Một", task_id=first.pk, lead_body_id=office),
        task_draft("Hai", task_id=second.pk, lead_body_id=office, end=date(2026, 11, 30)),
        task_draft("Ba", task_id=third.pk, lead_body_id=quiet),
        task_draft("Bốn", lead_body_id=office),
        amends=plan,
        document_number="99/KH-SXD",
    )

    [title] = told(cast.head)
    assert title.startswith("Kế hoạch 99/KH-SXD điều chỉnh, bổ sung: ")
    assert title.endswith("chủ trì 2 nhiệm vụ mới hoặc thay đổi")
    assert told(cast.other_head) == []


def test_a_task_given_to_another_unit_is_told_there_in_one_notice(cast, office, quiet):
    plan = confirm(cast, task_draft("Một", lead_body_id=office))
    Notice.objects.all().delete()

    confirm(
        cast,
        task_draft("Một", task_id=plan.tasks.get().pk, lead_body_id=quiet),
        amends=plan,
        document_number="99/KH-SXD",
    )

    assert [row.kind for row in Notice.objects.filter(person=cast.other_head)] == ["plans.amended"]


def test_a_plan_of_years_gone_by_tells_nobody(cast, office):
    confirm(
        cast,
        task_draft("Một", lead_body_id=office, end=date(2024, 9, 30)),
        year_from=2024,
        year_to=2024,
        issued_on=date(2024, 2, 1),
    )

    assert not Notice.objects.exists()


def test_telling_costs_the_same_for_one_task_and_for_many(cast, office):
    def asked(number: int) -> int:
        plan = actions.issue_plan(
            plan_draft(
                *(task_draft(f"Việc {n}", lead_body_id=office) for n in range(number)),
                document_number=f"{number}/KH-SXD",
            ),
            cast.sxd,
            actor=cast.actor("coordinator"),
        )
        with CaptureQueriesContext(connection) as queries:
            announce(plan.versions.get(), actor=cast.actor("coordinator"))
        return len(queries)

    assert asked(1) == asked(6)
