"""A plan is issued once, never edited, amended by a document of its own."""

from datetime import date
from decimal import Decimal

import pytest

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger.models import Measure
from lantoa.plans import access, actions
from lantoa.plans.drafts import CitationDraft
from lantoa.plans.models import Plan, Task
from lantoa.plans.queries import citations_to_review, compare_versions
from tests.plans.building import issue, plan_draft, task_draft

pytestmark = pytest.mark.django_db


def test_an_issued_plan_has_version_one_and_its_tasks_in_order(cast):
    plan = issue(cast, task_draft("Việc một"), task_draft("Việc hai"))

    assert [task.terms.text for task in plan.tasks.select_related("terms")] == ["Việc một", "Việc hai"]
    assert plan.current.number == 1


@pytest.mark.parametrize("who", ["officer", "head", "director", "outsider", "administrator", "superior"])
def test_only_a_coordinator_issues_a_plan(cast, who):
    with pytest.raises(Refused):
        issue(cast, by=who)

    assert not Plan.objects.exists()


def test_the_same_number_in_the_same_year_is_refused(cast):
    issue(cast)

    with pytest.raises(Refused) as refusal:
        issue(cast)

    assert refusal.value.code == "number_taken"
    assert Plan.objects.count() == 1


def test_a_recurring_task_gets_its_dated_instances(cast):
    plan = issue(
        cast, task_draft(time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", start=None, end=None)
    )

    days = list(plan.tasks.get().instances.values_list("due_on", flat=True))

    assert days == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def test_an_amendment_makes_a_version_and_leaves_the_first_as_it_was(cast):
    plan = issue(cast, task_draft("Giữ nguyên"), task_draft("Sẽ đổi"), task_draft("Sẽ dừng"))
    kept, changed, stopped = plan.tasks.all()
    amendment = plan_draft(
        task_draft("Đã đổi", task_id=changed.pk),
        task_draft("Sẽ dừng", task_id=stopped.pk, stopped=True),
        task_draft("Bổ sung"),
        document_number="99/KH-SXD",
        issued_on=date(2026, 7, 1),
    )

    actions.amend_plan(plan, amendment, actor=cast.actor("coordinator"))

    first, second = plan.versions.order_by("number")
    assert [row.text for row in first.terms.all()] == ["Giữ nguyên", "Sẽ đổi", "Sẽ dừng"]
    assert [row.kind for row in compare_versions(first, second)] == ["kept", "amended", "stopped", "added"]
    stopped.refresh_from_db()
    assert stopped.state == Task.State.STOPPED
    assert Task.objects.get(pk=kept.pk).terms.version == second


def test_an_amendment_with_a_task_of_another_plan_leaves_nothing_behind(cast):
    plan = issue(cast)
    other = issue(cast, agency="ward", by="ward_officer", document_number="5/KH-UBND")
    foreign = other.tasks.get()

    with pytest.raises(Refused):
        actions.amend_plan(
            plan,
            plan_draft(task_draft("Chen vào", task_id=foreign.pk), document_number="100/KH-SXD"),
            actor=cast.actor("coordinator"),
        )

    assert plan.versions.count() == 1


def test_a_parent_in_the_system_is_linked_and_its_change_shows_below(cast):
    parent = issue(
        cast,
        agency="province",
        by="province_coordinator",
        document_number="402/KH-UBND",
        issued_on=date(2025, 12, 22),
    )
    plan = issue(cast, citations=(CitationDraft("402/KH-UBND", date(2025, 12, 22), "UBND", parent=True),))
    citation = plan.current.citations.get()
    assert citation.linked == parent
    assert not citations_to_review().exists()

    actions.amend_plan(
        parent,
        plan_draft(task_draft("Bổ sung"), document_number="500/KH-UBND"),
        actor=cast.actor("province_coordinator"),
    )

    assert list(citations_to_review()) == [citation]
    citation.refresh_from_db()
    actions.mark_parent_seen(citation, actor=cast.actor("coordinator"))
    assert not citations_to_review().exists()


def test_a_sibling_agency_does_not_see_the_plan(cast):
    plan = issue(cast)

    assert access.get_plan(cast.actor("officer"), plan.pk) == plan
    assert access.get_plan(cast.actor("superior"), plan.pk) == plan
    with pytest.raises(NotVisible):
        access.get_plan(cast.actor("outsider"), plan.pk)
    with pytest.raises(NotVisible):
        access.get_plan(cast.actor("administrator"), plan.pk)


def test_stopping_a_split_task_stops_its_parts_and_keeps_what_is_done(cast):
    plan = issue(cast, task_draft("Sẽ dừng"))
    whole = plan.tasks.get()
    lead = cast.body("sxd.van_phong").pk
    parts = [task_draft(text, lead_body_id=lead) for text in ("Phần một", "Phần hai", "Phần ba")]
    first, *others = actions.split(whole, parts, actor=cast.actor("coordinator"))
    asked = actions.ask_done(first, "Xong, minh chứng trên giấy", actor=cast.actor("head"))
    actions.confirm_done(asked, actor=cast.actor("coordinator"))

    actions.amend_plan(
        plan,
        plan_draft(task_draft("Sẽ dừng", task_id=whole.pk, stopped=True), document_number="99/KH-SXD"),
        actor=cast.actor("coordinator"),
    )

    assert Task.objects.get(pk=first.pk).state == Task.State.DONE
    assert {Task.objects.get(pk=part.pk).state for part in others} == {Task.State.STOPPED}


def test_a_plan_ends_before_it_is_put_away_and_neither_twice(cast):
    plan, coordinator = issue(cast), cast.actor("coordinator")

    with pytest.raises(Refused):
        actions.archive_plan(plan, actor=coordinator)
    actions.close_plan(plan, actor=coordinator)
    with pytest.raises(Refused):
        actions.close_plan(plan, actor=coordinator)
    assert actions.archive_plan(plan, actor=coordinator).state == Plan.State.ARCHIVED

    with pytest.raises(Refused):
        actions.close_plan(plan, actor=coordinator)
    assert Plan.objects.get().state == Plan.State.ARCHIVED


def test_versions_are_compared_in_words_with_units_targets_and_rules(cast, django_assert_max_num_queries):
    measure = Measure.objects.get(code="M02")
    plan = issue(
        cast,
        task_draft("Đăng tin", lead="Văn phòng", lead_body_id=cast.body("sxd.van_phong").pk),
        *(task_draft(f"Việc {number}") for number in range(4)),
    )
    amendment = plan_draft(
        task_draft(
            "Đăng tin",
            task_id=plan.tasks.first().pk,
            lead="Văn phòng",
            lead_body_id=cast.body("sxd.quan_ly").pk,
            time_kind="recurring",
            rrule="FREQ=MONTHLY",
            targets=((measure.pk, Decimal("24.50")),),
            weight=Decimal("1.50"),
        ),
        document_number="99/KH-SXD",
    )
    actions.amend_plan(plan, amendment, actor=cast.actor("coordinator"))
    first, second = plan.versions.order_by("number")

    with django_assert_max_num_queries(14):
        changed, *kept = compare_versions(first, second)
        codes = [row.after.task.code for row in (changed, *kept)]

    fields = {label: (old, new) for label, old, new in changed.fields}
    assert fields["Chủ trì"] == (cast.body("sxd.van_phong").name, cast.body("sxd.quan_ly").name)
    assert fields["Thời gian"] == ("Đến 30/09/2026", "Hằng tháng")
    assert fields["Chỉ tiêu"] == ("", f"{measure.name}: 24,5 {measure.unit}")
    assert fields["Trọng số"] == ("1", "1,5")
    assert codes == ["1", "2", "3", "4", "5"]
    assert {row.kind for row in kept} == {"kept"}
