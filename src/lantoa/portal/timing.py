"""Pages that go live or come down at a time. Each is a transaction of its own: one that fails does not hold the others."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from lantoa.foundation.errors import Refused
from lantoa.organisation.access import SYSTEM
from lantoa.portal import approval_actions
from lantoa.portal.models import PortalPage

log = logging.getLogger(__name__)


def publish_due() -> int:
    """How many pages were published or taken down. What was done before, by another worker too, is not due again."""
    done = 0
    for page_id in _expired():
        done += _alone(_take_down, page_id)
    for revision_id in _waiting():
        done += _alone(_put_up, revision_id)
    return done


def _expired() -> list[int]:
    rows = PortalPage.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
    return list(rows.values_list("pk", flat=True))


def _waiting() -> list[int]:
    rows = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    return list(rows.order_by("approved_go_live_at").values_list("pk", flat=True))


def _alone(do: Callable[[int], bool], key: int) -> int:
    try:
        with transaction.atomic():
            return int(do(key))
    except Exception:  # the next one has its time too; this one is tried again at the next tick
        log.exception("A page was not published or taken down in time")
        return 0


def _take_down(page_id: int) -> bool:
    """Locked, and asked again: two workers may have found it."""
    page = (
        Page.objects.select_for_update().filter(pk=page_id, live=True, expire_at__lt=timezone.now()).first()
    )
    if page is None:
        return False
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _put_up(revision_id: int) -> bool:
    due = Revision.page_revisions.select_for_update()
    revision = due.filter(pk=revision_id, approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return False
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except Refused as refusal:
        approval_actions.give_up_time(revision, refusal.message, actor=SYSTEM)
        return False
    return True
