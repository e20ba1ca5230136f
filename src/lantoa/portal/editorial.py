"""What the road from draft to publication tells the rooms below."""

from __future__ import annotations

from lantoa.jobs import schedule
from lantoa.jobs.registry import register_labels
from lantoa.ledger.registry import register_written_measure
from lantoa.notices import registry as notices
from lantoa.portal import proving


def connect() -> None:
    """Called once, when every app is loaded."""
    register_written_measure(proving.ARTICLES, "portal")
    register_labels({"lantoa.portal.jobs.take_snapshot": "Lưu bản chụp trang đã đăng"})
    notices.register_kinds({proving.NOT_COUNTED: "Bài đã đăng nhưng không được tính"})
    schedule.register(
        "portal.timed",
        cron="*/5 * * * *",
        job="lantoa.portal.jobs.publish_timed",
        title="Đăng, gỡ trang theo giờ đã hẹn",
    )
