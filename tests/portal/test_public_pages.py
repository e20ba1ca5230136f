"""What the public sees: agencies, their history, and only the progress that somebody published."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.plans import actions
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db


def test_the_front_page_answers_before_anything_is_installed():
    response = Client().get("/")

    assert response.status_code == 200
    assert 'lang="vi"' in response.text
    assert "lantoa init" in response.text


def test_the_front_page_lists_the_provinces_agencies_and_sets_no_cookie(cast):
    response = Client().get("/")

    assert response.status_code == 200
    assert cast.sxd.legal_name in response.text
    assert not response.cookies


def test_an_ended_agency_stays_readable_and_names_its_successor(cast):
    response = Client().get(f"/co-quan/{cast.old_sxd.slug}/")

    assert response.status_code == 200
    assert cast.sxd.legal_name in response.text


def test_progress_is_not_public_until_a_director_publishes_it(cast, client):
    plan = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk))
    address = f"/co-quan/{cast.sxd.slug}/ke-hoach/{plan.pk}/"
    assert client.get(address).status_code == 404

    actions.publish_progress(plan, actor=cast.actor("director"))

    shown = client.get(address)
    assert shown.status_code == 200
    assert cast.body("sxd.van_phong").name in shown.text
    actions.withdraw_progress(plan, actor=cast.actor("director"))
    assert client.get(address).status_code == 404


def test_the_public_page_names_no_person_and_lateness_only_by_choice(cast, client, today):
    plan = issue(
        cast,
        task_draft(
            lead_body_id=cast.body("sxd.van_phong").pk,
            time_kind="once",
            end=today.replace(month=3, day=2),
            time_raw="trước ngày 02/3",
        ),
    )
    task = plan.tasks.get()
    actions.assign(task, [cast.officer], cast.officer, actor=cast.actor("head"))
    address = f"/co-quan/{cast.sxd.slug}/ke-hoach/{plan.pk}/"

    actions.publish_progress(plan, actor=cast.actor("director"))
    discreet = client.get(address).text
    actions.publish_progress(plan, actor=cast.actor("director"), show_late=True)
    frank = client.get(address).text

    assert cast.officer.full_name not in discreet + frank
    assert "Trễ" not in discreet
    assert "ngày làm việc" in frank
    due = f"02/03/{today.year}"
    assert due in frank
    assert not [told for told in (due, "trước ngày 02/3", ">Hạn<") if told in discreet]


def test_the_sitemap_costs_the_same_for_one_plan_and_for_three(cast, client, django_assert_num_queries):
    plans = [issue(cast, task_draft(), document_number=f"{number}/KH-SXD") for number in (1, 2, 3)]
    actions.publish_progress(plans[0], actor=cast.actor("director"))
    with CaptureQueriesContext(connection) as one:
        client.get("/so-do-trang/")
    for plan in plans[1:]:
        actions.publish_progress(plan, actor=cast.actor("director"))

    with django_assert_num_queries(len(one)):
        shown = client.get("/so-do-trang/").text

    assert [shown.count(f"/ke-hoach/{plan.pk}/") for plan in plans] == [1, 1, 1]


def test_every_published_plan_is_reached_from_the_agencys_page(cast, client, monkeypatch):
    monkeypatch.setattr("lantoa.portal.frame.WITH_FIGURES", 1)
    plans = [issue(cast, task_draft(), document_number=f"{number}/KH-SXD") for number in (1, 2)]
    for plan in plans:
        actions.publish_progress(plan, actor=cast.actor("director"))

    shown = client.get(f"/co-quan/{cast.sxd.slug}/").text

    assert [shown.count(f"/ke-hoach/{plan.pk}/") for plan in plans] == [1, 1]
    assert shown.count('class="stat"') == 1


def test_the_address_that_administrators_are_told_is_the_one_that_answers(cast, client):
    page = cast.client("administrator").get(reverse("organisation:agency", args=[cast.sxd.pk])).text
    address = reverse("portal:agency", args=[cast.sxd.slug])

    assert address in page
    assert client.get(address).status_code == 200
