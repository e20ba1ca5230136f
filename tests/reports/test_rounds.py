"""A round from its opening to its end: what is asked, sent, received, returned, and who may."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import end_membership, merge_agencies
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency, Membership, Role
from lantoa.reports import access, actions
from lantoa.reports.models import Call, Report, Round
from lantoa.reports.queries import rounds as queries
from tests.reports.building import frozen, issued, work
from tests.reports.round_building import DUE, call_of, corrected, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


# --- opening --------------------------------------------------------------------------------------


def test_a_round_takes_its_days_from_the_rules_and_tells_the_coordinators(cast):
    asked = opened(cast, own_days={cast.ward.pk: date(2026, 4, 8)})

    assert (asked.starts, asked.ends) == (date(2025, 12, 15), date(2026, 3, 14))
    assert call_of(asked, cast.sxd).due_on == DUE
    assert call_of(asked, cast.ward).due_on == date(2026, 4, 8)
    notice = Notice.objects.get(person=cast.coordinator)
    assert notice.title == f"{cast.province.short_name} yêu cầu báo cáo quý I/2026, hạn 10/04/2026"
    assert notice.mail == Notice.Mail.WAITING
    assert not Notice.objects.filter(person=cast.superior).exists()


def test_where_nobody_coordinates_the_director_is_told_and_the_page_says_so(cast):
    end_membership(
        Membership.objects.get(person=cast.coordinator, role=Role.COORDINATOR),
        last_day=date(2026, 4, 1),
        actor=SYSTEM,
    )

    asked = opened(cast, "sxd", "ward")

    assert Notice.objects.filter(person=cast.director, kind="reports.round_opened").exists()
    calls = queries.without_coordinator(queries.calls_of(asked))
    assert [call.agency for call in calls] == [cast.sxd]


@pytest.mark.parametrize("who", ["coordinator", "director", "officer", "head", "outsider", "administrator"])
def test_only_the_superior_opens_rounds(cast, who):
    draft = actions.RoundDraft("2026-Q1", DUE, (cast.sxd.pk,))

    with pytest.raises(Refused) as refusal:
        actions.open_round(cast.province, draft, actor=cast.actor(who))

    assert refusal.value.code == "forbidden"


def test_a_period_is_asked_once(cast):
    opened(cast)

    with pytest.raises(Refused, match="đã mở rồi"):
        opened(cast)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"due_on": date(2026, 3, 14)}, "too_early"),
        ({"due_on": date(2026, 4, 1)}, "past"),
        ({"period": "2026-Q2"}, "bad_period"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(cast, given, code):
    with pytest.raises(Refused) as refusal:
        opened(cast, **given)

    assert refusal.value.code == code
    assert not Round.objects.exists()


@pytest.mark.parametrize("key", ["province", "old_sxd"])
def test_only_agencies_right_below_that_live_at_the_end_of_the_period_are_asked(cast, key):
    with pytest.raises(Refused) as refusal:
        opened(cast, "sxd", key)

    assert refusal.value.code == "not_below"


def test_of_units_merged_within_the_period_what_they_became_is_asked(cast):
    day = date(2026, 2, 1)
    draft = AgencyDraft(
        code="SXDM", legal_name="Sở Xây dựng mới thành phố Cần Thơ", short_name="Sở Xây dựng mới",
        level=Agency.Level.DEPARTMENT, valid_from=day, parent_id=cast.province.pk, slug="sxd-moi",
    )  # fmt: skip
    event = merge_agencies([cast.sxd, cast.ward], draft, day=day, legal_basis="Nghị quyết 1", actor=SYSTEM)
    merged = event.successors.get()

    assert list(queries.agencies_to_ask(cast.province, date(2026, 3, 14))) == [cast.snv, merged]
    with pytest.raises(Refused, match="còn hoạt động vào ngày cuối kỳ"):
        opened(cast, "sxd")
    draft = actions.RoundDraft("2026-Q1", DUE, (merged.pk,))
    asked = actions.open_round(cast.province, draft, actor=cast.actor("superior"))
    assert [call.agency for call in queries.without_coordinator(queries.calls_of(asked))] == [merged]


def test_a_round_without_agencies_is_refused(cast):
    with pytest.raises(Refused, match="ít nhất một cơ quan"):
        actions.open_round(
            cast.province, actions.RoundDraft("2026-Q1", DUE, ()), actor=cast.actor("superior")
        )


def test_a_report_begun_already_is_due_when_the_superior_says(cast):
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    opened(cast)

    assert Report.objects.get(pk=report.pk).due_on == DUE


def test_a_superior_takes_figures_until_an_earlier_day_and_reports_begun_go_by_it(cast):
    with clock.standing_on(date(2026, 3, 5)):
        report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

        asked = opened(cast, ends=date(2026, 3, 9), due_on=date(2026, 3, 12))

    begun = Report.objects.get(pk=report.pk)
    assert (asked.starts, asked.ends) == (date(2025, 12, 15), date(2026, 3, 9))
    assert (begun.starts, begun.ends) == (asked.starts, asked.ends)
    assert begun.edition == report.edition + 1, "who had the page open sees the other figures before freezing"


def test_what_was_issued_keeps_its_days_when_a_round_asks_for_others(cast):
    issued(cast)

    opened(cast, ends=date(2026, 3, 9))

    assert Report.objects.get(agency=cast.sxd).ends == date(2026, 3, 14)


@pytest.mark.parametrize("ends", [date(2025, 12, 14), date(2026, 3, 15)])
def test_figures_are_not_taken_outside_the_days_of_the_rule(cast, ends):
    with pytest.raises(Refused) as refusal:
        opened(cast, ends=ends)

    assert (refusal.value.code, refusal.value.field) == ("outside", "ends")


# --- changing -------------------------------------------------------------------------------------


def test_another_day_moves_those_who_had_the_rounds_day_and_leaves_own_days(cast):
    asked = opened(cast, own_days={cast.ward.pk: date(2026, 4, 8)})
    Notice.objects.all().delete()

    draft = actions.RoundChange(date(2026, 4, 15), "Nêu rõ mô hình mới", reason="Lùi kỳ họp")
    actions.change_round(asked, draft, actor=cast.actor("superior"))

    assert call_of(asked, cast.sxd).due_on == date(2026, 4, 15)
    assert call_of(asked, cast.ward).due_on == date(2026, 4, 8)
    assert Notice.objects.get(person=cast.coordinator).title.startswith("Hạn mới 15/04/2026")
    assert not Notice.objects.filter(person=cast.ward_officer).exists()
    entry = Entry.objects.filter(verb="reports.round_changed").get()
    assert entry.changes["Hạn gửi"] == ["10/04/2026", "15/04/2026"]


def test_a_unit_joins_and_leaves_a_round(cast):
    asked = opened(cast, "sxd")
    above = cast.actor("superior")

    actions.add_units(asked, [cast.ward.pk], actor=above)
    actions.drop_unit(call_of(asked, cast.sxd), "Đã báo cáo riêng", actor=above)

    assert list(asked.calls.values_list("agency_id", flat=True)) == [cast.ward.pk]
    with pytest.raises(Refused, match="có trong đợt rồi"):
        actions.add_units(asked, [cast.ward.pk], actor=above)


def test_who_has_sent_is_not_taken_out(cast):
    call = sent(cast)

    with pytest.raises(Refused, match="đã gửi báo cáo"):
        actions.drop_unit(call, "Nhầm", actor=cast.actor("superior"))


def test_a_closed_round_takes_nothing_until_it_is_opened_again(cast):
    asked = opened(cast)
    above = cast.actor("superior")
    issue = issued(cast).issue
    actions.close_round(asked, actor=above)

    with pytest.raises(Refused, match="đã đóng"):
        actions.submit_report(call_of(asked, cast.sxd), issue, actor=cast.actor("coordinator"))
    actions.reopen_round(asked, actor=above)

    call = actions.submit_report(call_of(asked, cast.sxd), issue, actor=cast.actor("coordinator"))
    assert call.state == Call.State.SUBMITTED


# --- sending and answering ------------------------------------------------------------------------


def test_what_was_issued_is_sent_and_the_superior_is_told(cast):
    call = sent(cast)

    assert (call.state, call.issue.signing.document_number) == ("submitted", "88/BC-SXD")
    notice = Notice.objects.get(person=cast.superior)
    assert notice.title == f"{cast.sxd.short_name} đã gửi báo cáo quý I/2026"


@pytest.mark.parametrize("who", ["officer", "head", "director", "superior", "ward_officer"])
def test_only_the_coordinator_of_the_unit_sends(cast, who):
    asked = opened(cast)
    issue = issued(cast).issue

    with pytest.raises(Refused) as refusal:
        actions.submit_report(call_of(asked, cast.sxd), issue, actor=cast.actor(who))

    assert refusal.value.code == "forbidden"


def test_a_report_not_yet_issued_is_not_sent(cast):
    asked = opened(cast)
    first = issued(cast).issue
    second = corrected(cast)

    with pytest.raises(Refused, match="mới nhất"):
        actions.submit_report(call_of(asked, cast.sxd), first, actor=cast.actor("coordinator"))

    call = actions.submit_report(call_of(asked, cast.sxd), second, actor=cast.actor("coordinator"))
    assert call.issue == second


def test_the_report_of_another_period_or_agency_is_not_sent(cast):
    asked = opened(cast)
    other = issued(cast, period="2026-M03").issue

    with pytest.raises(Refused) as refusal:
        actions.submit_report(call_of(asked, cast.sxd), other, actor=cast.actor("coordinator"))

    assert refusal.value.code == "not_standing"


def test_of_two_who_send_at_once_one_is_told(cast):
    call = sent(cast)

    with pytest.raises(Refused, match="đã gửi rồi"):
        actions.submit_report(call, call.issue, actor=cast.actor("coordinator"))


def test_of_two_who_receive_at_once_one_is_told(cast):
    call = sent(cast)
    actions.receive_report(call, call.issue, actor=cast.actor("superior"))

    with pytest.raises(Refused, match="đã được nhận"):
        actions.receive_report(call, call.issue, actor=cast.actor("superior"))

    assert Notice.objects.filter(person=cast.coordinator, kind="reports.received").count() == 1


def test_what_was_sent_in_between_is_not_received_unread(cast):
    call = sent(cast)
    read = call.issue
    actions.submit_report(call, corrected(cast), actor=cast.actor("coordinator"))

    with pytest.raises(Refused, match="bản khác"):
        actions.receive_report(call, read, actor=cast.actor("superior"))


def test_a_return_says_why_and_only_a_new_issue_is_sent_again(cast):
    call = sent(cast)
    above = cast.actor("superior")
    with pytest.raises(Refused, match="lý do"):
        actions.return_report(call, call.issue, " ", actor=above)

    returned = actions.return_report(call, call.issue, "Thiếu phụ lục số liệu", actor=above)

    assert (returned.state, returned.reason) == ("returned", "Thiếu phụ lục số liệu")
    assert Notice.objects.filter(person=cast.coordinator, kind="reports.returned").exists()
    with pytest.raises(Refused, match="đã bị trả lại"):
        actions.submit_report(call, call.issue, actor=cast.actor("coordinator"))
    again = actions.submit_report(call, corrected(cast), actor=cast.actor("coordinator"))
    assert (again.state, again.reason) == ("submitted", "")


def test_a_received_report_gives_way_to_its_correction(cast):
    call = sent(cast)
    actions.receive_report(call, call.issue, actor=cast.actor("superior"))
    newer = corrected(cast)
    row = queries.calls_of(call.round).get(agency=cast.sxd)
    assert row.newest == newer.pk != row.issue_id, "flagged until it is sent"

    again = actions.submit_report(call, newer, actor=cast.actor("coordinator"))

    assert (again.state, again.answered_at) == ("submitted", None)


@pytest.mark.parametrize("who", ["coordinator", "director", "outsider", "appraiser"])
def test_only_the_superior_answers(cast, who):
    call = sent(cast)

    for answer in (actions.receive_report, lambda *given, **who: actions.return_report(*given, "Sai", **who)):
        with pytest.raises(Refused) as refusal:
            answer(call, call.issue, actor=cast.actor(who))
        assert refusal.value.code == "forbidden"


def test_the_superior_reads_what_was_sent_and_siblings_read_nothing(cast):
    call = sent(cast)

    assert access.get_issue(cast.actor("superior"), call.issue_id) == call.issue
    assert access.get_call(cast.actor("superior"), call.pk, to=access.RECEIVE) == call
    for who in ("ward_officer", "outsider", "officer", "administrator"):
        for to in (access.SEE, access.RECEIVE):
            with pytest.raises(NotVisible):
                access.get_call(cast.actor(who), call.pk, to=to)


def test_measures_that_changed_after_sending_are_named(cast):
    work(cast, M02=3)
    call = sent(cast)
    assert queries.changed_measures(call) == []

    work(cast, M02=5)

    (label,) = queries.changed_measures(call)
    assert "tin" in label


def test_a_unit_that_merged_after_the_opening_is_named_with_what_it_became(cast):
    asked = opened(cast)
    draft = AgencyDraft(
        code="SXDM", legal_name="Sở Xây dựng mới thành phố Cần Thơ", short_name="Sở Xây dựng mới",
        level=Agency.Level.DEPARTMENT, valid_from=date(2026, 4, 4), parent_id=cast.province.pk, slug="sxd-moi",
    )  # fmt: skip
    merge_agencies(
        [cast.sxd, cast.ward], draft, day=date(2026, 4, 4), legal_basis="Nghị quyết 1", actor=SYSTEM
    )

    with clock.standing_on(date(2026, 4, 6)):
        calls = list(queries.calls_of(asked))
        gone = queries.gone(calls)
        actions.drop_unit(call_of(asked, cast.ward), "Đã sắp xếp", actor=cast.actor("superior"))

    # They ended after the last day of the figures: nobody can be asked in their stead.
    assert list(gone.values()) == [queries.Gone("Sở Xây dựng mới", replaceable=False)] * 2


def test_a_superiors_frozen_report_tells_what_it_left_out(cast):
    asked = opened(cast)
    first = issued(cast).issue
    own = frozen(cast, by="province_coordinator", agency="province")
    actions.submit_report(call_of(asked, cast.sxd), first, actor=cast.actor("coordinator"))
    assert not queries.drift_of(asked, own), "what was sent is what was counted"

    actions.submit_report(call_of(asked, cast.sxd), corrected(cast), actor=cast.actor("coordinator"))
    issue = issued(cast, number="5/BC-VT", by="ward_officer", agency="ward").issue
    actions.submit_report(call_of(asked, cast.ward), issue, actor=cast.actor("ward_officer"))

    drift = queries.drift_of(asked, own)
    assert drift.replaced == (cast.sxd.short_name,)
    assert drift.missing == (cast.ward.short_name,)
