"""What the rooms below show of reports: navigation, home cards, slots, schedules."""

from __future__ import annotations

from lantoa.jobs import schedule
from lantoa.jobs.registry import register_labels
from lantoa.ledger import registry as ledger
from lantoa.ledger.models import StoredFile
from lantoa.notices import registry as notices
from lantoa.organisation.access import Actor
from lantoa.reports import access
from lantoa.reports.labels import NOTICE_KINDS
from lantoa.reports.queries import settings
from lantoa.reports.web import report_slots, round_slots
from lantoa.ui import registry as ui


def connect() -> None:
    """Called once, when the installation is ready."""
    _connect_reports()
    _connect_rounds()
    _connect_settings()
    _connect_mailings()


def _connect_reports() -> None:
    report_slots.connect()
    ledger.register_chain("reports", report_slots.chain_of_activity, before=False)
    ledger.register_file_door("reports", opens_file)
    register_labels({"lantoa.reports.jobs.write_file": "Tạo tệp báo cáo"})


def opens_file(actor: Actor, file: StoredFile) -> bool:
    """A signed report is open to who reads the issue."""
    return access.reads_signed(actor, file)


def _connect_rounds() -> None:
    notices.register_kinds(NOTICE_KINDS)
    round_slots.connect()
    schedule.register(
        "reports.reminders", "35 6 * * *", "lantoa.reports.jobs.remind", "Nhắc gửi báo cáo cho cấp trên"
    )


def _connect_settings() -> None:
    ui.register_nav(ui.NavItem("quan-tri", "Thiết lập báo cáo", "reports:setup", 905, shown=settings.may_set))


def _connect_mailings() -> None:
    schedule.register(
        "reports.mailings",
        "45 6 * * *",
        "lantoa.reports.jobs.start_mailings",
        "Gửi số liệu báo cáo theo lịch",
    )
    schedule.register(
        "reports.mailings_watched",
        "50 * * * *",
        "lantoa.reports.jobs.watch_mailings",
        "Theo dõi số liệu đã gửi",
    )
    register_labels({"lantoa.reports.jobs.mail_figures": "Lập và gửi số liệu báo cáo"})
