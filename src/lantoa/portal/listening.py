"""Wagtail speaks first: what its log writes of pages, pictures and documents is noted in the audit."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry, Page, PageLogEntry

from lantoa.audit.actions import note
from lantoa.organisation.access import SYSTEM, Actor, actor_of
from lantoa.organisation.models import Account
from lantoa.portal import (
    citing,
    guides,
    indexing,
    inspecting,
    leaflets,
    linking,
    pages,
    proving,
    reading,
    showing,
)
from lantoa.portal.models import Attachment, GuidePage, Picture

VERBS = {
    "wagtail.create": "portal.page_created",
    "wagtail.edit": "portal.page_edited",
    "wagtail.publish": "portal.page_published",
    "wagtail.publish.scheduled": "portal.page_published",
    "wagtail.unpublish": "portal.page_unpublished",
    "wagtail.unpublish.scheduled": "portal.page_unpublished",
    "wagtail.delete": "portal.page_deleted",
    "wagtail.move": "portal.page_moved",
    "wagtail.copy": "portal.page_copied",
    "wagtail.revert": "portal.page_reverted",
    "wagtail.rename": "portal.page_renamed",
    "wagtail.publish.schedule": "portal.page_scheduled",
    "wagtail.schedule.cancel": "portal.page_unscheduled",
    "wagtail.workflow.start": "portal.approval_asked",
    "wagtail.workflow.approve": "portal.page_approved",
    "wagtail.workflow.reject": "portal.page_returned",
    "wagtail.workflow.cancel": "portal.approval_cancelled",
}
FILE_VERBS = {
    "wagtail.create": "portal.file_added",
    "wagtail.edit": "portal.file_changed",
    "wagtail.delete": "portal.file_deleted",
}


def page_logged(sender: type[PageLogEntry], instance: PageLogEntry, created: bool, **_: Any) -> None:
    """One line of Wagtail's log is one entry of the audit, in the same transaction."""
    verb = VERBS.get(instance.action)
    if not created or verb is None:
        return
    page = Page.objects.filter(pk=instance.page_id).first() or _gone(instance)
    home = pages.home_above(page)
    note(
        verb,
        page,
        actor=_actor(instance.user),
        agency_id=home.agency_id if home else None,
        summary=instance.label,
    )
    if verb in ("portal.approval_asked", "portal.page_published") and page is not None:
        revision = instance.revision or page.get_latest_revision()
        if revision is not None:
            inspecting.keep_check(page, revision)
    if verb == "portal.page_published" and home is not None and page is not None:
        proving.published(page.specific, home.agency, revision=instance.revision, by=instance.user)
        reading.follow(page.specific, home.agency)


def _gone(entry: PageLogEntry) -> Page:
    return Page(pk=entry.page_id, title=entry.label, path="")


def file_logged(sender: type[ModelLogEntry], instance: ModelLogEntry, created: bool, **_: Any) -> None:
    verb = FILE_VERBS.get(instance.action)
    model = instance.content_type.model_class() if instance.content_type else None
    if not created or verb is None or model not in (Picture, Attachment):
        return
    target = model(pk=instance.object_id, title=instance.label)
    note(verb, target, actor=_actor(instance.user), summary=instance.label)


def _actor(account: Account | None) -> Actor:
    """Who was at the editor; what a schedule does, the system does."""
    return actor_of(account) if account is not None else SYSTEM


def published(sender: Any, instance: Page, **_: Any) -> None:
    showing.record(instance)
    citing.record(instance)
    linking.record(instance)
    if isinstance(instance, GuidePage):
        guides.remember(instance)
        leaflets.place(instance)
    indexing.put(instance)


def unpublished(sender: Any, instance: Page, **_: Any) -> None:
    showing.withdraw(instance)
    citing.withdraw(instance)
    linking.withdraw(instance)
    indexing.take(instance)
