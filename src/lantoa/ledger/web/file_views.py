"""Handing out files: only through access, never as something a browser would run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lantoa.audit.actions import note_read
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import fold
from lantoa.ledger import access, recordings, storage
from lantoa.ledger.models import StoredFile
from lantoa.organisation.guard import StaffRequest, staff_required

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_PLAYED = {StoredFile.Group.AUDIO, StoredFile.Group.VIDEO}
# Types that a browser shows without running anything of theirs; all others are always saved.
_INLINE = {"pdf", "jpeg", "png", "webp", "gif"}


@staff_required
@require_safe
def original(request: StaffRequest, file_id: int) -> HttpResponseBase:
    """The sealed original. With place metadata in it, only by right, and the look is noted."""
    file = access.get_file(request.actor, file_id)
    if getattr(file, "place", None) is not None:
        if not access.sees_file_place(request.actor, file):
            raise Refused(
                "Tệp gốc có nơi, lúc chụp nên chỉ người ghi và người xác nhận tải được. Xem ảnh đã bỏ thông tin này.",
                code="forbidden",
            )
        if request.method == "GET":  # a part of it too: the first bytes of a photo tell where it was taken
            note_read("ledger.original_read", file, actor=request.actor, summary=file.name)
    if recordings.is_veiled(file.kind):
        return _recording(request, file)
    path = storage.path_of(file.sha256)
    as_attachment = file.group not in _PLAYED and (file.kind not in _INLINE or "tai" in request.GET)
    return hand_out(request, path, file.media_type, f"{file.sha256}", file.name, as_attachment=as_attachment)


def _recording(request: StaffRequest, file: StoredFile) -> HttpResponseBase:
    """To watch and to hear: without what tells of a place. The original is saved, by right only, and that is noted."""
    path, wanted = storage.path_of(file.sha256), "tai" in request.GET
    try:
        hidden = _hidden(file.sha256, file.kind)
    except FileNotFoundError:
        raise NotVisible from None
    if wanted and access.sees_file_place(request.actor, file):
        if hidden and request.method == "GET":
            note_read("ledger.original_read", file, actor=request.actor, summary=file.name)
        return hand_out(request, path, file.media_type, file.sha256, file.name, as_attachment=True)
    tag = f"{file.sha256}.veiled"
    return hand_out(request, path, file.media_type, tag, file.name, as_attachment=wanted, hidden=hidden)


@lru_cache(maxsize=16)
def _hidden(sha256: str, kind: str) -> tuple[recordings.Veil, ...]:
    """A player asks for many parts of one file; its bytes never change."""
    with storage.path_of(sha256).open("rb") as stream:
        return tuple(recordings.veils(stream, kind))


@staff_required
@require_safe
def view(request: StaffRequest, file_id: int) -> HttpResponseBase:
    return _derivative(request, file_id, storage.VIEW)


@staff_required
@require_safe
def thumb(request: StaffRequest, file_id: int) -> HttpResponseBase:
    return _derivative(request, file_id, storage.THUMB)


def _derivative(request: StaffRequest, file_id: int, suffix: str) -> HttpResponseBase:
    file = access.get_file(request.actor, file_id)
    if file.view != StoredFile.View.READY:
        raise NotVisible
    stem = file.name.rsplit(".", 1)[0]
    tag = f"{file.sha256}{suffix}"
    return hand_out(request, storage.path_of(file.sha256, suffix), "image/webp", tag, f"{stem}.webp")


def hand_out(
    request: StaffRequest,
    path: Path,
    media_type: str,
    tag: str,
    name: str,
    *,
    as_attachment: bool = False,
    hidden: Sequence[recordings.Veil] = (),
) -> HttpResponseBase:
    """Streams a file in pieces, one range of it when asked. Bytes never change, so the tag is the digest.

    What `hidden` covers is blanked.
    """
    etag = f'"{tag}"'
    if request.headers.get("If-None-Match") == etag:
        return _guarded(HttpResponseNotModified(), etag, name, as_attachment)
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise NotVisible from None
    size = path.stat().st_size
    span = _span(request.headers.get("Range", ""), size, request.headers.get("If-Range"), etag)
    if span is None:
        stream.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _guarded(refused, etag, name, as_attachment)
    start, end = span
    whole = (start, end) == (0, size)
    response = StreamingHttpResponse(
        recordings.unveiled(stream, hidden, start, end),
        status=200 if whole else 206,
        content_type=_served_type(media_type),
    )
    response["Content-Length"] = str(end - start)
    if not whole:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _guarded(response, etag, name, as_attachment)


def _served_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _guarded(response: HttpResponseBase, etag: str, name: str, as_attachment: bool) -> HttpResponseBase:
    kind = "attachment" if as_attachment else "inline"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", fold(name)) or "tep"
    response["Content-Disposition"] = f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    # Kept by this browser only, and asked about each time: a right that ends ends there too.
    response["Cache-Control"] = "private, no-cache"
    return response


def _span(header: str, size: int, if_range: str | None, etag: str) -> tuple[int, int] | None:
    """(start, end) of the bytes to send; the whole file for no range or one not understood; None beyond its end."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or (if_range is not None and if_range != etag) or match.group() == "bytes=-":
        return 0, size
    first, last = match.groups()
    if not first:  # the last N bytes
        length = min(int(last), size)
        return (size - length, size) if length else None
    start = int(first)
    end = min(int(last) + 1, size) if last else size
    if start >= size:
        return None
    return (start, end) if start < end else (0, size)
