"""*Trang này có ích không?*: without a cookie, a token or a script. Origin and rate stand in for the token."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import NOBODY
from lantoa.portal import frame, reader_actions, reads
from lantoa.ui.public_forms import is_from_here, may_send

MOST, WITHIN = 20, 600
"""Opinions of one network within ten minutes: an office shares one address."""


@csrf_exempt
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    if not is_from_here(request):
        return _again(request, 403, _("Ý kiến chỉ nhận từ chính trang này. Mở lại trang rồi gửi."))
    answer = request.POST.get("co_ich")
    if answer not in ("co", "chua"):
        return _again(request, 400, _("Chọn Có ích hoặc Chưa có ích."))
    try:
        stand = reads.stand_at(request.POST.get("trang", ""))
    except NotVisible:
        return _again(request, 400, _("Trang được góp ý không còn. Mở một trang khác."))
    if request.POST.get("dia_chi"):  # a field that people do not see and programs fill in
        return _thanked(stand.path)
    if not may_send(request, "opinion", most=MOST, seconds=WITHIN):
        return _again(request, 429, _("Nơi này vừa gửi nhiều ý kiến. Thử lại sau mười phút."))
    try:
        reader_actions.give_opinion(stand, answer == "co", request.POST.get("y_kien", ""), actor=NOBODY)
    except Refused as refusal:
        return _again(request, 422, refusal.message)
    return _thanked(stand.path)


def _thanked(path: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('portal:thanks')}?trang={quote(path)}")
    response.status_code = 303
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    try:
        stand = reads.stand_at(request.GET.get("trang", ""))
    except NotVisible:
        stand = None
    context = {"masthead": frame.plain(request.path, stand.agency if stand else None), "stand": stand}
    return render(request, "portal/thanks.html", context)


def _again(request: HttpRequest, status: int, said: str) -> HttpResponse:
    """The form once more with what was written, and what to do."""
    try:
        stand = reads.stand_at(request.POST.get("trang", ""))
    except NotVisible:
        stand = None
    context = {
        "masthead": frame.plain(request.path, stand.agency if stand else None),
        "stand": stand,
        "path": stand.path if stand else "",
        "said": said,
        "words": request.POST.get("y_kien", "")[: 2 * reader_actions.MOST_WORDS],
    }
    return render(request, "portal/opinion.html", context, status=status)
