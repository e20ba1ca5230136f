"""From a corrected content to a plan that can be issued. Pure: JSON in, frozen drafts and doubts out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.foundation.errors import Refused
from lantoa.plans.drafts import CitationDraft, ClauseDraft, PlanDraft, TaskDraft
from lantoa.plans.editing import Content, Item

CLAUSES = (("objectives", "objective"), ("requirements", "requirement"), ("arrangements", "arrangement"))


@dataclass(frozen=True, slots=True)
class Must:
    """Something without which the draft is no plan. `item` is the id of the item, "" for the document."""

    item: str
    message: str


def musts(content: Content) -> list[Must]:
    """What has to be corrected before the draft can be confirmed."""
    document = content.get("document") or {}
    found = []
    for name, words in (
        ("number", "Nhập số, ký hiệu của văn bản."),
        ("issued_on", "Nhập ngày ban hành."),
        ("year_from", "Nhập năm kế hoạch."),
        ("subject", "Nhập trích yếu."),
    ):
        if not document.get(name):
            found.append(Must("", words))
    tasks = content.get("tasks") or []
    if not tasks:
        found.append(Must("", "Kế hoạch phải có ít nhất một nhiệm vụ."))
    for position, item in enumerate(tasks, 1):
        if not (item.get("text") or "").strip():
            found.append(Must(item["id"], f"Nhiệm vụ {position} chưa có nội dung."))
        time = item.get("time") or {}
        if time.get("kind") == "recurring" and not time.get("rrule"):
            found.append(Must(item["id"], f"Nhiệm vụ {position}: chọn chu kỳ."))
    return found


def plan_draft(content: Content, *, file_id: int | None = None) -> PlanDraft:
    """The whole content as a PlanDraft. Raises Refused with the first thing that must be corrected."""
    wanting = musts(content)
    if wanting:
        raise Refused(wanting[0].message, code="incomplete")
    document = content["document"]
    return PlanDraft(
        document_number=document["number"],
        issued_on=date.fromisoformat(document["issued_on"]),
        issuer=document.get("issuer") or "",
        subject=document["subject"],
        year_from=int(document["year_from"]),
        year_to=int(document.get("year_to") or document["year_from"]),
        document_type=document.get("type") or "Kế hoạch",
        signer_title=document.get("signer_title") or "",
        reason=document.get("reason") or "",
        tasks=tuple(task_draft(item) for item in content["tasks"]),
        citations=(
            *(_citation(row, parent=True) for row in content.get("parents") or []),
            *(_citation(row, parent=False) for row in content.get("references") or []),
        ),
        clauses=tuple(
            ClauseDraft(
                kind,
                item.get("text") or "",
                item.get("ordinal") or "",
                item.get("heading") or "",
                item.get("source") or {},
            )
            for name, kind in CLAUSES
            for item in content.get(name) or []
            if (item.get("text") or "").strip()
        ),
        file_id=file_id,
    )


def task_draft(item: Item) -> TaskDraft:
    """One task of the content."""
    time: dict[str, Any] = item.get("time") or {}
    return TaskDraft(
        text=item.get("text") or "",
        ordinal=item.get("ordinal") or "",
        lead=item.get("lead") or "",
        lead_body_id=item.get("lead_body_id"),
        partners=tuple(item.get("partners") or ()),
        partner_body_ids=tuple(item.get("partner_body_ids") or ()),
        time_kind=time.get("kind") or "",
        start=_day(time.get("start")),
        end=_day(time.get("end")),
        rrule=time.get("rrule") or "",
        event_text=time.get("event_text") or "",
        time_raw=time.get("raw") or "",
        product=item.get("product") or "",
        budget=item.get("budget") or "",
        audience=item.get("audience") or "",
        note=item.get("note") or "",
        weight=Decimal(item.get("weight") or "1"),
        form_ids=tuple(item.get("form_ids") or ()),
        theme_ids=tuple(item.get("theme_ids") or ()),
        field_ids=tuple(item.get("field_ids") or ()),
        targets=tuple((int(pk), Decimal(quantity)) for pk, quantity in item.get("targets") or ()),
        source=item.get("source") or {},
        task_id=item.get("task_id"),
        stopped=bool(item.get("stopped")),
    )


def _citation(row: dict[str, Any], *, parent: bool) -> CitationDraft:
    return CitationDraft(row["number"], _day(row.get("issued_on")), row.get("issuer") or "", parent)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
