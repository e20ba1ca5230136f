"""What people do with reports."""

from lantoa.reports.actions.issuing import SigningDraft, begin_correction, freeze, issue_report, reopen
from lantoa.reports.actions.writing import begin_report, round_for, write_passages

__all__ = [
    "SigningDraft", "begin_correction", "begin_report", "freeze", "issue_report", "reopen", "round_for",
    "write_passages",
]  # fmt: skip
