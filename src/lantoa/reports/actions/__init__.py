"""What people do with reports."""

from lantoa.reports.actions.issuing import SigningDraft, begin_correction, freeze, issue_report, reopen
from lantoa.reports.actions.writing import begin_report, write_passages

__all__ = [
    "SigningDraft", "begin_correction", "begin_report", "freeze", "issue_report", "reopen", "write_passages",
]  # fmt: skip
