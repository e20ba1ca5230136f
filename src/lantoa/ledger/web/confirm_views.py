"""*Chờ xác nhận*: twenty entries in one go, each with its pictures, its values, and whether it has proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from lantoa.foundation import clock, workdays
from lantoa.foundation.errors import Refused
from lantoa.ledger import access, actions, queries, wording
from lantoa.ledger.forms import read_seen
from lantoa.ledger.models import Activity, Evidence, StoredFile
from lantoa.ledger.registry import purposes_of
from lantoa.ledger.web import tables
from lantoa.organisation.access import CONFIRM, Actor
from lantoa.organisation.guard import StaffRequest, require
from lantoa.ui.lists import ForgivingPaginator
from lantoa.ui.parts import ChainLink

PER_PAGE = 20
MOST_THUMBS = 4
MOST_MINE = 20


@dataclass(frozen=True)
class Waiting:
    """One row: the activity, how it is ticked, and what a look at it must show."""

    activity: Activity
    tick: str
    url: str
    who: str
    results: str
    thumbs: tuple[str, ...]
    proofs: str
    days: int
    ticked: bool
    purposes: tuple[ChainLink, ...] = ()


@require(CONFIRM)
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest) -> HttpResponse:
    """The list of what waits, the oldest first; POST confirms or hands back what was ticked."""
    if request.method == "POST":
        return _act(request)
    rows = queries.with_list_columns(access.waiting_for(request.actor))
    page = ForgivingPaginator(rows, PER_PAGE).page(request.GET.get("trang", 1))
    others = access.waiting_for_others(request.actor)
    context = {
        "page": page,
        "rows": rows_of(page, request.actor),
        "count": page.paginator.count,
        "mine": [(row, _why_not(request, row)) for row in others.select_related("body")[:MOST_MINE]],
        "mine_count": others.count(),
    }
    return render(request, "ledger/confirm.html", context)


def _why_not(request: StaffRequest, row: Activity) -> str:
    return wording.own_entry(recorded=row.recorded_by_id == request.actor.person_id)


def rows_of(page: Page | list[Activity], actor: Actor) -> list[Waiting]:
    """The rows of a page; proof of all of them, and what they count towards, is read at once."""
    found = list(page)
    evidence = queries.evidence_by_activity(row.pk for row in found)
    purposes = purposes_of(actor, found)
    return [_row(activity, evidence[activity.pk], purposes[activity.pk]) for activity in found]


def _row(activity: Activity, evidence: list[Evidence], purposes: list[ChainLink]) -> Waiting:
    files = [item.file for item in evidence if item.file and item.file.view == StoredFile.View.READY]
    sent = clock.day_of(activity.submitted_at) if activity.submitted_at else clock.today()
    return Waiting(
        activity,
        tick=f"{activity.pk}:{activity.edition}",
        url=tables.address(activity),
        who=tables.whose(activity),
        results=tables.results(activity),
        thumbs=tuple(reverse("ledger:file_thumb", args=[file.pk]) for file in files[:MOST_THUMBS]),
        proofs=said_proofs(evidence),
        days=max(0, workdays.working_days_between(sent, clock.today())),
        ticked=bool(evidence),
        purposes=tuple(purposes),
    )


def said_proofs(evidence: list[Evidence]) -> str:
    """ "3 ảnh, 1 liên kết"; empty when there is none."""
    names = {"photo": "ảnh", "document": "tệp", "audio": "ghi âm", "video": "video"}
    counts: dict[str, int] = {}
    for item in evidence:
        if item.kind == Evidence.Kind.FILE and item.file:
            word = names[item.file.group]
        else:
            word = "liên kết" if item.kind == Evidence.Kind.LINK else "văn bản"
        counts[word] = counts.get(word, 0) + 1
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def _act(request: StaffRequest) -> HttpResponse:
    seen = read_seen(request.POST.getlist("muc"))
    chosen = list(access.sent_to(request.actor).filter(pk__in=seen))
    if not seen:
        messages.warning(request, "Chưa chọn mục nào. Đánh dấu các mục rồi bấm lại.")
    elif request.POST.get("viec") == "tra-lai":
        _hand_back(request, chosen)
    else:
        outcome = actions.confirm_many(chosen, actor=request.actor, seen=seen)
        _tell(request, outcome, gone=len(seen) - len(chosen))
    return redirect(_back(request))


def _tell(request: StaffRequest, outcome: actions.ManyOutcome[Activity], *, gone: int) -> None:
    if outcome.done:
        messages.success(request, f"Đã xác nhận {len(outcome.done)} mục.")
    for _, why in outcome.refused:
        messages.error(request, why)
    if gone:
        messages.warning(request, f"{gone} mục không còn chờ: người khác đã xử lý hoặc người ghi đã lấy lại.")


def _hand_back(request: StaffRequest, chosen: list[Activity]) -> None:
    reason = request.POST.get("ly_do", "")
    try:
        outcome = actions.hand_back_many(chosen, reason, actor=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return
    for _, why in outcome.refused:
        messages.error(request, why)
    if outcome.done:
        messages.success(request, f"Đã trả lại {len(outcome.done)} mục cho người ghi.")


def _back(request: StaffRequest) -> str:
    """To the page the form stood on: this one or *Hôm nay*."""
    back = request.POST.get("ve", "")
    # A path only: `redirect` takes anything else for the name of a view.
    safe: bool = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=set())
    return back if safe else reverse("ledger:confirm")


def context_for_card(request: StaffRequest, most: int) -> dict[str, Any]:
    """The first rows for *Hôm nay*, and how many wait in all."""
    waiting = access.waiting_for(request.actor)
    rows = list(queries.with_list_columns(waiting)[:most])
    return {
        "rows": rows_of(rows, request.actor),
        "count": waiting.count() if len(rows) == most else len(rows),
    }
