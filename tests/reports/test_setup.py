"""What an agency sets for its reports, and who may: letterhead, periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.actions import set_letterhead
from lantoa.organisation.drafts import LetterheadDraft
from lantoa.organisation.letterheads import letterhead_of, place_of
from lantoa.organisation.models import Letterhead
from lantoa.reports import actions
from lantoa.reports.actions import OutlineDraft, PeriodRuleDraft
from lantoa.reports.contents import from_json
from lantoa.reports.models import OutlineItem, PeriodRule, Report
from lantoa.reports.queries.gathering import gather_report, outline_of
from lantoa.reports.queries.periods import last_round, round_for
from tests.reports.building import frozen, written

pytestmark = pytest.mark.django_db
HEAD = LetterheadDraft(
    place="Cần Thơ",
    symbol="SXD-VP",
    addressed_to=("Ủy ban nhân dân thành phố", "Sở Nội vụ"),
    recipients=("Như trên", "Lưu: VT, VP"),
    authority="KT.",
    on_behalf="Giám đốc",
    signer_title="Phó Giám đốc",
    signer="Lê Văn Cường",
)


@pytest.fixture(autouse=True)
def april() -> Any:
    with clock.standing_on(date(2026, 4, 2)):
        yield


def address(name: str, cast: Any, *more: Any) -> str:
    return reverse(f"reports:{name}", args=[cast.sxd.pk, *more])


def keys(cast: Any) -> list[str]:
    return [item.key for item in outline_of(cast.sxd)]


# --- letterhead -------------------------------------------------------------------------------------


def test_a_report_carries_the_letterhead_of_its_agency(cast: Any) -> None:
    set_letterhead(cast.sxd, HEAD, actor=cast.actor("coordinator"), edition=0)

    head = gather_report(written(cast)).contents.head

    assert (head.place, head.symbol, head.recipients) == ("Cần Thơ", "BC-SXD-VP", ("Như trên", "Lưu: VT, VP"))
    assert (head.authority, head.on_behalf, head.signer_title) == ("KT.", "Giám đốc", "Phó Giám đốc")


def test_a_new_letterhead_leaves_a_frozen_report_as_it_was(cast: Any) -> None:
    report = frozen(cast)
    before = from_json(report.current.contents).head

    set_letterhead(cast.sxd, HEAD, actor=cast.actor("coordinator"), edition=0)

    assert from_json(Report.objects.get(pk=report.pk).current.contents).head == before != HEAD


def test_of_two_who_change_the_letterhead_the_second_is_told(cast: Any) -> None:
    actor = cast.actor("coordinator")
    set_letterhead(cast.sxd, HEAD, actor=actor, edition=0)

    with pytest.raises(Refused, match="Người khác"):
        set_letterhead(cast.sxd, LetterheadDraft(place="Hậu Giang"), actor=actor, edition=0)

    assert Letterhead.objects.get().place == "Cần Thơ"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (LetterheadDraft(authority="KT.", signer_title="Phó Giám đốc"), "on_behalf"),
        (LetterheadDraft(authority="TM.", on_behalf="Ủy ban nhân dân"), "signer_title"),
        (LetterheadDraft(authority="XX.", signer_title="Giám đốc"), "authority"),
        (LetterheadDraft(place="C" * 61), "place"),
        (LetterheadDraft(recipients=("Nơi nhận",) * 31), "recipients"),
    ],
)
def test_a_signature_that_nobody_could_print_is_refused(
    cast: Any, draft: LetterheadDraft, field: str
) -> None:
    with pytest.raises(Refused) as told:
        set_letterhead(cast.sxd, draft, actor=cast.actor("coordinator"), edition=0)
    assert told.value.field == field
    assert not Letterhead.objects.exists()


def test_who_does_not_plan_for_the_agency_changes_nothing(cast: Any) -> None:
    heading = OutlineDraft("Mới")
    for who in ("officer", "head", "director", "outsider", "superior", "administrator", "appraiser"):
        actor = cast.actor(who)
        for act in (
            lambda actor=actor: set_letterhead(cast.sxd, HEAD, actor=actor, edition=0),
            lambda actor=actor: actions.add_heading(cast.sxd, heading, actor=actor),
            lambda actor=actor: actions.revise_heading(
                cast.sxd, "kien-nghi", heading, actor=actor, edition=1
            ),
            lambda actor=actor: actions.move_heading(cast.sxd, "kien-nghi", up=True, actor=actor),
            lambda actor=actor: actions.end_heading(cast.sxd, "kien-nghi", actor=actor),
            lambda actor=actor: actions.resume_heading(cast.sxd, "kien-nghi", actor=actor),
            lambda actor=actor: actions.set_template(cast.sxd, b"PK", "mau.docx", actor=actor),
            lambda actor=actor: actions.end_template(cast.sxd, actor=actor),
        ):
            with pytest.raises(Refused) as told:
                act()
            assert told.value.code == "forbidden"
    assert not OutlineItem.objects.filter(agency=cast.sxd).exists()


@pytest.mark.parametrize(
    ("written_as", "place"),
    [
        ("Số 1, đường Hòa Bình, thành phố Cần Thơ", "Cần Thơ"),
        ("TP. Cần Thơ", "Cần Thơ"),
        ("Tỉnh Vĩnh Long", "Vĩnh Long"),
        ("Cần Thơ", "Cần Thơ"),
        ("", ""),
    ],
)
def test_the_place_is_the_last_part_of_the_address(written_as: str, place: str) -> None:
    assert place_of(written_as) == place


def test_the_letterhead_is_typed_on_a_page_and_read_back_there(cast: Any) -> None:
    client = cast.client("coordinator")
    data = {
        "edition": "0", "place": "Cần Thơ", "symbol": "", "addressed_to": "", "recipients": "Như trên\r\nLưu: VT",
        "authority": "Q.", "on_behalf": "", "signer_title": "Giám đốc", "signer": "Trần Thị Bình",
    }  # fmt: skip

    assert client.post(address("letterhead", cast), data).status_code == 302
    page = client.get(address("settings", cast)).content.decode()

    assert "Như trên; Lưu: VT" in page and "Q. Giám đốc, Trần Thị Bình" in page
    assert letterhead_of(cast.sxd).edition == 1
    again = client.post(address("letterhead", cast), data)
    assert again.status_code == 422 and "Người khác" in again.content.decode()


# --- periods ----------------------------------------------------------------------------------------

Q1 = PeriodRuleDraft("quarter", 1, (12, 15), (3, 14), (3, 12), True, True, "Văn bản của thành phố", 2027)


def rule() -> PeriodRule:
    return PeriodRule.objects.get(kind="quarter", index=1)


def test_other_days_from_a_year_on_leave_the_years_before(cast: Any) -> None:
    actions.add_period_rule(Q1, actor=cast.actor("administrator"))

    assert round_for("2026-Q1").due == date(2026, 3, 20)
    assert round_for("2027-Q1").due == date(2027, 3, 12)
    assert PeriodRule.objects.get(kind="quarter", index=1, year_from=2000).year_to == 2026


def test_a_rule_changed_leaves_reports_that_were_begun(cast: Any) -> None:
    report = written(cast)
    draft = PeriodRuleDraft("quarter", 1, (1, 1), (3, 31), (4, 5))

    actions.revise_period_rule(rule(), draft, actor=cast.actor("administrator"), edition=1)

    assert Report.objects.get(pk=report.pk).ends == date(2026, 3, 14)
    assert round_for("2026-Q1").window.end == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"opens": (2, 30)}, "opens"),
        ({"closes": (2, 29)}, "closes"),
        ({"due": (13, 1)}, "due"),
        ({"opens_year_before": False}, "closes"),
        ({"due": (12, 1), "opens_year_before": False, "opens": (12, 15), "closes": (12, 31)}, "due"),
        ({"index": 5}, "index"),
        ({"kind": "week"}, "index"),
        ({"year_to": 2020}, "year_to"),
        ({"year_from": 2000}, "year_from"),
    ],
)
def test_days_that_no_year_has_are_refused(cast: Any, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as told:
        actions.add_period_rule(replace(Q1, **changed), actor=cast.actor("administrator"))
    assert told.value.field == field
    assert PeriodRule.objects.filter(kind="quarter", index=1).count() == 1


def test_of_two_who_change_a_rule_the_second_is_told(cast: Any) -> None:
    actor, draft = cast.actor("administrator"), PeriodRuleDraft("quarter", 1, (1, 1), (3, 31), (4, 5))
    actions.revise_period_rule(rule(), draft, actor=actor, edition=1)
    with pytest.raises(Refused, match="Người khác"):
        actions.revise_period_rule(rule(), draft, actor=actor, edition=1)


def test_only_who_keeps_what_all_share_changes_periods(cast: Any) -> None:
    for who in ("coordinator", "director", "officer", "appraiser"):
        with pytest.raises(Refused) as told:
            actions.add_period_rule(Q1, actor=cast.actor(who))
        assert told.value.code == "forbidden"
        assert cast.client(who).get(reverse("reports:periods")).status_code == 404


def test_a_rule_is_typed_as_days_are_said(cast: Any) -> None:
    client = cast.client("administrator")
    shown = client.get(reverse("reports:periods")).content.decode()
    assert "15/12 năm trước – 14/03" in shown and "Quý III" in shown and "9 tháng" in shown
    data = {
        "edition": 1, "opens": "1/1", "closes": "31-3", "due": "05.04", "required": "on", "legal_basis": "",
        "year_from": "2000", "year_to": "",
    }  # fmt: skip
    assert client.post(reverse("reports:edit_period", args=[rule().pk]), data).status_code == 302
    assert rule().days == ("01/01", "31/03", "05/04")
    wrong = client.post(
        reverse("reports:edit_period", args=[rule().pk]), {**data, "edition": 2, "due": "abc"}
    )
    assert wrong.status_code == 422 and "ví dụ 14/03" in wrong.content.decode()


def test_the_period_whose_days_ended_last_is_known_even_without_rules(cast: Any) -> None:
    assert last_round().period.code == "2026-Q1"
    PeriodRule.objects.all().delete()
    assert last_round().period.code == "2025-Y"
