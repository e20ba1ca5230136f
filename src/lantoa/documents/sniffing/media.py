"""Pictures, sound and video by their first bytes."""

from __future__ import annotations

from lantoa.documents.sniffing.types import FileType, file_type

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
    (b"ID3", "mp3"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
_SOUND = {b"M4A ", b"M4B ", b"M4P "}
_ATOMS = {b"moov", b"mdat", b"wide", b"pnot"}


def sniff_media(head: bytes) -> FileType | None:
    """The type of a picture, sound or video, or None."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return file_type(kind)
    kind = _riff(head) or _iso(head) or _matroska(head) or _ogg(head) or _bitmap(head) or _frames(head)
    return file_type(kind) if kind else None


def _riff(head: bytes) -> str:
    return _RIFF.get(head[8:12], "") if head.startswith(b"RIFF") else ""


def _iso(head: bytes) -> str:
    """The family of MP4, whose first box names its brands; HEIC, M4A and MOV are members."""
    if head[4:8] in _ATOMS and head[:1] == b"\x00":
        return "mov"
    if head[4:8] != b"ftyp":
        return ""
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    major = brands[0]
    if major in _AVIF or (major in _HEIC and _AVIF & set(brands) and not {b"heic", b"heix"} & set(brands)):
        return "avif"
    if major in _HEIC:
        return "heic"
    if major in _SOUND:
        return "m4a"
    if major == b"qt  ":
        return "mov"
    return "3gp" if major.startswith((b"3gp", b"3g2")) else "mp4"


def _matroska(head: bytes) -> str:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return ""
    return "webm" if b"webm" in head[:128] else "mkv"


def _ogg(head: bytes) -> str:
    if not head.startswith(b"OggS"):
        return ""
    return "ogv" if b"\x80theora" in head[:512] else "ogg"


def _bitmap(head: bytes) -> str:
    is_bitmap = head.startswith(b"BM") and len(head) > 26 and head[6:10] == b"\x00\x00\x00\x00"
    return "bmp" if is_bitmap and head[14] in (12, 40, 52, 56, 64, 108, 124) else ""


def _frames(head: bytes) -> str:
    """Bare MPEG audio frames, layer II or III: layer I would be the mark of UTF-16 text (FF FE)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    layer, rate, sampling = head[1] & 0x06, head[2] >> 4, (head[2] >> 2) & 0x03
    known_version = head[1] & 0x18 != 0x08
    return "mp3" if layer in (2, 4) and known_version and rate not in (0, 15) and sampling != 3 else ""
