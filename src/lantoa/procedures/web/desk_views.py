"""One procedure: what the register says of it, its history, and what its keeper may do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.audit.models import Entry
from lantoa.audit.registry import label_of
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.procedures import access, actions, queries
from lantoa.procedures.drafts import LABELS
from lantoa.procedures.forms import EndForm, ProcedureForm, ReplaceForm
from lantoa.procedures.models import Procedure
from lantoa.procedures.web.tables import SHOWN, standing_word
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.parts import LogEntry
from lantoa.ui.words import vndate, vndatetime, vnnumber

LONGEST_SAID = 200


def crumbs(row: Procedure | None = None) -> list[Link]:
    links = [Link("Thủ tục hành chính", reverse("procedures:list"))]
    return [*links, Link(row.code, reverse("procedures:procedure", args=[row.pk]))] if row else links


@staff_required
@require_safe
def procedure(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id)
    keeps = access.keeps(request.actor, row.agency_id)
    standing = queries.standing_of(row)
    context = {
        "procedure": row,
        "standing": SHOWN[standing],
        "standing_word": standing_word(row),
        "facts": facts(row),
        "legal_basis": row.legal_basis.splitlines(),
        "successor": _shown_successor(request, row),
        "predecessors": access.visible_procedures(request.actor).filter(successor=row).order_by("code"),
        "portal": queries.portal(),
        "portal_address": queries.portal_address(row),
        "history": log_of(row),
        "keeps": keeps,
        "ended": row.state != Procedure.State.IN_FORCE,
        "may_discard": keeps and not queries.pointers_to(row),
    }
    return render(request, "procedures/procedure.html", context)


def _shown_successor(request: StaffRequest, row: Procedure) -> Procedure | None:
    """The procedure that takes its place, where the actor reads that one too."""
    return access.visible_procedures(request.actor).filter(pk=row.successor_id or 0).first()


def facts(row: Procedure) -> list[tuple[str, str]]:
    """Label and value; what is not said is left out."""
    found = [
        ("field", row.field.name if row.field else ""),
        ("levels", row.levels_said),
        ("resolver", row.resolver),
        ("service", row.get_service_display() if row.service else ""),
        ("days", f"{vnnumber(row.days)} ngày" if row.days is not None else ""),
        ("time_text", row.time_text),
        ("fee", row.fee),
        ("decision", row.decision),
        ("effective_from", vndate(row.effective_from)),
        ("ended_on", vndate(row.ended_on)),
        ("source", row.source),
        ("synced_on", vndate(row.synced_on)),
    ]
    listed = [(LABELS[name], value) for name, value in found if value]
    return [*listed, ("Cơ quan quản lý danh mục", row.agency.legal_name)]


def log_of(row: Any) -> list[LogEntry]:
    """Who did what, the latest first."""
    return [
        LogEntry(
            label_of(entry.verb),
            who=f"{entry.actor_name}, thay mặt {entry.lent_by}" if entry.lent_by else entry.actor_name,
            when=vndatetime(entry.at),
            text=_said(entry),
            state="",
        )
        for entry in queries.history_of(row)
    ]


def _said(entry: Entry) -> str:
    told = [f"{label}: “{_short(old)}” thành “{_short(new)}”" for label, (old, new) in entry.changes.items()]
    return ". ".join([entry.summary, *told] if entry.summary else told)


def _short(text: str) -> str:
    text = text or "–"
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1]}…"


@staff_required
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    agencies = access.kept_agencies(request.actor)
    first = agencies.first()
    if first is None:
        raise NotVisible
    form = ProcedureForm(posted(request), agencies=agencies, fields=access.visible_fields(request.actor))
    return form_page(
        request,
        form,
        lambda: actions.add_procedure(
            form.draft(), form.cleaned_data.get("agency") or first, actor=request.actor
        ),
        title="Thêm thủ tục",
        button="Thêm thủ tục",
        crumbs=crumbs(),
        back=("procedures:list",),
        to=lambda row: ("procedures:procedure", row.pk),
        said=lambda row: f"Đã thêm thủ tục {row.code}.",
    )


@staff_required
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id, to=access.EDIT)
    form = ProcedureForm(
        posted(request),
        agencies=access.kept_agencies(request.actor),
        fields=access.visible_fields(request.actor),
        row=row,
    )
    return form_page(
        request,
        form,
        lambda: actions.revise_procedure(row, form.draft(), actor=request.actor),
        changes=row,
        title=f"Sửa thủ tục {row.code}",
        button="Lưu thủ tục",
        crumbs=crumbs(row),
        back=("procedures:procedure", row.pk),
        said=f"Đã lưu thủ tục {row.code}.",
    )


@staff_required
@require_http_methods(["GET", "POST"])
def replace(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id, to=access.EDIT)
    form = ReplaceForm(posted(request), row=row)
    return form_page(
        request,
        form,
        lambda: actions.replace_procedure(row, **form.cleaned_data, actor=request.actor),
        changes=row,
        title=f"Thay thế thủ tục {row.code}",
        button="Ghi là bị thay thế",
        kind="stop",
        intro=row.name,
        crumbs=crumbs(row),
        back=("procedures:procedure", row.pk),
        said=f"Đã ghi thủ tục {row.code} bị thay thế.",
    )


@staff_required
@require_http_methods(["GET", "POST"])
def abolish(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id, to=access.EDIT)
    form = EndForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.abolish_procedure(row, form.cleaned_data["day"], actor=request.actor),
        changes=row,
        title=f"Bãi bỏ thủ tục {row.code}",
        button="Ghi là bị bãi bỏ",
        kind="stop",
        intro=row.name,
        crumbs=crumbs(row),
        back=("procedures:procedure", row.pk),
        said=f"Đã ghi thủ tục {row.code} bị bãi bỏ.",
    )


@staff_required
@require_POST
def reinstate(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id, to=access.EDIT)
    actions.reinstate_procedure(row, actor=request.actor)
    messages.success(request, f"Thủ tục {row.code} còn hiệu lực trở lại.")
    return redirect("procedures:procedure", row.pk)


@staff_required
@require_POST
def discard(request: StaffRequest, procedure_id: int) -> HttpResponse:
    row = access.get_procedure(request.actor, procedure_id, to=access.EDIT)
    actions.discard_procedure(row, actor=request.actor)
    messages.success(request, f"Đã xóa thủ tục {row.code} khỏi danh mục.")
    return redirect("procedures:list")
