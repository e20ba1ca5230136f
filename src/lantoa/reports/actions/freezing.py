"""Freezing a report: asked for on the desk, done in the background, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.audit.queries import stamp
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import lower_first
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import PLAN, Actor
from lantoa.reports.actions.linking import link
from lantoa.reports.actions.writing import locked_report, require_writing
from lantoa.reports.contents import digest_of, to_json
from lantoa.reports.models import Counted, Inputs, Issue, Link, Report
from lantoa.reports.queries.gathering import Gathered, entries_of, gather_report, outline_of
from lantoa.reports.queries.shown import freeze_key

TRIES = 2
"""How often a report is gathered beside those who write, before they are made to wait for it."""


@transaction.atomic
def ask_to_freeze(report: Report, *, actor: Actor, edition: int) -> Job:
    """A job that freezes the report. What can be told now is told now; asked twice by one person it is one job.

    Raises Refused as `freeze` does, and when somebody else's freeze of it is under way (code "freezing").
    """
    locked = _freezable(report, edition, actor)
    note("reports.freeze_asked", locked, actor=actor, agency_id=locked.agency_id, summary=locked.label)
    job = later(
        "lantoa.reports.jobs.freeze_report",
        actor=actor,
        title=f"Chốt {lower_first(str(locked))}",
        key=freeze_key(locked),
        agency_id=locked.agency_id,
        report_id=locked.pk,
        edition=edition,
    )
    if job.asked_by_id != actor.person_id:
        raise Refused(f"{job.asked_by_name} đang chốt {lower_first(str(locked))}.", code="freezing")
    return job


def freeze_beside(
    report: Report,
    *,
    actor: Actor,
    edition: int,
    tick: Callable[[int], None],
    finish: Callable[[Issue], None],
) -> Issue:
    """The same as `freeze`, gathered before the transaction: nobody who writes waits for it, and `tick` may stop it.

    What was gathered is kept only when nothing at all was done meanwhile; else it is gathered again, at last inside.
    `finish` is called in the transaction that keeps the issue. Raises Refused.
    """
    for _ in range(TRIES):
        seen = stamp()
        # Its days may have moved since it was read: a round was changed.
        current = Report.objects.select_related("agency").get(pk=report.pk)
        gathered = gather_report(current, tick=tick)
        with transaction.atomic():
            if stamp() == seen:
                issue = freeze(report, actor=actor, edition=edition, gathered=gathered)
                finish(issue)
                return issue
    with transaction.atomic():
        issue = freeze(report, actor=actor, edition=edition)
        finish(issue)
    return issue


@transaction.atomic
def freeze(report: Report, *, actor: Actor, edition: int, gathered: Gathered | None = None) -> Issue:
    """Keeps the report for good, ready for signature, as gathered now or just before. Of two at once, one is told.

    Raises Refused when a heading that must have words has none, or the report is not as the actor saw it.
    """
    locked = _freezable(report, edition, actor)
    return _keep(locked, gathered or gather_report(locked), actor)


def _freezable(report: Report, edition: int, actor: Actor) -> Report:
    """The report, locked. Raises Refused where it may not be frozen."""
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    require_writing(locked)
    if locked.edition != edition:
        raise Refused("Báo cáo vừa được sửa. Xem lại rồi chốt.", code="edition")
    if locked.ends >= clock.today():
        # Until the last day is over its figures may still grow, and two freezes of it would differ.
        raise Refused(
            f"Số liệu của kỳ này lấy đến hết ngày {locked.ends:%d/%m/%Y}. Chốt từ ngày hôm sau.",
            code="too_early",
        )
    _require_words(locked)
    return locked


def _require_words(report: Report) -> None:
    words = dict(report.passages.values_list("key", "text"))
    empty = [item.heading for item in outline_of(report.agency) if item.required and not words.get(item.key)]
    if empty:
        raise Refused(f"Còn mục chưa viết: {'; '.join(empty)}.", code="no_words")


def _keep(report: Report, gathered: Gathered, actor: Actor) -> Issue:
    text = to_json(gathered.contents)
    last = report.issues.order_by("-number").first()
    issue = Issue.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        contents=text,
        digest=digest_of(text),
        reason=report.correction,
        frozen_by_id=actor.person_id,
        frozen_at=clock.now(),
    )
    Inputs.objects.create(
        issue=issue, lines=gathered.inputs, count=gathered.count, digest=gathered.contents.inputs
    )
    Counted.objects.bulk_create(
        (
            Counted(issue=issue, activity_id=int(row.key[1:]), version=row.version)
            for row in entries_of(gathered.inputs)
            if row.key.startswith("a")
        ),
        batch_size=2000,
    )
    report.state, report.current = Report.State.FROZEN, issue
    report.edition += 1
    report.save(update_fields=["state", "current", "edition"])
    note(
        "reports.frozen", report, actor=actor, agency_id=report.agency_id,
        summary=f"{report.label}, bản {issue.number}", changes={"digest": issue.digest},
    )  # fmt: skip
    link(Link.Step.FROZEN, issue)
    return issue
