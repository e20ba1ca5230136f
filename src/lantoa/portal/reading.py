"""The step in between: where a section says so, another editor reads a page before its leader does."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Agency
from lantoa.portal import access
from lantoa.portal.models import ReadingTask, SectionPage

__all__ = ["ReadingTask", "follow", "readers_of"]


def readers_of(agency: Agency) -> set[int]:
    """Who may read for another: every editor of the agency, and its leaders."""
    return organisation.editors_of(agency.pk) | organisation.directors_of(agency.pk)


@transaction.atomic
def follow(section: Any, agency: Agency) -> None:
    """Gives the section the road that it asks for. Called when it is published; twice changes nothing."""
    own = WorkflowPage.objects.filter(page_id=section.pk).first()
    if not isinstance(section, SectionPage) or section.read_first == (own is not None):
        return
    if own is not None:
        own.delete()
        return
    workflow = Workflow.objects.filter(name=_name(agency)).first() or _road(agency)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=section.pk))


def _name(agency: Agency) -> str:
    return f"Đọc soát rồi duyệt, {agency.short_name}, số {agency.pk}"[:255]


def _road(agency: Agency) -> Workflow:
    """Two steps: another editor, then the agency's leader."""
    first = ReadingTask.objects.create(name=f"Biên tập viên khác đọc soát, {agency.short_name}"[:255])
    first.groups.set(Group.objects.filter(name=access.group_name(access.WRITERS, agency.pk)))
    leaders = access.group_name(access.APPROVERS, agency.pk)
    last = GroupApprovalTask.objects.filter(groups__name=leaders).first()
    if last is None:
        last = GroupApprovalTask.objects.create(name=f"Lãnh đạo {agency.short_name} duyệt"[:255])
        last.groups.set(Group.objects.filter(name=leaders))
    workflow = Workflow.objects.create(name=_name(agency))
    WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=0)
    WorkflowTask.objects.create(workflow=workflow, task=last, sort_order=1)
    return workflow
