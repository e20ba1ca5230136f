"""What the portal tells the rooms below, and what it hears from Wagtail."""

from __future__ import annotations

from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import page_published, page_unpublished

from lantoa.jobs import schedule
from lantoa.ledger.registry import register_file_door, register_written_measure
from lantoa.notices.registry import register_kinds
from lantoa.portal import honour_access, listening, reader_actions, review_actions, search_actions
from lantoa.portal.web import slots


def connect() -> None:
    """Called once, when every app is loaded."""
    post_save.connect(listening.page_logged, sender=PageLogEntry, dispatch_uid="portal.page_logged")
    post_save.connect(listening.file_logged, sender=ModelLogEntry, dispatch_uid="portal.file_logged")
    page_published.connect(listening.published, dispatch_uid="portal.published")
    page_unpublished.connect(listening.unpublished, dispatch_uid="portal.unpublished")
    schedule.register(
        "portal.homes",
        cron="10 2 * * *",
        job="lantoa.portal.jobs.open_homes",
        title="Mở trang trên cổng cho cơ quan chưa có",
    )
    schedule.register(
        "portal.counters",
        cron="2 * * * *",
        job="lantoa.portal.jobs.set_counters",
        title="Ghi lượt xem ở chân trang công khai",
    )
    schedule.register(
        "portal.reads",
        cron="20 3 1 * *",
        job="lantoa.portal.jobs.record_reads",
        title="Ghi lượt xem trang của tháng trước",
    )
    schedule.register(
        "portal.words",
        cron="40 3 * * *",
        job="lantoa.portal.jobs.erase_old_words",
        title="Xóa ý kiến về trang đã quá một năm",
    )
    schedule.register(
        "portal.missed",
        cron="0 7 * * 1",
        job="lantoa.portal.jobs.report_misses",
        title="Báo biên tập viên từ khóa tìm không thấy trong tuần",
    )
    schedule.register(
        "portal.search",
        cron="30 2 * * *",
        job="lantoa.portal.jobs.catch_up_search",
        title="Rà lại trang tìm được trên cổng",
    )
    register_kinds(
        {search_actions.KIND: "Từ khóa tìm không thấy", review_actions.KIND: "Trang đến hạn rà soát"}
    )
    schedule.register(
        "portal.reviews",
        cron="30 6 * * *",
        job="lantoa.portal.jobs.remind_reviews",
        title="Nhắc rà soát trang đến hạn",
    )
    register_written_measure(reader_actions.MEASURE, "portal")
    register_file_door("portal", honour_access.opens_file)
    slots.connect()
