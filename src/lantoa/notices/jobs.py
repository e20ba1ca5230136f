"""Mail and tidying, in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from lantoa.foundation import clock, workdays
from lantoa.jobs.progress import Progress, TryLater
from lantoa.notices import mailing, queries
from lantoa.notices.models import Notice

KEEP_READ_DAYS, KEEP_DAYS = 180, 400
PAUSES = (60, 300, 900)  # seconds before the second, third and later attempts
LATER_AGAIN = "Hệ thống thử lại mỗi giờ trong 3 ngày."


def deliver(progress: Progress, notice_ids: list[int]) -> dict[str, int]:
    """One letter for each of these notices."""
    return _post(progress, lambda: mailing.deliver(notice_ids, progress.step))


def deliver_left(progress: Progress) -> dict[str, int]:
    """Every hour: what earlier jobs could not send."""
    return _post(progress, lambda: mailing.deliver(mailing.left_waiting(), progress.step))


def deliver_digests(progress: Progress) -> dict[str, int]:
    """Every working morning: one letter to each who wants a daily one."""
    if not workdays.is_working_day(clock.today()):
        return {"sent": 0}
    return _post(progress, lambda: mailing.deliver_digests(queries.waiting_digests(), progress.step))


def _post(progress: Progress, send: Callable[[], dict[str, int]]) -> dict[str, int]:
    try:
        return send()
    except mailing.NotAll as left:
        raise TryLater(
            f"{left.why} {LATER_AGAIN}", seconds=PAUSES[min(progress.attempt, len(PAUSES)) - 1]
        ) from None


def forget_old(progress: Progress) -> dict[str, int]:
    """Deletes notices read half a year ago, and those that nobody read for more than a year."""
    now = timezone.now()
    old = Q(read_at__lt=now - timedelta(days=KEEP_READ_DAYS)) | Q(
        created_at__lt=now - timedelta(days=KEEP_DAYS)
    )
    count, _ = Notice.objects.filter(old).delete()
    return {"forgotten": count}
