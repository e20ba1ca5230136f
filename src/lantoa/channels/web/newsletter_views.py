"""Signing up, confirming, choosing and leaving: no cookie, no token of a session, no script.

Opening a link changes nothing, because programs open links in letters; a button does. Leaving takes the POST that mail
programs send for one click (RFC 8058), which names no origin.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lantoa.channels import actions, languages
from lantoa.channels.forms import SignUpForm, TopicsForm
from lantoa.channels.models import Channel, Subscriber
from lantoa.channels.queries import subscribers
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import NOBODY
from lantoa.ui.form_pages import put_on_form
from lantoa.ui.frames import Masthead
from lantoa.ui.public_forms import is_from_here, may_send

MOST, WITHIN = 10, 600
"""Sign-ups of one network within ten minutes: an office shares one address."""
NOT_FROM_HERE = _("Đăng ký chỉ nhận từ chính trang này. Mở lại trang rồi gửi.")
TOO_MANY = _("Nơi này vừa gửi nhiều lần. Thử lại sau mười phút.")


def _in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A link in a letter names the language of its reader; the page itself stands under the prefix of that language."""

    @wraps(view)
    def seen(request: HttpRequest, token: str) -> HttpResponse:
        code = languages.settled(request.GET.get(languages.ASKED))
        if request.method != "POST" and code != languages.VIETNAMESE:
            return _on(f"/{code}{request.path_info}")
        return view(request, token)

    return seen


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """The same answer for every address: whether one is known is nobody else's business."""
    channel = subscribers.newsletter_of(slug)
    if channel is None:
        raise Http404
    if request.method != "POST":
        form = SignUpForm(agency_id=channel.agency_id)
        return _page(request, channel, "sign_up.html", form=form, sent="da-gui" in request.GET)
    form = SignUpForm(request.POST, agency_id=channel.agency_id)
    if not is_from_here(request):
        return _page(request, channel, "sign_up.html", 403, form=form, said=NOT_FROM_HERE)
    if request.POST.get("dia_chi"):  # a field that people do not see and programs fill in
        return _on(reverse("channels_public:sign_up", args=[slug]) + "?da-gui")
    if form.is_valid():
        if not may_send(request, "newsletter", most=MOST, seconds=WITHIN):
            return _page(request, channel, "sign_up.html", 429, form=form, said=TOO_MANY)
        try:
            actions.ask(
                channel,
                form.cleaned_data["address"],
                form.topic_ids(),
                actor=NOBODY,
                language=languages.current(),
            )
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            return _on(reverse("channels_public:sign_up", args=[slug]) + "?da-gui")
    return _page(request, channel, "sign_up.html", 422, form=form)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_in_language
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    row = subscribers.to_confirm(token)
    if row is None:
        return _page(request, None, "link_ended.html", 404)
    if request.method == "POST":
        actions.confirm_subscriber(row, actor=NOBODY)
        return _on(f"{reverse('channels_public:choose', args=[row.token])}?xong=xac-nhan")
    return _page(request, row.channel, "confirm.html", subscriber=row)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_in_language
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Topics, what is held, leaving, being erased: for whoever holds the link from the letter."""
    row = _known(token)
    if request.GET.get("xuat") == "json" and request.method == "GET":
        data = actions.data_of_subscriber(row, actor=NOBODY)
        response = HttpResponse(
            json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json"
        )
        response.headers["Content-Disposition"] = 'attachment; filename="du-lieu-nhan-tin.json"'
        return _unkept(response)
    if request.method == "POST":
        if not is_from_here(request):
            return _choices(request, row, 403, said=str(NOT_FROM_HERE))
        if request.POST.get("viec") == "xoa":
            actions.erase_subscriber(row, actor=NOBODY)
            return _page(request, row.channel, "erased.html")
        form = TopicsForm(request.POST, agency_id=row.channel.agency_id)
        if form.is_valid():
            actions.choose_topics(row, form.topic_ids(), actor=NOBODY)
            return _on(f"{request.path}?xong=chon")
    return _choices(request, row)


def _choices(request: HttpRequest, row: Subscriber, status: int = 200, said: str = "") -> HttpResponse:
    form = TopicsForm(agency_id=row.channel.agency_id, chosen=[topic.pk for topic in row.topics.all()])
    done = request.GET.get("xong", "")
    return _page(request, row.channel, "choose.html", status, subscriber=row, form=form, done=done, said=said)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_in_language
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A POST leaves, with whatever body; a GET shows the button and never leaves."""
    row = subscribers.by_token(token)
    if row is None:  # erased, or never was: there is nobody to write to
        return _page(request, None, "link_ended.html", 200 if request.method == "POST" else 404)
    if request.method == "POST":
        row = actions.stop_subscriber(row, actor=NOBODY)
    return _page(request, row.channel, "stop.html", subscriber=row)


def _known(token: str) -> Subscriber:
    row = subscribers.by_token(token)
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest, channel: Channel | None, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    agency = channel.agency if channel else None
    spoken = languages.links(request.path)
    masthead = Masthead(name="Lan Tỏa", languages=spoken)
    if agency is not None:
        masthead = Masthead(
            name=agency.legal_name,
            parent=agency.parent.legal_name if agency.parent else "",
            accent=agency.accent,
            address=[agency.address] if agency.address else [],
            responsible=agency.responsible,
            languages=spoken,
        )
    if row := context.get("subscriber"):
        context["state"] = gettext(row.get_state_display())
    context |= {"masthead": masthead, "agency": agency, "channel": channel}
    return _unkept(render(request, f"channels/newsletter/{template}", context, status=status))


def _on(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return _unkept(response)


def _unkept(response: HttpResponse) -> HttpResponse:
    """Addresses with tokens are kept by nobody, found by nobody and told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
