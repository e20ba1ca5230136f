"""What the organisation shows on *Hôm nay* of its administrators: accounts, and what is left to set up."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.organisation import queries
from lantoa.organisation.access import Actor
from lantoa.organisation.web.people_table import ACCOUNT_STATES


def accounts(request: HttpRequest) -> SafeString:
    """How many use the system, and how many were invited and have not come."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    people = queries.people_of(actor)
    return SafeString(
        "".join(
            _figure(state, queries.in_account_state(people, state).count()) for state in ("on", "invited")
        )
    )


def _figure(state: str, count: int) -> SafeString:
    address = f"{reverse('organisation:people')}?state={state}"
    return format_html(
        '<div><dt>Tài khoản</dt><dd><a class="fig" href="{}">{}</a></dd><dd class="sub">{}</dd></div>',
        address,
        count,
        {"invited": "đã mời, chưa vào"}.get(state, ACCOUNT_STATES[state].lower()),
    )


def to_do(request: HttpRequest) -> SafeString | str:
    """What an installation still lacks, each with the way to it; nothing when nothing does."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "no_mail": actor.administers_all and not settings.EMAIL_HOST,
        "uninvited": queries.in_account_state(queries.working(queries.people_of(actor)), "none").count(),
        "idle": queries.people_of(actor)
        .exclude(pk__in=queries.live_roles(actor.on).values("person"))
        .count(),
    }
    return render_to_string("organisation/to_do.html", context, request) if any(context.values()) else ""
