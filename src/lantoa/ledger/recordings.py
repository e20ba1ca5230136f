"""What a video or sound recording says of where and when it was made, and the same file without it. No Django.

Nothing is copied and nothing is decoded: `veils` finds what tells a place, and `unveiled` streams the original with
these bytes blanked. The length stays, so every offset in the file holds. What is not known to be needed for playing is
blanked, so hostile or damaged structure loses more, never less.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

PIECE = 256 * 1024
MOST_BOXES = 20_000
MOST_NUMBERS = 500_000
"""Entries of one table that are read."""
MOST_PIECES = 50_000
"""Places in one file where notes are blanked one by one; half a day, at one a second."""
_BOXED = frozenset({"mp4", "mov", "m4a", "3gp"})
_TAGGED = frozenset({"mp3", "aac"})
_KEPT = {
    b"": b"ftyp moov mdat moof mfra sidx ssix styp pdin prft wide",
    b"moov": b"mvhd trak mvex iods pssh",
    b"trak": b"tkhd tref trgr edts mdia tapt load clip matt",
    b"mdia": b"mdhd hdlr minf elng",
    b"minf": b"vmhd smhd hmhd nmhd sthd gmhd hdlr dinf stbl",
    b"stbl": b"stsd stts stss ctts cslg stsc stsz stz2 stco co64 stsh padb stdp sdtp sbgp sgpd subs saiz saio",
    b"moof": b"mfhd traf pssh",
    b"traf": b"tfhd tfdt trun sbgp sgpd subs saiz saio senc",
}
_OPENED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"}
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_SHOWN = {b"vide", b"soun", b"auxv", b"tmcd"}


@dataclass(frozen=True, slots=True)
class Veil:
    """Bytes from `start` to `end` that are handed out as `head` followed by zeros."""

    start: int
    end: int
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    body: int
    end: int


def is_veiled(kind: str) -> bool:
    """Whether files of this kind are looked through at all."""
    return kind in _BOXED | _TAGGED


def veils(stream: BinaryIO, kind: str) -> list[Veil]:
    """What to blank, in order and without overlap. Reads headers and tables only, however long the file is."""
    size = stream.seek(0, 2)
    if kind in _BOXED:
        found = _Walk(stream, size).found_veils()
    elif kind in _TAGGED:
        found = list(_tags(stream, size))
    else:
        found = []
    stream.seek(0)
    return _apart(found)


def unveiled(stream: BinaryIO, hidden: Sequence[Veil], start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to `end` with what `hidden` covers blanked. Closes the stream."""
    at = bisect_right(hidden, start, key=lambda veil: veil.end)
    with stream:
        stream.seek(start)
        while start < end:
            piece = bytearray(stream.read(min(PIECE, end - start)))
            if not piece:
                return
            behind = start + len(piece)
            while at < len(hidden) and hidden[at].start < behind:
                _blank(piece, start, hidden[at])
                if hidden[at].end > behind:
                    break
                at += 1
            yield bytes(piece)
            start = behind


def _blank(piece: bytearray, at: int, veil: Veil) -> None:
    first, last = max(veil.start, at), min(veil.end, at + len(piece))
    blank = bytearray(last - first)
    head = veil.head[first - veil.start : last - veil.start]
    blank[: len(head)] = head
    piece[first - at : last - at] = blank


def _apart(found: list[Veil]) -> list[Veil]:
    """Sorted; of two that overlap the later one is cut, so that no byte is spoken for twice."""
    apart: list[Veil] = []
    for veil in sorted(found, key=lambda one: (one.start, -one.end)):
        reached = apart[-1].end if apart else 0
        if veil.end <= reached:
            continue
        apart.append(veil if veil.start >= reached else Veil(reached, veil.end))
    return apart


def _tags(stream: BinaryIO, size: int) -> Iterator[Veil]:
    """ID3v2 tags at the beginning: of zeros only, a tag is all padding."""
    at = 0
    while at + 10 <= size:
        stream.seek(at)
        head = stream.read(10)
        if not head.startswith(b"ID3"):
            return
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        end = min(at + 10 + length, size)
        end = min(end + (10 if head[5] & 0x10 else 0), size)
        # The flags go too: an extended header or a footer would be looked for in what is zero now.
        yield Veil(at + 5, at + 6)
        yield Veil(at + 10, end)
        at = end


class _Walk:
    """One look through the boxes of a file of the MP4 family, no deeper than the boxes that are known."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.stream, self.size = stream, size
        self.boxes = 0
        self.found: list[Veil] = []

    def found_veils(self) -> list[Veil]:
        self._inside(b"", 0, self.size)
        return self.found

    def _inside(self, parent: bytes, start: int, end: int) -> list[_Box]:
        """Veils what has no place in `parent`, opens what may hold more, and says what is there."""
        boxes = []
        for box in self._boxes(start, end):
            boxes.append(box)
            if box.kind not in _KEPT[parent].split():
                self._free(box)
            elif box.kind in _OPENED:
                below = self._inside(box.kind, box.body, box.end)
                if box.kind == b"trak":
                    self._notes_of(below)
            elif box.kind in _DATED:
                self._undate(box)
        return boxes

    def _boxes(self, start: int, end: int) -> Iterator[_Box]:
        at = start
        while at < end:
            box = self._box(at, end)
            self.boxes += 1
            if box is None or self.boxes > MOST_BOXES:
                self.found.append(Veil(at, end))  # no structure that anybody knows: nothing of it goes out
                return
            yield box
            at = box.end

    def _box(self, at: int, end: int) -> _Box | None:
        head = self._read(at, 16)
        if at + 8 > end or len(head) < 8:
            return None
        length, body = int.from_bytes(head[:4], "big"), at + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16], "big"), at + 16
        elif length == 0:
            length = end - at
        if at + length > end or at + length < body:
            return None
        return _Box(head[4:8], at, body, at + length)

    def _read(self, at: int, length: int) -> bytes:
        self.stream.seek(at)
        return self.stream.read(max(length, 0))

    def _free(self, box: _Box) -> None:
        """As free space: players step over it. The long form of the length stays."""
        long = self._read(box.start + 8, 8) if box.body - box.start == 16 else b""
        self.found.append(Veil(box.start + 4, box.end, b"free" + long))

    def _undate(self, box: _Box) -> None:
        """When it was made and last changed: four bytes each, eight in the long form."""
        width = 16 if self._read(box.body, 1) == b"\x01" else 8
        self.found.append(Veil(box.body + 4, min(box.body + 4 + width, box.end)))

    def _notes_of(self, parts: list[_Box]) -> None:
        """The samples of a track that is neither seen nor heard: cameras write the place there, many times a second."""
        media = self._first(parts, b"mdia")
        if media is None:
            return
        found = list(self._plain(media.body, media.end))
        handler, info = self._first(found, b"hdlr"), self._first(found, b"minf")
        kind = self._read(handler.body + 8, 4) if handler else b""
        if kind in _SHOWN or info is None:
            return
        table = self._first(list(self._plain(info.body, info.end)), b"stbl")
        if table is not None:
            self._blank_samples({box.kind: box for box in self._plain(table.body, table.end)})

    @staticmethod
    def _first(boxes: list[_Box], kind: bytes) -> _Box | None:
        return next((box for box in boxes if box.kind == kind), None)

    def _plain(self, start: int, end: int) -> Iterator[_Box]:
        """The boxes of a part that was walked already: nothing is veiled a second time."""
        at = start
        while at < end and (box := self._box(at, end)) is not None and self.boxes <= MOST_BOXES:
            self.boxes += 1
            yield box
            at = box.end

    def _blank_samples(self, tables: dict[bytes, _Box]) -> None:
        offsets = self._numbers(tables.get(b"co64"), 8, "Q") or self._numbers(tables.get(b"stco"), 8, "I")
        runs = self._numbers(tables.get(b"stsc"), 8, "III")
        sizes = self._sizes(tables.get(b"stsz"))
        if not runs or sizes is None or len(offsets) + len(self.found) > MOST_PIECES:
            # How long its pieces are is not known: the names of where they are go, so no player finds them.
            for kind in (b"stco", b"co64"):
                if kind in tables:
                    self._free(tables[kind])
            return
        taken = done = 0
        steps = [*zip(runs[::3], runs[1::3], strict=False), (len(offsets) + 1, 0)]
        for (first, many), (behind, _) in pairwise(steps):
            for chunk in range(max(first, done + 1), min(behind, len(offsets) + 1)):
                length, start = sizes(taken, many), offsets[chunk - 1]
                taken, done = taken + many, chunk
                if 0 < start < self.size and length:
                    self.found.append(Veil(start, min(start + length, self.size)))

    def _numbers(self, box: _Box | None, skip: int, form: str) -> list[int]:
        """The entries of a table: four bytes of version and flags, four of count, then the numbers."""
        if box is None:
            return []
        count = int.from_bytes(self._read(box.body + skip - 4, 4), "big")
        width = struct.calcsize(f">{form}")
        fits = min(count, (box.end - box.body - skip) // width, MOST_NUMBERS)
        data = self._read(box.body + skip, fits * width)
        return list(struct.unpack(f">{form * (len(data) // width)}", data[: len(data) // width * width]))

    def _sizes(self, box: _Box | None) -> _Sizes | None:
        if box is None:
            return None
        same = int.from_bytes(self._read(box.body + 4, 4), "big")
        return _Sizes(same, [] if same else self._numbers(box, 12, "I"))


class _Sizes:
    """How long so many samples from a number on are, together."""

    def __init__(self, same: int, each: list[int]) -> None:
        self.same, self.each = same, each

    def __call__(self, first: int, many: int) -> int:
        return self.same * many if self.same else sum(self.each[first : first + many])
