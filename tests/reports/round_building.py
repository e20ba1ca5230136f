"""Rounds for tests, made through the actions as everybody makes them."""

from __future__ import annotations

from datetime import date

from lantoa.organisation.models import Agency
from lantoa.reports import actions
from lantoa.reports.models import Call, Report, Round
from tests.reports.building import issued, sign

DUE = date(2026, 4, 10)


def opened(cast, *keys: str, **given) -> Round:
    agencies = tuple(cast.agency(key).pk for key in keys or ("sxd", "snv", "ward"))
    draft = actions.RoundDraft(given.pop("period", "2026-Q1"), given.pop("due_on", DUE), agencies, **given)
    return actions.open_round(cast.province, draft, actor=cast.actor("superior"))


def call_of(asked: Round, agency: Agency) -> Call:
    return Call.objects.select_related("round__agency", "agency", "issue").get(round=asked, agency=agency)


def sent(cast) -> Call:
    asked = opened(cast)
    issue = issued(cast).issue
    return actions.submit_report(call_of(asked, cast.sxd), issue, actor=cast.actor("coordinator"))


def corrected(cast, number: str = "95/BC-SXD"):
    report, actor = Report.objects.get(agency=cast.sxd), cast.actor("coordinator")
    actions.begin_correction(report, "Bổ sung số liệu", actor=actor)
    actions.freeze(report, actor=actor, edition=Report.objects.get(pk=report.pk).edition)
    return sign(cast, report, number).issue
