"""The letters of TCVN3 (TCVN 5712:1993, VN3) and of VNI-Windows, as the bytes of their fonts."""

from __future__ import annotations

from lantoa.foundation.text import nfc

TONES = {"huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "sắc": "\u0301", "nặng": "\u0323"}

_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}


def _tcvn3() -> dict[int, str]:
    table: dict[int, str] = {0xA0: "\u00a0"}
    for start, letters in _TCVN3_LETTERS.items():
        table |= {start + step: letter for step, letter in enumerate(letters)}
    return table


TCVN3: dict[int, str] = _tcvn3()

# VNI: the character after a vowel says its marks. Alone for a tone, others for a circumflex or breve with a tone.
_TONE_MARKS = {"ø": "huyền", "û": "hỏi", "õ": "ngã", "ù": "sắc", "ï": "nặng"}
_CIRCUMFLEX = {"â": "", "à": "huyền", "å": "hỏi", "ã": "ngã", "á": "sắc", "ä": "nặng"}
_BREVE = {"ê": "", "è": "huyền", "ú": "hỏi", "ü": "ngã", "é": "sắc", "ë": "nặng"}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    small: dict[str, str] = {}
    for base in "aeouyôö":
        for mark, tone in _TONE_MARKS.items():
            small[base + mark] = nfc(_VNI_LETTERS.get(base, base) + TONES[tone])
    for marks, bases, shape in ((_CIRCUMFLEX, "aeo", "\u0302"), (_BREVE, "a", "\u0306")):
        for base in bases:
            for mark, tone in marks.items():
                small[base + mark] = nfc(base + shape + TONES.get(tone, ""))
    # A capital has a capital mark ("EÁ"), or a small one where somebody typed so.
    pairs = dict(small)
    for pair, letter in small.items():
        pairs[pair.upper()] = letter.upper()
        pairs[pair[0].upper() + pair[1]] = letter.upper()
    return pairs


VNI_PAIRS: dict[str, str] = _vni_pairs()
VNI_SINGLE: dict[str, str] = _VNI_LETTERS | {
    key.upper(): letter.upper() for key, letter in _VNI_LETTERS.items()
}
