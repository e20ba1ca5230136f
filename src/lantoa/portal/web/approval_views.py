"""Approval by a one-time link: no session, no cookie. Opening it shows the page; only a form sent from it decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lantoa.foundation.errors import Refused
from lantoa.portal import approval_actions, approvals, frame, holding, snapshots
from lantoa.portal.models import ApprovalLink
from lantoa.ui.public_forms import is_from_here, may_send

MOST, WITHIN = 30, 600
"""Decisions of one network within ten minutes."""
CHOICES = {"duyet": True, "tra-lai": False}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, link_id: int, key: str) -> HttpResponse:
    link = approvals.link_of(link_id, key)
    _, actor = approvals.decider_of(link)
    if request.method != "POST":
        why = approvals.why_not(link, actor)
        return _said(request, link, why, 410) if why else _shown(request, link)
    if not is_from_here(request):
        return _shown(
            request, link, 403, "Quyết định chỉ nhận từ chính trang này. Mở lại đường dẫn rồi chọn."
        )
    choice = CHOICES.get(request.POST.get("viec", ""))
    if choice is None:
        return _shown(request, link, 400, "Chọn duyệt hoặc trả lại.")
    if not may_send(request, "approval", most=MOST, seconds=WITHIN):
        return _shown(request, link, 429, "Nơi này vừa gửi nhiều lần. Thử lại sau mười phút.")
    try:
        page = approval_actions.decide(link, choice, request.POST.get("ly_do", ""), actor=actor)
    except Refused as refusal:
        if refusal.field:
            return _shown(request, link, 422, refusal.message)
        return _said(request, link, refusal.message, 410)
    held = " Trang chờ đăng cùng gói nội dung." if choice and holding.holds(page.pk) else ""
    said = f"Đã duyệt “{page.title}”.{held}" if choice else f"Đã trả lại “{page.title}” cho người viết."
    return _said(request, link, said, 200)


def _shown(request: HttpRequest, link: ApprovalLink, status: int = 200, said: str = "") -> HttpResponse:
    """The page as it would be published, with the form below. Nothing of it where the link decides no more."""
    _, actor = approvals.decider_of(link)
    if why := approvals.why_not(link, actor):
        return _said(request, link, why, 410)
    body, _ = snapshots.body_of(link.revision.as_object())
    context = {
        "link": link,
        "body": mark_safe(body),  # noqa: S308 - our own templates over cleaned words
        "said": said,
        "in_set": holding.set_name_of(link.page_id),
        "reason": request.POST.get("ly_do", "")[:1000],
    }
    return _kept_nowhere(
        render(request, "portal/approve.html", _framed(request, link, context), status=status)
    )


def _said(request: HttpRequest, link: ApprovalLink, said: str, status: int) -> HttpResponse:
    context = {"said": said, "ended": status != 200}
    return _kept_nowhere(
        render(request, "portal/approve_ended.html", _framed(request, link, context), status=status)
    )


def _framed(request: HttpRequest, link: ApprovalLink, context: dict[str, object]) -> dict[str, object]:
    return {"masthead": frame.plain(request.path, link.agency), **context}


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    response._has_been_logged = True  # type: ignore[attr-defined]  # the log of refusals would keep the address
    return response
