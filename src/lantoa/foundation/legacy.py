"""Vietnamese text in the encodings of before Unicode: TCVN3 (ABC), VNI-Windows and windows-1258.

The first two put Vietnamese letters at the places of Western ones and left the rest to their fonts. So a file of that
time is not UTF-8, and a paragraph pasted from one reads as Western letters ("KÕ ho¹ch", "Keá hoaïch"). Which encoding
it is can only be judged by the words: the reading that gives Vietnamese syllables wins, and only when the text as it
stands does not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lantoa.foundation.legacy_tables import TCVN3, VNI_PAIRS, VNI_SINGLE
from lantoa.foundation.syllables import is_syllable
from lantoa.foundation.text import nfc

LABELS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI-Windows",
    "windows-1258": "Windows-1258",
    "cp1252": "Windows-1252",
    "utf-8-misread": "UTF-8 bị đọc nhầm",
}


@dataclass(frozen=True, slots=True)
class Converted:
    """Text in NFC and the encoding it came in: a key of LABELS."""

    text: str
    encoding: str

    @property
    def was_legacy(self) -> bool:
        """Whether letters were replaced, so that a person should look the text over."""
        return self.encoding not in {"utf-8", "utf-16"}

    @property
    def label(self) -> str:
        return LABELS[self.encoding]


def decode(data: bytes) -> Converted:
    """Bytes of a text file as text. Never raises: what no rule explains is read as windows-1252."""
    marked = _by_mark(data)
    if marked is not None:
        return marked
    utf8 = _utf8(data)
    if utf8 is not None:
        return convert_text(utf8)
    western = "".join(_WESTERN[byte] for byte in data)
    readings = [*_old_readings([western]), _Reading("windows-1258", [nfc(data.decode("cp1258", "replace"))])]
    found = _best([western], readings)
    return Converted(found.texts[0], found.encoding) if found else Converted(nfc(western), "cp1252")


def convert_text(text: str, font: str = "") -> Converted:
    """Text that may have been read in the wrong encoding; unchanged (but NFC, "utf-8") when it was not.

    `font` is the name of the font it was typed in, where the file tells: ".VnTime" and "VNI-Times" settle the
    encoding, and a TCVN3 font ending in H (".VnTimeH") shows capitals whatever was typed.
    """
    name = font.strip().lower()
    if name.startswith(".vn"):
        converted = _from_tcvn3(_as_western(nfc(text)))
        return Converted(nfc(converted.upper() if name.endswith("h") else converted), "tcvn3")
    if name.startswith("vni-"):
        return Converted(nfc(_from_vni(_as_western(nfc(text)))), "vni")
    return convert_texts([text])[0]


def convert_texts(texts: Sequence[str]) -> list[Converted]:
    """The paragraphs of one document, judged together: a short one ("Sè: 12") says too little by itself.

    A paragraph that already is Unicode Vietnamese stays as it is.
    """
    composed = [nfc(text) for text in texts]
    misread = [_misread_utf8(text) for text in composed]
    if any(text is not None for text in misread):
        return [
            Converted(again, "utf-8-misread") if again is not None else Converted(text, "utf-8")
            for text, again in zip(composed, misread, strict=True)
        ]
    doubtful = [text for text in composed if not text.isascii() and not _is_unicode_vietnamese(text)]
    found = _best(doubtful, _old_readings(doubtful)) if doubtful else None
    if found is None:
        return [Converted(text, "utf-8") for text in composed]
    read = dict(zip(doubtful, found.texts, strict=True))
    return [
        Converted(read[text], found.encoding) if text in read else Converted(text, "utf-8")
        for text in composed
    ]


# --- Unicode --------------------------------------------------------------------------------------


def _by_mark(data: bytes) -> Converted | None:
    for mark, codec, encoding in (
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    ):
        if data.startswith(mark):
            return Converted(nfc(data[len(mark) :].decode(codec, "replace")), encoding)
    head = data[:2000]
    if len(head) >= 4 and head.count(0) * 10 >= len(head) * 3:
        # Latin text in UTF-16 without its mark: the zeros stand in the high bytes.
        codec = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return Converted(nfc(data.decode(codec, "replace")), "utf-16")
    return None


def _utf8(data: bytes) -> str | None:
    """The text when the bytes are UTF-8, a few broken ones (a cut file) forgiven."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if sound >= 20 * broken else None


def _misread_utf8(text: str) -> str | None:
    """UTF-8 bytes read as windows-1252 ("Káº¿ hoáº¡ch"), put right; None when the text is nothing of the kind."""
    if text.isascii():
        return None
    try:
        again = nfc(_western_bytes(text).decode("utf-8"))
    except UnicodeError:
        return None
    return again if _share(_marked_words([again])) > max(_share(_marked_words([text])), 0.6) else None


# --- which reading --------------------------------------------------------------------------------

# Byte → character as windows-1252 has it; the five bytes it leaves out are read as latin-1.
_WESTERN = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_BYTE = {char: byte for byte, char in enumerate(_WESTERN)} | {chr(byte): byte for byte in range(256)}
# What editors and converters make of bytes with a meaning of their own (0xAD is ư in TCVN3).
_BYTE |= {"\u2212": 0xAD, "\u03bc": 0xB5, "\u2010": 0xAD, "\u2011": 0xAD}
_SPLIT = re.compile(r"[\x00-\x40\[-`{-\x7f\x80-\xa0\u2012-\u203a\u20ac\ufffd]+")
_SAMPLE = 20_000  # words looked at: the encoding of a long text shows early
_SIGN_LETTERS = set("ªº")  # letters to Unicode, signs to a reader
_MARKS_1258 = "\u0300\u0301\u0303\u0309\u0323"


def _western_bytes(text: str) -> bytes:
    return bytes(_BYTE[char] if char in _BYTE else char.encode("latin-1")[0] for char in text)


def _as_western(text: str) -> str:
    """Bytes read as latin-1 or windows-1252, and what editors replaced, in one form; other characters stay."""
    return "".join(_WESTERN[_BYTE[char]] if char in _BYTE else char for char in text)


def _as_1258(char: str) -> str:
    """A character that windows-1258 showed, as windows-1252 shows the same bytes."""
    if char < "\x80":
        return char
    decomposed = unicodedata.normalize("NFD", char)
    marks = "".join(mark for mark in decomposed if mark in _MARKS_1258)
    shaped = nfc("".join(mark for mark in decomposed if mark not in marks))
    for spelling in (char, shaped + marks):
        try:
            return "".join(_WESTERN[byte] for byte in spelling.encode("cp1258"))
        except UnicodeEncodeError:
            continue
    return char


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    texts: list[str]


def _old_readings(texts: list[str]) -> list[_Reading]:
    """The texts as each font encoding would have them, whichever Western code page they were read with."""
    pages = [[_as_western(text) for text in texts]]
    if any(char > "\x7f" and char not in _BYTE for text in texts for char in text):
        pages.append(["".join(map(_as_1258, text)) for text in texts])
    return [
        _Reading(name, [nfc(convert(text)) for text in page])
        for page in pages
        for name, convert in (("tcvn3", _from_tcvn3), ("vni", _from_vni))
    ]


def _best(texts: list[str], readings: list[_Reading]) -> _Reading | None:
    """The reading whose words are Vietnamese, when the words as they stand clearly are not."""
    before = _marked_words(texts)
    plain = [word for word in _words(texts) if word.isascii() and word.islower()]
    if not before or (len(plain) > 2 and _share(plain) < 0.6):
        return None
    best, standing = None, _share(before)
    for reading in readings:
        words = _marked_words(reading.texts)
        share = _share(words)
        if share > standing and share >= 0.75 and _is_proof(before, words):
            best, standing = reading, share
    return best


def _is_proof(before: list[str], after: list[str]) -> bool:
    """Two words gained, or one in which a sign stood for a letter ("tiªu"): a lone French "où" is no proof."""
    gained = sum(map(is_syllable, after)) - sum(map(is_syllable, before))
    return gained >= 2 or (
        gained == 1 and any(not word.isalpha() or _SIGN_LETTERS & set(word) for word in before)
    )


def _is_unicode_vietnamese(text: str) -> bool:
    words = _marked_words([text])
    return bool(words) and _share(words) >= 0.75 and any(char not in _BYTE for word in words for char in word)


def _words(texts: Iterable[str]) -> list[str]:
    return list(islice((word for text in texts for word in _SPLIT.split(text) if word), _SAMPLE))


def _marked_words(texts: Iterable[str]) -> list[str]:
    return [word for word in _words(texts) if not word.isascii()]


def _share(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


# --- the two font encodings -----------------------------------------------------------------------

_TCVN3_MAP = {ord(_WESTERN[byte]): letter for byte, letter in TCVN3.items()}
_ASCII_LETTERS = re.compile(r"[^\W\d_]+")


def _from_tcvn3(western: str) -> str:
    """TCVN3 has accented letters in small form only; a word whose plain letters are capitals is made all capital.

    A single capital at a word's start stays as it is ("ñy ban" was typed so), unless the next word shouts.
    """
    mapped = western.translate(_TCVN3_MAP)
    words = list(_ASCII_LETTERS.finditer(mapped))
    shouting = [_shouts(word.group()) for word in words]
    pieces, at = [], 0
    for index, word in enumerate(words):
        near = shouting[max(index - 1, 0) : index + 2]
        loud = shouting[index] or (any(near) and _may_shout(word.group()))
        pieces += [mapped[at : word.start()], word.group().upper() if loud else word.group()]
        at = word.end()
    return "".join([*pieces, mapped[at:]])


def _shouts(word: str) -> bool:
    plain = [char for char in word if char.isascii()]
    return (
        len(plain) < len(word)
        and all(char.isupper() for char in plain)
        and (len(plain) > 1 or bool(plain and plain[0] != word[0]))
    )


def _may_shout(word: str) -> bool:
    return not word.isascii() and all(char.isupper() for char in word if char.isascii())


_VNI = re.compile("|".join(map(re.escape, sorted([*VNI_PAIRS, *VNI_SINGLE], key=len, reverse=True))))


def _from_vni(western: str) -> str:
    """VNI writes a letter and its marks as two characters, the second one standing for all marks at once."""
    return _VNI.sub(lambda hit: VNI_PAIRS.get(hit.group()) or VNI_SINGLE[hit.group()], western)
