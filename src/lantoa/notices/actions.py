"""Telling people, and what they do with what they were told."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from lantoa.audit.actions import note
from lantoa.foundation import text
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.notices import access, queries, registry
from lantoa.notices.models import MailChoice, MailSetting, Notice
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Person

PER_JOB = 200


def notify(
    people: Iterable[Person | int],
    kind: str,
    title: str,
    url: str,
    *,
    actor: Actor,
    key: str | None = None,
    by_mail: bool = True,
) -> list[Notice]:
    """Tells each person once, in the caller's transaction; mail follows as a job when it commits.

    Whoever acts is not told of their own act. With `key`, a person who was told under it before is left out,
    so a reminder may be computed again. `title` is one line without personal data; `url` is a path of this site.
    Gives the notices that are new. Raises ValueError for an unknown kind or an address elsewhere.
    """
    if not registry.known(kind):
        raise ValueError(f"notice kind {kind} is not registered")
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"{url!r} is no path of this site")
    ids = {person if isinstance(person, int) else person.pk for person in people} - {actor.person_id}
    with transaction.atomic():
        choices = queries.mail_choices(ids) if by_mail else {}
        made = _write(sorted(ids), choices, kind=kind, title=" ".join(title.split())[:250], url=url, key=key)
        at_once = [notice.pk for notice in made if notice.mail == Notice.Mail.WAITING]
        for start in range(0, len(at_once), PER_JOB):
            later(
                "lantoa.notices.jobs.deliver",
                title="Gửi thư thông báo",
                notice_ids=at_once[start : start + PER_JOB],
                max_attempts=4,
            )
    return made


_FIRST = {MailChoice.AT_ONCE: Notice.Mail.WAITING, MailChoice.DAILY: Notice.Mail.DIGEST}


def _write(
    ids: list[int], choices: dict[int, str], *, kind: str, title: str, url: str, key: str | None
) -> list[Notice]:
    told: set[int] = set()
    if key is not None:
        # Locks the people, so that two computations of one reminder cannot both find it missing.
        list(
            Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk")
        )
        told = set(Notice.objects.filter(person__in=ids, key=key).values_list("person", flat=True))
    return Notice.objects.bulk_create(
        Notice(
            person_id=pk,
            kind=kind,
            title=title,
            folded=text.fold(title)[:250],
            url=url,
            key=key,
            mail=_FIRST.get(MailChoice(choices[pk]), Notice.Mail.NONE) if pk in choices else Notice.Mail.NONE,
        )
        for pk in ids
        if pk not in told
    )


def mark_read(notice: Notice, *, actor: Actor) -> Notice:
    """The first reading counts. Raises NotVisible for a notice of somebody else."""
    notice = access.get_notice(actor, notice.pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, actor: Actor) -> int:
    """How many were unread."""
    return access.own_notices(actor).filter(read_at=None).update(read_at=timezone.now())


def choose_mail(choice: str, *, actor: Actor) -> MailSetting:
    """How mail reaches this person from now on; what waits for a daily letter goes with it.

    Raises Refused for an unknown choice (field "mail") or for somebody who is no person here.
    """
    if choice not in MailChoice.values:
        raise Refused("Chọn một cách nhận thư trong danh sách.", code="unknown", field="mail")
    if actor.person_id is None:
        raise Refused("Tài khoản này không nhận thông báo.", code="forbidden")
    with transaction.atomic():
        before = MailChoice(queries.mail_choice(actor)).label
        row, _ = MailSetting.objects.update_or_create(person_id=actor.person_id, defaults={"mail": choice})
        if choice == MailChoice.NONE:
            access.own_notices(actor).filter(mail=Notice.Mail.DIGEST).update(mail=Notice.Mail.NONE)
        note(
            "notices.mail_chosen",
            row,
            actor=actor,
            agency_id=actor.home_agency_id,
            changes={"Nhận thư": [before, row.get_mail_display()]},
        )
    return row
