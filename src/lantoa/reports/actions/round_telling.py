"""Telling units what is asked of them, and superiors what came: in the transaction of the act."""

from __future__ import annotations

from lantoa.foundation.text import format_date
from lantoa.notices.actions import notify
from lantoa.organisation.access import Actor, Origins
from lantoa.organisation.queries import superiors_of
from lantoa.reports.addresses import address_of_call
from lantoa.reports.models import Call
from lantoa.reports.queries.rounds import answering_for


def tell_unit(
    call: Call, kind: str, words: str, *, actor: Actor, key: str | None = None, url: str = "", more: str = ""
) -> None:
    """One notice for each who answers for the unit's reports; it leads to the call unless `url` says otherwise."""
    title = f"{words} báo cáo {call.round.spoken}{more}"
    notify(answering_for(call.agency_id), kind, title, url or address_of_call(call), actor=actor, key=key)


def tell_asked(call: Call, *, actor: Actor) -> None:
    title = (
        f"{call.round.agency.short_name} yêu cầu báo cáo {call.round.spoken}, hạn {format_date(call.due_on)}"
    )
    notify(answering_for(call.agency_id), "reports.round_opened", title, address_of_call(call), actor=actor)


def tell_superior(call: Call, words: str, *, actor: Actor) -> None:
    title = f"{call.agency.short_name} {words} báo cáo {call.round.spoken}"
    above = Origins.read().now_called(call.round.agency_id)
    people = set().union(*(superiors_of(agency_id) for agency_id in above))
    notify(people, "reports.submitted", title, address_of_call(call), actor=actor)
