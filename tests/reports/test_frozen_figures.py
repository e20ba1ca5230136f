"""Figures of what was frozen open what was counted then; parts of a roll-up are told apart by who they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.ledger.actions import confirm, merge_rows, record_activity, submit, void
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import ActivityKind, Form, Measure
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import rename_agency
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency, AgencyEvent, Body, Membership, Role
from lantoa.reports import actions
from lantoa.reports.contents import from_json
from lantoa.reports.models import Issue, Report
from lantoa.reports.queries.below import changed_since
from lantoa.reports.queries.frozen import Wanted, lines_of
from lantoa.reports.queries.scope import speaker_of
from tests.plans.building import issue as issue_plan
from tests.plans.building import task_draft
from tests.reports.building import frozen, issued, work
from tests.reports.test_report_pages import address_of, figure_links, page, text_of

pytestmark = pytest.mark.django_db

DURING = date(2026, 2, 20)
"""Lies in Tháng 3/2026 (15/02 to 14/03)."""
BEFORE = date(2026, 2, 2)
"""Lies in Tháng 2/2026."""


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def of_issue(issue: Issue) -> str:
    return reverse("reports:issue", args=[issue.report_id, issue.number])


# --- entries behind figures ---------------------------------------------------------------------------


def test_the_chart_of_a_frozen_issue_opens_what_was_counted_then(cast):
    form, other = Form.objects.order_by("position")[:2]
    first = work(cast, title="Phát trên loa", forms=(form.code,))
    work(cast, title="Đăng báo", forms=(other.code,))
    issued(cast)
    void(first, "Ghi nhầm", actor=cast.actor("head"))
    client = cast.client("coordinator")

    html = page(client, address_of(Report.objects.get()))

    chart = html.split("Số hoạt động theo hình thức tuyên truyền")[1]
    opened = page(client, _link(chart, f"hinh_thuc={form.code}"))
    assert "Phát trên loa" in opened
    assert "Đã hủy" in opened
    assert "Đăng báo" not in opened


def _link(html, word):
    return next(url for url in html.replace("&amp;", "&").split('"') if "can-cu" in url and word in url)


def test_the_activities_of_a_task_open_as_they_were_counted(cast):
    plan = issue_plan(cast, task_draft("Đăng tin bài", lead_body_id=cast.body("sxd.van_phong").pk))
    task = plan.tasks.get()
    work(cast, title="Bài của nhiệm vụ", towards=task)
    work(cast, title="Bài khác")
    issued(cast)
    issue = Issue.objects.get()

    html = page(cast.client("coordinator"), of_issue(issue))
    lines = lines_of(issue, Wanted(task=f"{plan.pk}:{task.code}"))

    assert [line.entry.title for line in lines] == ["Bài của nhiệm vụ"]
    assert "Bài khác" not in page(cast.client("coordinator"), _link(html, "nhiem_vu"))


def test_entries_of_a_measure_that_was_merged_before_stand_behind_the_one_it_goes_by(cast):
    kept = Measure.objects.get(code="M02")
    twin = Measure.objects.create(
        code="TIN-2", name="Tin trên trang", unit=kept.unit, kind=kept.kind, position=99
    )
    work(cast, M02=3)
    work(cast, **{"TIN-2": 4})
    merge_rows(twin, kept, actor=SYSTEM)
    issued(cast)

    lines = lines_of(Issue.objects.get(), Wanted(measure="M02"))

    assert sorted(line.value for line in lines) == ["3", "4"]


def test_units_of_one_name_open_their_own_entries(cast):
    """An agency that took in another has two offices of one name."""
    _confirms_in_the_ward(cast)
    work(cast, M02=3)
    work(cast, by="ward_officer", confirmed_by="ward_chair", M02=4)
    Body.objects.filter(pk=cast.body("ward.van_hoa").pk).update(name=cast.body("sxd.van_phong").name)
    merger = AgencyEvent.objects.create(kind=AgencyEvent.Kind.MERGE, day=date(2026, 3, 1), legal_basis="Thử")
    merger.predecessors.add(cast.ward)
    merger.successors.add(cast.sxd)
    issued(cast)
    client = cast.client("coordinator")

    links = figure_links(page(client, of_issue(Issue.objects.get())).split('id="theo-don-vi"')[1])

    assert "1 bản ghi" in text_of(page(client, links["4"])).replace("\xa0", " ")


# --- the period before --------------------------------------------------------------------------------


def test_the_period_before_opens_the_report_it_was_issued_in(cast):
    work(cast, M02=9, day=BEFORE)
    before = issued(cast, "70/BC-SXD", period="2026-M02").issue
    work(cast, M02=4, day=DURING)
    now = issued(cast, "88/BC-SXD", period="2026-M03").issue
    client = cast.client("coordinator")

    for address in (of_issue(now), address_of(now.report)):
        links = figure_links(page(client, address))
        assert links["9"].startswith(reverse("reports:entries", args=[before.report_id, before.number]))


def test_a_period_before_that_differs_from_what_was_issued_opens_the_records(cast):
    work(cast, M02=9, day=BEFORE)
    issued(cast, "70/BC-SXD", period="2026-M02")
    work(cast, M02=2, day=BEFORE)
    work(cast, M02=4, day=DURING)
    now = issued(cast, "88/BC-SXD", period="2026-M03").issue

    links = figure_links(page(cast.client("coordinator"), of_issue(now)))

    assert links["11"].startswith(reverse("ledger:measurements"))


def test_the_period_before_of_a_roll_up_opens_the_issues_it_came_from(cast):
    work(cast, M02=9, day=BEFORE)
    work(cast, M02=4, day=DURING)
    below = issued(cast, period="2026-M03").issue
    _reader(cast)
    report = frozen(cast, by="province_coordinator", agency="province", period="2026-M03")

    html = page(cast.client("superior"), address_of(report))

    links = figure_links(html.split('id="theo-don-vi"')[0])
    assert links["9"] == "#phan-M02"
    assert figure_links(html.split('id="theo-don-vi"')[1])["9"] == f"{of_issue(below)}#so-M02"


def test_the_period_before_of_a_roll_up_opens_its_own_report_of_that_period(cast):
    work(cast, M02=9, day=BEFORE)
    issued(cast, "70/BC-SXD", period="2026-M02")
    own = issued(cast, "5/BC-UBND", by="province_coordinator", agency="province", period="2026-M02").issue
    work(cast, M02=4, day=DURING)
    issued(cast, period="2026-M03")
    _reader(cast)
    report = frozen(cast, by="province_coordinator", agency="province", period="2026-M03")

    links = figure_links(page(cast.client("superior"), address_of(report)).split('id="theo-don-vi"')[0])

    assert links["9"] == f"{of_issue(own)}#so-M02"


def _reader(cast):
    """Somebody with an account who reads the province's reports while they are written."""
    Membership.objects.create(
        person=cast.superior, agency=cast.province, role=Role.DIRECTOR, valid_from=cast.province.valid_from
    )


# --- who is who in a roll-up --------------------------------------------------------------------------


def own_work(cast, value):
    draft = ActivityDraft(
        kind=ActivityKind.objects.first().code, title="Họp báo", day=DURING, agency_id=cast.province.pk,
        body_id=None, amounts=(Amount("M02", value),),
    )  # fmt: skip
    activity = record_activity(draft, actor=cast.actor("province_coordinator"), submit=False)
    submit(activity, actor=cast.actor("province_coordinator"))
    Membership.objects.create(
        person=cast.superior, agency=cast.province, role=Role.COORDINATOR, valid_from=cast.province.valid_from
    )
    return confirm(activity, actor=cast.actor("superior"))


def roll_up(cast):
    report = frozen(cast, by="province_coordinator", agency="province")
    return from_json(report.current.contents)


def changed_of(agency, contents):
    return changed_since(speaker_of(agency, contents.starts, contents.ends), contents)


def test_the_own_part_is_found_although_a_unit_has_the_same_short_name(cast):
    work(cast, M02=3)
    issued(cast)
    Agency.objects.filter(pk=cast.province.pk).update(short_name=cast.sxd.short_name)
    contents = roll_up(cast)

    assert changed_of(Agency.objects.get(pk=cast.province.pk), contents) == ()


def test_the_own_part_is_found_after_the_agency_was_renamed(cast):
    own_work(cast, Decimal(5))
    work(cast, M02=3)
    issued(cast)
    contents = roll_up(cast)
    Agency.objects.filter(pk=cast.province.pk).update(short_name="Tên mới")
    assert changed_of(Agency.objects.get(pk=cast.province.pk), contents) == ()

    name = AgencyDraft(
        code="TPM", legal_name="Ủy ban nhân dân thành phố mới", short_name="UBND thành phố mới",
        level=Agency.Level.PROVINCE, valid_from=date(2026, 4, 1), slug="tpm",
    )  # fmt: skip
    event = rename_agency(cast.province, name, day=date(2026, 4, 1), legal_basis="Nghị quyết 9", actor=SYSTEM)
    with clock.standing_on(date(2026, 4, 3)):
        assert changed_of(event.successors.get(), contents) == ()


def _confirms_in_the_ward(cast):
    """Somebody who may confirm what the ward's one officer recorded, and issues its report."""
    Membership.objects.create(
        person=cast.ward_chair, agency=cast.ward, role=Role.COORDINATOR, valid_from=cast.ward.valid_from
    )


def test_two_units_of_one_short_name_lead_each_to_its_own_issue(cast):
    _confirms_in_the_ward(cast)
    work(cast, M02=3)
    work(cast, by="ward_officer", confirmed_by="ward_chair", M02=40)
    first = issued(cast).issue
    second = issued(cast, "9/BC-VT", by="ward_chair", agency="ward").issue
    Agency.objects.filter(pk=cast.ward.pk).update(short_name=cast.sxd.short_name)
    _reader(cast)
    written = actions.begin_report(cast.province, "2026-Q1", actor=cast.actor("province_coordinator"))
    client = cast.client("superior")

    drafted = figure_links(page(client, address_of(written)).split('id="theo-don-vi"')[1])
    done = frozen(cast, by="province_coordinator", agency="province")
    kept = figure_links(page(client, address_of(done)).split('id="theo-don-vi"')[1])

    for links in (drafted, kept):
        assert links["3"].startswith(reverse("reports:entries", args=[first.report_id, 1]))
        assert links["40"].startswith(reverse("reports:entries", args=[second.report_id, 1]))


def test_a_merged_unit_keeps_its_part_under_who_it_was(cast):
    work(cast, M02=3)
    issue = issued(cast).issue
    contents = roll_up(cast)
    part = contents.figure("M02").by_unit[0]

    assert (part.id, part.unit) == (cast.sxd.pk, cast.sxd.short_name)
    assert [child.issue_id for child in contents.children if child.state == "counted"] == [issue.pk]
