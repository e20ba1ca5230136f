"""Reads of approval: by link, and who must act on a page that was sent."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from wagtail.models import TaskState

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import format_date
from lantoa.organisation import queries as organisation
from lantoa.organisation.access import Actor, actor_of
from lantoa.organisation.models import Account, Agency
from lantoa.portal import access, pages
from lantoa.portal.models import ApprovalLink


def key_of(link: ApprovalLink) -> str:
    """The signature in the address. The row alone does not tell it: it takes the installation's secret."""
    said = f"{link.pk}:{link.nonce}:{link.revision_id}:{link.person_id}"
    return salted_hmac("lantoa.portal.approval", said, algorithm="sha256").hexdigest()


def address_of(link: ApprovalLink) -> str:
    return f"{settings.BASE_URL}{reverse('portal:approve', args=[link.pk, key_of(link)])}"


def link_of(link_id: int, key: str) -> ApprovalLink:
    """Raises NotVisible for a number that is none, and for a signature that is not this one's."""
    row = ApprovalLink.objects.select_related("agency", "page", "person", "task_state", "revision").filter(
        pk=link_id
    )
    link = row.first()
    if link is None or not hmac.compare_digest(key_of(link).encode(), key.encode()):
        raise NotVisible
    return link


def decider_of(link: ApprovalLink) -> tuple[Account | None, Actor]:
    """The person as they stand today: with what roles they have now, not those of when the link was made."""
    account = Account.objects.filter(person=link.person_id, is_active=True).first()
    return account, actor_of(account)


def why_not(link: ApprovalLink, actor: Actor) -> str:
    """Why the link decides nothing any more, in words; empty where it does."""
    state = TaskState.objects.select_related("finished_by__person").get(pk=link.task_state_id)
    if link.used_at is not None:
        done = "duyệt" if link.outcome == ApprovalLink.Outcome.APPROVED else "trả lại"
        return f"Đường dẫn này đã dùng để {done} trang ngày {format_date(clock.day_of(link.used_at))}."
    if link.expires_at <= clock.now():
        return f"Đường dẫn này đã hết hạn ngày {format_date(clock.day_of(link.expires_at))}."
    if link.agency_id not in access.approves_for(actor):
        return "Vai trò duyệt trang của người nhận đường dẫn này đã kết thúc."
    latest = link.page.latest_revision_id
    if state.revision_id != link.revision_id or latest != link.revision_id:
        return "Trang đã được sửa sau khi gửi đường dẫn này. Bản mới có đường dẫn khác khi được trình lại."
    if state.status != TaskState.STATUS_IN_PROGRESS:
        who = state.finished_by.person.full_name if state.finished_by else "người khác"
        said = {"approved": f"đã được {who} duyệt", "rejected": f"đã được {who} trả lại"}
        return f"Trang {said.get(state.status, 'không còn trình duyệt')}."
    return ""


def agency_of(page: Any) -> Agency | None:
    home = pages.home_above(page)
    return home.agency if home is not None else None


def leaders_of(agency: Agency) -> set[int]:
    """Who publishes for the agency today, and who stands in for them."""
    return organisation.directors_of(agency.pk)
