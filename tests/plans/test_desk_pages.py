"""Plans on the desk: every page opens for who may, lists cost the same for one row and for three."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.plans import actions
from lantoa.plans.actions import drafting
from lantoa.plans.models import Draft, Plan, Task
from tests.plans.building import issue, plan_draft, task_draft

pytestmark = pytest.mark.django_db

FACTS = {"number": "80/KH-SXD", "issued_on": "2026-02-05", "year_from": 2026, "subject": "Kế hoạch"}


@pytest.fixture
def plan(cast):
    return issue(
        cast,
        task_draft("Đăng tin bài", lead_body_id=cast.body("sxd.van_phong").pk),
        task_draft("Phát thanh hằng quý", time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", end=None),
        document_number="46/KH-SXD",
    )


@pytest.mark.parametrize("who", ["officer", "head", "coordinator", "director", "superior"])
def test_plan_pages_open(cast, plan, who):
    client = cast.client(who)
    tasks = list(plan.tasks.all())

    for address in (
        reverse("plans:list"),
        reverse("plans:plan", args=[plan.pk]),
        reverse("plans:compare", args=[plan.pk]),
        reverse("plans:tasks"),
        reverse("plans:calendar") + "?thang=2026-09",
        reverse("plans:timeline") + "?nam=2026",
        reverse("plans:task", args=[tasks[0].pk]),
        "/ban-lam-viec/",
        "/ban-lam-viec/tim/?q=phat+thanh",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("calendar", "thang=0001-01"),
        ("calendar", "thang=9999-12"),
        ("calendar", "thang=hai"),
        ("timeline", "nam=²"),
        ("timeline", "nam=" + "9" * 5000),
        ("tasks", "tu=" + "a+" * 99),
        ("list", "nam=1e30"),
    ],
)
def test_an_address_that_no_page_of_ours_writes_opens_all_the_same(cast, plan, name, query):
    assert cast.client("officer").get(f"{reverse(f'plans:{name}')}?{query}").status_code == 200


def test_numbers_that_are_none_are_answered_like_what_is_not_there(cast, plan):
    client, number = cast.client("coordinator"), "²"

    feeds = client.post(reverse("plans:feeds"), {"viec": "thu-hoi", "ma": number})
    compared = client.get(reverse("plans:compare", args=[plan.pk]), {"tu": number, "den": "9" * 5000})

    assert feeds.status_code == 404
    assert compared.status_code == 200


@pytest.mark.parametrize("name", ["list", "tasks", "calendar", "timeline"])
def test_lists_take_the_same_queries_for_one_row_and_for_three(cast, name):
    client = cast.client("coordinator")
    issue(cast, document_number="1/KH-SXD")
    address = reverse(f"plans:{name}")
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    issue(cast, task_draft("Việc hai"), document_number="2/KH-SXD")
    issue(cast, task_draft("Việc ba"), document_number="3/KH-SXD")

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)


@pytest.mark.parametrize("name", ["plan", "timeline"])
def test_a_long_plan_is_shown_by_pages(cast, name):
    plan = issue(cast, *(task_draft(f"Việc thứ {number:03}") for number in range(1, 56)))
    address = reverse("plans:plan", args=[plan.pk]) if name == "plan" else reverse("plans:timeline")
    client = cast.client("coordinator")

    first, second = client.get(address).text, client.get(address, {"trang": "2"}).text

    assert [("Việc thứ 050" in page, "Việc thứ 051" in page) for page in (first, second)] == [
        (True, False),
        (False, True),
    ]
    assert "1–50 trong 55 dòng" in first


def test_the_list_is_found_without_accents_and_exported_as_shown(cast, plan):
    client = cast.client("coordinator")

    page = client.get(reverse("plans:tasks"), {"tu": "phat thanh"})
    file = client.get(reverse("plans:tasks"), {"tu": "phat thanh", "xuat": "csv"})

    assert "Phát thanh hằng quý" in page.text
    assert "Đăng tin bài" not in page.text
    lines = (
        b"".join(file.streaming_content if file.streaming else [file.content])
        .decode("utf-8-sig")
        .splitlines()
    )
    assert len(lines) == 2


def test_a_plan_is_written_on_screen_and_confirmed(cast):
    client = cast.client("coordinator")
    response = client.post(reverse("plans:blank"))
    draft = Draft.objects.get()
    assert response["Location"] == reverse("plans:draft", args=[draft.pk])
    client.post(response["Location"], {"edition": draft.edition, "viec": "them:tasks"})
    draft.refresh_from_db()
    item = draft.content["tasks"][0]["id"]
    typed = {
        "edition": draft.edition,
        "vb-number": "77/KH-SXD",
        "vb-issued_on": "05/02/2026",
        "vb-year_from": "2026",
        "vb-year_to": "2026",
        "vb-subject": "Tuyên truyền cải cách hành chính năm 2026",
        f"{item}-text": "Đăng 12 tin, bài trên trang thông tin điện tử",
        f"{item}-lead": str(cast.body("sxd.van_phong").pk),
        f"{item}-time_kind": "recurring",
        f"{item}-rrule": "FREQ=MONTHLY",
        f"{item}-weight": "1",
        "viec": "xac-nhan",
    }

    answer = client.post(reverse("plans:draft", args=[draft.pk]), typed)

    plan = Plan.objects.get()
    assert answer["Location"] == reverse("plans:plan", args=[plan.pk])
    assert plan.tasks.get().instances.count() == 11
    assert plan.tasks.get().lead_body == cast.body("sxd.van_phong")


def test_two_people_confirm_one_draft_and_one_plan_is_made(cast):
    client = cast.client("coordinator")
    client.post(reverse("plans:blank"))
    draft = Draft.objects.get()
    client.post(reverse("plans:draft", args=[draft.pk]), {"edition": 1, "viec": "them:tasks"})
    draft.refresh_from_db()
    item = draft.content["tasks"][0]["id"]
    typed = {
        "edition": draft.edition,
        "vb-number": "78/KH-SXD",
        "vb-issued_on": "05/02/2026",
        "vb-year_from": "2026",
        "vb-year_to": "2026",
        "vb-subject": "Kế hoạch",
        f"{item}-text": "Một việc",
        f"{item}-weight": "1",
        "viec": "xac-nhan",
    }

    client.post(reverse("plans:draft", args=[draft.pk]), typed)
    second = client.post(reverse("plans:draft", args=[draft.pk]), typed)

    assert Plan.objects.count() == 1
    assert second["Location"] == reverse("plans:plan", args=[Plan.objects.get().pk])


def test_a_confirmation_that_is_refused_keeps_what_was_typed_and_is_repeated_from_the_same_page(cast):
    client = cast.client("coordinator")
    client.post(reverse("plans:blank"))
    draft = Draft.objects.get()
    url = reverse("plans:draft", args=[draft.pk])
    client.post(url, {"edition": 1, "viec": "them:tasks"})
    draft.refresh_from_db()
    item = draft.content["tasks"][0]["id"]
    typed = {
        "vb-issued_on": "05/02/2026",
        "vb-year_from": "2026",
        "vb-year_to": "2026",
        "vb-subject": "Kế hoạch chưa có số",
        f"{item}-text": "Một việc",
        f"{item}-weight": "1",
        "viec": "xac-nhan",
    }

    page = client.post(url, {"edition": draft.edition, **typed})

    assert page.status_code == 422
    assert "Nhập số, ký hiệu của văn bản." in page.text
    draft.refresh_from_db()
    assert draft.content["document"]["subject"] == "Kế hoạch chưa có số"
    shown = re.search(r'name="edition" value="(\d+)"', page.text)[1]
    answer = client.post(url, {"edition": shown, **typed, "vb-number": "79/KH-SXD"})
    assert answer["Location"] == reverse("plans:plan", args=[Plan.objects.get().pk])


def test_when_a_plan_cannot_be_written_its_draft_stays_as_it_was(cast, monkeypatch):
    client = cast.client("coordinator")
    client.post(reverse("plans:blank"))
    draft = Draft.objects.get()

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(drafting, "confirm_draft", fail)
    with pytest.raises(OSError, match="disk"):
        actions.settle_draft(
            draft,
            draft.edition,
            lambda content: {**content, "document": FACTS, "tasks": [{"id": "a", "text": "Một việc"}]},
            actor=cast.actor("coordinator"),
        )

    draft.refresh_from_db()
    assert (draft.edition, draft.content["tasks"]) == (1, [])


def test_bad_input_keeps_what_was_typed(cast):
    client = cast.client("coordinator")
    client.post(reverse("plans:blank"))
    draft = Draft.objects.get()

    response = client.post(
        reverse("plans:draft", args=[draft.pk]),
        {
            "edition": draft.edition,
            "vb-issued_on": "31/02/2026",
            "vb-subject": "Trích yếu tôi gõ",
            "viec": "luu",
        },
    )

    assert response.status_code == 422
    assert "Trích yếu tôi gõ" in response.text
    assert "31/02/2026" in response.text


def test_a_draft_is_for_planners_only(cast):
    cast.client("coordinator").post(reverse("plans:blank"))
    draft = Draft.objects.get()

    for who in ("officer", "head", "outsider", "ward_officer", "administrator"):
        assert cast.client(who).get(reverse("plans:draft", args=[draft.pk])).status_code == 404, who


def test_the_buttons_of_a_task_work(cast, plan):
    task = plan.tasks.get(position=1)
    head = cast.client("head")
    act = reverse("plans:act", args=[task.pk])

    head.post(act, {"viec": "tiep-nhan"})
    head.post(reverse("plans:assign", args=[task.pk]), {"main": cast.officer.pk, "people": []})
    cast.client("officer").post(act, {"viec": "de-nghi", "explanation": "Đã đăng đủ bài"})
    head.post(act, {"viec": "xac-nhan"})

    task.refresh_from_db()
    assert task.state == Task.State.DONE
    assert task.accepted_by == cast.head
    assert task.assignments.get().person == cast.officer


def test_an_amended_plan_is_compared_on_screen(cast, plan):
    first = plan.tasks.get(position=1)
    actions.amend_plan(
        plan,
        plan_draft(task_draft("Đăng tin bài và video", task_id=first.pk), document_number="90/KH-SXD"),
        actor=cast.actor("coordinator"),
    )

    page = cast.client("officer").get(reverse("plans:compare", args=[plan.pk])).text

    assert "Đăng tin bài và video" in page
    assert "Điều chỉnh" in page


def test_reminders_go_out_once(cast, today):
    plan = issue(
        cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=today), document_number="47/KH-SXD"
    )

    first = actions.send_reminders(today, actor=cast.actor("coordinator"))
    second = actions.send_reminders(today, actor=cast.actor("coordinator"))

    assert (first, second) == (1, 0)
    assert plan.tasks.get().reminders.get().kind == "T0"
