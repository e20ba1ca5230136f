"""Proof that makes itself: what is published is recorded in the ledger once, with a dated copy of each publication.

One publication, one transaction: the page, its entry and the order for the copy stand together or not at all. The copy
is drawn by a job from the revision that was published, so that a later change does not get into it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.ledger.access import visible_activities
from lantoa.ledger.actions import Produced, add_snapshot, record_produced
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import Activity, Measure
from lantoa.ledger.queries import in_use
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.notices.actions import notify
from lantoa.organisation.access import NOBODY, SYSTEM, Actor, actor_of
from lantoa.organisation.models import Account, Agency
from lantoa.plans.models import Task
from lantoa.portal import snapshots
from lantoa.portal.models import PortalPage

SOURCE = "portal.page"
ARTICLES = "M02"
"""*Tin, bài trên cổng* of the reference rows."""
NOT_COUNTED = "portal.not_counted"


def source_of(page_id: int) -> SourceKey:
    return SourceKey(SOURCE, str(page_id))


def entry_of(page_id: int) -> Activity | None:
    """What the ledger has of a page."""
    return Activity.objects.filter(source_kind=SOURCE, source_key=str(page_id)).first()


def seen_entry(actor: Actor, page_id: int) -> Activity | None:
    """The same, for who may read it in the ledger."""
    return visible_activities(actor).filter(source_kind=SOURCE, source_key=str(page_id)).first()


def published(page: Page, agency: Agency, *, revision: Revision | None, by: Account | None) -> None:
    """Called in the transaction of a publication, for every kind of page; most kinds say that they are no activity."""
    kind = getattr(page, "recorded_as", "")
    if not kind or revision is None:
        return
    author, approver = _author(page), _approver(revision, by)
    try:
        made = record_produced(
            _draft(page, kind, agency),
            author=author,
            actor=approver,
            source=source_of(page.pk),
            link=f"{settings.BASE_URL}{page.url or ''}"[:500],
            towards=_towards(page),
        )
    except Refused as refusal:
        # A word that was taken out of the vocabulary must not keep a page from the citizen.
        _tell(page, author, approver, f"Chưa ghi vào sổ: {refusal.message}")
        return
    _say_what_was_not_counted(page, made, author, approver)
    later(
        "lantoa.portal.jobs.take_snapshot",
        title=f"Lưu bản chụp “{page.title}”",
        key=f"portal.snapshot.{revision.pk}",
        agency_id=agency.pk,
        max_attempts=5,
        page_id=page.pk,
        revision_id=revision.pk,
    )


def take_snapshot(page_id: int, revision_id: int) -> bool:
    """Whether a copy was put on the page's entry; false where the page, the revision or the entry is gone."""
    revision = Revision.objects.filter(pk=revision_id, object_id=str(page_id)).first()
    activity = entry_of(page_id)
    page = Page.objects.filter(pk=page_id).first()
    if revision is None or activity is None or page is None:
        return False
    key = f"portal.revision:{revision_id}"
    shown: Any = revision.as_object()
    at = clock.now()
    content = snapshots.drawn(shown, at=at)
    name = f"{page.slug[:80]}-{clock.day_of(at):%Y-%m-%d}.html"
    row = add_snapshot(
        activity, content, name, actor=SYSTEM, client_key=key,
        caption=f"Bản chụp trang đã đăng, {clock.day_of(at):%d/%m/%Y}",
    )  # fmt: skip
    return row is not None


def _author(page: Page) -> Actor:
    return actor_of(page.owner) if page.owner_id else NOBODY


def _approver(revision: Revision, by: Account | None) -> Actor:
    """Who published; for a schedule, who approved the revision that was waiting, or set its time."""
    if by is not None:
        return actor_of(by)
    approved = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    last = approved.exclude(finished_by=None).order_by("-finished_at").first()
    if last is not None:
        return actor_of(last.finished_by)
    entries = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule")
    entry = entries.exclude(user=None).order_by("-timestamp").first()
    return actor_of(entry.user) if entry is not None else SYSTEM


def _draft(page: Any, kind: str, agency: Agency) -> ActivityDraft:
    counted = in_use(Measure).filter(code=ARTICLES).exists()
    return ActivityDraft(
        kind=kind,
        title=page.title[:300],
        day=clock.today(),
        agency_id=agency.pk,
        who=getattr(page, "byline", ""),
        description=page.summary,
        amounts=(Amount(ARTICLES, Decimal(1)),) if counted else (),
        themes=_codes(page, "themes"),
        audiences=_codes(page, "audiences"),
        reform_fields=_codes(page, "reform_fields"),
    )


def _codes(page: Any, name: str) -> tuple[str, ...]:
    return tuple(row.code for row in getattr(page, name).all()) if hasattr(page, name) else ()


def _open_task(page: Any) -> tuple[Task | None, str]:
    """The task that the page names, or why it cannot be counted towards it."""
    task = getattr(page, "task", None)
    if task is None:
        return None, ""
    if task.state in (Task.State.DONE, Task.State.STOPPED):
        return None, f"Nhiệm vụ {task.code} đã đóng nên bài không được tính vào nhiệm vụ này."
    return task, ""


def _towards(page: Any) -> list[Ref]:
    task, _ = _open_task(page)
    return [Ref("plans.task", task.pk)] if task is not None else []


def _say_what_was_not_counted(
    page: PortalPage | Page, made: Produced, author: Actor, approver: Actor
) -> None:
    if not made.is_new:
        return
    _, closed = _open_task(page)
    for sentence in [*made.refused, *([closed] if closed else [])]:
        _tell(page, author, approver, sentence)


def _tell(page: Page, author: Actor, approver: Actor, sentence: str) -> None:
    """Both who wrote it and who published it."""
    people = [pk for pk in (author.person_id, approver.person_id) if pk is not None]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    notify(people, NOT_COUNTED, f"“{page.title[:80]}” đã đăng. {sentence}", address, actor=SYSTEM)
