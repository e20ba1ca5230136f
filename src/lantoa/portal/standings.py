"""Where each page of an agency stands: its state, who must act, since when. One query whatever the number of rows."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Length, Substr
from wagtail.models import TaskState, WorkflowState

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor
from lantoa.portal import access, holding
from lantoa.portal.models import AgencyHome, PortalPage, SectionPage

DRAFT, READING, WAITING, RETURNED, HELD, TIMED, LIVE, CHANGED, DOWN = (
    "nhap", "doc-soat", "cho-duyet", "tra-lai", "cho-goi", "hen-gio", "dang", "dang-sua", "da-go",
)  # fmt: skip
STATES = {
    WAITING: "Chờ duyệt",
    READING: "Chờ đọc soát",
    RETURNED: "Bị trả lại",
    DRAFT: "Nháp",
    HELD: "Đã duyệt, chờ đăng cùng gói",
    TIMED: "Hẹn giờ đăng",
    LIVE: "Đang đăng",
    CHANGED: "Đang đăng, có bản sửa",
    DOWN: "Đã gỡ",
}
TONES = {
    WAITING: "wait", READING: "wait", RETURNED: "risk", DRAFT: "todo", HELD: "work", TIMED: "work", LIVE: "done",
    CHANGED: "work", DOWN: "void",
}  # fmt: skip


def pages_for(actor: Actor) -> QuerySet[PortalPage]:
    """Pages that somebody writes, in the agencies where the actor writes or approves, with `state`, `agency`, `step`,
    `since`, `section`, `author`."""
    homes = list(
        AgencyHome.objects.filter(agency__in=access.writes_for(actor)).values_list("path", flat=True)
    )
    if not homes:
        return with_standing(PortalPage.objects.none())
    below = Q()
    for path in homes:
        below |= Q(path__startswith=path)
    own = [ContentType.objects.get_for_model(model).pk for model in (AgencyHome, SectionPage)]
    rows = PortalPage.objects.filter(below).exclude(content_type__in=own)
    return with_standing(rows)


def with_standing(rows: QuerySet[PortalPage]) -> QuerySet[PortalPage]:
    key = Cast(OuterRef("pk"), CharField())
    states = WorkflowState.objects.filter(object_id=key, base_content_type__model="page")
    running = states.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    current = TaskState.objects.filter(
        workflow_state__object_id=key,
        workflow_state__base_content_type__model="page",
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    ).order_by("-started_at")
    latest = states.order_by("-created_at")
    above = SectionPage.objects.filter(path=_parent_path())
    home = AgencyHome.objects.annotate(at=F("path")).filter(path=_home_path())
    found: Any = rows.annotate(
        step=Subquery(current.values("task__content_type__model")[:1]),
        step_since=Subquery(current.values("started_at")[:1], output_field=DateTimeField()),
        asked_by=Subquery(running.values("requested_by__person__full_name")[:1]),
        asked_by_id=Subquery(running.values("requested_by_id")[:1]),
        last_outcome=Subquery(latest.values("status")[:1]),
        section=Subquery(above.values("title")[:1]),
        agency_name=Subquery(home.values("agency__short_name")[:1]),
        agency_number=Subquery(home.values("agency_id")[:1]),
        author=Coalesce(F("owner__person__full_name"), Value(""), output_field=TextField()),
        changed_at=Coalesce(F("latest_revision_created_at"), F("first_published_at")),
    )
    return found.annotate(
        state=Case(
            When(step="readingtask", then=Value(READING)),
            When(step__isnull=False, then=Value(WAITING)),
            When(last_outcome=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(RETURNED)),
            When(holding.approved() & Exists(holding.rows_of(OuterRef("pk"))), then=Value(HELD)),
            When(live=False, go_live_at__isnull=False, expired=False, then=Value(TIMED)),
            When(live=True, has_unpublished_changes=True, then=Value(CHANGED)),
            When(live=True, then=Value(LIVE)),
            When(first_published_at__isnull=False, then=Value(DOWN)),
            default=Value(DRAFT),
            output_field=CharField(),
        ),
        since=Coalesce(F("step_since"), F("changed_at")),
    ).select_related("content_type", "owner__person")


def _parent_path() -> Any:
    return Substr(OuterRef("path"), 1, Length(OuterRef("path")) - PortalPage.steplen)


def _home_path() -> Any:
    return Substr(OuterRef("path"), 1, 3 * PortalPage.steplen)


def waiting_for(actor: Actor) -> QuerySet[PortalPage]:
    """What waits for the actor: for leaders pages to approve, for writers those of others to read."""
    rows = pages_for(actor)
    approves = Q(state=WAITING, agency_number__in=access.approves_for(actor))
    reads = Q(state=READING) & ~Q(asked_by_id=actor.account_id)
    return rows.filter(approves | reads).order_by("since", "pk")


def page_for(actor: Actor, page_id: int) -> PortalPage:
    """One of the actor's pages with its standing. Raises NotVisible."""
    row = pages_for(actor).filter(pk=page_id).first()
    if row is None:
        raise NotVisible
    return row
