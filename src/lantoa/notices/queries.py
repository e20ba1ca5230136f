"""Reads with names."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.notices.access import own_notices
from lantoa.notices.models import MailChoice, MailSetting, Notice
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Account


def unread_count(actor: Actor) -> int:
    """For the bell: one statement over the unread alone."""
    return own_notices(actor).filter(read_at=None).count()


def mail_choice(actor: Actor) -> str:
    row = MailSetting.objects.filter(person=actor.person_id).first()
    return row.mail if row else MailChoice.AT_ONCE


def mail_choices(person_ids: Iterable[int]) -> dict[int, str]:
    """The choice of each person who can get mail at all: an account in use, with an address."""
    ids = set(person_ids)
    chosen = dict(MailSetting.objects.filter(person__in=ids).values_list("person", "mail"))
    reachable = Account.objects.filter(person__in=ids, is_active=True).values_list("person", flat=True)
    return {pk: chosen.get(pk, MailChoice.AT_ONCE) for pk in reachable}


def waiting_digests() -> list[int]:
    """People for whom notices wait to be summed up in one letter."""
    return list(
        Notice.objects.filter(mail=Notice.Mail.DIGEST)
        .order_by("person")
        .values_list("person", flat=True)
        .distinct()
    )


def deliveries(key: str) -> list[tuple[int, str, str]]:
    """`(person, how the mail went, why not)` for the notices under a key: for who sent them and wants to know."""
    rows = Notice.objects.filter(key=key).order_by("pk")
    return list(rows.values_list("person_id", "mail", "mail_error"))
