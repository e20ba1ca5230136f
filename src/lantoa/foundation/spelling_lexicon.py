"""What the spelling check knows: compounds, words that stand alone, bound syllables, foreign words; read once, when asked.

How the lists in data/ are written, and by whom, is told in data/README.md. Syllables are compared as `canonical`
spells them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from lantoa.foundation.syllables import TONES, retoned, syllables, toned
from lantoa.foundation.text import fold

Syllables = tuple[str, ...]

_PLAIN = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
    "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy",
)
_LONG_TO_SHORT = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_SHORT_OPEN = {onset + vowel for onset in "hklmst" for vowel in "yỳýỷỹỵ"} | {"qu" + v for v in "yỳýỷỹỵ"}
# Openings and endings that sound alike somewhere in the country, longest first.
_ONSETS = (
    ("tr", "ch"),
    ("qu", "cu"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("gi", "d"),
    ("r", "d"),
    ("x", "s"),
    ("k", "c"),
    ("l", "n"),
)
_CODAS = (("ng", "n"), ("ch", "t"), ("c", "t"))

# Prices of a word read by itself: what often stands alone is cheap, what cannot is dear.
OFTEN, AT_TIMES, SELDOM, NEVER_SEEN_ALONE, BOUND, UNKNOWN = 1.0, 1.35, 1.9, 2.3, 3.5, 4.5
KNOWN, LOOSE = 1.0, 1.6  # and of a compound

_COMPOUNDS = ("compounds.txt", "core.txt", "chief.txt")  # of two spellings of one, the last counts
_TONE_KEYS = dict(zip("zfsxrj", TONES, strict=True))


@lru_cache(100_000)
def canonical(low: str) -> str:
    """One spelling of each syllable: hóa for hoá, lí for lý; what is no syllable stays as it is."""
    if len(low) > 8:
        return low
    marked = retoned(low)
    return marked.translate(_LONG_TO_SHORT) if marked in _SHORT_OPEN else marked


@lru_cache(100_000)
def plain(key: str) -> str:
    """The letters without marks, for comparing: "chính" → "chinh"."""
    bare = key.translate(_PLAIN)
    return bare if bare.isascii() else fold(bare)


@lru_cache(100_000)
def sound(letters: str) -> str:
    """What plain letters sound like to somebody who confuses tr and ch, s and x, final n and ng and the like."""
    for written, heard in _ONSETS:
        if letters.startswith(written) and len(letters) > len(written):
            letters = heard + letters[len(written) :]
            break
    for written, heard in _CODAS:
        if letters.endswith(written) and len(letters) > len(written):
            return letters[: -len(written)] + heard
    return letters


@dataclass(slots=True)
class Lexicon:
    compounds: dict[Syllables, str]  # canonical syllables → as written
    core: frozenset[Syllables]  # the compounds administrative prose is made of
    chief: frozenset[Syllables]  # those it is made of before all
    cost: dict[Syllables, float]  # what a compound costs that is no more than two words side by side
    alone: dict[str, float]  # what a syllable costs that stands by itself; unknown ones are not in it
    function: frozenset[str]
    bound: frozenset[str]
    foreign: frozenset[str]
    doubles: frozenset[str]
    valid: frozenset[str]
    letters: frozenset[str]  # the known syllables without their marks
    lengths: dict[str, int]  # first syllable → syllables of the longest compound it opens
    near: dict[Syllables, list[Syllables]]  # how the syllables sound → the compounds that sound so
    ends: dict[Syllables, list[Syllables]]  # a pair with the last letter of one of them as *
    after: dict[str, list[str]]
    before: dict[str, list[str]]
    core_after: dict[str, list[str]]
    core_before: dict[str, list[str]]
    gaps: dict[Syllables, Syllables]  # a phrase with one syllable gone → the phrase
    weight: dict[Syllables, int]  # in how many phrases of the core a pair stands
    mistaken: dict[Syllables, Syllables]  # phrases often written wrong with words that exist
    openers: frozenset[str]  # the first words of those
    places: dict[Syllables, Syllables]  # names of places without marks → with them
    seen: dict[str, Any] = field(default_factory=dict)
    pairs: dict[Syllables, Any] = field(default_factory=dict)

    def is_syllable(self, low: str) -> bool:
        return low in self.valid


def _lines(name: str) -> list[str]:
    text = resources.files("lantoa.foundation").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _phrases(name: str) -> list[str]:
    """The phrases of a list: "head: tail tail ..." is a line of pairs, any other line is phrases between commas."""
    found: list[str] = []
    for line in _lines(name):
        head, colon, tails = line.partition(":")
        if colon:
            found += [f"{head} {tail}" for tail in tails.split()]
        else:
            found += [phrase.strip() for phrase in line.split(",")]
    return found


def _in_use() -> frozenset[str]:
    """The syllables of the table: "opening | rime:tones ...", the tones as Telex types them, z for none."""
    found: set[str] = set()
    for line in _lines("syllables.txt"):
        onset, _, rimes = line.partition("|")
        for rime, _, tones in (entry.partition(":") for entry in rimes.split()):
            found.update(toned(onset.strip(), rime, _TONE_KEYS[key]) for key in tones)
    return frozenset(map(canonical, found))


def _keys(line: str) -> Syllables:
    return tuple(canonical(word) for word in line.split())


def _all(name: str) -> frozenset[str]:
    return frozenset(canonical(word) for word in _words(name))


@cache
def lexicon() -> Lexicon:
    """The knowledge of the check, about half a second the first time."""
    chief = frozenset(_keys(phrase) for phrase in _phrases("chief.txt"))
    core = chief.union(_keys(phrase) for phrase in _phrases("core.txt"))
    compounds = {_keys(phrase): phrase for name in _COMPOUNDS for phrase in _phrases(name)}
    near: dict[Syllables, list[Syllables]] = defaultdict(list)
    ends: dict[Syllables, list[Syllables]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    lengths: dict[str, int] = {}
    for keys in compounds:
        lengths[keys[0]] = max(lengths.get(keys[0], 0), len(keys))
        letters = tuple(plain(key) for key in keys)
        if len(keys) <= 4:
            near[tuple(sound(one) for one in letters)].append(keys)
        if len(keys) == 2:
            first, second = letters
            for pair in ((first, second[:-1] + "*"), (first[:-1] + "*", second)):
                ends[pair].append(keys)
            after[keys[0]].append(keys[1])
            before[keys[1]].append(keys[0])
    alone = _prices(compounds)
    mistaken = dict(_mistaken())
    return Lexicon(
        compounds=compounds,
        core=core,
        chief=chief,
        cost=_loose(compounds, core, alone),
        alone=alone,
        function=_all("function.txt"),
        bound=_all("bound.txt"),
        foreign=_words("foreign.txt"),
        doubles=_words("doubles.txt"),
        valid=syllables(),
        letters=frozenset(plain(key) for key in alone),
        lengths=lengths,
        near=dict(near),
        ends=dict(ends),
        after=dict(after),
        before=dict(before),
        core_after=_beside(core, 0),
        core_before=_beside(core, 1),
        gaps=_gaps(core, compounds, alone),
        weight=Counter(keys[at : at + 2] for keys in core for at in range(len(keys) - 1)),
        mistaken=mistaken,
        openers=frozenset(keys[0] for keys in mistaken),
        places={tuple(plain(key) for key in keys): keys for keys in map(_keys, _phrases("places.txt"))},
    )


def _prices(compounds: dict[Syllables, str]) -> dict[str, float]:
    paired = {key for keys in compounds for key in keys}
    prices = dict.fromkeys(_in_use() - paired, AT_TIMES) | dict.fromkeys(paired, NEVER_SEEN_ALONE)
    for name, price in (
        ("seldom.txt", SELDOM),
        ("free.txt", AT_TIMES),
        ("common.txt", OFTEN),
        ("function.txt", OFTEN),
        ("bound.txt", BOUND),
    ):
        prices.update(dict.fromkeys(_all(name), price))
    return prices


def _loose(
    compounds: dict[Syllables, str], core: frozenset[Syllables], alone: dict[str, float]
) -> dict[Syllables, float]:
    """Pairs of words each of which stands alone as well: hardly more than the two of them."""
    return {
        keys: LOOSE
        for keys in compounds
        if len(keys) == 2 and keys not in core and alone[keys[0]] + alone[keys[1]] <= 2 * AT_TIMES
    }


def _beside(core: frozenset[Syllables], place: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for keys in sorted(core):
        if len(keys) == 2:
            found[keys[place]].append(keys[1 - place])
    return dict(found)


def _mistaken() -> list[tuple[Syllables, Syllables]]:
    return [
        (_keys(wrong), _keys(right)) for wrong, right in (line.split("|") for line in _lines("mistaken.txt"))
    ]


def _gaps(
    core: frozenset[Syllables], compounds: dict[Syllables, str], alone: dict[str, float]
) -> dict[Syllables, Syllables]:
    """Each fixed phrase without one of its syllables, where that leaves a word that hardly stands alone."""
    found: dict[Syllables, Syllables] = {}
    for keys in sorted(core):
        for gone in range(len(keys)):
            rest = keys[:gone] + keys[gone + 1 :]
            outer = gone in (0, len(keys) - 1)
            if (
                len(keys) >= (4 if outer else 3)
                and rest not in core
                and _orphans(rest, compounds, alone, outer)
            ):
                found.setdefault(rest, keys)
    return found


def _orphans(rest: Syllables, compounds: dict[Syllables, str], alone: dict[str, float], outer: bool) -> bool:
    """Whether a word is left without the one it went with.

    Inside a long phrase it may be a word that stands alone at times; one that often does never counts.
    """
    least = SELDOM if outer or len(rest) < 3 else AT_TIMES
    pairs = {at for at in range(len(rest) - 1) if rest[at : at + 2] in compounds}
    return any(alone[key] >= least for at, key in enumerate(rest) if at not in pairs and at - 1 not in pairs)
