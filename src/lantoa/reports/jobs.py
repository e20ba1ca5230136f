"""What the reports room does in the background."""

from __future__ import annotations

from typing import Any

from lantoa.foundation import clock
from lantoa.jobs.progress import Progress
from lantoa.organisation.access import SYSTEM
from lantoa.reports import actions


def remind(progress: Progress) -> dict[str, Any]:
    """Reminders of the day to units that owe a report: seven and three working days before, on the day, and late."""
    sent = actions.send_call_reminders(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{sent} lời nhắc")
    return {"sent": sent}
