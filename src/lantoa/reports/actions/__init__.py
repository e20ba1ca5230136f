"""What people do with reports."""

from lantoa.reports.actions.calls import receive_report, return_report, submit_report
from lantoa.reports.actions.filing import ask_for_file
from lantoa.reports.actions.freezing import ask_to_freeze, freeze, freeze_beside
from lantoa.reports.actions.issuing import (
    SigningDraft,
    begin_correction,
    issue_report,
    issue_with_upload,
    reopen,
)
from lantoa.reports.actions.mailing import (
    MailingDraft,
    add_mailing,
    carry_out,
    give_up,
    mail_now,
    pause_mailing,
    remove_mailing,
    resume_mailing,
    start_mailings,
    watch_mailings,
)
from lantoa.reports.actions.outline import (
    OutlineDraft,
    add_heading,
    end_heading,
    move_heading,
    resume_heading,
    revise_heading,
    share_outline,
)
from lantoa.reports.actions.own_templates import end_template, set_template
from lantoa.reports.actions.reminding import nudge, nudge_all, send_call_reminders
from lantoa.reports.actions.round_changes import RoundChange, change_due, change_round
from lantoa.reports.actions.round_renamings import begin_asked, follow_renamings
from lantoa.reports.actions.rounds import (
    RoundDraft,
    add_units,
    close_round,
    drop_unit,
    open_round,
    reopen_round,
)
from lantoa.reports.actions.settings import PeriodRuleDraft, add_period_rule, revise_period_rule
from lantoa.reports.actions.writing import begin_report, write_passages

__all__ = [
    "MailingDraft", "OutlineDraft", "PeriodRuleDraft", "RoundChange", "RoundDraft", "SigningDraft", "add_heading",
    "add_mailing", "add_period_rule", "add_units", "ask_for_file", "ask_to_freeze", "begin_asked", "begin_correction", "begin_report",
    "carry_out", "change_due", "change_round", "close_round", "drop_unit", "end_heading", "end_template",
    "follow_renamings", "freeze", "freeze_beside", "give_up", "issue_report", "issue_with_upload", "mail_now", "move_heading", "nudge", "nudge_all",
    "open_round", "pause_mailing", "receive_report", "remove_mailing", "reopen", "reopen_round",
    "resume_heading", "resume_mailing", "return_report", "revise_heading", "revise_period_rule",
    "send_call_reminders", "set_template", "share_outline", "start_mailings", "submit_report", "watch_mailings",
    "write_passages",
]  # fmt: skip
