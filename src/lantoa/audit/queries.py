"""Reads with names: search, the history of one object, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import models
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from lantoa.audit import chain
from lantoa.audit.models import Entry, Head
from lantoa.audit.sealing import seal
from lantoa.foundation.clock import VIETNAM
from lantoa.ui.search import holding

MOST_BREAKS = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty fields do not narrow. Days are in Vietnam, both included."""

    words: str = ""
    verb: str = ""
    actor_id: int | None = None
    target_kind: str = ""
    target_id: str = ""
    agency_id: int | None = None
    since: date | None = None
    until: date | None = None
    reads: bool | None = None


def stamp(agency_ids: Iterable[int] | None = None) -> str:
    """Another whenever something was done in one of these agencies (None: anywhere). What was read under it stands while it is the same.

    Entries are only ever added, so their number with the last of them tells: one that commits late, below a greater
    number, is counted too. No transaction lasts a day, so those of before yesterday are settled.
    """
    since = _yesterday()
    told = _done_since(since, agency_ids).aggregate(Count("pk"), Max("pk"), Max("at"))
    return f"{since:%Y%m%d} {told['pk__count']} {told['pk__max']} {told['at__max']}"


def done_lately(agency_ids: Iterable[int]) -> tuple[str, QuerySet[Entry]]:
    """The entries that `stamp` counts, one by one, and the day since when: for who keeps what it read in pieces."""
    since = _yesterday()
    return f"{since:%Y%m%d}", _done_since(since, agency_ids).order_by("pk")


def _yesterday() -> datetime:
    return datetime.combine(timezone.now().astimezone(VIETNAM).date() - timedelta(days=1), time(), VIETNAM)


def _done_since(since: datetime, agency_ids: Iterable[int] | None) -> QuerySet[Entry]:
    rows = Entry.objects.filter(at__gte=since, is_read=False)
    return rows if agency_ids is None else rows.filter(agency_id__in=list(agency_ids))


def search(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    """Narrows `entries`, which come from `access`."""
    entries = holding(entries, wanted.words)
    exact = {
        "verb": wanted.verb,
        "actor_id": wanted.actor_id,
        "target_kind": wanted.target_kind,
        "target_id": wanted.target_id,
        "agency_id": wanted.agency_id,
    }
    entries = entries.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if wanted.reads is not None:
        entries = entries.filter(is_read=wanted.reads)
    if wanted.since:
        entries = entries.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VIETNAM)


def history_of(target: models.Model, *, reads: bool = False, limit: int = 200) -> list[Entry]:
    """What was done to one object, newest first. The caller has obtained it through its room's `access`."""
    entries = Entry.objects.filter(target_kind=target._meta.label_lower, target_id=str(target.pk))
    if not reads:
        entries = entries.filter(is_read=False)
    return list(entries.order_by("-pk")[:limit])


def of_verb(verb: str) -> Iterator[Entry]:
    """Every time one thing was done, oldest first."""
    return Entry.objects.filter(verb=verb).order_by("pk").iterator(chunk_size=500)


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a long list, by keyset: the numbers to go back and on from, None at the ends."""

    entries: list[Entry]
    back: int | None
    on: int | None


def page(
    entries: QuerySet[Entry], *, on: int = 0, back: int = 0, oldest_first: bool = False, size: int = 50
) -> Slice:
    """The page that follows the number `on`, the one that ends before `back`, or the first.

    Costs the same at any depth, and nothing shifts while others add entries.
    """
    ahead, behind = ("gt", "lt") if oldest_first else ("lt", "gt")
    forward, backward = ("sequence", "-sequence") if oldest_first else ("-sequence", "sequence")
    if back:
        rows = list(entries.filter(**{f"sequence__{behind}": back}).order_by(backward)[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return Slice(rows, rows[0].sequence if more else None, rows[-1].sequence if rows else None)
    narrowed = entries.filter(**{f"sequence__{ahead}": on}) if on else entries
    rows = list(narrowed.order_by(forward)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Slice(rows, rows[0].sequence if on and rows else None, rows[-1].sequence if more else None)


MOST_COUNTED = 10_000


def count(entries: QuerySet[Entry]) -> int:
    """How many, but no further than MOST_COUNTED + 1: counting millions is no use to anybody."""
    return entries.order_by()[: MOST_COUNTED + 1].count()


def head() -> Head:
    """The end of the chain: what an export of the audit is noted against."""
    return Head.objects.get_or_create(singleton=True)[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain is whole: how many entries were looked at, where it ends, and every break found."""

    entries: int
    sequence: int
    digest: str
    breaks: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.breaks

    @property
    def anchor(self) -> str:
        """To be written down outside the system: `verify` with it later shows a rewritten chain too."""
        return f"{self.sequence}:{self.digest}"


def verify(anchor: str = "") -> Verdict:
    """Reads the whole chain while others may add to it.

    `anchor` is one that an earlier verdict gave. Whoever can write every row can compute a new chain; only an
    anchor kept elsewhere shows that.
    """
    seal()
    newest = Entry.objects.aggregate(last=Max("sequence"))["last"] or 0
    end = Head.objects.filter(singleton=True).first()
    sequence, digest = (end.sequence, end.digest) if end else (0, chain.START)
    walk = _Walk(anchor)
    found = list(
        islice(chain.breaks(walk.through(Entry.objects.filter(sequence__lte=sequence))), MOST_BREAKS)
    )
    for _ in walk.rest():
        pass
    if walk.sequence < sequence:
        found.append(f"Thiếu các dòng cuối: đầu chuỗi ghi số {sequence}, nhật ký chỉ đến số {walk.sequence}.")
    elif walk.digest != digest:
        found.append(f"Đầu chuỗi không khớp với dòng số {walk.sequence}.")
    if newest > sequence:
        found.append(f"Có dòng số {newest} nằm sau đầu chuỗi (số {sequence}).")
    return Verdict(walk.count, walk.sequence, walk.digest, found + walk.anchor_trouble())


class _Walk:
    """Passes entries through in order and remembers the last one, and the one that the anchor names."""

    def __init__(self, anchor: str) -> None:
        number, _, self.expected = anchor.partition(":")
        self.at = int(number) if number.isdecimal() else 0
        self.found = chain.START if self.at == 0 else ""
        self.count, self.sequence, self.digest = 0, 0, chain.START
        self._entries: Iterator[Entry] = iter(())

    def through(self, entries: QuerySet[Entry]) -> Iterator[Entry]:
        self._entries = self._each(entries.order_by("sequence").iterator(chunk_size=2000))
        return self._entries

    def rest(self) -> Iterator[Entry]:
        return self._entries

    def _each(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self.count, self.sequence, self.digest = self.count + 1, entry.sequence or 0, entry.digest or ""
            if entry.sequence == self.at:
                self.found = entry.digest or ""
            yield entry

    def anchor_trouble(self) -> list[str]:
        if self.expected and self.found != self.expected:
            return [f"Dòng số {self.at} không khớp với mốc đã ghi: chuỗi đã bị viết lại hoặc cắt bớt."]
        return []
