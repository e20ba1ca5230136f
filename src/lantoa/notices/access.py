"""A notice belongs to one person, and to nobody else: not to a deputy, not to an administrator."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.notices.models import Notice
from lantoa.organisation.access import Actor


def own_notices(actor: Actor) -> QuerySet[Notice]:
    if actor.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person=actor.person_id)


def get_notice(actor: Actor, notice_id: int) -> Notice:
    """Raises NotVisible for a notice of somebody else."""
    notice = own_notices(actor).filter(pk=notice_id).first()
    if notice is None:
        raise NotVisible
    return notice
