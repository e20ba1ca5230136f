"""To which hosts outside codes may lead."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.channels import access
from lantoa.channels.actions.placing import NO_RIGHT
from lantoa.channels.addresses import read_host
from lantoa.channels.models import LinkHost
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import PUBLISH, Actor
from lantoa.organisation.models import Agency


@transaction.atomic
def add_host(agency: Agency, host: str, words: str, *, actor: Actor) -> LinkHost:
    """Lets codes of the agency lead to this host, not to those below it. Raises Refused for what is no public host."""
    actor.require(PUBLISH, agency.pk, message=NO_RIGHT)
    try:
        with transaction.atomic():
            row = LinkHost.objects.create(
                agency=agency, host=read_host(host), note=squeeze(nfc(words))[:160],
                added_by_id=actor.person_id, added_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("Tên miền này đã có trong danh sách.", code="twice", field="host") from None
    note("channels.host_added", row, actor=actor, agency_id=agency.pk, summary=row.host, using=PUBLISH)
    return row


@transaction.atomic
def remove_host(host: LinkHost, *, actor: Actor) -> None:
    """Codes that led there lead nowhere from the next scan on."""
    if not access.may_publish(actor, host.agency_id):
        raise Refused(NO_RIGHT, code="forbidden")
    row = LinkHost.objects.select_for_update(of=("self",)).filter(pk=host.pk).first()
    if row is None:
        return
    note("channels.host_removed", row, actor=actor, agency_id=row.agency_id, summary=row.host, using=PUBLISH)
    row.delete()
