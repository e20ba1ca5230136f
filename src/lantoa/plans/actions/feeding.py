"""Keys of calendar feeds: shown once, kept as a digest, revocable, dead with the membership."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Body, Person
from lantoa.plans.access import person_of
from lantoa.plans.models import FeedToken

MOST = 10


def make_feed(body: Body | None = None, *, actor: Actor) -> str:
    """A new key for the actor's own work, or for a body that they belong to. Returns the key; it is not kept."""
    person_id = person_of(actor)
    if body is not None and body.pk not in actor.body_ids:
        raise Refused("Chỉ lấy được lịch của đơn vị mình.", code="forbidden")
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person_id)  # two at once would pass the limit
        if FeedToken.objects.filter(person=person_id, revoked_at=None).count() >= MOST:
            raise Refused(f"Đã có {MOST} địa chỉ lịch. Thu hồi địa chỉ không dùng nữa.", code="too_many")
        key = secrets.token_urlsafe(32)
        row = FeedToken.objects.create(person_id=person_id, body=body, digest=digest_of(key))
        note("plans.feed_made", row, actor=actor, agency_id=actor.home_agency_id)
    return key


def revoke_feed(row: FeedToken, *, actor: Actor) -> None:
    """The address stops working at once. Revoked already: nothing changes."""
    if row.person_id != actor.person_id:
        raise Refused("Địa chỉ lịch này của người khác.", code="forbidden")
    with transaction.atomic():
        row = FeedToken.objects.select_for_update().get(pk=row.pk)
        if row.revoked_at is not None:
            return
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        note("plans.feed_revoked", row, actor=actor, agency_id=actor.home_agency_id)


def note_use(row: FeedToken) -> None:
    """Remembers the day an address was last read, so that its owner knows which ones nobody uses."""
    today = clock.today()
    if row.used_at is None or clock.day_of(row.used_at) < today:
        FeedToken.objects.filter(pk=row.pk).update(used_at=clock.now())


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
