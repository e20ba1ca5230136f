"""What is taken in, what is refused and in which words, and where the bytes lie."""

from __future__ import annotations

import hashlib
import io
import os
import time
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from lantoa.foundation.errors import Refused
from lantoa.jobs.models import Job
from lantoa.ledger import actions, intake, names, storage
from lantoa.ledger.models import Activity, Evidence, StoredFile
from tests.ledger import samples
from tests.ledger.conftest import House, Recording


def on_disk() -> list[Path]:
    root = storage.root()
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def attach(house: House, activity: Activity, name: str, content: bytes, **more: Any) -> Evidence:
    return actions.attach_file(activity, samples.upload(name, content), actor=house.actor("officer"), **more)


def test_a_file_is_sealed_by_its_digest_and_nothing_half_written_remains(
    house: House, recording: Recording
) -> None:
    content = samples.pdf()

    file = attach(house, recording(), "Giấy mời.pdf", content).file

    digest = hashlib.sha256(content).hexdigest()
    assert file is not None
    assert (file.sha256, file.size, file.name) == (digest, len(content), "Giấy mời.pdf")
    assert storage.path_of(digest).read_bytes() == content
    assert on_disk() == [storage.root() / digest[:2] / digest[2:4] / digest]
    assert storage.path_of(digest).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "content", "kind", "group"),
    [
        ("a.png", samples.png(), "png", "photo"),
        ("IMG_0001.HEIC", samples.heic(), "heic", "photo"),
        ("a.docx", samples.docx(), "docx", "document"),
        ("ghi-chep.txt", "Biên bản họp giao ban".encode(), "txt", "document"),
        ("quay.mp4", samples.MP4, "mp4", "video"),
        # The content decides: a JPEG under a program's name is a JPEG and gets its own extension back.
        ("anh.exe", samples.jpeg(), "jpeg", "photo"),
    ],
)
def test_what_is_taken_is_typed_by_content(
    house: House, recording: Recording, name: str, content: bytes, kind: str, group: str
) -> None:
    file = attach(house, recording(), name, content).file

    assert file is not None
    assert (file.kind, file.group) == (kind, group)
    assert file.name.endswith(file.extension)


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("anh.png", b"", "empty", "trống (0 byte)"),
        ("anh.png", samples.SVG, "unsafe", "SVG"),
        ("anh.jpg", b"\xef\xbb\xbf<?xml version='1.0'?>\n" + samples.SVG, "unsafe", "SVG"),
        ("bao-cao.pdf", samples.HTML, "unsafe", "HTML"),
        ("anh.jpg", samples.EXE, "unsafe", "chương trình"),
        ("anh.jpg", samples.SHELL, "unsafe", "tệp lệnh"),
        ("anh.gif", samples.GIF_SCRIPT, "corrupt", "hỏng"),
        ("anh.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "corrupt", "hỏng"),
        ("anh.jpg", samples.jpeg()[:300], "corrupt", "hỏng"),
        ("anh.png", samples.png_bomb(), "bomb", "triệu điểm ảnh"),
        ("a.docm", samples.docx(macros=True), "macros", "macro"),
        ("a.docx", samples.docx(macros=True, renamed=True), "macros", "macro"),
        ("a.rtf", b"{\\rtf1 x}", "unknown", ".docx"),
        ("a.zip", b"PK\x05\x06" + b"\x00" * 18, "unknown", "chỉ nhận"),
        ("a.bin", bytes(range(256)) * 4, "unknown", "chỉ nhận"),
    ],
)
def test_a_hostile_upload_is_refused_in_words_and_leaves_nothing(
    house: House, recording: Recording, name: str, content: bytes, code: str, words: str
) -> None:
    activity = recording()

    with pytest.raises(Refused) as caught:
        attach(house, activity, name, content)

    assert (caught.value.code, caught.value.field) == (code, "file")
    assert words in caught.value.message
    assert name[:5] in caught.value.message
    assert not StoredFile.objects.exists()
    assert not Evidence.objects.exists()
    assert on_disk() == []


@pytest.mark.parametrize(
    ("name", "content", "size", "limit"),
    [
        ("anh.png", samples.png(), 20 * 1024**2 + 1, "20 MB"),
        ("a.pdf", samples.pdf(), 50 * 1024**2 + 1, "50 MB"),
        ("a.mp4", samples.MP4, 300 * 1024**2 + 1, "300 MB"),
    ],
)
def test_each_group_has_its_limit(
    house: House, recording: Recording, name: str, content: bytes, size: int, limit: str
) -> None:
    huge = samples.upload(name, content)
    huge.size = size

    with pytest.raises(Refused, match=limit):
        actions.attach_file(recording(), huge, actor=house.actor("officer"))


def test_a_photo_with_something_behind_it_is_kept_but_shown_only_redrawn(
    house: House, recording: Recording
) -> None:
    hidden = b"<script>alert(document.cookie)</script>"

    file = attach(house, recording(), "anh.jpg", samples.jpeg() + hidden).file

    assert file is not None
    assert file.view == StoredFile.View.READY
    for suffix in (storage.THUMB, storage.VIEW):
        assert hidden not in storage.path_of(file.sha256, suffix).read_bytes()


def test_the_safe_picture_is_upright_and_says_nothing_of_place_or_time(
    house: House, recording: Recording
) -> None:
    file = attach(house, recording(), "anh.jpg", samples.jpeg((60, 40), placed=True, orientation=6)).file

    assert file is not None
    assert (file.width, file.height) == (40, 60)
    shown = Image.open(io.BytesIO(storage.path_of(file.sha256, storage.VIEW).read_bytes()))
    assert shown.size == (40, 60)
    assert dict(shown.getexif()) == {}
    assert (file.place.latitude, file.place.longitude) == (Decimal("9.603700"), Decimal("105.980000"))
    assert file.place.taken_at.isoformat() == "2026-09-04T08:20:00+07:00"


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="9,36.222N"/></rdf:RDF></x:xmpmeta>"""


def saved(**metadata: Any) -> bytes:
    out = io.BytesIO()
    samples.picture().save(out, "JPEG", **metadata)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "guarded"),
    [
        (saved(xmp=XMP), True),
        (saved(exif=b"Exif\0\0" + b"rac" * 9), True),
        (saved(xmp=XMP.replace(b"GPSLatitude", b"Contrast")), False),
        (saved(), False),
    ],
)
def test_a_photo_that_may_tell_a_place_in_another_way_is_guarded_too(
    house: House, recording: Recording, data: bytes, guarded: bool
) -> None:
    file = attach(house, recording(), "anh.jpg", data).file

    assert file is not None
    assert hasattr(file, "place") is guarded


def test_a_large_photo_is_drawn_by_a_worker(house: House, recording: Recording) -> None:
    file = attach(house, recording(), "anh.jpg", samples.jpeg((2600, 1800))).file

    assert file is not None
    assert file.view == StoredFile.View.WAITING
    assert Job.objects.get().arguments == {"file_id": file.pk}
    actions.make_view(file)
    assert file.view == StoredFile.View.READY
    shown = Image.open(io.BytesIO(storage.path_of(file.sha256, storage.VIEW).read_bytes()))
    assert max(shown.size) == 1600


def test_the_same_file_twice_is_one_row_and_one_proof(house: House, recording: Recording) -> None:
    first, second = recording(), recording()
    content = samples.png()

    one = attach(house, first, "a.png", content)
    again = attach(house, first, "b.png", content)
    other = attach(house, second, "c.png", content)

    assert again == one
    assert other.file == one.file
    assert StoredFile.objects.count() == 1
    assert Evidence.objects.count() == 2


def test_a_photo_sent_again_by_the_device_is_not_attached_twice(house: House, recording: Recording) -> None:
    activity = recording()

    one = attach(house, activity, "a.png", samples.png(), client_key="k:0")
    again = attach(house, activity, "a.png", samples.png(colour="red"), client_key="k:0")

    assert again == one


def test_a_rolled_back_upload_is_swept_a_day_later(house: House, recording: Recording) -> None:
    from lantoa.jobs.progress import Progress
    from lantoa.ledger import jobs

    kept = attach(house, recording(), "a.pdf", samples.pdf()).file
    lost = storage.seal(io.BytesIO(b"%PDF-1.4 nobody's"))
    young = storage.seal(io.BytesIO(b"%PDF-1.4 still being written"))
    assert kept is not None
    for digest in (kept.sha256, lost.sha256):
        long_ago = time.time() - 90_000
        os.utime(storage.path_of(digest), (long_ago, long_ago))
    progress = Progress(Job(pk=0, title="dọn"))

    assert jobs.sweep_files(progress) == {"removed": 1}

    assert storage.path_of(kept.sha256).exists()
    assert storage.path_of(young.sha256).exists()
    assert not storage.path_of(lost.sha256).exists()


def test_bytes_brought_again_while_they_are_swept_stay() -> None:
    sealed = storage.seal(io.BytesIO(b"%PDF-1.4 brought twice"))
    path = storage.path_of(sealed.sha256)

    assert not storage.sweep(path)
    assert path.read_bytes() == b"%PDF-1.4 brought twice"

    long_ago = path.stat().st_mtime - 90_000
    os.utime(path, (long_ago, long_ago))
    assert storage.sweep(path)
    assert not path.exists()
    assert not list(storage.abandoned(older_than_hours=0))


@pytest.mark.parametrize(
    ("given", "extension", "clean"),
    [
        ("../../../etc/passwd", ".png", "passwd.png"),
        ("C:\\Windows\\a.exe", ".jpg", "a.exe.jpg"),
        ("anh\x00.php\x07.jpg", ".jpg", "anh.php.jpg"),
        (unicodedata.normalize("NFD", "Giấy mời họp.pdf"), ".pdf", "Giấy mời họp.pdf"),
        ("ảnh \u202egpj.exe", ".jpg", "ảnh gpj.exe.jpg"),
        ("a" * 300 + ".pdf", ".pdf", "a" * 146 + ".pdf"),
        ("....", ".jpg", "tep.jpg"),
        ("", ".jpg", "tep.jpg"),
        ("con.png", ".png", "tep con.png"),
        ("IMG.JPEG", ".jpg", "IMG.jpg"),
        ('a"b<c>.pdf', ".pdf", "a b c.pdf"),
    ],
)
def test_a_name_is_made_fit(given: str, extension: str, clean: str) -> None:
    assert names.clean_name(given, extension) == clean


def test_no_path_is_made_of_anything_but_a_digest() -> None:
    for wrong in ("", "../" * 20, "a" * 63, "A" * 64, "g" * 64):
        with pytest.raises(ValueError, match="digest"):
            storage.path_of(wrong)


def test_proof_is_taken_off_with_a_reason_and_stays_with_the_version_it_proved(
    house: House, recording: Recording
) -> None:
    from lantoa.ledger import queries

    activity = recording()
    kept = attach(house, activity, "a.png", samples.png())
    dropped = attach(house, activity, "b.png", samples.png(colour="red"))
    head = house.actor("head")
    actions.confirm(activity, actor=head)
    with pytest.raises(Refused) as locked:
        actions.detach(dropped, "Nhầm ảnh", actor=head)
    assert locked.value.code == "locked"
    actions.replace(activity, "Nhầm ảnh", actor=head)
    assert list(queries.evidence_of(activity)) == [kept, dropped]

    actions.detach(dropped, "Nhầm ảnh", actor=head)

    assert list(queries.evidence_of(activity)) == [kept]
    assert list(queries.evidence_of(activity, 1)) == [kept, dropped]
    assert list(queries.evidence_of(activity, 2)) == [kept]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.vn/x", "//a.vn", "a.vn", "https://", "http://[", "https://u:p@a.vn"],
)
def test_only_an_address_of_the_web_is_taken_as_a_link(house: House, recording: Recording, url: str) -> None:
    with pytest.raises(Refused) as caught:
        actions.attach_link(recording(), url, actor=house.actor("officer"))
    assert caught.value.code == "bad_url"


def test_a_link_and_a_numbered_document_prove(house: House, recording: Recording) -> None:
    from lantoa.ledger import queries
    from lantoa.ledger.drafts import DocumentRef

    activity = recording()
    officer = house.actor("officer")

    link = actions.attach_link(activity, "https://sxd.batac.example/bai-viet", actor=officer)
    again = actions.attach_link(activity, "https://sxd.batac.example/bai-viet", actor=officer)
    paper = actions.attach_document(activity, DocumentRef("96/GM-SXD"), actor=officer)

    assert link == again
    assert list(queries.evidence_of(activity)) == [link, paper]
    assert queries.has_evidence([activity.pk]) == {activity.pk}


def test_the_table_itself_refuses_proof_of_nothing(house: House, recording: Recording) -> None:
    activity = recording()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(activity=activity, kind="link", url="", added_at=activity.recorded_at)


def test_an_original_of_another_room_is_kept_whatever_text_it_is(house: House) -> None:
    file = actions.store_bytes(samples.HTML, "ke-hoach.html", house.agency, actor=house.actor("coordinator"))

    assert (file.group, file.media_type, file.name) == (
        "document",
        "application/octet-stream",
        "ke-hoach.html",
    )
    assert intake.LIMITS["document"] == 50 * 1024 * 1024
