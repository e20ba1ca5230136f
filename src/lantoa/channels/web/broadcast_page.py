"""What the page of one broadcast shows, and what its reader may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.channels import actions, adapting, discovery
from lantoa.channels.contract import Way
from lantoa.channels.models import Broadcast, Part
from lantoa.channels.queries import sending
from lantoa.channels.web.sending_tables import LOOKS
from lantoa.ledger.access import visible_activities
from lantoa.organisation.access import APPROVE, PUBLISH, SEND, Actor
from lantoa.ui.words import vndatetime

PART_LOOKS = {
    "draft": "todo",
    "planned": "wait",
    "sending": "work",
    "sent": "done",
    "failed": "late",
    "cancelled": "void",
}
State = Broadcast.State


@dataclass(slots=True)
class Shown:
    """A part with its counted text and its figures."""

    part: Part
    kind_label: str
    counts: list[adapting.Count]
    figures: sending.Figures
    look: str
    by_people: bool
    receivers: int | None
    remarks: Sequence[str] = ()

    @property
    def may_resend(self) -> bool:
        ended = self.part.state in {Part.State.SENT, Part.State.FAILED}
        return ended and bool(self.figures.dead or self.figures.unsure)


def context(actor: Actor, row: Broadcast) -> dict[str, Any]:
    parts = sending.parts_shown(row)
    figures = sending.figures_of_parts(parts)
    receivers = sending.receivers([part.channel for part in parts])
    shown = []
    for part in parts:
        kind = discovery.kind_of(part.channel.kind)
        shown.append(
            Shown(
                part,
                kind.label if kind else part.channel.kind,
                sending.counts_of(part),
                figures[part.pk],
                PART_LOOKS[part.state],
                kind is not None and kind.way == Way.PEOPLE,
                receivers.get(part.channel_id, 0) if kind and kind.check_address else None,
                sending.remarks_on(part),
            )
        )
    wrote = actions.wrote(actor, row)
    sends = actor.may(SEND, row.agency_id)
    activity = row.activity
    return {
        "row": row,
        "look": LOOKS[row.state],
        "parts": shown,
        "facts": _facts(row),
        "reasons": sending.reasons(row),
        "states": dict(Part.State.choices),
        "may_write": actor.may(PUBLISH, row.agency_id)
        and row.state in {State.DRAFT, State.ASKED, State.APPROVED},
        "may_ask": actor.may(PUBLISH, row.agency_id) and row.state == State.DRAFT,
        "may_approve": actor.may(APPROVE, row.agency_id) and row.state == State.ASKED and not wrote,
        "may_return": actor.may(APPROVE, row.agency_id) and row.state in {State.ASKED, State.APPROVED},
        "may_send": sends and row.state == State.APPROVED and not wrote,
        "sends": sends,
        "may_cancel": may_cancel(actor, row),
        "activity": activity
        if activity and visible_activities(actor).filter(pk=activity.pk).exists()
        else None,
    }


def may_cancel(actor: Actor, row: Broadcast) -> bool:
    if row.state in {State.SENT, State.CANCELLED}:
        return False
    own = row.state in {State.DRAFT, State.ASKED} and actions.wrote(actor, row)
    return own or actor.may(SEND, row.agency_id)


def _facts(row: Broadcast) -> list[tuple[str, str]]:
    facts = [
        ("Cơ quan", row.agency.legal_name),
        ("Người soạn", row.composed_by.full_name if row.composed_by else ""),
    ]
    if row.approved_by and row.approved_at:
        facts.append(("Người duyệt", f"{row.approved_by.full_name}, {vndatetime(row.approved_at)}"))
    if row.send_at:
        who = row.sent_by.full_name if row.sent_by else "Hệ thống"
        facts.append(("Người gửi", f"{who}, gửi từ {vndatetime(row.send_at)}"))
    topics = ", ".join(topic.name for topic in row.topics.order_by("sort_key"))
    if topics:
        facts.append(("Loại tin", topics))
    if row.returned_why:
        facts.append(("Trả lại vì", row.returned_why))
    return facts
