"""A renamed agency goes on with its plans: people are told of its tasks, named on them, and units get them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.ledger.actions import record_activity
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.refs import Ref
from lantoa.notices.models import Notice
from lantoa.organisation import actions as organisation
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft, DelegationDraft
from lantoa.organisation.models import Body, Membership, Role
from lantoa.plans import actions
from lantoa.plans.actions.feeding import make_feed
from lantoa.plans.drafting import plan_draft as plan_draft_of
from lantoa.plans.forms.review import Review
from lantoa.plans.intake import amendment_draft, draft_from_text
from lantoa.plans.models import Plan
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db

BEFORE, DAY, AFTER = date(2026, 8, 3), date(2026, 9, 1), date(2026, 9, 8)


def renamed(cast):
    name = AgencyDraft(
        code="SXDMT",
        legal_name="Sở Xây dựng và Môi trường",
        short_name="Sở Xây dựng",
        level="department",
        valid_from=DAY,
    )
    organisation.rename_agency(cast.sxd, name, day=DAY, legal_basis="Nghị quyết 9/NQ-HĐND", actor=SYSTEM)


@pytest.fixture
def task(cast):
    """Led by the office of an agency that bears another name today; its head was away when it changed."""
    with clock.standing_on(BEFORE):
        role = Membership.objects.get(person=cast.head, role=Role.HEAD)
        leave = DelegationDraft(role.pk, cast.editor.pk, BEFORE, DAY + timedelta(30), "Nghỉ thai sản")
        organisation.lend_role(leave, actor=cast.actor("head"))
        row = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=AFTER)).tasks.get()
    renamed(cast)
    with clock.standing_on(AFTER):
        yield row


def test_head_and_stand_in_are_reminded(cast, task):
    actions.send_reminders(AFTER, actor=SYSTEM)

    assert set(Notice.objects.values_list("person", flat=True)) == {cast.head.pk, cast.editor.pk}


def test_colleagues_of_today_are_named_on_its_tasks(cast, task):
    page = cast.client("head").get(reverse("plans:assign", args=[task.pk])).text
    assert cast.officer.full_name in page

    actions.assign(task, [], cast.officer, actor=cast.actor("head"))
    actions.send_reminders(AFTER, actor=SYSTEM)

    assert set(Notice.objects.filter(kind="plans.due").values_list("person", flat=True)) == {cast.officer.pk}


def test_what_is_done_under_the_new_name_counts_towards_them(cast, task):
    officer = cast.actor("officer")
    draft = ActivityDraft(
        kind="tin-bai",
        title="Đăng bài hướng dẫn",
        day=AFTER,
        agency_id=officer.home_agency_id,
        body_id=next(iter(officer.body_ids)),
    )

    activity = record_activity(draft, actor=officer, towards=[Ref("plans.task", task.pk)])

    assert task.credits.get().activity == activity


def test_its_tasks_go_to_the_units_of_today(cast, task):
    other = Body.objects.get(name=cast.body("sxd.quan_ly").name, valid_to=None)
    page = cast.client("coordinator").get(reverse("plans:forward", args=[task.pk])).text
    assert f'value="{other.pk}"' in page

    actions.forward(task, other, "Đúng chức năng hơn", actor=cast.actor("coordinator"))

    assert list(Notice.objects.values_list("person", flat=True)) == [cast.other_head.pk]


def test_a_unit_that_was_taken_over_answers_through_the_one_that_did(cast):
    office, other = cast.body("sxd.quy_hoach"), cast.body("sxd.quan_ly")
    task = issue(cast, task_draft(lead_body_id=office.pk)).tasks.get()
    yesterday = clock.today() - timedelta(1)
    organisation.end_body(office, last_day=yesterday, into=other, actor=cast.actor("administrator"))

    actions.ask_done(task, "Xong", actor=cast.actor("coordinator"))

    assert list(Notice.objects.values_list("person", flat=True)) == [cast.other_head.pk]


# --- what was begun under the former name ---------------------------------------------------------------


def body_of_today(cast, key: str) -> Body:
    return Body.objects.get(name=cast.body(key).name, agency__code="SXDMT", valid_to=None)


def test_an_amendment_knows_the_units_of_today(cast, task):
    draft = amendment_draft(Plan.objects.get(pk=task.plan_id), actor=cast.actor("coordinator"))
    office, other = body_of_today(cast, "sxd.van_phong"), body_of_today(cast, "sxd.quan_ly")

    page = cast.client("coordinator").get(reverse("plans:draft", args=[draft.pk])).text

    assert draft.content["document"]["issuer"] == "Sở Xây dựng và Môi trường"
    assert f'<option value="{office.pk}" selected>' in page
    assert f'<option value="{other.pk}">' in page


def test_an_amendment_begun_before_goes_on_and_nobody_is_handed_the_task_anew(cast):
    with clock.standing_on(BEFORE):
        row = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=AFTER)).tasks.get()
        actions.accept(row, actor=cast.actor("head"))
        draft = amendment_draft(row.plan, actor=cast.actor("coordinator"))
    renamed(cast)
    with clock.standing_on(AFTER):
        form = Review(draft.content, draft.agency)
        content = form.content
        content["document"] |= {"number": "99/KH-SXDMT", "issued_on": AFTER.isoformat()}
        actions.amend_plan(row.plan, plan_draft_of(content), actor=cast.actor("coordinator"))

    row.refresh_from_db()
    assert row.lead_body == body_of_today(cast, "sxd.van_phong")
    assert row.accepted_at is not None
    assert not row.handovers.exclude(kind="accept").exists()


def test_a_document_of_the_renamed_agency_names_its_units(cast, task):
    text = "KẾ HOẠCH\nNhiệm vụ\n1. Đăng tin bài. Chủ trì: Văn phòng Sở. Thời gian: tháng 10/2026."
    draft = draft_from_text(text, task.agency, actor=cast.actor("coordinator"), amends=task.plan)

    assert draft.content["tasks"][0]["lead_body_id"] == body_of_today(cast, "sxd.van_phong").pk


def test_the_calendar_of_a_unit_goes_on(cast):
    with clock.standing_on(BEFORE):
        row = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=AFTER)).tasks.get()
        key = make_feed(cast.body("sxd.van_phong"), actor=cast.actor("officer"))
    renamed(cast)
    with clock.standing_on(AFTER):
        address = reverse("plans_public:feed", args=[key])
        answer = cast.client("outsider").get(address)
        newer = make_feed(body_of_today(cast, "sxd.van_phong"), actor=cast.actor("officer"))
        again = cast.client("outsider").get(reverse("plans_public:feed", args=[newer]))

    assert answer.status_code == 200
    assert f"nhiem-vu-{row.pk}@lantoa" in answer.text
    assert f"nhiem-vu-{row.pk}@lantoa" in again.text


def test_the_calendar_of_a_unit_that_somebody_left_stays_dead_after_the_renaming(cast):
    with clock.standing_on(BEFORE):
        key = make_feed(cast.body("sxd.van_phong"), actor=cast.actor("officer"))
    renamed(cast)
    roles = Membership.objects.filter(person=cast.officer, valid_to=None)
    for role in roles:
        organisation.end_membership(role, last_day=DAY, actor=SYSTEM)
    with clock.standing_on(AFTER):
        assert cast.client("outsider").get(reverse("plans_public:feed", args=[key])).status_code == 404
