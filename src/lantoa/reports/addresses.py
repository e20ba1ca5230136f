"""Where notices, jobs and commands say that something stands. The addresses themselves are the web's."""

from __future__ import annotations

from django.urls import reverse

from lantoa.reports.models import Call, Issue, Mailing, MailingRun, Report, Round


def address_of_report(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def address_of_issue(issue: Issue) -> str:
    return reverse("reports:issue", args=[issue.report_id, issue.number])


def address_of_round(asked: Round) -> str:
    return reverse("reports:round", args=[asked.pk])


def address_of_call(call: Call) -> str:
    return reverse("reports:call", args=[call.pk])


def address_of_calls() -> str:
    """What one's agency owes to superiors."""
    return reverse("reports:calls")


def address_of_mailing(mailing: Mailing) -> str:
    return reverse("reports:mailing", args=[mailing.pk])


def address_of_mailed(run: MailingRun) -> str:
    """The file that was mailed."""
    return reverse("reports:mailed", args=[run.pk])
