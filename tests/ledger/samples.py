"""Uploads made in memory: honest ones, and hostile ones. Nothing is fetched and nothing lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw


def upload(name: str, content: bytes) -> Any:
    return SimpleUploadedFile(name, content)


def picture(size: tuple[int, int] = (64, 48), colour: str = "steelblue") -> Image.Image:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((2, 2, size[0] // 2, size[1] // 2), fill="white")
    return image


def png(size: tuple[int, int] = (64, 48), colour: str = "steelblue") -> bytes:
    out = io.BytesIO()
    picture(size, colour).save(out, "PNG")
    return out.getvalue()


def jpeg(
    size: tuple[int, int] = (64, 48), *, placed: bool = False, orientation: int = 1, colour: str = "olive"
) -> bytes:
    """`placed` writes where (9.6037, 105.98) and when the photo was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    if placed:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (9.0, 36.0, 13.32)
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (105.0, 58.0, 48.0)
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:09:04 08:20:00"
    out = io.BytesIO()
    picture(size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def heic() -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture((120, 80))).save(out, format="HEIF")
    return out.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A few hundred bytes that claim an image of side × side pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 4096))
        + chunk(b"IEND", b"")
    )


def docx(*, macros: bool = False, renamed: bool = False) -> bytes:
    """`macros` carries a VBA project; `renamed` claims beside it to be an ordinary document."""
    kind = (
        "application/vnd.ms-word.document.macroEnabled.main+xml"
        if macros and not renamed
        else "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr("word/document.xml", "<w:document/>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\x00" * 100)
    return out.getvalue()


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
EXE = b"MZ\x90\x00" + b"\x00" * 200
SHELL = b"#!/bin/sh\nrm -rf ~\n"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00\x00\x07\xd0mdat" + b"\x00" * 1992
# A picture at its start, a script to whoever guesses by searching.
GIF_SCRIPT = b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)//"
