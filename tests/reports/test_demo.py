"""The reports of the demo."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from lantoa.foundation import clock
from lantoa.ops.demo_runner import rooms_with_demo
from lantoa.organisation import demo as organisation
from lantoa.plans.models import PlanVersion
from lantoa.plans.queries.papers import paper_of
from lantoa.reports.models import Call, Issue, Report, Signing
from lantoa.reports.queries.letterheads import letterhead_of
from lantoa.reports.queries.printing import document_of_issue
from lantoa.reports.queries.verifying import alterations

DAYS = [date(2026, 1, 2), date(2027, 12, 15)]


@pytest.mark.parametrize("today", DAYS)
def test_a_report_stands_in_every_state_on_any_day(db: None, today: date) -> None:
    with clock.standing_on(today):
        for name in rooms_with_demo():
            import_module(name).build(today)

        assert set(Call.objects.values_list("state", flat=True)) == set(Call.State.values)
        assert set(Report.objects.values_list("state", flat=True)) == set(Report.State.values)
        assert Report.objects.filter(state=Report.State.WRITING, ends__gte=today).count() == 1
        sent = Signing.objects.filter(issue__report__agency=organisation.find().agencies["sxd"])
        assert sent.get().file.kind == "pdf"
        assert not Signing.objects.filter(signed_on__gt=today).exists()
        assert list(alterations()) == []
        papers_look_finished()


def papers_look_finished() -> None:
    """Each has its place, signer and recipients; a plan of the past bears the names of its day."""
    for report in Report.objects.select_related("agency", "current"):
        head = letterhead_of(report.agency)
        assert head.place and head.signer and head.signer_title and len(head.recipients) > 2
    for issue in Issue.objects.all():
        paper, _ = document_of_issue(issue)
        assert paper.signature.name and paper.place and paper.recipients[-1].startswith("Lưu: VT")
    printed = {row.document_number: paper_of(row) for row in PlanVersion.objects.all()}
    assert printed["21/KH-SXD"].signature.name == "Trần Văn Đước"
    assert printed["452/KH-SXD"].signature.name == "Trịnh Công Lý"
    assert printed["452/KH-SXD"].place == "Sóc Trăng"
    assert printed["452/KH-SXD"].superior == "Ủy ban nhân dân tỉnh Sóc Trăng"
    assert all(len(paper.recipients) > 1 for paper in printed.values())
