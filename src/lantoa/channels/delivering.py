"""Delivering the messages of a part, so that nothing arrives twice.

One delivery is claimed by a conditional update (waiting → sending), which commits before anything is handed over; then
the kind delivers; then the outcome is written. A worker that dies in between leaves it *sending*. After DEAD_AFTER it is
in doubt: it waits again where the far side recognises the key, and is marked unsure otherwise, never to go by itself.
Do-not-contact is asked in the statement that claims, so it wins over everything queued before.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from datetime import timedelta
from secrets import token_hex

from django.db import transaction
from django.db.models import Count, Exists, F, Min, OuterRef

from lantoa.channels import discovery, outgoing, pacing
from lantoa.channels.actions import closing, queueing, renewing
from lantoa.channels.contract import (
    ChannelKind,
    InDoubt,
    Message,
    Permanent,
    Problem,
    Receipt,
    Recipient,
    Settings,
    Temporary,
    To,
)
from lantoa.channels.models import Barred, Channel, Delivery, Part, SendingLimit
from lantoa.foundation import clock
from lantoa.jobs.running import describe

logger = logging.getLogger(__name__)

Step = Callable[[int, int, str], None]
State = Delivery.State

DEAD_AFTER = timedelta(minutes=10)
"""Longer than any kind waits for an answer."""
BATCH = 200
TURN, NEXT_TURN = 60.0, 1.0
"""Seconds of one go, and until the next: a slow far side with many recipients lets other jobs have the worker."""
UNCLEAR = "Gửi dở dang, không rõ đã đến hay chưa."
BARRED, ENOUGH = "Người nhận đã thôi nhận hoặc địa chỉ không còn dùng.", "Đã nhận đủ số tin trong kỳ."
TOMORROW = "Hôm nay đã nhận đủ số tin của cơ quan; gửi vào ngày mai."
TOO_LATE = "Không gửi được trong 3 ngày."
GONE_KIND = "Phần mềm không còn loại kênh này."
INACTIVE = "Kênh đang tạm dừng."


def run(part_id: int, step: Step) -> float | None:
    """Delivers what is due. Seconds after which to come again, None when the part has ended or waits for people."""
    part = Part.objects.select_related("channel__agency", "broadcast__agency").get(pk=part_id)
    kind = discovery.kind_of(part.channel.kind)
    if kind is None:
        closing.fail_part(part, GONE_KIND)
        return None
    if part.state == Part.State.PLANNED and not queueing.begin(part, kind):
        return None
    if part.state != Part.State.SENDING or kind.deliver is None:
        return None
    settings = Settings(
        outgoing.values_of(part.channel),
        renewing=lambda seen, ask: renewing.renew(part.channel, seen, ask),
        channel_id=part.channel_id,
    )
    try:
        wait = _Round(part, kind, settings, step).work()
    finally:
        settings.close()
    return wait if wait is not None else _end(part)


def settle_dead(part_id: int, repeatable: bool) -> int:
    """Deliveries whose worker died: again where that is safe, otherwise nobody knows. How many."""
    now = clock.now()
    dead = Delivery.objects.filter(part=part_id, state=State.SENDING, at__lt=now - DEAD_AFTER)
    if repeatable:
        return dead.update(state=State.WAITING, claim="", due_at=now)
    return dead.update(state=State.UNSURE, why=UNCLEAR)


def _end(part: Part) -> float | None:
    """Closes the part where nothing is left; else when the next is due."""
    open_rows = Delivery.objects.filter(part=part, state__in=[State.WAITING, State.SENDING])
    found = open_rows.aggregate(count=Count("pk"), due=Min("due_at"))
    if not found["count"]:
        closing.close_part(part)
        return None
    waiting = open_rows.filter(state=State.WAITING).aggregate(due=Min("due_at"))["due"]
    moment = waiting or clock.now() + DEAD_AFTER
    return pacing.seconds_until(moment, clock.now())


class _Round:
    """One go over what is due of a part."""

    def __init__(self, part: Part, kind: ChannelKind, settings: Settings, step: Step) -> None:
        self.part, self.kind, self.settings, self.step = part, kind, settings, step
        self.over_at = time.monotonic() + TURN
        self.channel: Channel = part.channel
        self.limit = SendingLimit.objects.filter(agency=self.channel.agency_id, most_for_one__isnull=False)
        self.message: Message = outgoing.message_of(part, kind.limits.pictures)
        self.messages: dict[str, Message] = {}
        rows = Delivery.objects.filter(part=part)
        self.total = rows.count()
        self.done = rows.exclude(state__in=[State.WAITING, State.SENDING]).count()

    def work(self) -> float | None:
        """Seconds to wait where the channel may not or cannot send now; None when nothing is due any more."""
        settle_dead(self.part.pk, self.kind.repeatable)
        while True:
            if (pause := self._not_now()) is not None:
                return pause
            room = self._room_today()
            rows = list(self._due()[: min(BATCH, room)])
            if not rows:
                return None
            if (pause := self._batch(rows)) is not None:
                return pause
            if time.monotonic() >= self.over_at:
                return None  # _end says when the next is due

    def _due(self):  # type: ignore[no-untyped-def]
        rows = Delivery.objects.filter(part=self.part, state=State.WAITING, due_at__lte=clock.now())
        return rows.select_related("subscriber").order_by("due_at", "pk")

    def _not_now(self) -> float | None:
        now = clock.now()
        self.channel.refresh_from_db(
            fields=["active", "quiet_from", "quiet_to", "most_a_day", "most_for_one", "within_days"]
        )
        if not self.channel.active:
            self._say(INACTIVE)
            return pacing.CHANNEL_PAUSE * 12
        quiet = pacing.quiet_until(now, self.channel.quiet_from, self.channel.quiet_to)
        if quiet is None and self._room_today() <= 0:
            quiet = pacing.next_day(now)
        if self.part.started_at and now - self.part.started_at > pacing.GIVE_UP_AFTER:
            Delivery.objects.filter(part=self.part, state=State.WAITING).update(
                state=State.FAILED, why=TOO_LATE, at=now
            )
        return pacing.seconds_until(quiet, now)

    def _room_today(self) -> int:
        if self.channel.most_a_day is None:
            return BATCH
        start = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        used = Delivery.objects.filter(
            part__channel=self.channel, at__gte=start, state__in=[State.SENT, State.UNSURE, State.SENDING]
        )
        return self.channel.most_a_day - used.count()

    def _batch(self, rows: list[Delivery]) -> float | None:
        full = self._had_enough([row.mark for row in rows if row.mark])
        for row in rows:
            self.step(self.done, self.total, f"Đang gửi {self.done}/{self.total}")
            if row.mark in full:
                self._skip(row, ENOUGH)
            elif self.kind.to == To.EACH and row.subscriber is None:
                self._skip(row, BARRED)
            else:
                try:
                    self._one(row)
                except _Everybody as stop:
                    return stop.seconds
            self.done += 1
            if time.monotonic() >= self.over_at and row is not rows[-1]:
                return NEXT_TURN
        return None

    def _had_enough(self, marks: Collection[str]) -> set[str]:
        """Who has had as many as the channel allows for one."""
        most = self.channel.most_for_one
        if most is None or not marks:
            return set()
        since = clock.now() - timedelta(days=self.channel.within_days)
        sent = Delivery.objects.filter(
            mark__in=marks, part__channel=self.channel, at__gte=since, state__in=[State.SENT, State.UNSURE]
        )
        counts = sent.values("mark").annotate(count=Count("pk")).order_by()
        return {row["mark"] for row in counts if row["count"] >= most}

    def _one(self, row: Delivery) -> None:
        claim = token_hex(16)
        if not self._claim(row, claim):
            return
        assert self.kind.deliver is not None  # noqa: S101 (run() asked)
        recipient = outgoing.recipient_of(row.subscriber)
        try:
            receipt = self.kind.deliver(
                self._message_to(recipient),
                recipient,
                self.settings,
                outgoing.key_of(self.part.pk, row.pk),
            )
        except Problem as problem:
            self._went_wrong(row, claim, problem)
        except Exception as error:
            logger.error("delivery %s of part %s: %s", row.pk, self.part.pk, describe(error))
            self._went_wrong(row, claim, InDoubt(UNCLEAR))
        else:
            self._taken(row, claim, receipt)

    def _message_to(self, recipient: Recipient) -> Message:
        code = recipient.language
        if code not in self.messages:
            self.messages[code] = outgoing.message_in(code, self.message, self.part, self.kind)
        return self.messages[code]

    def _claim(self, row: Delivery, claim: str) -> bool:
        """Of two workers that write to one person over two channels the second counts what the first claimed."""
        if not row.mark or not self.limit.exists():
            return self._claim_free(row, claim)
        with transaction.atomic():
            limit = self.limit.select_for_update().first()
            if limit is not None and self._had_today(row.mark) >= (limit.most_for_one or 0):
                tomorrow = pacing.next_day(clock.now())
                Delivery.objects.filter(pk=row.pk, state=State.WAITING).update(due_at=tomorrow, why=TOMORROW)
                return False
            return self._claim_free(row, claim)

    def _had_today(self, mark: str) -> int:
        start = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return Delivery.objects.filter(
            mark=mark,
            part__channel__agency=self.channel.agency_id,
            at__gte=start,
            state__in=[State.SENT, State.UNSURE, State.SENDING],
        ).count()

    def _claim_free(self, row: Delivery, claim: str) -> bool:
        barred = Barred.objects.filter(
            agency=self.channel.agency_id, kind=self.channel.kind, mark=OuterRef("mark")
        )
        free = Delivery.objects.filter(pk=row.pk, state=State.WAITING).exclude(Exists(barred))
        if free.update(state=State.SENDING, claim=claim, at=clock.now(), attempts=F("attempts") + 1):
            row.attempts += 1
            return True
        self._skip(row, BARRED)
        return False

    def _skip(self, row: Delivery, why: str) -> None:
        Delivery.objects.filter(pk=row.pk, state=State.WAITING).update(
            state=State.SKIPPED, at=clock.now(), why=why
        )

    def _taken(self, row: Delivery, claim: str, receipt: Receipt) -> None:
        self._write(
            row,
            claim,
            state=State.SENT,
            provider_id=receipt.provider_id[:120],
            reached=receipt.reached,
            why="",
        )

    def _went_wrong(self, row: Delivery, claim: str, problem: Problem) -> None:
        if isinstance(problem, InDoubt) and self.kind.repeatable:
            problem = Temporary(problem.message)
        if isinstance(problem, Temporary):
            self._later(row, claim, problem)
        elif isinstance(problem, Permanent):
            self._write(row, claim, state=State.FAILED, why=problem.message[:250])
            if problem.gone and row.subscriber is not None:
                closing.bar_gone(row.subscriber)
            if problem.channel:
                self._say(problem.message)
                closing.fail_part(self.part, problem.message)
                raise _Everybody(None)
        else:
            self._write(row, claim, state=State.UNSURE, why=problem.message[:250])

    def _later(self, row: Delivery, claim: str, problem: Temporary) -> None:
        now = clock.now()
        if problem.channel:  # no fault of this recipient: the attempt is not counted
            self._say(problem.message)
            self._write(
                row,
                claim,
                state=State.WAITING,
                claim_after="",
                attempts=row.attempts - 1,
                why=problem.message[:250],
            )
            raise _Everybody(problem.retry_after or pacing.CHANNEL_PAUSE)
        pause = pacing.pause_after(row.attempts, problem.retry_after)
        if pause is None:
            self._write(row, claim, state=State.FAILED, why=problem.message[:250])
        else:
            due = now + timedelta(seconds=pause)
            self._write(
                row, claim, state=State.WAITING, claim_after="", due_at=due, why=problem.message[:250]
            )

    def _write(self, row: Delivery, claim: str, *, claim_after: str | None = None, **values: object) -> None:
        """Only by who claimed it; also where it was given up for dead meanwhile: now somebody knows."""
        if claim_after is not None:
            values["claim"] = claim_after
        mine = Delivery.objects.filter(pk=row.pk, claim=claim, state__in=[State.SENDING, State.UNSURE])
        mine.update(at=clock.now(), **values)

    def _say(self, trouble: str) -> None:
        Channel.objects.filter(pk=self.channel.pk).update(trouble=trouble[:250], trouble_at=clock.now())


class _Everybody(Exception):
    """Nobody else is tried now: again after so many seconds, or not at all."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__()
        self.seconds = seconds
