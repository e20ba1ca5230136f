"""From a document to a draft, from a draft to a plan. Nothing becomes a plan before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.documents.blocks import Block, Source
from lantoa.foundation.errors import Refused
from lantoa.ledger.models import StoredFile
from lantoa.organisation import access
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency
from lantoa.plans import drafting, editing
from lantoa.plans.access import person_of
from lantoa.plans.actions.announcing import announce
from lantoa.plans.actions.issuing import amend_plan, issue_plan
from lantoa.plans.drafts import PlanDraft
from lantoa.plans.models import Draft, Plan

Change = Callable[[editing.Content], editing.Content]


def make_draft(
    source: Source,
    content: editing.Content,
    agency: Agency,
    *,
    actor: Actor,
    file: StoredFile | None = None,
    amends: Plan | None = None,
) -> Draft:
    """Keeps a reading of a document beside its source, for correction on screen."""
    actor.require(access.PLAN, agency.pk)
    with transaction.atomic():
        draft = Draft.objects.create(
            agency=agency,
            name=_name_of(source, content),
            file=file,
            source=lines_of(source),
            content=editing.with_ids(content),
            amends=amends,
            created_by_id=person_of(actor),
        )
        note("plans.draft_made", draft, actor=actor, using=access.PLAN)
    return draft


def _name_of(source: Source, content: editing.Content) -> str:
    """A file's name; of pasted text, the document it is."""
    document = content.get("document") or {}
    number, subject = document.get("number") or "", document.get("subject") or ""
    return (source.name or " ".join(filter(None, [number, subject])) or "Nội dung dán")[:250]


def change_draft(draft: Draft, edition: int, change: Change, *, actor: Actor) -> Draft:
    """Applies one correction to the edition the person saw. Raises Refused (code "stale") if it has moved on."""
    actor.require(access.PLAN, draft.agency_id)
    with transaction.atomic():
        draft = _lock(draft)
        if draft.edition != edition:
            raise Refused(
                "Bản thảo vừa được người khác sửa. Nội dung mới đã được tải; làm lại thay đổi này.",
                code="stale",
            )
        draft.content = change(draft.content)
        draft.edition += 1
        draft.save(update_fields=["content", "edition", "changed_at"])
        note("plans.draft_saved", draft, actor=actor, using=access.PLAN, summary=f"lần sửa {edition}")
    return draft


def drop_draft(draft: Draft, *, actor: Actor) -> Draft:
    """Puts a draft aside. The file is kept."""
    actor.require(access.PLAN, draft.agency_id)
    with transaction.atomic():
        draft = _lock(draft)
        draft.state = Draft.State.DROPPED
        draft.save(update_fields=["state", "changed_at"])
        note("plans.draft_dropped", draft, actor=actor, using=access.PLAN)
    return draft


def restore_draft(draft: Draft, *, actor: Actor) -> Draft:
    """Takes a dropped draft up again as it was left. Raises Refused when it is not a dropped one."""
    actor.require(access.PLAN, draft.agency_id)
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if draft.state != Draft.State.DROPPED:
            raise Refused("Bản thảo này không ở trong số đã bỏ.", code="not_dropped")
        draft.state = Draft.State.OPEN
        draft.save(update_fields=["state", "changed_at"])
        note("plans.draft_restored", draft, actor=actor, using=access.PLAN)
    return draft


def confirm_draft(draft: Draft, edition: int, plan_draft: PlanDraft, *, actor: Actor) -> Plan:
    """The draft becomes a plan, or the next version of the plan it amends. Once: a second confirmer is told.

    Here the units hear of what they owe: whoever only lays out a plan (`issue_plan`) tells nobody.

    Raises Refused: a newer edition, an already confirmed draft, or whatever `issue_plan` refuses.
    """
    with transaction.atomic():
        draft = _lock(draft)
        if draft.edition != edition:
            raise Refused("Bản thảo vừa được người khác sửa. Xem lại rồi xác nhận.", code="stale")
        if draft.amends is not None:
            version = amend_plan(draft.amends, plan_draft, actor=actor)
            plan = draft.amends
        else:
            plan = issue_plan(plan_draft, draft.agency, actor=actor)
            version = plan.versions.select_related("plan").get()
        draft.state = Draft.State.CONFIRMED
        draft.plan = plan
        draft.edition += 1
        draft.save(update_fields=["state", "plan", "edition", "changed_at"])
        note("plans.draft_saved", draft, actor=actor, using=access.PLAN, summary="đã xác nhận")
        announce(version, actor=actor)
    return plan


def settle_draft(draft: Draft, edition: int, change: Change, *, actor: Actor) -> Plan:
    """The last correction and the confirmation in one: both, or neither. Raises as `change_draft`, `confirm_draft`."""
    with transaction.atomic():
        draft = change_draft(draft, edition, change, actor=actor)
        plan_draft = drafting.plan_draft(draft.content, file_id=draft.file_id)
        return confirm_draft(draft, draft.edition, plan_draft, actor=actor)


def lines_of(source: Source) -> list[dict[str, Any]]:
    """The source as the left side shows it: paragraphs and table rows, each with its place."""
    rows: list[dict[str, Any]] = []
    for item in source.items:
        if isinstance(item, Block):
            rows.append({"text": item.text, "label": item.label, "place": item.place.as_dict()})
            continue
        for row in item.rows:
            cells = [cell for cell in row if cell.origin]
            if any(cell.text for cell in cells):
                rows.append({"cells": [{"text": cell.text, "place": cell.place.as_dict()} for cell in cells]})
    return rows


def _lock(draft: Draft) -> Draft:
    locked = Draft.objects.select_for_update(of=("self",)).select_related("agency", "amends").get(pk=draft.pk)
    if locked.state == Draft.State.CONFIRMED:
        raise Refused("Bản thảo này đã được xác nhận thành kế hoạch.", code="confirmed")
    if locked.state == Draft.State.DROPPED:
        raise Refused("Bản thảo này đã bỏ.", code="dropped")
    return locked
