"""Vietnamese personal names: which part is the given name, and the order of a list of people."""

from __future__ import annotations

import re

from lantoa.foundation.text import nfc, sort_key, squeeze

# Marks count: "Chú" is a title, "Chu" a family name. "Ông" is both (Ông Ích Khiêm), see below.
_TITLES = frozenset(
    [
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "bác",
        "thầy",
        "em",
        "đ/c",
        "đc",
        "ths",
        "ts",
        "tskh",
        "pgs",
        "gs",
        "bs",
        "bsckii",
        "bscki",
        "dscki",
        "dsckii",
        "ds",
        "cki",
        "ckii",
        "ks",
        "kts",
        "cn",
        "ls",
        "nsưt",
        "nsnd",
    ]
)
_TITLE_PAIRS = frozenset(
    ("đồng chí", "tiến sĩ", "thạc sĩ", "kỹ sư", "cử nhân", "bác sĩ", "luật sư", "giáo sư", "ông bà", "kiến trúc",
     "đại tá", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy", "thiếu tướng")
)  # fmt: skip
_ASIDE = re.compile(r"\([^)]*\)|[,;].*$")
# Titles run together: "PGS.TS.Nguyễn", "Ths.BS. Trần".
_RUN_TITLE = re.compile(r"^(?:[A-Za-zĐđ]{1,6}\.)+(?=\S)")


def plain_name(full_name: str) -> str:
    """The name without titles before it, and without what follows a comma or stands in brackets.

    "Ths. TẤN THÔNG" is "TẤN THÔNG"; "Bà Lê Thị Hoa (Phó Giám đốc)" is "Lê Thị Hoa". A text of nothing but titles is
    returned as it is.
    """
    words = squeeze(_ASIDE.sub(" ", nfc(full_name))).split(" ")
    kept = words
    while len(kept) > 1:
        rest = _without_title(kept)
        if rest == kept:
            break
        kept = rest
    return " ".join(kept) or squeeze(nfc(full_name))


def _without_title(words: list[str]) -> list[str]:
    first = words[0]
    run = _RUN_TITLE.match(first)
    if run and all(part.lower() in _TITLES for part in run.group().split(".") if part):
        return [first[run.end() :], *words[1:]]
    title = first.lower().strip(".:")
    if title == "ông" and (first == "ông" or len(words) > 3):
        return words[1:]
    if len(words) > 2 and f"{title} {words[1].lower().strip('.:')}" in _TITLE_PAIRS:
        return words[2:]
    if all(part in _TITLES for part in title.split(".")):
        return words[1:]
    return words


def given_name(full_name: str) -> str:
    """The last syllable of the name ("Nguyễn Thị Minh Khai" → "Khai"); empty for an empty text."""
    return plain_name(full_name).rsplit(" ", 1)[-1]


def person_sort_key(full_name: str) -> str:
    """The key of a list of people: given name first, then family and middle names; titles and case do not count."""
    rest, _, given = plain_name(full_name).lower().rpartition(" ")
    return sort_key(given) + sort_key(rest)
