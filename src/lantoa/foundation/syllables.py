"""What can be written as one Vietnamese syllable: onset, medial, nucleus, coda and tone, in either tone style.

The rules are the common ones of the spelling taught at school (chính tả): which rimes exist, which onsets they take
(c/k/q, g/gh, ng/ngh), where the tone mark stands, and that a rime closed by c, ch, p or t takes sắc or nặng only.
Both habits of marking an open oa, oe, uy (hóa, hoá) are right.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from lantoa.foundation.text import nfc

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_STOP_TONES = ("\u0301", "\u0323")


def _list(text: str) -> list[str]:
    return text.split()


# Rimes without a medial, by the first letter of the nucleus.
_A = _list("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây")
_E = _list("e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng")
_I = _list("i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu")
_O = _list("o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơng")
_U = _list("u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt")
_UH = _list("ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu ưp")
_BACK = [*_A, *_O, *_U, *_UH]
_FRONT = [*_E, *_I]
# Rimes with a medial o or u.
_MEDIAL = _list(
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oem"
    " uân uât uây uâng uê uêch uênh uên uơ uy uya uych uynh uyt uyu uyên uyêt uyn uyp uyêc"
)
_AFTER_QU = _list(
    "a ac ach ai am an ang anh ao at au ay ap ăc ăm ăn ăng ăp ăt ân âng âc ât âu ây e en eo et em ê ên ênh êch êt"
    " ơ ơi ơn ơt i in it ich inh y ynh ych yt yên yêt ôc ơm iu êu"
)
_AFTER_GI = _list(
    "a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e em en eo ep et ec"
    " o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp u uc ui um un up ut ua uôc uôi"
    " ư ưa ưc ưng ưt ương ươm ươn ưn êng êt ên êc êu êm ê"
)
_INITIAL = _list("y yêm yên yêng yêt yêu")

_FULL_MEDIAL = _list("ch d đ h kh l ng nh s t th tr x")  # onsets that take any rime with a medial
_SOME_MEDIAL = {
    "b": "uyt oa oang oe uy",
    "g": "oa oe uy uâng oai",
    "m": "oay oai uy uôi",
    "n": "oa oan oãn uy uê",
    "p": "uy oa oăng",
    "ph": "uy oa oong",
    "r": "uy oa oan oe oai uya oen oet uân uê",
    "v": "oan oa oăng",
}
_Y_ONSETS = _list("h k l m s t v th n d nh b ph x r")  # hy vọng, kỹ, lý, mỹ, sỹ, tỷ, vỹ; the others in names


def _inventory() -> dict[str, list[str]]:
    plain = [*_BACK, *_FRONT]
    onsets: dict[str, list[str]] = {
        "": [rime for rime in plain if not rime.startswith("iê")] + _MEDIAL + _INITIAL,
        "c": list(_BACK),
        "k": [*_FRONT, "y"],
        "g": [*_BACK],
        "gh": list(_FRONT),
        "ng": [*_BACK],
        "ngh": list(_FRONT),
        "qu": list(_AFTER_QU),
        "gi": list(_AFTER_GI),
    }
    for onset in _list("b ch d đ h kh l m n nh p ph r s t th tr v x"):
        onsets[onset] = list(plain)
    for onset in _FULL_MEDIAL:
        onsets[onset] += _MEDIAL
    for onset, rimes in _SOME_MEDIAL.items():
        onsets[onset] += rimes.split()
    for onset in _Y_ONSETS:
        onsets[onset].append("y")
    # "gi" swallows the i of its rime: gì, gìn (giữ gìn), gích (lô gích); ghi, ghim have another onset.
    onsets["g"] += ["i", "in", "im", "ip", "ich"]
    return onsets


_SHAPED = set("ăâêôơư")
_VOWELS = set("aăâeêioôơuưy")
_EITHER = {"oa", "oe", "uy"}  # an open rime marked on either vowel
_SECOND = {"oai", "oay", "oao", "oeo", "uya", "uyu"}


def _marked(rime: str) -> list[int]:
    """The places in the rime where its tone mark may stand."""
    shaped = [at for at, letter in enumerate(rime) if letter in _SHAPED]
    if shaped:
        return [shaped[-1]]
    vowels = sum(letter in _VOWELS for letter in rime)
    if vowels == 1:
        return [0]
    if rime in _EITHER:
        return [0, 1]
    closed = vowels < len(rime)
    return [1] if closed or rime in _SECOND else [0]


def tones_of(rime: str) -> tuple[str, ...]:
    return _STOP_TONES if rime.endswith(("c", "ch", "p", "t")) else TONES


def toned(onset: str, rime: str, tone: str) -> str:
    """The syllable made of its parts, its mark where it belongs."""
    at = _marked(rime)[0]
    return nfc(onset + rime[: at + 1] + tone + rime[at + 1 :])


@cache
def syllables() -> frozenset[str]:
    """Every syllable the rules allow, composed and in small letters (some twenty thousand)."""
    written: set[str] = set()
    for onset, rimes in _inventory().items():
        for rime in set(rimes):
            for tone in tones_of(rime):
                for at in _marked(rime):
                    written.add(nfc(onset + rime[: at + 1] + tone + rime[at + 1 :]))
    return frozenset(written)


def is_syllable(text: str) -> bool:
    """Whether the rules allow `text` as one syllable, whatever its case and normal form."""
    return nfc(text).lower() in syllables()


@cache
def _bare_rimes() -> frozenset[str]:
    return frozenset(onset + rime for onset, rimes in _inventory().items() for rime in rimes)


def toneless(syllable: str) -> str:
    """The syllable without its tone mark, vowels keeping their shape: "trước" → "trươc"."""
    decomposed = unicodedata.normalize("NFD", syllable)
    return nfc("".join(char for char in decomposed if char not in TONES[1:]))


def tone_of(syllable: str) -> str:
    """The combining tone mark of the syllable, or an empty text."""
    return next((char for char in unicodedata.normalize("NFD", syllable) if char in TONES[1:]), "")


def retoned(syllable: str) -> str:
    """The syllable with its tone mark where it belongs (hoá-style normalised to hóa): one spelling of each word."""
    low = nfc(syllable).lower()
    bare, tone = toneless(low), tone_of(low)
    if not tone:
        return low
    onset, rime = split(bare)
    if not rime:
        return low
    return toned(onset, rime, tone)


@cache
def _onsets() -> tuple[str, ...]:
    return tuple(sorted(_inventory(), key=len, reverse=True))


def split(bare: str) -> tuple[str, str]:
    """A toneless syllable as onset and rime; an empty rime when the rules do not allow it."""
    inventory = _inventory_sets()
    for onset in _onsets():
        if bare.startswith(onset) and bare[len(onset) :] in inventory[onset]:
            return onset, bare[len(onset) :]
    return bare, ""


@cache
def _inventory_sets() -> dict[str, frozenset[str]]:
    return {onset: frozenset(rimes) for onset, rimes in _inventory().items()}


def why_not(text: str) -> str:
    """A short Vietnamese phrase on why `text` is no syllable; empty when it is one."""
    low = nfc(text).lower()
    if low in syllables():
        return ""
    bare = toneless(low)
    if bare in _bare_rimes():
        rime = split(bare)[1]
        if tone_of(low) not in tones_of(rime):
            return "thiếu hoặc sai dấu thanh"
        return "đặt dấu thanh sai chỗ"
    if not any(letter in _VOWELS for letter in bare):
        return "từ bị cụt, không có nguyên âm"
    return "không phải một tiếng trong tiếng Việt"
