"""What people do with reports."""

from lantoa.reports.actions.calls import receive_report, return_report, submit_report
from lantoa.reports.actions.issuing import SigningDraft, begin_correction, freeze, issue_report, reopen
from lantoa.reports.actions.reminding import nudge, nudge_all, send_call_reminders
from lantoa.reports.actions.rounds import (
    RoundDraft,
    add_units,
    change_due,
    change_round,
    close_round,
    drop_unit,
    open_round,
    reopen_round,
)
from lantoa.reports.actions.writing import begin_report, write_passages

__all__ = [
    "RoundDraft", "SigningDraft", "add_units", "begin_correction", "begin_report", "change_due", "change_round",
    "close_round", "drop_unit", "freeze", "issue_report", "nudge", "nudge_all", "open_round", "receive_report",
    "reopen", "reopen_round", "return_report", "send_call_reminders", "submit_report", "write_passages",
]  # fmt: skip
