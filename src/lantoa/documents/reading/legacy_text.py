"""Old Vietnamese encodings, as `foundation.legacy` knows them, applied to whole files."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from lantoa.documents.blocks import Note, Place
from lantoa.documents.cleaning import tame_marks
from lantoa.foundation.legacy import LABELS, Converted, convert_text
from lantoa.foundation.legacy import decode as decode_bytes
from lantoa.foundation.text import nfc

_SEPARATOR = "\x1f"
_LONG = 1_000_000
_SAMPLE = 100_000
_SOUND = ("utf-8", "utf-16")
_MARKED = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)


def decode(data: bytes) -> Converted:
    """The bytes of a text file as text, converted where they were in an old encoding."""
    for mark, codec, encoding in _MARKED:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            found = convert(text)
            return found if found.was_legacy else Converted(found.text, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_bytes(data)
    if text.count("\0") * 10 > len(text):
        return decode_bytes(data)
    return convert(text)


def convert(text: str) -> Converted:
    """Text that may be in an old encoding. A long one is judged by samples before all of it is worked through."""
    text = tame_marks(text)
    if len(text) > _LONG:
        middle = len(text) // 2
        samples = text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]
        if not any(convert_text(sample).was_legacy for sample in samples):
            return Converted(nfc(text), "utf-8")
    return convert_text(text)


def convert_all(texts: Sequence[str]) -> tuple[list[str], str]:
    """Texts of one file converted together: a single cell is too short to tell its encoding, a file is not."""
    found = convert(_SEPARATOR.join(text.replace(_SEPARATOR, "") for text in texts))
    if not found.was_legacy:
        return list(texts), "utf-8"
    converted = found.text.split(_SEPARATOR)
    if len(converted) != len(texts):
        return list(texts), "utf-8"
    return converted, found.encoding


def is_legacy(encoding: str) -> bool:
    return encoding not in _SOUND


def converted_note(encoding: str, place: Place | None = None) -> Note:
    """Tells that letters were replaced, so that somebody looks the text over."""
    label = LABELS.get(encoding, encoding)
    message = f"Văn bản dùng bảng mã {label}, đã chuyển sang Unicode. Rà lại dấu tiếng Việt trước khi dùng."
    return Note("ENCODING_CONVERTED", message, place)
