"""A video is handed out without where it was made; damaged and hostile files lose more, never less."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.audit.models import Entry
from lantoa.ledger import actions, recordings
from tests.ledger import samples
from tests.ledger.conftest import House, Recording, page

PLACE = b"+09.6037+105.9740/"
FRAMES = b"pictures that are shown" * 40


def box(kind: bytes, *content: bytes, long: bool = False) -> bytes:
    body = b"".join(content)
    if long:
        return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, kind) + body


def track(handler: bytes, offset: int, sizes: list[int], *more: bytes) -> bytes:
    table = box(
        b"stbl",
        box(b"stsd", b"\0" * 8),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(sizes), 1)),
        box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes)),
        box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    handled = box(b"hdlr", b"\0" * 8, handler, b"\0" * 12, b"name\0")
    dates = struct.pack(">IIIII", 0, 0xD1D2D3D4, 0xD1D2D3D5, 1000, 5000)
    return box(
        b"trak",
        box(b"tkhd", dates),
        box(b"mdia", box(b"mdhd", dates), handled, box(b"minf", box(b"vmhd", b"\0" * 12), table)),
        *more,
    )


def film(*places: bytes, inside: bytes = b"", notes: bytes = b"") -> bytes:
    """A small video. `places` stand in moov, `inside` in its track, `notes` are the samples of a track of notes."""
    head = box(b"ftyp", b"isom\0\0\0\0isommp42")
    data = box(b"mdat", FRAMES, notes, long=True)
    shown = len(head) + 16
    dates = struct.pack(">IIIII", 0, 0xD1D2D3D4, 0xD1D2D3D5, 1000, 5000)
    tracks = [track(b"vide", shown, [len(FRAMES)], inside)]
    if notes:
        tracks.append(track(b"meta", shown + len(FRAMES), [len(notes)]))
    return head + data + box(b"moov", box(b"mvhd", dates), *tracks, *places)


def shown(data: bytes, kind: str = "mp4") -> bytes:
    hidden = recordings.veils(io.BytesIO(data), kind)
    return b"".join(recordings.unveiled(io.BytesIO(data), hidden, 0, len(data)))


KEYS = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", PLACE))
XMP = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), b"<exif:GPSLatitude>" + PLACE)


@pytest.mark.parametrize(
    "data",
    [
        film(box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE))),
        film(box(b"udta", box(b"loci", b"\0" * 6, PLACE))),
        film(KEYS),
        film(box(b"udta", KEYS, long=True)),
        film(XMP),
        film(inside=box(b"udta", PLACE)),
        film(inside=KEYS),
        film(notes=PLACE * 5),
        film(box(b"free", PLACE)),
        film() + XMP,
        film() + box(b"skip", PLACE),
        film() + b"SEFT" + PLACE,
    ],
    ids=[
        "xyz",
        "loci",
        "keys",
        "long",
        "xmp",
        "track",
        "track keys",
        "notes",
        "free",
        "last",
        "skip",
        "tail",
    ],
)
def test_no_way_of_writing_a_place_comes_through(data: bytes) -> None:
    plain = shown(data)

    assert PLACE in data and PLACE not in plain
    assert b"GPSLatitude" not in plain and b"ISO6709" not in plain
    assert len(plain) == len(data)
    assert FRAMES in plain


def test_what_plays_is_there_and_only_the_dates_are_gone() -> None:
    data = film()
    plain = shown(data)

    changed = [at for at, (one, other) in enumerate(zip(data, plain, strict=True)) if one != other]
    assert plain[: len(data) - len(data[data.index(b"moov") :])] == data[: data.index(b"moov")]
    assert len(changed) == 3 * 8, "twice four bytes in each of three headers"
    assert struct.pack(">I", 0xD1D2D3D4) not in plain


def test_boxes_that_are_blanked_become_free_space_of_the_same_length() -> None:
    data = film(box(b"udta", PLACE), box(b"meta", PLACE, long=True))
    plain = shown(data)

    at, long = data.index(b"udta"), data.index(b"meta")
    assert plain[at - 4 : at + 4] == data[at - 4 : at] + b"free"
    assert plain[long - 4 : long + 12] == data[long - 4 : long] + b"free" + data[long + 4 : long + 12]


def test_the_tag_of_a_sound_file_becomes_padding() -> None:
    sound = b"\xff\xfb\x90\x00" * 100
    tag = b"ID3\x04\x00\x40" + bytes([0, 0, 1, 0]) + b"GEOB" + PLACE + b"\1" * (128 - 4 - len(PLACE))

    plain = shown(tag + sound, "mp3")

    assert plain == b"ID3\x04\x00\x00" + bytes([0, 0, 1, 0]) + b"\0" * 128 + sound


HOSTILE = {
    "beyond the end": box(b"ftyp", b"isom") + struct.pack(">I4s", 2**31, b"moov") + PLACE,
    "too small": box(b"ftyp", b"isom") + struct.pack(">I4s", 3, b"moov") + PLACE,
    "long and too small": struct.pack(">I4sQ", 1, b"moov", 2) + PLACE,
    "long and too large": struct.pack(">I4sQ", 1, b"moov", 2**64 - 1) + PLACE,
    "to the end": struct.pack(">I4s", 0, b"moov") + box(b"udta", PLACE),
    "no room": b"\0\0\0",
    "many": box(b"moov", *[box(b"free")] * (recordings.MOST_BOXES + 5), box(b"udta", PLACE)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_structure_that_lies_gives_nothing_away(name: str) -> None:
    plain = shown(HOSTILE[name])

    assert len(plain) == len(HOSTILE[name])
    assert PLACE not in plain


def test_boxes_in_boxes_without_end_are_not_followed() -> None:
    data = box(b"udta", PLACE)
    for _ in range(5_000):
        data = box(b"trak", data) if len(data) % 2 else box(b"moov", data)

    assert PLACE not in shown(data)


def test_tables_that_lie_about_their_samples_cost_little() -> None:
    runs = struct.pack(">II", 0, 60_000) + struct.pack(">III", 1, 2**32 - 1, 1) * 60_000
    offsets = struct.pack(">II", 0, 40_000) + struct.pack(">I", 10) * 40_000
    table = box(
        b"stbl", box(b"stsc", runs), box(b"stsz", struct.pack(">III", 0, 1, 5)), box(b"stco", offsets)
    )
    handler = box(b"hdlr", b"\0" * 8, b"meta", b"\0" * 12)
    data = box(b"moov", box(b"trak", box(b"mdia", handler, box(b"minf", table))))

    assert len(shown(data)) == len(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_broken_the_length_stays_and_parts_are_parts_of_the_whole(data: Any) -> None:
    given_film = bytearray(film(box(b"udta", PLACE), KEYS, notes=PLACE))
    for _ in range(data.draw(st.integers(0, 12))):
        given_film[data.draw(st.integers(0, len(given_film) - 1))] = data.draw(st.integers(0, 255))
    broken = bytes(given_film)
    hidden = recordings.veils(io.BytesIO(broken), "mp4")
    start = data.draw(st.integers(0, len(broken)))
    end = data.draw(st.integers(start, len(broken)))

    part = b"".join(recordings.unveiled(io.BytesIO(broken), hidden, start, end))

    assert len(shown(broken)) == len(broken)
    assert part == shown(broken)[start:end]


@pytest.mark.django_db
def test_only_who_has_the_right_gets_the_place_of_a_video_and_the_look_is_noted(
    house: House, recording: Recording
) -> None:
    data = film(box(b"udta", PLACE))
    evidence = actions.attach_file(
        recording(), samples.upload("quay.mp4", data), actor=house.actor("officer")
    )
    url = reverse("ledger:file", args=[evidence.file_id])

    def got(who: str, query: str = "") -> bytes:
        return b"".join(house.client(who).get(url + query).streaming_content)  # type: ignore[attr-defined]

    for who in ("colleague", "head", "officer"):
        assert got(who) == shown(data), who
    assert got("colleague", "?tai=1") == shown(data)
    assert not Entry.objects.filter(verb="ledger.original_read").exists()
    assert got("head", "?tai=1") == data
    assert Entry.objects.get(verb="ledger.original_read").actor_name == house.person("head").full_name
    activity = reverse("ledger:activity", args=[evidence.activity_id])
    assert "Tải bản không ghi nơi quay" in page(house.client("colleague"), activity)
    assert "Tải tệp gốc" in page(house.client("head"), activity)
