"""A superior's plan changes: below one sees what changed in the document, says so, or amends; others see nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.foundation.errors import NotVisible
from lantoa.plans import access, actions
from lantoa.plans.drafts import CitationDraft, ClauseDraft
from lantoa.plans.models import Citation, Draft
from lantoa.plans.queries import citations_to_review
from tests.plans.building import issue, plan_draft, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(cast):
    return issue(
        cast,
        task_draft("Phóng sự truyền hình", lead="Đài Truyền hình", budget="50 triệu đồng"),
        task_draft("Thi tìm hiểu", end=date(2026, 6, 30)),
        task_draft("Hội nghị chuyên đề"),
        agency="province",
        by="province_coordinator",
        document_number="03/KH-UBND",
        clauses=(
            ClauseDraft("objective", "Tăng 10% hồ sơ trực tuyến"),
            ClauseDraft("objective", "Giữ nguyên"),
        ),
    )


@pytest.fixture
def plan(cast, parent):
    named = CitationDraft("03/KH-UBND", parent.current.issued_on, "UBND tỉnh", parent=True)
    return issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk), citations=(named,))


def amend(cast, parent, number="90/KH-UBND", extra=()):
    first, second, third = parent.tasks.order_by("position")[:3]
    return actions.amend_plan(
        parent,
        plan_draft(
            task_draft(
                "Phóng sự truyền hình",
                task_id=first.pk,
                lead="Đài Truyền hình",
                budget="70 triệu đồng",
                weight=3,
            ),
            task_draft("Thi tìm hiểu", task_id=second.pk, end=date(2026, 9, 15)),
            task_draft("Hội nghị chuyên đề", task_id=third.pk, stopped=True),
            task_draft("Ngày hội chuyển đổi số"),
            *extra,
            document_number=number,
            reason="Theo chỉ đạo của Chính phủ",
            clauses=(
                ClauseDraft("objective", "Tăng 20% hồ sơ trực tuyến"),
                ClauseDraft("objective", "Giữ nguyên"),
            ),
        ),
        actor=cast.actor("province_coordinator"),
    )


def address(plan):
    return reverse("plans:change_above", args=[plan.pk, plan.current.citations.get().pk])


def say_seen(client, plan, number="2", **more):
    address = reverse("plans:review_parent", args=[plan.pk, plan.current.citations.get().pk])
    return client.post(address, {"ban": number}, **more)


def kinds(page):
    return {(row.after or row.before).text: (row.kind, row.fields) for row in page.context["change"].tasks}


def test_the_plan_below_leads_to_what_changed_above(cast, parent, plan):
    amend(cast, parent)

    page = cast.client("coordinator").get(reverse("plans:plan", args=[plan.pk])).text
    shown = cast.client("coordinator").get(address(plan))

    assert f'href="{address(plan)}"' in page
    assert "Kế hoạch số 90/KH-UBND" in shown.text
    assert "Theo chỉ đạo của Chính phủ" in shown.text
    assert kinds(shown) == {
        "Thi tìm hiểu": ("amended", (("Thời gian", "Đến 30/06/2026", "Đến 15/09/2026"),)),
        "Hội nghị chuyên đề": ("stopped", ()),
        "Ngày hội chuyển đổi số": ("added", (("Thời gian", "", "Đến 30/09/2026"),)),
    }
    assert ("Mục tiêu", "", "Tăng 20% hồ sơ trực tuyến") in shown.context["change"].words
    assert ("Mục tiêu", "Tăng 10% hồ sơ trực tuyến", "") in shown.context["change"].words
    assert "Giữ nguyên</" not in shown.text


def test_below_one_reads_the_document_and_not_how_the_issuer_weighs_and_pays(cast, parent, plan):
    amend(cast, parent)

    below = cast.client("coordinator").get(address(plan))
    above = cast.client("superior").get(address(plan))

    assert "70 triệu đồng" not in below.text
    assert reverse("plans:plan", args=[parent.pk]) not in below.text
    labels = {label for label, _, _ in kinds(above)["Phóng sự truyền hình"][1]}
    assert labels == {"Kinh phí", "Trọng số"}
    assert f"{reverse('plans:compare', args=[parent.pk])}?tu=1&amp;den=2" in above.text


def test_all_changes_since_the_last_look_are_shown_together(cast, parent, plan):
    amend(cast, parent)
    actions.mark_parent_seen(plan.current.citations.get(), actor=cast.actor("coordinator"))
    live = parent.tasks.exclude(state="void").order_by("position")
    for number, text in (("91/KH-UBND", "Sân khấu hóa"), ("92/KH-UBND", "Tọa đàm")):
        kept = [
            task_draft(row.terms.text, task_id=row.pk, end=row.terms.end, lead=row.terms.lead)
            for row in live.all()
        ]
        actions.amend_plan(
            parent,
            plan_draft(*kept, task_draft(text), document_number=number),
            actor=cast.actor("province_coordinator"),
        )

    change = cast.client("coordinator").get(address(plan)).context["change"]

    assert [row.document_number for row in change.documents] == ["91/KH-UBND", "92/KH-UBND"]
    assert {row.after.text for row in change.tasks if row.kind == "added"} == {"Sân khấu hóa", "Tọa đàm"}


def test_looked_at_is_said_on_the_page_by_who_plans(cast, parent, plan):
    amend(cast, parent)

    assert "Xác nhận đã rà soát" not in cast.client("officer").get(address(plan)).text
    assert say_seen(cast.client("officer"), plan).status_code == 404
    answer = say_seen(cast.client("coordinator"), plan)

    assert answer["Location"] == reverse("plans:plan", args=[plan.pk]) + "#can-cu"
    assert not citations_to_review().exists()
    assert "không thay đổi từ lần rà soát gần nhất" in cast.client("coordinator").get(address(plan)).text


def test_a_change_that_nobody_saw_is_not_said_to_be_looked_at(cast, parent, plan):
    amend(cast, parent)
    amend(cast, parent, "91/KH-UBND")

    answer = say_seen(cast.client("coordinator"), plan, follow=True)

    assert "vừa thay đổi nữa" in answer.text
    assert citations_to_review().exists()


def test_an_amendment_is_begun_from_the_page_and_once_issued_ends_the_review(cast, parent, plan):
    amend(cast, parent)
    client = cast.client("coordinator")
    page = client.get(address(plan)).text
    assert f'action="{reverse("plans:amend", args=[plan.pk])}"' in page

    client.post(reverse("plans:amend", args=[plan.pk]))
    draft = Draft.objects.get()
    facts = {"number": "99/KH-SXD", "issued_on": "2026-03-02"}
    actions.settle_draft(
        draft,
        draft.edition,
        lambda content: content | {"document": content["document"] | facts},
        actor=cast.actor("coordinator"),
    )

    assert not citations_to_review().exists()


@pytest.mark.parametrize("who", ["outsider", "ward_officer", "administrator"])
def test_who_does_not_see_the_plan_below_sees_nothing_of_the_change(cast, parent, plan, who):
    amend(cast, parent)

    assert cast.client(who).get(address(plan)).status_code == 404
    assert say_seen(cast.client(who), plan).status_code == 404


def test_a_link_to_a_neighbours_plan_opens_nothing(cast, plan):
    """An attacker names a neighbour's number as a parent; even a link made in the database shows no word."""
    named = CitationDraft(plan.current.document_number, plan.current.issued_on, parent=True)
    theirs = issue(cast, agency="ward", by="ward_officer", document_number="5/KH-UBND", citations=(named,))
    citation = theirs.current.citations.get()
    assert citation.linked is None
    Citation.objects.filter(pk=citation.pk).update(linked=plan, seen=plan.current)
    actions.amend_plan(
        plan, plan_draft(task_draft("Việc kín"), document_number="88/KH-SXD"), actor=cast.actor("coordinator")
    )

    client = cast.client("ward_officer")
    answer = client.get(address(theirs))

    assert answer.status_code == 404
    assert "Việc kín" not in client.get(reverse("plans:plan", args=[theirs.pk])).text
    with pytest.raises(NotVisible):
        access.get_parent(cast.actor("ward_officer"), theirs.pk, citation.pk)


def test_a_citation_of_another_plan_is_not_opened_through_ones_own(cast, parent, plan):
    other = issue(cast, document_number="47/KH-SXD")

    answer = cast.client("coordinator").get(
        reverse("plans:change_above", args=[other.pk, plan.current.citations.get().pk])
    )

    assert answer.status_code == 404


def test_the_page_asks_as_much_for_four_changes_as_for_seven(cast, parent, plan, django_assert_num_queries):
    client = cast.client("coordinator")
    amend(cast, parent)
    client.get(address(plan))
    with CaptureQueriesContext(connection) as few:
        client.get(address(plan))
    live = [task_draft(f"Thêm {number}") for number in range(3)]
    amend(cast, parent, "91/KH-UBND", extra=live)

    with django_assert_num_queries(len(few)):
        client.get(address(plan))
