"""Verbs of approval: telling who must act, lending a link, deciding by it. Wagtail's workflow is what moves the page."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState, WorkflowState

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import squeeze
from lantoa.jobs.actions import later
from lantoa.notices.actions import notify
from lantoa.notices.letters import Letter, Line, message_id, single
from lantoa.notices.sending import Outcome, Post
from lantoa.organisation.access import APPROVE, PUBLISH, SYSTEM, Actor, actor_of
from lantoa.organisation.models import Account, Agency
from lantoa.portal import access, approvals, reading
from lantoa.portal.models import ApprovalLink, PortalPage, SectionPage

ASKED, DECIDED = "portal.approval_waits", "portal.approval_decided"
MOST_REASON = 1000


@transaction.atomic
def ask(state: TaskState, *, actor: Actor) -> None:
    """Tells who must act on a step that has just begun; leaders get a link besides."""
    page = Page.objects.get(pk=state.workflow_state.object_id)
    agency = approvals.agency_of(page)
    if agency is None:
        return
    by = state.workflow_state.requested_by
    asked_by = by.person_id if by is not None else None
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if isinstance(state.task.specific, reading.ReadingTask):
        people = reading.readers_of(agency) - {asked_by}
        notify(people, ASKED, f"Chờ đọc soát: {page.title[:150]}", address, actor=actor)
        return
    people = approvals.leaders_of(agency)
    notify(people, ASKED, f"Chờ duyệt: {page.title[:150]}", address, actor=actor, by_mail=False)
    for person_id in sorted(people - {asked_by}):
        _lend_link(state, page, agency, person_id)


def _lend_link(state: TaskState, page: Page, agency: Agency, person_id: int) -> None:
    now = clock.now()
    link, created = ApprovalLink.objects.get_or_create(
        task_state=state,
        revision_id=state.revision_id,
        person_id=person_id,
        defaults={
            "agency": agency,
            "page": page,
            "nonce": secrets.token_urlsafe(32),
            "made_at": now,
            "expires_at": now + timedelta(hours=settings.APPROVAL_LINK_HOURS),
        },
    )
    if created:
        note("portal.approval_link_lent", page, actor=SYSTEM, agency_id=agency.pk, summary=str(link.person))
        later(
            "lantoa.portal.jobs.mail_approval", title="Gửi đường dẫn duyệt bài", agency_id=agency.pk,
            max_attempts=5, link_id=link.pk,
        )  # fmt: skip


def mail_link(link_id: int, *, actor: Actor) -> tuple[bool, str]:
    """Sends the letter once. Whether it is done with, and else why it must be tried again.

    No entry of the audit: that the link was lent is noted where it is made.
    """
    link = ApprovalLink.objects.select_related("page", "person").get(pk=link_id)
    account, decider = approvals.decider_of(link)
    if account is None or approvals.why_not(link, decider):
        return True, ""
    if not ApprovalLink.objects.filter(pk=link_id, mailed_at=None).update(mailed_at=clock.now()):
        return True, ""
    post = Post()
    try:
        outcome, why = post.send(
            _letter(link), link.person.email or account.email, message_id(f"approval/{link_id}", "")
        )
    finally:
        post.close()
    if outcome in (Outcome.NOT_NOW, Outcome.NO_SERVER):
        ApprovalLink.objects.filter(pk=link_id).update(mailed_at=None)
        return False, why
    return True, ""


def _letter(link: ApprovalLink) -> Letter:
    line = Line(
        f"Chờ duyệt: {link.page.title[:120]}. Đường dẫn dưới đây chỉ dành cho người nhận thư, dùng một lần, "
        f"đến {clock.day_of(link.expires_at):%d/%m/%Y}; mở ra để xem trang, chưa duyệt gì.",
        approvals.address_of(link),
    )
    return single(line, settings.BASE_URL + reverse("notices:settings"))


@transaction.atomic
def decide(link: ApprovalLink, approve: bool, reason: str = "", *, actor: Actor) -> Page:
    """Approves or returns the revision that the link was made for, as the person it was lent to.

    `actor` is that person as they stand today. Raises Refused where the link decides nothing any more, or where a
    return has no reason (field "ly_do"). Once only: the row is locked.
    """
    row = ApprovalLink.objects.select_for_update(of=("self",)).select_related("page").get(pk=link.pk)
    state: Any = TaskState.objects.select_for_update(of=("self",)).get(pk=row.task_state_id)
    account = Account.objects.filter(person=row.person_id, is_active=True).first()
    if why := approvals.why_not(row, actor):
        raise Refused(why, code="void")
    if account is None or actor.person_id != row.person_id:
        raise Refused("Đường dẫn này dành cho người khác.", code="forbidden")
    said = squeeze(reason)[:MOST_REASON]
    if not approve and not said:
        raise Refused("Ghi lý do trả lại để người viết sửa.", code="no_reason", field="ly_do")
    access.redraw_groups(account, actor)
    task = state.task.specific
    if "approve" not in {name for name, *_ in task.get_actions(row.page.specific, account)}:
        raise Refused("Bước này do người khác duyệt.", code="forbidden")
    row.used_at = clock.now()
    row.outcome = ApprovalLink.Outcome.APPROVED if approve else ApprovalLink.Outcome.RETURNED
    row.save(update_fields=["used_at", "outcome"])
    verb = "portal.approved_by_link" if approve else "portal.returned_by_link"
    note(verb, row.page, actor=actor, agency_id=row.agency_id, summary=said, using=APPROVE)
    task.on_action(state.specific, account, "approve" if approve else "reject", comment=said)
    return row.page


@transaction.atomic
def send_page(section: SectionPage, page: PortalPage, *, author: Account, actor: Actor) -> PortalPage:
    """Puts a page into a section as a draft of `author` and sends it for approval, as the editor does.

    `actor` is the author. Raises Refused without the right to write there.
    """
    agency = approvals.agency_of(section)
    actor.require(PUBLISH, agency.pk if agency is not None else None)
    access.redraw_groups(author, actor)
    page.owner, page.live = author, False
    section.add_child(instance=page)
    page.save_revision(user=author)
    note("portal.page_written", page, actor=actor, agency_id=agency.pk if agency is not None else None)
    page.get_workflow().start(page, author)
    page.refresh_from_db()
    return page


@transaction.atomic
def tell_decision(state: WorkflowState, *, approved: bool, by: Account | None, actor: Actor) -> None:
    """Back to who asked: published, or returned with the reason."""
    page = Page.objects.filter(pk=state.object_id).first()
    if page is None or state.requested_by is None:
        return
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    reason = "" if approved else _reason(state)
    said = f"Đã duyệt: {page.title[:150]}" if approved else f"Trả lại: {page.title[:100]}. {reason[:120]}"
    acting = actor_of(by) if by is not None else actor
    notify([state.requested_by.person_id], DECIDED, said, address, actor=acting)


@transaction.atomic
def give_up_time(revision: Revision, why: str, *, actor: Actor) -> None:
    """A page whose time has come and that may not be published so: its time is taken off, its writer and the leaders
    are told why. Tried again every five minutes it would be refused as often."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = Page.objects.select_related("owner").get(pk=revision.object_id)
    Page.objects.filter(pk=page.pk).update(go_live_at=None)
    agency = approvals.agency_of(page)
    note("portal.page_unscheduled", page, actor=actor, agency_id=agency.pk if agency else None, summary=why)
    people = {page.owner.person_id} if page.owner is not None else set()
    people |= approvals.leaders_of(agency) if agency is not None else set()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    notify(people, DECIDED, f"Đến giờ hẹn, {page.title[:100]}: {why[:120]}", address, actor=actor)


def _reason(state: WorkflowState) -> str:
    last = TaskState.objects.filter(workflow_state=state, status="rejected").order_by("-finished_at").first()
    return last.comment if last is not None else ""
