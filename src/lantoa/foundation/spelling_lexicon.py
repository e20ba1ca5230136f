"""What the spelling check knows: compounds, words that stand alone, bound syllables, foreign words; read once, when asked.

The lists in data/ are one entry a line, small letters, every syllable spelled as `canonical` spells it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from lantoa.foundation.syllables import retoned, syllables, toneless
from lantoa.foundation.text import fold

Syllables = tuple[str, ...]

_PLAIN = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
    "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy",
)
_LONG_TO_SHORT = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_SHORT_OPEN = {onset + vowel for onset in "hklmst" for vowel in "yỳýỷỹỵ"} | {"qu" + v for v in "yỳýỷỹỵ"}


@cache
def canonical(low: str) -> str:
    """One spelling of each syllable: hóa for hoá, lí for lý; what is no syllable stays as it is."""
    if len(low) > 8:
        return low
    marked = retoned(low)
    return marked.translate(_LONG_TO_SHORT) if marked in _SHORT_OPEN else marked


def plain(key: str) -> str:
    """The letters without marks, for comparing: "chính" → "chinh"."""
    bare = key.translate(_PLAIN)
    return bare if bare.isascii() else fold(bare)


@dataclass(slots=True)
class Lexicon:
    compounds: dict[Syllables, str]  # canonical syllables → as written
    core: frozenset[Syllables]  # the compounds administrative prose is made of
    free: frozenset[str]
    function: frozenset[str]
    bound: frozenset[str]
    foreign: frozenset[str]
    doubles: frozenset[str]
    valid: frozenset[str]
    bare: frozenset[str]
    usual: frozenset[str]
    lengths: dict[str, int]  # first syllable → syllables of the longest compound it opens
    near: dict[Syllables, list[Syllables]]  # letters of both syllables → the compounds written so
    after: dict[str, list[str]]
    before: dict[str, list[str]]
    gaps: dict[Syllables, Syllables]  # a phrase with a middle syllable gone → the phrase
    seen: dict[str, Any] = field(default_factory=dict)

    def is_syllable(self, low: str) -> bool:
        return low in self.valid


def _lines(name: str) -> list[str]:
    text = resources.files("lantoa.foundation").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _keys(line: str) -> Syllables:
    return tuple(canonical(word) for word in line.split())


@cache
def lexicon() -> Lexicon:
    """The knowledge of the check, about a quarter of a second the first time."""
    compounds = {
        _keys(line): line for name in ("core.txt", "compounds.txt", "sequences.txt") for line in _lines(name)
    }
    sequences = {_keys(line) for line in _lines("sequences.txt")}
    core = frozenset(_keys(line) for line in _lines("core.txt"))
    near: dict[Syllables, list[Syllables]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    lengths: dict[str, int] = {}
    usual: set[str] = set()
    for keys in compounds:
        usual.update(keys)
        lengths[keys[0]] = max(lengths.get(keys[0], 0), len(keys))
        if keys in sequences:
            continue
        letters = tuple(plain(key) for key in keys)
        near[letters].append(keys)
        if len(keys) == 2:
            near[letters[0], letters[1][:-1] + "*"].append(keys)
            near[letters[0][:-1] + "*", letters[1]].append(keys)
            after[keys[0]].append(keys[1])
            before[keys[1]].append(keys[0])
    free = frozenset(canonical(word) for word in _words("free.txt") | _words("function.txt"))
    return Lexicon(
        compounds=compounds,
        core=core,
        free=free,
        function=frozenset(canonical(word) for word in _words("function.txt")),
        bound=frozenset(canonical(word) for word in _words("bound.txt")),
        foreign=_words("foreign.txt"),
        doubles=_words("doubles.txt"),
        valid=syllables(),
        bare=frozenset(toneless(word) for word in syllables()),
        usual=frozenset(usual) | free,
        lengths=lengths,
        near=dict(near),
        after=dict(after),
        before=dict(before),
        gaps=_gaps(core),
    )


def _gaps(core: frozenset[Syllables]) -> dict[Syllables, Syllables]:
    """Each fixed phrase without one of its middle syllables; short ones only where nothing else is meant."""
    found: dict[Syllables, Syllables] = {}
    for keys in core:
        if len(keys) >= 3:
            for gone in range(1, len(keys) - 1):
                rest = keys[:gone] + keys[gone + 1 :]
                if rest not in core:
                    found.setdefault(rest, keys)
    return found
