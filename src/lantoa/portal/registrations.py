"""What the portal tells the rooms below, and what it hears from Wagtail."""

from __future__ import annotations

from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import page_published, page_unpublished

from lantoa.jobs import schedule
from lantoa.portal import listening


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
