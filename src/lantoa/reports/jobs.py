"""What the reports room does in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.progress import Progress
from lantoa.organisation.access import PLAN, SYSTEM, actor_of_person
from lantoa.organisation.models import Person
from lantoa.reports import access, actions
from lantoa.reports.addresses import address_of_issue, address_of_report
from lantoa.reports.labels import in_file_name
from lantoa.reports.models import Issue
from lantoa.reports.printing import WORD_ROWS
from lantoa.reports.queries.mailings import mailing_run
from lantoa.reports.queries.printing import print_issue, print_report
from lantoa.ui.words import vnnumber


def remind(progress: Progress) -> dict[str, Any]:
    """Reminders of the day to units that owe a report: seven and three working days before, on the day, and late."""
    actions.follow_renamings(actor=SYSTEM)
    sent = actions.send_call_reminders(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{sent} lời nhắc")
    return {"sent": sent}


def write_file(progress: Progress, *, report_id: int, number: int, form: str) -> dict[str, Any]:
    """A report as a file for who asked: the issue of that number, or for 0 the report as it stands now.

    Who may not see it any more gets nothing. The same issue gives the same bytes each time.
    """
    actor = actor_of_person(Person.objects.get(pk=progress.asked_by_id or 0))
    report = access.get_report(actor, report_id)
    if number:
        issue = access.get_issue_of(actor, report_id, number)
        name, url = f"bao-cao-{in_file_name(report.label)}-ban-{number}.{form}", address_of_issue(issue)
        progress.step(0, issue.inputs.count, "Đọc số liệu đã chốt")
        count = print_issue(issue, progress.file(name), form, tick=_told(progress, issue.inputs.count))
    else:
        access.require_unfinished(actor, report)
        name, url = f"bao-cao-{in_file_name(report.label)}-xem-thu.{form}", address_of_report(report)
        progress.step(0, 0, "Tổng hợp số liệu")
        count = print_report(report, progress.file(name), form, tick=_told(progress, 0))
    said = f"{report}: {vnnumber(count)} dòng căn cứ."
    if form != "xlsx" and count > WORD_ROWS:
        said += f" Danh mục trong tệp này có {vnnumber(WORD_ROWS)} dòng đầu; tệp Excel có đủ."
    return {"url": url, "summary": said}


def freeze_report(progress: Progress, *, report_id: int, edition: int) -> None:
    """Freezes the report for who asked, as they saw it. Stopped or killed, nothing is kept; its end comes with the issue."""
    actor = actor_of_person(Person.objects.get(pk=progress.asked_by_id or 0))
    report = access.get_report(actor, report_id, to=PLAN)
    progress.step(0, 0, "Tổng hợp số liệu")

    def tick(done: int) -> None:
        progress.step(done, 0, f"Đọc căn cứ, dòng {vnnumber(done)}")

    def finish(issue: Issue) -> None:
        said = f"Đã chốt bản {issue.number}. Mở báo cáo để tải tệp Word trình ký."
        progress.finish({"url": address_of_report(report), "summary": said})

    actions.freeze_beside(report, actor=actor, edition=edition, tick=tick, finish=finish)


def _told(progress: Progress, total: int) -> Callable[[int], None]:
    def tick(done: int) -> None:
        progress.step(done, total or done, f"Ghi tệp, dòng {vnnumber(done)}")

    return tick


def start_mailings(progress: Progress) -> dict[str, Any]:
    """Figures that are to be mailed today, and those of the last days that were missed."""
    begun = actions.start_mailings(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{begun} lần gửi")
    return {"begun": begun}


def mail_figures(progress: Progress, *, run_id: int) -> dict[str, Any]:
    """Prints the figures of one mailing and mails them. What stops it is told to the owner, in words."""
    run = mailing_run(run_id)
    if run is None:
        return {"gone": True}
    progress.step(0, 1, "Lập số liệu")
    try:
        run = actions.carry_out(run, actor=SYSTEM)
    except Refused as refusal:
        actions.give_up(run, refusal.message, actor=SYSTEM)
        raise
    except Exception:
        if progress.last_attempt:
            words = f"Lỗi khi lập số liệu. Người quản trị xem việc nền số {progress.job_id}."
            actions.give_up(run, words, actor=SYSTEM)
        raise
    return {"told": run.told}


def watch_mailings(progress: Progress) -> dict[str, Any]:
    """Tells owners of mailings that came to nothing, and of letters that no server took."""
    return {"told": actions.watch_mailings(actor=SYSTEM)}
