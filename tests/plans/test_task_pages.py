"""What a task, a plan and the home page say to whom, and where their figures lead."""

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.ledger.models import ActivityKind, Form, Measure
from lantoa.plans import actions, queries
from lantoa.plans.models import Plan, Task
from tests.plans.building import issue, plan_draft, proven_activity, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast):
    return cast.body("sxd.van_phong")


@pytest.fixture
def plan(cast, office):
    monthly = {"time_kind": "recurring", "rrule": "FREQ=MONTHLY", "end": None}
    return issue(
        cast,
        task_draft("Đăng tin bài", lead_body_id=office.pk, product="24 tin, bài", **monthly),
        task_draft("Phát thanh", lead="Phòng Đô thị"),
    )


def said(response):
    """The messages of the page a form led to."""
    return [str(message) for message in response.context["messages"]]


def test_the_head_of_a_task_says_who_when_and_what_comes_out(cast, plan):
    task = plan.tasks.get(position=1)

    page = cast.client("officer").get(reverse("plans:task", args=[task.pk])).text

    assert "Văn phòng Sở · Hằng tháng · hạn 28/02/2026 · 24 tin, bài" in page


def test_partners_chosen_on_screen_are_named(cast, office):
    partner = cast.body("sxd.quan_ly")
    plan = issue(cast, task_draft(lead_body_id=office.pk, partner_body_ids=(partner.pk,)))

    page = cast.client("officer").get(reverse("plans:task", args=[plan.tasks.get().pk])).text

    assert f"<dt>Phối hợp</dt><dd>{partner.name}</dd>" in page


def test_an_occasion_without_activity_offers_to_record_one_and_no_confirmation(cast, plan):
    task = plan.tasks.get(position=1)
    first, second = task.instances.order_by("due_on")[:2]
    actions.credit(task, proven_activity(cast), actor=cast.actor("officer"), instance=first)

    page = cast.client("head").get(reverse("plans:task", args=[task.pk])).text

    assert reverse("plans:finish", args=[task.pk, first.pk]) in page
    assert page.count("Xác nhận xong") == 1
    assert f"{reverse('ledger:record')}?towards=plans.instance:{second.pk}" in page
    assert f"towards=plans.instance:{second.pk}" in page


def test_a_confirmed_occasion_is_opened_again_from_the_page(cast, plan):
    task = plan.tasks.get(position=1)
    occasion = task.instances.order_by("due_on").first()
    actions.credit(task, proven_activity(cast), actor=cast.actor("officer"), instance=occasion)
    client, address = cast.client("head"), reverse("plans:finish", args=[task.pk, occasion.pk])
    client.post(address)
    page = client.get(reverse("plans:task", args=[task.pk])).text

    client.post(address, {"viec": "mo-lai", "reason": "Bài đăng đã gỡ"})

    occasion.refresh_from_db()
    assert "1 kỳ đã xong" in page
    assert "Mở lại kỳ" in page
    assert occasion.done_on is None


def test_naming_nobody_is_not_called_naming_somebody(cast, plan):
    task = plan.tasks.get(position=1)

    answer = cast.client("head").post(reverse("plans:assign", args=[task.pk]), {"main": ""}, follow=True)

    assert said(answer) == ["Nhiệm vụ chưa giao cho ai."]


def test_a_task_nobody_leads_is_given_to_a_body_without_a_reason(cast, plan, office):
    task = plan.tasks.get(position=2)
    client = cast.client("coordinator")
    page = client.get(reverse("plans:task", args=[task.pk])).text

    client.post(reverse("plans:forward", args=[task.pk]), {"body": office.pk, "reason": ""})

    task.refresh_from_db()
    assert "Giao đơn vị chủ trì" in page
    assert task.lead_body == office


def test_a_task_passed_on_needs_a_reason_and_is_not_passed_to_itself(cast, plan, office):
    task = plan.tasks.get(position=1)

    answer = cast.client("coordinator").post(
        reverse("plans:forward", args=[task.pk]), {"body": office.pk, "reason": ""}
    )

    assert answer.status_code == 422
    assert "Ghi lý do chuyển để đơn vị nhận biết." in answer.text
    assert f'<option value="{office.pk}"' not in answer.text


def test_a_plan_links_only_the_tasks_that_its_reader_may_open(cast, plan):
    own, other = plan.tasks.order_by("position")
    address = reverse("plans:plan", args=[plan.pk])

    pages = [cast.client(who).get(address).text for who in ("officer", "coordinator")]

    links = [
        [f'href="{reverse("plans:task", args=[task.pk])}"' in page for task in (own, other)] for page in pages
    ]
    assert links == [[True, False], [True, True]]


def test_the_figure_of_late_tasks_is_the_count_of_the_list_it_opens(cast, office, today):
    monthly = task_draft(
        "Đăng tin", lead_body_id=office.pk, time_kind="recurring", rrule="FREQ=WEEKLY", end=None
    )
    plan = issue(cast, monthly, issued_on=today.replace(month=1, day=5), document_number="48/KH-SXD")
    client = cast.client("coordinator")

    page = client.get(reverse("plans:plan", args=[plan.pk])).text
    address = re.search(r'href="([^"]*pham_vi=tre)">(\d+)</a>', page)

    listed = client.get(address[1].replace("&amp;", "&")).text
    assert address[2] == "1"
    assert "1 nhiệm vụ, đã lọc" in listed


def test_a_plan_ended_too_early_goes_on(cast, plan):
    client, address = cast.client("coordinator"), reverse("plans:set_state", args=[plan.pk])

    states = []
    for wish in ("ket-thuc", "luu-tru", "mo-lai"):
        client.post(address, {"viec": wish})
        plan.refresh_from_db()
        states.append(plan.state)

    assert states == [Plan.State.CLOSED, Plan.State.ARCHIVED, Plan.State.ISSUED]


def test_two_versions_differ_in_bodies_time_and_partners_too(cast, plan, office):
    task = plan.tasks.get(position=1)
    quarterly = {"time_kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=3", "end": None}
    changed = task_draft(
        "Đăng tin bài",
        task_id=task.pk,
        lead_body_id=cast.body("sxd.quan_ly").pk,
        partner_body_ids=(office.pk,),
        product="24 tin, bài",
        **quarterly,
    )
    actions.amend_plan(
        plan,
        plan_draft(changed, document_number="90/KH-SXD", reason="Đổi đơn vị chủ trì"),
        actor=cast.actor("coordinator"),
    )

    page = cast.client("coordinator").get(reverse("plans:compare", args=[plan.pk])).text

    assert "1 nhiệm vụ thay đổi, 1 giữ nguyên" in page
    assert "Đổi đơn vị chủ trì" in page
    for label in ("Chủ trì", "Phối hợp", "Thời gian"):
        assert f"<dt>{label}</dt>" in page
    assert "<dt>Sản phẩm</dt>" not in page
    assert "<del>Hằng tháng</del> → <ins>Hằng quý</ins>" in page


def test_the_home_page_shows_every_plan_being_carried_out(cast, plan, office):
    issue(cast, task_draft("Việc quý IV", lead_body_id=office.pk), document_number="91/KH-SXD")

    page = cast.client("director").get("/ban-lam-viec/").text

    for number in ("46/KH-SXD", "91/KH-SXD"):
        assert f"Tiến độ kế hoạch {number}" in page


def test_the_choice_of_a_task_begins_with_its_period_under_its_plan(cast, plan):
    page = cast.client("officer").get(reverse("ledger:record")).text

    assert '<optgroup label="Kế hoạch 46/KH-SXD">' in page
    assert "Tháng 2/2026 · 1. Đăng tin bài" in page


def test_tasks_of_all_plans_name_their_plan_and_those_of_one_do_not(cast, plan):
    client, address = cast.client("coordinator"), reverse("plans:tasks")

    every, one = client.get(address).text, client.get(address, {"ke_hoach": plan.pk}).text

    assert 'data-th="Kế hoạch"' in every
    assert 'data-th="Kế hoạch"' not in one
    assert "Chưa phân công" in every
    assert Task.objects.filter(lead_body=None).count() == 1


def test_the_chosen_task_brings_its_kind_of_work(cast, office):
    kind = ActivityKind.objects.exclude(measures=None).order_by("position").last()
    by_form = ActivityKind.objects.filter(form__isnull=False).order_by("position").first()
    measure = Measure.objects.filter(pk__in=kind.measures.values("pk")).first()
    first = ActivityKind.objects.filter(measures=measure).order_by("position").first()
    issue(
        cast,
        task_draft("Có chỉ tiêu", lead_body_id=office.pk, targets=((measure.pk, 3),)),
        task_draft(
            "Có hình thức", lead_body_id=office.pk, form_ids=(Form.objects.get(pk=by_form.form_id).pk,)
        ),
        task_draft("Không nói", lead_body_id=office.pk),
    )

    purposes = {row.label: row.kind for row in queries.purposes(cast.actor("officer"))}

    assert purposes == {
        "1. Có chỉ tiêu": first.code,
        "2. Có hình thức": by_form.code,
        "3. Không nói": "",
    }


def test_the_heat_row_of_nobody_opens_the_tasks_that_nobody_leads(cast, plan):
    client = cast.client("coordinator")
    nobodys = Task.objects.get(lead_body=None)
    address = f"{reverse('plans:tasks')}?ke_hoach={plan.pk}&don_vi=chua"

    assert address.replace("&", "&amp;") in client.get(reverse("plans:plan", args=[plan.pk])).text
    page = client.get(address).text

    assert "Đơn vị chủ trì: Chưa phân công" in page
    assert reverse("plans:task", args=[nobodys.pk]) in page
    for led in Task.objects.exclude(lead_body=None):
        assert f'"{reverse("plans:task", args=[led.pk])}"' not in page


def test_the_file_of_tasks_names_the_people_on_screen_at_the_same_cost(cast, plan):
    client, address = cast.client("coordinator"), reverse("plans:tasks")
    coordinator = cast.actor("coordinator")

    def rows_and_cost() -> tuple[list[dict[str, str]], int]:
        with CaptureQueriesContext(connection) as queries:
            raw = b"".join(client.get(address, {"xuat": "csv"})).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(raw), delimiter=";" if ";" in raw.splitlines()[0] else ",")), len(
            queries
        )

    other = plan.tasks.get(lead_body=None)
    actions.forward(other, cast.body("sxd.van_phong"), "Giao", actor=coordinator)
    issue(cast, task_draft("Chưa ai làm"), document_number="77/KH-SXD")
    led = list(Task.objects.exclude(lead_body=None))
    actions.assign(led[0], [], cast.officer, actor=coordinator)
    rows, one = rows_and_cost()
    for task in led[1:]:
        actions.assign(task, [cast.head], cast.officer, actor=coordinator)
    more, three = rows_and_cost()

    assert cast.officer.full_name in [row["Người thực hiện"] for row in rows]
    assert "Chưa phân công" in [row["Chủ trì"] for row in rows]
    assert sum(bool(row["Người thực hiện"]) for row in more) == len(led)
    assert one == three
