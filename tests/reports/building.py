"""Entries and reports for tests, made through the actions as everybody makes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.ledger.actions import attach_link, confirm, record_activity, store_bytes, submit
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import Activity, ActivityKind
from lantoa.ledger.refs import Ref
from lantoa.reports import actions
from lantoa.reports.models import Report, Signing
from lantoa.reports.queries.gathering import outline_of

DAY = date(2026, 2, 10)
"""Lies in the figures of Quý I/2026 (15/12/2025 to 14/03/2026)."""


def work(
    cast: Any,
    *,
    by: str = "officer",
    confirmed_by: str = "head",
    day: date = DAY,
    end_day: date | None = None,
    title: str = "Đăng bài",
    stop: str = "",
    forms: tuple[str, ...] = (),
    towards: Any = None,
    **amounts: Any,
) -> Activity:
    """A confirmed activity with a link as proof; `M02=3` gives its values, a ratio as (numerator, denominator).

    `stop` leaves it a draft ("draft") or sent and waiting ("waiting").
    """
    actor = cast.actor(by)
    body = sorted(actor.body_ids)[0]
    agency_id = next(grant.agency_id for grant in actor.grants if grant.body_id == body)
    values = tuple(
        Amount(code.replace("_", "-"), None, Decimal(value[0]), Decimal(value[1])) if isinstance(value, tuple)
        else Amount(code.replace("_", "-"), Decimal(value))
        for code, value in amounts.items()
    )  # fmt: skip
    draft = ActivityDraft(
        kind=ActivityKind.objects.first().code,
        title=title,
        day=day,
        end_day=end_day,
        agency_id=agency_id,
        body_id=body,
        amounts=values,
        forms=forms,
    )
    tasks = () if towards is None else (Ref("plans.task", towards.pk),)
    activity = record_activity(draft, actor=actor, submit=False, towards=tasks)
    attach_link(activity, "https://example.vn/bai-viet", actor=actor)
    if stop == "draft":
        return activity
    submit(activity, actor=actor)
    if stop == "waiting":
        return activity
    return confirm(activity, actor=cast.actor(confirmed_by))


def written(cast: Any, *, by: str = "coordinator", agency: str = "sxd", period: str = "2026-Q1") -> Report:
    """A report with words below every heading that must have some."""
    actor = cast.actor(by)
    report = actions.begin_report(cast.agency(agency), period, actor=actor)
    words = {item.key: f"Lời của mục {item.heading}." for item in outline_of(report.agency) if item.required}
    return actions.write_passages(report, words, actor=actor, edition=report.edition)


def frozen(cast: Any, **given: Any) -> Report:
    report = written(cast, **given)
    actions.freeze(report, actor=cast.actor(given.get("by", "coordinator")), edition=report.edition)
    return Report.objects.get(pk=report.pk)


def issued(
    cast: Any, number: str = "88/BC-SXD", *, signed_on: date = date(2026, 3, 18), **given: Any
) -> Signing:
    report = frozen(cast, **given)
    return sign(cast, report, number, by=given.get("by", "coordinator"), signed_on=signed_on)


def sign(
    cast: Any,
    report: Report,
    number: str = "88/BC-SXD",
    *,
    by: str = "coordinator",
    signed_on: date = date(2026, 3, 18),
) -> Signing:
    actor = cast.actor(by)
    file = store_bytes(
        b"%PDF-1.4\n" + number.encode() + b"\n%%EOF\n", "bao-cao.pdf", report.agency, actor=actor
    )
    draft = actions.SigningDraft(number, signed_on, "Nguyễn Văn Ký", "Giám đốc")
    return actions.issue_report(report, draft, file, actor=actor)
