"""Tables of the reports room: rules of periods, outline, reports being written, issues, rounds."""

from lantoa.reports.models.issue import Counted, Head, Inputs, Issue, Link, Signing
from lantoa.reports.models.mailing import Mailing, MailingRun
from lantoa.reports.models.report import Passage, Report, Seen
from lantoa.reports.models.round import OWED, Call, CallReminder, Round
from lantoa.reports.models.rows import OutlineItem, PeriodRule, ReportTemplate

__all__ = [
    "OWED", "Call", "CallReminder", "Counted", "Head", "Inputs", "Issue", "Link", "Mailing", "MailingRun", "OutlineItem", "Passage",
    "PeriodRule", "Report", "ReportTemplate", "Round", "Seen", "Signing",
]  # fmt: skip
