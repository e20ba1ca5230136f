"""Reads of the newsletter's public pages: by tokens that only a letter carries."""

from __future__ import annotations

from lantoa.channels import discovery, tokens
from lantoa.channels.contract import To
from lantoa.channels.models import Channel, Subscriber
from lantoa.organisation.models import Agency


def newsletter_of(slug: str) -> Channel | None:
    """The channel that people sign up for at an agency; None where it has none in use."""
    kinds = [kind.code for kind in discovery.kinds() if kind.code == "email" and kind.to == To.EACH]
    rows = Channel.objects.select_related("agency__parent").filter(kind__in=kinds, active=True)
    return rows.filter(agency__slug=slug).order_by("pk").first()


def has_newsletter(agency: Agency) -> bool:
    return newsletter_of(agency.slug) is not None


def by_token(token: str) -> Subscriber | None:
    rows = Subscriber.objects.select_related("channel__agency__parent")
    return rows.filter(token=token).first()


def to_confirm(token: str) -> Subscriber | None:
    """Who may confirm with this link; None for a link that ended or is none."""
    found = tokens.read_confirm(token)
    if found is None:
        return None
    rows = Subscriber.objects.select_related("channel__agency__parent")
    return rows.filter(pk=found[0], mark__startswith=found[1]).first()
