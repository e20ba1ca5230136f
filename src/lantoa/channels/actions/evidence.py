"""What was sent, in the ledger: one activity for a broadcast, with its measures and the list of deliveries as proof.

Messages and people reached are measures of their own, never added to each other. The list names nobody: each recipient
is a keyed hash. Nobody uploads a screenshot.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from lantoa.audit.actions import note
from lantoa.channels import discovery
from lantoa.channels.contract import To
from lantoa.channels.models import Broadcast, Delivery, Part
from lantoa.foundation import clock
from lantoa.ledger.actions import add_snapshot, record_produced
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import Activity
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.access import SYSTEM, Actor, actor_of_person
from lantoa.organisation.models import Person

SOURCE = "channels.broadcast"
COLUMNS = ("Kênh", "Người nhận (mã băm)", "Kết quả", "Lúc", "Mã của nhà cung cấp", "Mã băm của tin", "Lý do")
KIND = "gui-tin"


def record(broadcast: Broadcast) -> Activity | None:
    """The first time an activity with its proof; later a further list, dated. In the caller's transaction.

    Nothing is written where nothing went out. Who approved the sending confirms the entry, where they may; otherwise
    it waits for confirmation like any other.
    """
    parts = [part for part in _parts(broadcast) if part.state == Part.State.SENT and _went_out(part)]
    if not parts:
        return None
    content, name = _list(broadcast), _name(broadcast)
    new = broadcast.activity is None
    if new:
        made = record_produced(
            _draft(broadcast, parts),
            author=_person(broadcast.composed_by),
            actor=_person(broadcast.approved_by),
            source=SourceKey(SOURCE, str(broadcast.pk)),
            link=broadcast.url if broadcast.url.startswith(("http://", "https://")) else "",
            towards=[Ref(kind, pk) for kind, pk in broadcast.towards],
        )
        broadcast.activity = made.activity
        broadcast.save(update_fields=["activity"])
    assert broadcast.activity is not None  # noqa: S101 (written above)
    digest = hashlib.sha256(content).hexdigest()
    add_snapshot(
        broadcast.activity, content, name, actor=SYSTEM, client_key=f"channels.list:{digest[:40]}",
        caption="Danh sách phát tin" if new else "Danh sách phát tin, gửi lại",
    )  # fmt: skip
    note(
        "channels.recorded", broadcast, actor=SYSTEM, agency_id=broadcast.agency_id,
        summary=f"{broadcast.activity.number}, SHA-256 {digest}",
    )  # fmt: skip
    return broadcast.activity


def _person(person: Person | None) -> Actor:
    return actor_of_person(person) if person is not None else SYSTEM


def _parts(broadcast: Broadcast) -> list[Part]:
    return list(broadcast.parts.select_related("channel").order_by("pk"))


def _went_out(part: Part) -> bool:
    """A part that people did has no deliveries; one with nobody on its list reached nobody."""
    rows = Delivery.objects.filter(part=part)
    return part.reached is not None or rows.filter(state=Delivery.State.SENT).exists() or not part.digest


def _draft(broadcast: Broadcast, parts: list[Part]) -> ActivityDraft:
    kinds = [kind for part in parts if (kind := discovery.kind_of(part.channel.kind))]
    first = broadcast.send_at or clock.now()
    names = ", ".join(part.channel.name for part in parts)
    about = broadcast.about
    return ActivityDraft(
        kind=kinds[0].activity_kind if len({kind.activity_kind for kind in kinds}) == 1 else KIND,
        title=f"Gửi tin: {broadcast.title}"[:300],
        day=min(clock.today(), first.astimezone(clock.VIETNAM).date()),
        agency_id=broadcast.agency_id,
        description=f"Gửi qua: {names}.",
        themes=tuple(about.get("themes", ())),
        audiences=tuple(about.get("audiences", ())),
        reform_fields=tuple(about.get("reform_fields", ())),
        forms=tuple(dict.fromkeys(kind.form_code for kind in kinds if kind.form_code)),
        amounts=tuple(
            Amount(code, Decimal(value)) for code, value in sorted(amounts(parts).items()) if value
        ),
    )


def amounts(parts: list[Part]) -> dict[str, int]:
    """By measure. A person who got two messages over one kind of channel is one person reached."""
    found: dict[str, int] = {}
    marks: dict[str, list[int]] = {}
    for part in parts:
        kind = discovery.kind_of(part.channel.kind)
        if kind is None:
            continue
        sent = Delivery.objects.filter(part=part, state=Delivery.State.SENT)
        if kind.measures.messages:
            found[kind.measures.messages] = found.get(kind.measures.messages, 0) + sent.count()
        if kind.measures.reached and kind.to == To.EACH:
            marks.setdefault(kind.measures.reached, []).append(part.pk)
        elif kind.measures.reached:
            said = sent.aggregate(total=Sum("reached"))["total"] or part.reached or 0
            found[kind.measures.reached] = found.get(kind.measures.reached, 0) + said
    for code, ids in marks.items():
        rows = Delivery.objects.filter(part__in=ids, state=Delivery.State.SENT)
        found[code] = found.get(code, 0) + rows.values("mark").distinct().count()
    return found


def _name(broadcast: Broadcast) -> str:
    return f"phat-tin-{broadcast.pk}-{clock.now():%Y%m%d-%H%M%S}.csv"


def _list(broadcast: Broadcast) -> bytes:
    """Who (a hash), when, what came of it: UTF-8 with a mark, as spreadsheets want it."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    sheet.writerows(_lines(broadcast))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines(broadcast: Broadcast) -> Iterator[tuple[str, ...]]:
    rows = Delivery.objects.filter(part__broadcast=broadcast).order_by("part_id", "pk")
    columns = ("part__channel__name", "mark", "state", "at", "provider_id", "part__digest", "why")
    names = dict(Delivery.State.choices)
    for channel, mark, state, at, provider, digest, why in rows.values_list(*columns).iterator(
        chunk_size=2000
    ):
        when = at.astimezone(clock.VIETNAM).strftime("%d/%m/%Y %H:%M:%S") if at else ""
        yield tuple(_plain(cell) for cell in (channel, mark, names[state], when, provider, digest, why))


def _plain(cell: str) -> str:
    """A cell that a spreadsheet takes for a formula is text."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
