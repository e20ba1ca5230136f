"""Looking into a photo: is it one, how large, where and when taken; and the safe pictures made of it. No Django.

The original is never shown in a page: what is shown is drawn anew from its pixels, without its metadata.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import pillow_heif
from PIL import ExifTags, Image, ImageOps

from lantoa.foundation.clock import VIETNAM

# A phone's largest common picture is 50 megapixels; 64 leaves room and still fits in memory.
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 20_000
THUMB_SIDE, VIEW_SIDE = 320, 1600
_FORMATS = {
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "heic": "HEIF",
    "avif": "AVIF",
    "tiff": "TIFF",
    "bmp": "BMP",
}

pillow_heif.register_heif_opener(thumbnails=False)
# Pillow warns of pictures that are refused here anyway, by a lower limit and before any pixel is read.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class Unfit(Exception):
    """The picture cannot be taken. `code` is CORRUPT or BOMB."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Taken:
    """Place metadata: when and where the photo was taken.

    `veiled` says that the file may tell a place in a way we do not read (XMP, a damaged or unusual GPS block): it is
    guarded like one that does.
    """

    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    veiled: bool = False

    def __bool__(self) -> bool:
        return self.at is not None or self.latitude is not None or self.veiled


@dataclass(frozen=True, slots=True)
class Photo:
    """Size as shown (turned upright), and where it was taken."""

    width: int
    height: int
    taken: Taken

    @property
    def pixels(self) -> int:
        return self.width * self.height


def look(stream: BinaryIO, kind: str) -> Photo:
    """Reads size and metadata, and decodes it once small to prove that it is a picture. Raises Unfit."""
    with _opened(stream, kind) as image:
        exif = _exif(image)
        width, height = image.size
        if exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8) and kind != "heic":
            width, height = height, width
        taken = replace(_taken(exif), veiled=_may_tell_a_place(image, exif))
        _shrunk(image, THUMB_SIDE)
    return Photo(width, height, taken)


def derive(stream: BinaryIO, kind: str) -> tuple[bytes, bytes]:
    """(thumbnail, view) as WebP: upright, of the first frame, without metadata. Raises Unfit."""
    with _opened(stream, kind) as image:
        view = _shrunk(image, VIEW_SIDE)
        thumb = view.copy()
        thumb.thumbnail((THUMB_SIDE, THUMB_SIDE))
        return _webp(thumb), _webp(view)


def derive_from(path: Path, kind: str) -> tuple[bytes, bytes]:
    """As `derive`, from a file on the disk."""
    with path.open("rb") as stream:
        return derive(stream, kind)


@contextmanager
def _opened(stream: BinaryIO, kind: str) -> Iterator[Image.Image]:
    """Opens with the one decoder of the kind, within the limits of size, and turns every failure into Unfit."""
    try:
        stream.seek(0)
        with Image.open(stream, formats=[_FORMATS[kind]]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
                raise Unfit("BOMB")
            yield image
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Unfit("BOMB") from error
    except Exception as error:  # decoders raise whatever damaged bytes lead them to
        raise Unfit("CORRUPT") from error
    finally:
        stream.seek(0)


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    """An upright RGB copy whose longer side is at most `side`; nothing else of the image remains."""
    if image.format == "JPEG":
        image.draft("RGB", (side, side))  # decodes at a fraction of the size, and of the memory
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((side, side))
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        layered = upright.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        sheet.alpha_composite(layered)
        upright = sheet
    plain = Image.new("RGB", upright.size)
    plain.paste(_rgb(upright))
    return plain


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=3)
    return out.getvalue()


def _exif(image: Image.Image) -> Image.Exif:
    try:
        return image.getexif()
    except Exception:  # metadata that cannot be read is metadata that is not there
        return Image.Exif()


def _taken(exif: Image.Exif) -> Taken:
    try:
        details = exif.get_ifd(ExifTags.IFD.Exif)
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # as above
        return Taken()
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    moment = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    return Taken(_moment(moment, details.get(ExifTags.Base.OffsetTimeOriginal)), latitude, longitude)


_PLACE_WORDS = (b"gps", b"location", b"iptc4xmpcore", b"photoshop:city", b"latitude")


def _may_tell_a_place(image: Image.Image, exif: Image.Exif) -> bool:
    """Whether metadata holds a GPS block, words of a place, or a block that cannot be read."""
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    words = (xmp if isinstance(xmp, bytes) else str(xmp).encode(errors="replace")).lower()
    if any(word in words for word in _PLACE_WORDS) or image.info.get("photoshop"):
        return True
    try:
        return bool(exif.get_ifd(ExifTags.IFD.GPSInfo)) or (bool(image.info.get("exif")) and not exif)
    except Exception:  # a block that only other programs may be able to read
        return True


def _moment(raw: Any, offset: Any) -> datetime | None:
    """A camera writes local time; without an offset it is taken as Vietnamese time."""
    try:
        plain = datetime.strptime(str(raw).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (zone set below)
    except ValueError:
        return None
    if not 1990 <= plain.year <= 2200:
        return None
    return plain.replace(tzinfo=_zone(offset))


def _zone(offset: Any) -> Any:
    text = str(offset or "").strip("\x00 ")
    if len(text) == 6 and text[0] in "+-" and text[3] == ":" and (text[1:3] + text[4:]).isdigit():
        minutes = int(text[1:3]) * 60 + int(text[4:])
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))
    return VIETNAM


def _degrees(parts: Any, reference: Any, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not 0 <= value <= most:  # also refuses NaN
        return None
    if isinstance(reference, bytes):
        reference = reference.decode("ascii", "replace")
    return round(Decimal(str(-value if str(reference).strip("\x00 ") == negative else value)), 6)
