"""Beginning a report and writing its words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.contents import figures_digest, figures_seen
from lantoa.reports.models import Passage, Report, Seen
from lantoa.reports.queries.gathering import gather_report, outline_of
from lantoa.reports.queries.periods import days_for

LONGEST = 20_000
"""Characters below one heading."""


@transaction.atomic
def begin_report(agency: Agency, period: str, *, actor: Actor) -> Report:
    """Opens the agency's report of a period; the one that was begun already is given back.

    A superior's round that asks for it sets the days and the due day. Raises Refused for a period that has not begun.
    """
    actor.require(PLAN, agency.pk, message="Chỉ đầu mối cải cách hành chính lập báo cáo của cơ quan.")
    begun = Report.objects.filter(agency=agency, period=period).first()
    if begun is not None:
        return begun
    found = days_for(agency.pk, period)
    if found.window.start > clock.today():
        raise Refused(
            f"{found.period.label} chưa bắt đầu nên chưa có số liệu.", code="not_begun", field="period"
        )
    report, made = Report.objects.get_or_create(
        agency=agency,
        period=found.period.code,
        defaults={
            "starts": found.window.start, "ends": found.window.end, "due_on": found.due,
            "begun_by_id": actor.person_id, "begun_at": clock.now(),
        },
    )  # fmt: skip
    if made:
        note("reports.begun", report, actor=actor, agency_id=agency.pk, summary=report.label)
    return report


@transaction.atomic
def write_passages(
    report: Report, texts: Mapping[str, str], *, actor: Actor, edition: int, seen: str = ""
) -> Report:
    """Keeps the words below the headings given. `edition` is the one the writer saw: another's words are never lost.

    `seen` is the digest of the figures they were written beside; where they still are those, they are kept with it.

    Raises Refused (code "edition") when somebody else wrote in between, or when the report is not being written.
    """
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    require_writing(locked)
    if locked.edition != edition:
        raise Refused(
            "Người khác vừa sửa báo cáo này. Mở lại trang để xem lời mới rồi ghi tiếp.", code="edition"
        )
    known = {item.key for item in outline_of(locked.agency)}
    old = {row.key: row for row in Passage.objects.filter(report=locked)}
    changed = []
    for key, text in texts.items():
        words = text.replace("\r\n", "\n").strip()
        if key not in known or (old[key].text if key in old else "") == words:
            continue
        if len(words) > LONGEST:
            raise Refused(f"Mỗi mục dài nhất {LONGEST} ký tự.", code="too_long", field=key)
        Passage.objects.update_or_create(
            report=locked,
            key=key,
            defaults={
                "text": words,
                "seen": seen,
                "written_by_id": actor.person_id,
                "written_at": clock.now(),
            },
        )
        changed.append(key)
    if changed:
        _keep_seen(locked, seen)
        locked.edition += 1
        locked.save(update_fields=["edition"])
        note(
            "reports.written", locked, actor=actor, agency_id=locked.agency_id, changes={"passages": changed}
        )
    return locked


def _keep_seen(report: Report, seen: str) -> None:
    if not seen or Seen.objects.filter(report=report, digest=seen).exists():
        return
    now = gather_report(report, lines=False).contents
    if figures_digest(now) == seen:
        Seen.objects.create(report=report, digest=seen, figures=figures_seen(now))


def locked_report(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)


def require_writing(report: Report) -> None:
    if report.state != Report.State.WRITING:
        raise Refused(f"Báo cáo {report.spoken} đã chốt nên không sửa được.", code="not_writing")
