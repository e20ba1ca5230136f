"""Which pages an open set holds back until all of it goes out, and which of them stand as they were approved."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import TaskState, WorkflowState

from lantoa.portal.models import PortalPage, SetPage


def rows_of(page: Any) -> QuerySet[SetPage]:
    """Where a page is held: at most one row. `page` is a number, or a reference to one."""
    return SetPage.objects.filter(page=page, held=True)


def holds(page_id: int) -> bool:
    return rows_of(page_id).exists()


def approved() -> Exists:
    """Of a page: that its newest revision was approved at the last step of an approval, and not changed since."""
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_APPROVED,
        workflow_state__status=WorkflowState.STATUS_APPROVED,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
        workflow_state__base_content_type__model="page",
    )
    same = Q(revision_id=OuterRef("latest_revision_id"))
    return Exists(steps.filter(same | Q(finished_at__gte=OuterRef("latest_revision_created_at"))))


def approved_among(page_ids: Collection[int]) -> set[int]:
    """Which of these pages stand as they were approved, with nothing under way. One query."""
    running = WorkflowState.objects.filter(
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        object_id=Cast(OuterRef("pk"), CharField()),
        base_content_type__model="page",
    )
    rows = PortalPage.objects.filter(approved(), ~Exists(running), pk__in=page_ids)
    return set(rows.values_list("pk", flat=True))


def set_name_of(page_id: int) -> tuple[int, str] | None:
    """Number and name of the open set that holds the page."""
    return rows_of(page_id).values_list("set_id", "set__name").first()
