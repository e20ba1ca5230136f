"""Sending what waits to be mailed, so that nothing arrives twice.

A notice is taken by a conditional update (waiting → sending) right before its letter is handed over, and marked sent
right after the server said yes. When the server said no, or broke off before it said anything, the letter was not
accepted (RFC 5321, 4.2.5) and waits again, with the same Message-ID. When the *worker* died in between, nobody knows:
the letter is then not sent again (unsure), because the notice stands in the application in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lantoa.foundation import clock
from lantoa.foundation.text import format_date
from lantoa.notices import letters
from lantoa.notices.models import Notice
from lantoa.notices.sending import Outcome, Post
from lantoa.organisation.models import Account

Step = Callable[[int, int, str], None]

GIVE_UP_AFTER = timedelta(days=3)
DEAD_AFTER = timedelta(minutes=10)
TOO_LATE = "Không gửi được trong 3 ngày."


class NotAll(Exception):
    """Some letters wait for a better moment; `why` is for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def deliver(notice_ids: Sequence[int], step: Step) -> dict[str, int]:
    """Mails these notices, one letter each. Raises NotAll when some are left waiting."""
    waiting = Notice.objects.filter(pk__in=notice_ids, mail=Notice.Mail.WAITING).order_by("pk")
    return _deliver([[notice] for notice in waiting], Notice.Mail.WAITING, step)


def deliver_digests(person_ids: Sequence[int], step: Step) -> dict[str, int]:
    """One letter to each person with all that waits for it. Raises NotAll when some are left waiting."""
    groups: dict[int, list[Notice]] = {}
    for notice in Notice.objects.filter(person__in=person_ids, mail=Notice.Mail.DIGEST).order_by("pk"):
        groups.setdefault(notice.person_id, []).append(notice)
    return _deliver(list(groups.values()), Notice.Mail.DIGEST, step)


def left_waiting() -> list[int]:
    """Notices whose own job has given up and that are not yet too old: for the hourly round."""
    now = timezone.now()
    Notice.objects.filter(mail=Notice.Mail.SENDING, mail_at__lt=now - DEAD_AFTER).update(
        mail=Notice.Mail.UNSURE, mail_at=now
    )
    Notice.objects.filter(
        mail__in=[Notice.Mail.WAITING, Notice.Mail.DIGEST], created_at__lt=now - GIVE_UP_AFTER
    ).exclude(mail=Notice.Mail.DIGEST, mail_error="").update(
        mail=Notice.Mail.FAILED, mail_at=now, mail_error=TOO_LATE
    )
    old = Notice.objects.filter(mail=Notice.Mail.WAITING, created_at__lt=now - DEAD_AFTER)
    return list(old.order_by("pk").values_list("pk", flat=True)[:1000])


def _deliver(groups: list[list[Notice]], before: str, step: Step) -> dict[str, int]:
    addresses = _addresses({group[0].person_id for group in groups})
    counts = {"sent": 0, "failed": 0, "waiting": 0}
    post, why = Post(), ""
    try:
        for done, group in enumerate(groups):
            step(done, len(groups), "Đang gửi thư")
            outcome, words = _one(post, group, before, addresses.get(group[0].person_id, ""))
            if outcome is None:
                continue
            counts[_COUNTED[outcome]] += 1
            if outcome in (Outcome.NOT_NOW, Outcome.NO_SERVER):
                why = words
            if outcome is Outcome.NO_SERVER:
                break
    finally:
        post.close()
    if why:
        raise NotAll(why)
    return counts


_COUNTED = {
    Outcome.SENT: "sent",
    Outcome.REFUSED: "failed",
    Outcome.NOT_NOW: "waiting",
    Outcome.NO_SERVER: "waiting",
}


def _one(post: Post, group: list[Notice], before: str, address: str) -> tuple[Outcome | None, str]:
    """Takes the group's notices, sends their letter, writes how it went. None when nothing was left to take."""
    taken = [notice for notice in group if _move(notice, before, Notice.Mail.SENDING)]
    if not taken:
        return None, ""
    if not address:
        for notice in taken:
            _move(notice, Notice.Mail.SENDING, Notice.Mail.NONE)
        return None, ""
    outcome, why = post.send(_letter(taken), address, _message_id(taken))
    after = {Outcome.SENT: Notice.Mail.SENT, Outcome.REFUSED: Notice.Mail.FAILED}.get(outcome, before)
    for notice in taken:
        _move(notice, Notice.Mail.SENDING, after, why)
    return outcome, why


def _move(notice: Notice, before: str, after: str, why: str = "") -> bool:
    return bool(
        Notice.objects.filter(pk=notice.pk, mail=before).update(
            mail=after, mail_at=timezone.now(), mail_error=why
        )
    )


def _addresses(person_ids: set[int]) -> dict[int, str]:
    """Where mail for a person goes: the person's address, else the one they sign in with."""
    rows = Account.objects.filter(person__in=person_ids, is_active=True)
    return {pk: own or account for pk, own, account in rows.values_list("person", "person__email", "email")}


def _letter(notices: list[Notice]) -> letters.Letter:
    lines = [letters.Line(notice.title, settings.BASE_URL + notice.url) for notice in notices]
    address = settings.BASE_URL + reverse("notices:settings")
    if len(lines) == 1:
        return letters.single(lines[0], address)
    return letters.digest(lines, format_date(clock.today()), address)


def _message_id(notices: list[Notice]) -> str:
    key = " ".join(f"{notice.person_id}/{notice.key or notice.pk}" for notice in notices)
    return letters.message_id(key, urlsplit(settings.BASE_URL).hostname or "")
