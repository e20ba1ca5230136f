"""Reads of channels and of what is sent over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from lantoa.channels import adapting, discovery, languages, outgoing, registry
from lantoa.channels.contract import ChannelKind, Message, Settings, To, Way
from lantoa.channels.models import (
    Barred,
    Broadcast,
    Channel,
    Delivery,
    DeliverySum,
    Part,
    SendingLimit,
    Subscriber,
    Topic,
)
from lantoa.foundation import clock
from lantoa.foundation.text import fold
from lantoa.jobs.models import OPEN, Job
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency

State = Delivery.State


@dataclass(slots=True)
class Figures:
    """Outcomes of the deliveries of a part or a broadcast: messages, never people."""

    by_state: dict[str, int] = field(default_factory=dict)
    reached: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def sent(self) -> int:
        return self.by_state.get(State.SENT, 0)

    @property
    def dead(self) -> int:
        return self.by_state.get(State.FAILED, 0)

    @property
    def unsure(self) -> int:
        return self.by_state.get(State.UNSURE, 0)

    @property
    def left(self) -> int:
        return self.by_state.get(State.WAITING, 0) + self.by_state.get(State.SENDING, 0)

    @property
    def done(self) -> int:
        return self.total - self.left


def figures_of_parts(parts: Iterable[Part]) -> dict[int, Figures]:
    """Of many parts in two queries: what is listed still, and what was added up."""
    ids = [part.pk for part in parts]
    found = {pk: Figures() for pk in ids}
    listed = Delivery.objects.filter(part__in=ids).values("part_id", "state").order_by()
    sums = DeliverySum.objects.filter(part__in=ids).values("part_id", "state").order_by()
    for rows in (
        listed.annotate(n=Count("pk"), r=Sum("reached")),
        sums.annotate(n=Sum("count"), r=Sum("reached")),
    ):
        for row in rows:
            one = found[row["part_id"]]
            one.by_state[row["state"]] = one.by_state.get(row["state"], 0) + row["n"]
            one.reached += row["r"] or 0
    return found


def parts_shown(broadcast: Broadcast) -> list[Part]:
    return list(
        broadcast.parts.select_related("channel").prefetch_related("files").order_by("channel__name", "pk")
    )


def listed(rows: QuerySet[Broadcast]) -> QuerySet[Broadcast]:
    """With what a list shows of each: agency, people, channels."""
    return rows.select_related("agency", "composed_by", "sent_by").prefetch_related("parts__channel")


def with_figures(rows: Sequence[Broadcast]) -> list[Broadcast]:
    """The same rows with how many messages `went` and how many are `dead_letters`, in two queries whatever their number."""
    parts = [part for row in rows for part in row.parts.all()]
    found = figures_of_parts(parts)
    for row in rows:
        total = Figures()
        for part in row.parts.all():
            one = found[part.pk]
            total.reached += one.reached
            for state, count in one.by_state.items():
                total.by_state[state] = total.by_state.get(state, 0) + count
        row.went, row.dead_letters = total.sent, total.dead  # type: ignore[attr-defined]
    return list(rows)


def holding_words(rows: QuerySet[Broadcast], words: str) -> QuerySet[Broadcast]:
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def deliveries(part: Part) -> QuerySet[Delivery]:
    return Delivery.objects.filter(part=part).order_by("pk")


def all_deliveries(broadcast: Broadcast) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(part__broadcast=broadcast).select_related("part__channel")
    return rows.order_by("part_id", "pk")


def dead_letters(broadcast: Broadcast) -> QuerySet[Delivery]:
    """What did not arrive, or nobody knows whether it did; by reason."""
    return all_deliveries(broadcast).filter(state__in=[State.FAILED, State.UNSURE])


def reasons(broadcast: Broadcast) -> list[Any]:
    """Dead letters by channel, outcome and reason, the commonest first."""
    rows = dead_letters(broadcast).order_by().values("part__channel__name", "state", "why")
    return list(rows.annotate(count=Count("pk")).order_by("-count", "why"))


def parts_on_their_way() -> list[Part]:
    """Planned and due, or under way, and no job of theirs is open."""
    due = Q(state=Part.State.SENDING) | Q(state=Part.State.PLANNED, broadcast__send_at__lte=timezone.now())
    rows = Part.objects.filter(due).select_related("channel").order_by("pk")
    keys = {f"channels.part.{row.pk}" for row in rows}
    busy = set(Job.objects.filter(key__in=keys, state__in=OPEN).values_list("key", flat=True))
    by_people = {kind.code for kind in discovery.kinds() if kind.way == Way.PEOPLE}
    return [
        row for row in rows if f"channels.part.{row.pk}" not in busy and row.channel.kind not in by_people
    ]


def messages_on(channel: Channel) -> list[Message]:
    """What a channel that shows has to show now, newest first: for the public pages of SHOWN kinds."""
    kind = discovery.kind_of(channel.kind)
    now = clock.now()
    rows = Part.objects.filter(channel=channel, state=Part.State.SENT, broadcast__send_at__lte=now)
    rows = rows.filter(Q(broadcast__until=None) | Q(broadcast__until__gt=now))
    shown = rows.select_related("broadcast__agency", "channel").order_by("-broadcast__send_at", "-pk")
    return [outgoing.message_of(row, kind.limits.pictures if kind else 0) for row in shown[:50]]


def channel_by_key(kind: str, channel_id: int) -> Channel | None:
    """A channel in use, for its public pages."""
    return Channel.objects.select_related("agency").filter(pk=channel_id, kind=kind, active=True).first()


def channels_listed(rows: QuerySet[Channel]) -> QuerySet[Channel]:
    """With `subscribers`, how many receive; 0 for channels without."""
    return rows.select_related("agency").order_by("agency__sort_key", "name", "pk")


def receivers(channels: Iterable[Channel]) -> dict[int, int]:
    ids = [channel.pk for channel in channels]
    rows = Subscriber.objects.filter(channel__in=ids, state=Subscriber.State.ACTIVE)
    return dict(rows.values_list("channel").annotate(count=Count("pk")).order_by())


def limit_of(agency: Agency) -> int | None:
    """Messages that one person gets at most in a day over all channels of the agency."""
    return SendingLimit.objects.filter(agency=agency).values_list("most_for_one", flat=True).first()


def stopped_by_reason(channel: Channel) -> dict[str, int]:
    """How many of those who signed up are written to no more, by the reason in words."""
    why = Barred.objects.filter(agency=channel.agency_id, kind=channel.kind, mark=OuterRef("mark"))
    rows = Subscriber.objects.filter(channel=channel, state=Subscriber.State.STOPPED)
    counted = rows.annotate(why=Subquery(why.values("why")[:1])).values("why").order_by("why")
    labels = dict(Barred.Why.choices)
    return {labels.get(row["why"], "Không rõ lý do"): row["n"] for row in counted.annotate(n=Count("pk"))}


def channels_to_use(agency: Agency) -> list[tuple[Channel, ChannelKind]]:
    rows = Channel.objects.filter(agency=agency, active=True).order_by("name", "pk")
    return [(row, kind) for row in rows if (kind := discovery.kind_of(row.kind))]


def topics_of(agency_id: int) -> QuerySet[Topic]:
    return Topic.objects.filter(agency=agency_id, ended_at=None).order_by("sort_key", "pk")


def contents_to_send(agency: Agency) -> list[tuple[str, list[tuple[str, str]]]]:
    """What of each source may be sent now, as "source|key" with words."""
    found = []
    for source in registry.sources():
        rows = [(f"{source.code}|{key}", words) for key, words in source.choices(agency)]
        if rows:
            found.append((source.label, rows))
    return found


def broadcasts_of(kind: str, key: str) -> QuerySet[Broadcast]:
    return Broadcast.objects.filter(source_kind=kind, source_key=key).order_by("-pk")


def counts_of(part: Part) -> list[adapting.Count]:
    kind = discovery.kind_of(part.channel.kind)
    return adapting.counts(outgoing.text_of(part), kind.limits) if kind else []


def remarks_on(part: Part) -> Sequence[str]:
    """What the kind says of the text as it stands; its settings without the secrets."""
    kind = discovery.kind_of(part.channel.kind)
    if kind is None:
        return ()
    if kind.to == To.EACH:
        return translations_of(part.broadcast)
    if kind.remarks is None:
        return ()
    return kind.remarks(outgoing.text_of(part), Settings(part.channel.settings, channel_id=part.channel_id))


def translations_of(broadcast: Broadcast) -> list[str]:
    """Which readers are sent a translation instead, in words for who approves."""
    found = {code: outgoing.translation_of(broadcast, code) for code, _ in settings.LANGUAGES}
    names = dict(settings.LANGUAGES)
    return [
        f"Người đăng ký đọc {names[code]} nhận bản dịch đã hiệu đính của bài: “{text.title}”."
        for code, text in found.items()
        if text and languages.settled(code) == code
    ]


def agencies_by_ids(ids: Iterable[int]) -> list[Agency]:
    return list(Agency.objects.filter(live_on(clock.today()), pk__in=ids).order_by("path", "sort_key"))


def agencies_with_broadcasts(rows: QuerySet[Broadcast]) -> QuerySet[Agency]:
    return Agency.objects.filter(pk__in=rows.values("agency")).order_by("path", "sort_key")


def on_channel_kind(rows: QuerySet[Broadcast], kind: str) -> QuerySet[Broadcast]:
    return rows.filter(Exists(Part.objects.filter(broadcast=OuterRef("pk"), channel__kind=kind)))


def newest_first(rows: QuerySet[Broadcast]) -> QuerySet[Broadcast]:
    return rows.order_by(F("send_at").desc(nulls_first=True), "-pk")
