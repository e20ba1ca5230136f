"""A superior's report brings together what units issued, by each measure's own kind, and says what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lantoa.documents.writing import Paragraph
from lantoa.foundation import clock
from lantoa.ledger.actions import merge_rows
from lantoa.ledger.models import Measure
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import merge_agencies
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency, AgencyEvent, Membership, Role
from lantoa.reports import rollup
from lantoa.reports.contents import Amount, from_json, to_json
from lantoa.reports.printing import Marks, document_of
from lantoa.reports.queries.gathering import gather
from lantoa.reports.queries.periods import round_for
from lantoa.reports.sentences import counted_in_words
from tests.reports.building import frozen, issued, work
from tests.reports.round_building import opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


@pytest.fixture
def deputy(cast):
    """Somebody in the ward who may confirm what its one officer recorded."""
    ward = cast.agency("ward")
    Membership.objects.create(
        person=cast.ward_chair, agency=ward, role=Role.COORDINATOR, valid_from=ward.valid_from
    )


def province_report(cast):
    found = round_for("2026-Q1")
    province = Agency.objects.get(pk=cast.sxd.parent_id)
    return gather(province, found.period, found.window).contents


def test_what_was_issued_is_summed_and_the_missing_are_named(cast, deputy):
    work(cast, M02=3)
    issued(cast)
    work(cast, by="ward_officer", confirmed_by="ward_chair", M02=40)

    contents = province_report(cast)

    assert contents.figure("M02").amount.value == 3, "the ward did not issue its report"
    assert [(part.unit, part.amount.value) for part in contents.figure("M02").by_unit] == [
        (cast.sxd.short_name, 3)
    ]
    states = {child.agency: child.state for child in contents.children}
    assert states[cast.sxd.legal_name] == "counted"
    assert states[cast.agency("ward").legal_name] == "missing"


def test_an_issued_figure_that_changed_since_is_flagged_and_still_counts_as_issued(cast):
    work(cast, M02=3)
    issued(cast)
    work(cast, M02=5)

    contents = province_report(cast)

    assert contents.figure("M02").amount.value == 3
    line = next(child for child in contents.children if child.state == "counted")
    assert (line.document, tuple(line.changed)) == ("88/BC-SXD", ("M02",))


def test_the_paper_of_a_roll_up_says_what_is_its_own_and_whose_figures_are_in_it(cast):
    work(cast, M02=3)
    assert "chưa ban hành báo cáo kỳ này" in counted_in_words(province_report(cast))
    issued(cast)

    said = counted_in_words(province_report(cast))

    assert said.startswith(f"Trong kỳ, riêng {cast.province.legal_name} có 0 hoạt động đã xác nhận,")
    assert said.endswith("cộng cả báo cáo đã ban hành của 1 cơ quan trực thuộc.")


def test_a_frozen_report_that_nobody_signed_does_not_count(cast):
    work(cast, M02=3)
    frozen(cast)

    assert province_report(cast).figure("M02").amount.value is None


def test_a_ratio_is_brought_together_from_its_parts(cast):
    measure = Measure.objects.filter(kind="ratio").first()
    work(cast, **{measure.code.replace("-", "_"): (1, 2)})
    issued(cast)

    figure = province_report(cast).figure(measure.code)

    assert (figure.amount.numerator, figure.amount.denominator, figure.amount.value) == (1, 2, 50)


@pytest.mark.parametrize(
    ("kind", "value"), [("sum", Decimal(7)), ("latest", Decimal(7)), ("max", Decimal(4))]
)
def test_each_kind_adds_up_in_its_own_way(kind, value):
    assert rollup.combined(kind, [Amount(Decimal(3), 1), Amount(), Amount(Decimal(4), 2)]) == Amount(value, 3)


def test_a_ratio_is_never_the_mean_of_percentages():
    found = rollup.combined(
        "ratio", [rollup.ratio(Decimal(1), Decimal(2), 1), rollup.ratio(Decimal(0), Decimal(8), 1)]
    )

    assert found == Amount(Decimal("10.0000"), 2, Decimal(1), Decimal(10))


def test_what_nobody_measured_is_not_zero():
    assert rollup.combined("sum", [Amount(), Amount()]) == Amount()


def test_a_unit_merged_in_the_period_counts_once_where_it_went(cast, deputy):
    work(cast, by="ward_officer", confirmed_by="ward_chair", M02=40)
    draft = AgencyDraft(
        code="UBND-VT2", legal_name="Ủy ban nhân dân phường Vàm Tấn mới", short_name="UBND phường Vàm Tấn mới",
        level=Agency.Level.COMMUNE, valid_from=date(2026, 2, 15), parent_id=cast.sxd.parent_id, slug="vam-tan-moi",
    )  # fmt: skip
    event = merge_agencies(
        [cast.agency("ward"), cast.agency("snv")],
        draft,
        day=date(2026, 2, 15),
        legal_basis="Nghị quyết thử",
        actor=SYSTEM,
    )
    found = round_for("2026-Q1")

    merged = gather(event.successors.get(), found.period, found.window).contents

    assert merged.figure("M02").amount.value == 40
    assert cast.agency("ward").legal_name in merged.agencies
    states = {child.agency: child.state for child in province_report(cast).children}
    assert states[cast.agency("ward").legal_name] == states[cast.agency("snv").legal_name] == "inside"
    assert states["Ủy ban nhân dân phường Vàm Tấn mới"] == "missing"


def test_a_unit_asked_for_earlier_days_is_summed_as_it_reported_and_the_days_are_said(cast):
    work(cast, M02=3)
    work(cast, M02=5, day=date(2026, 3, 12))
    with clock.standing_on(date(2026, 3, 5)):
        opened(cast, "sxd", ends=date(2026, 3, 9), due_on=date(2026, 3, 12))
    issued(cast)

    contents = province_report(cast)

    assert contents.figure("M02").amount.value == 3
    child = next(child for child in contents.children if child.state == "counted")
    assert (child.ends, child.changed) == (date(2026, 3, 9), ())
    assert from_json(to_json(contents)).children[0].ends == contents.children[0].ends
    words = [
        block.text for block in document_of(contents, list, Marks()).body if isinstance(block, Paragraph)
    ]
    assert f"{cast.sxd.legal_name}: số liệu đến 09/03/2026." in words


def test_what_was_issued_before_a_measure_was_merged_counts_under_the_one_it_goes_by(cast):
    kept = Measure.objects.get(code="M02")
    twin = Measure.objects.create(
        code="TIN-2", name="Tin trên trang", unit=kept.unit, kind=kept.kind, position=99
    )
    work(cast, M02=3, **{"TIN-2": 4})
    issued(cast)
    merge_rows(twin, kept, actor=SYSTEM)

    contents = province_report(cast)

    assert contents.figure("TIN-2") is None
    assert contents.figure("M02").amount.value == 7
    assert contents.figure("M02").by_unit[0].amount.value == 7
    assert [child.changed for child in contents.children if child.state == "counted"] == [()]


def test_a_unit_that_merged_after_the_day_asked_for_counts_by_its_own_report(cast, deputy):
    work(cast, M02=3)
    work(cast, by="ward_officer", confirmed_by="ward_chair", M02=40)
    with clock.standing_on(date(2026, 3, 5)):
        opened(cast, "sxd", "ward", ends=date(2026, 3, 9), due_on=date(2026, 3, 12))
    issued(cast)
    issued(cast, "9/BC-VT", by="ward_chair", agency="ward")
    Agency.objects.filter(pk=cast.agency("ward").pk).update(valid_to=date(2026, 3, 10))
    event = AgencyEvent.objects.create(
        kind=AgencyEvent.Kind.MERGE, day=date(2026, 3, 11), legal_basis="Nghị quyết thử"
    )
    event.predecessors.add(cast.agency("ward"))
    event.successors.add(cast.sxd)

    contents = province_report(cast)

    assert contents.figure("M02").amount.value == 43
