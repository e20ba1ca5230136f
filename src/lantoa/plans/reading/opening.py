"""Who the document is: type, number, subject, date, issuer, signer and years; from head, opening and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from lantoa.documents.blocks import Place
from lantoa.plans.reading import phrases
from lantoa.plans.reading.citations import Citation, find_citations
from lantoa.plans.reading.dates import find_dates, is_blank_date
from lantoa.plans.reading.draft import Identity
from lantoa.plans.reading.frame import Frame
from lantoa.plans.reading.identifiers import BLANK_NUMBER, TYPES, find_numbers, type_of
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.names import looks_like_agency, spoken_name
from lantoa.plans.reading.normalise import capitalised, fold, is_upper, squeeze
from lantoa.plans.reading.warnings import Doubt

_LOOKED_AT = 20_000
_NUMBER_LINE = re.compile(r"\s*(?:so|so hieu|(?:so,? )?ky hieu)\s*[:.]?\s*(?=[\d.…_/\s-])")
_ISSUED = re.compile(
    r"(?:(?:da|vua|moi)\s+)?(?:ky\s+)?(?:ky ban hanh|ban hanh|phe duyet|xay dung|co)\s+(?:van ban\s+|quyet dinh ban hanh\s+)?"
    r"(?:ke hoach|quyet dinh|cong van|chuong trinh|van ban)\s+(?:so\s*:?\s*)?$"
)
_SIGNED_BY = re.compile(
    r"(?P<title>(?:Phó )?Giám đốc|(?:Phó )?Chủ tịch(?: UBND| Ủy ban nhân dân)?|Bộ trưởng|Thứ trưởng|Chánh Văn phòng)"
    r"(?P<of>\s+(?:Sở|Bộ|UBND|Ủy ban nhân dân|Trung tâm|Bệnh viện|Chi cục)[^,;.()\n]{0,80}?)?\s+(?:đã |vừa |mới )?(?:ký|ban hành|phê duyệt)"
)
_ISSUING = re.compile(
    r"(?P<who>(?:Sở|Bộ|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Trung tâm|Bệnh viện|Chi cục|Cục|Ban|Văn phòng|Đảng ủy|Phòng|Trường)"
    r"\s[^,;.:()\n]{2,90}?)\s+(?:đã |vừa |mới |có )?(?:ký )?(?:ban hành|xây dựng|lập|phê duyệt|triển khai) (?:quyết định|kế hoạch|Kế hoạch|Quyết định)"
)
_HEADLINE_VERB = re.compile(
    r"\s+(?:TRIỂN KHAI|TUYÊN TRUYỀN|ĐẨY MẠNH|BAN HÀNH|TĂNG CƯỜNG|NÂNG CAO|PHÁT ĐỘNG|TỔ CHỨC|THỰC HIỆN|CHÚ TRỌNG|QUAN TÂM|TÍCH CỰC"
    r"|CHUNG TAY|QUYẾT LIỆT|TẬP TRUNG|LAN TỎA|HƯỞNG ỨNG|LÀM TỐT|ĐỔI MỚI)\b"
)
_YEARS = re.compile(
    r"(?:giai doan|nam|tu nam)?\s*((?:19|20)\d{2})\s*(?:[-–,]|den(?: nam)?|va(?: nam)?)\s*(?:nam\s*)?((?:19|20)\d{2})(?!\d)"
)
_YEAR = re.compile(r"\bnam\s+((?:19|20)\d{2})(?!\d)")
_TERM = re.compile(r"giai doan\s*((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})")


@dataclass(slots=True)
class Opened:
    """The identity with what it rests on."""

    identity: Identity
    doubts: list[Doubt] = field(default_factory=list)
    own_keys: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Found:
    number: str | None = None
    number_place: Place | None = None
    day: date | None = None
    doubts: list[Doubt] = field(default_factory=list)
    blank: bool = False
    dated: bool = False
    keys: set[str] = field(default_factory=set)


def read_identity(frame: Frame, texts: list[str], first: Place) -> Opened:
    """The document's own data. `texts` are all lines, to find how the issuer's name is written."""
    found = _Found()
    frame, texts = _within_reach(frame), [text[:_LOOKED_AT] for text in texts]
    _from_head(frame, found)
    _from_brackets(frame, found)
    own = _from_article(frame, found)
    _loose_date(frame, found, own)
    identity = Identity(
        type=_type(frame, found),
        number=found.number,
        subject=_subject(frame, own),
        issued_on=found.day,
        issuer=_issuer(frame, texts, own),
        signer_title=_signer(frame),
    )
    year_from, year_to = _years(frame, identity, texts)
    identity = Identity(
        identity.type, identity.number, identity.subject, identity.issued_on, identity.issuer, identity.signer_title,
        year_from, year_to,
    )  # fmt: skip
    place = frame.title or next(iter(frame.head), None) or next(iter(frame.opening), None)
    where = place.place if place else first
    if not found.number:
        found.doubts.append(Doubt("MISSING_NUMBER", found.number_place or where))
    if found.day is None and not found.dated:
        found.doubts.append(Doubt("MISSING_DATE", where))
    return Opened(identity, found.doubts, frozenset(found.keys))


def _within_reach(frame: Frame) -> Frame:
    """The frame with endless lines cut: who a document is stands at the head of a line, not at its megabytes."""

    def cut(lines: list[Line]) -> list[Line]:
        return [
            line
            if len(line.raw) <= _LOOKED_AT
            else replace(line, text=line.text[:_LOOKED_AT], raw=line.raw[:_LOOKED_AT])
            for line in lines
        ]

    return replace(
        frame, head=cut(frame.head), opening=cut(frame.opening), attached=cut(frame.attached),
        signature=cut(frame.signature), subjects=[[text[:_LOOKED_AT] for text in lines] for lines in frame.subjects],
    )  # fmt: skip


def _from_head(frame: Frame, found: _Found) -> None:
    for line in frame.head:
        hit = _NUMBER_LINE.match(fold(line.text))
        if hit and not found.number:
            numbers = find_numbers(line.text)
            found.number_place = line.place
            if numbers:
                found.number = numbers[0].text
                found.keys.add(numbers[0].key)
            elif BLANK_NUMBER.search(line.text):
                found.blank = True
        _head_date(line, found)
    if found.number is None and not found.blank:
        alone = [n for line in frame.head if len(line.text) < 40 for n in find_numbers(line.text)]
        if alone:
            found.number = alone[0].text
            found.keys.add(alone[0].key)


def _head_date(line: Line, found: _Found) -> None:
    folded = fold(line.text)
    if found.dated or (find_numbers(line.text) and not _NUMBER_LINE.match(folded)):
        return
    dates = find_dates(folded)
    if dates and (re.search(r"\bngay\b", folded) or len(folded) < 30):
        found.dated = True
        found.day = dates[0].day
        if dates[0].day is None:
            found.doubts.append(Doubt("UNREADABLE_DATE", line.place, squeeze(line.text)))
    elif is_blank_date(folded):
        found.dated = True
        found.doubts.append(Doubt("UNREADABLE_DATE", line.place, squeeze(line.text)))


def _from_brackets(frame: Frame, found: _Found) -> None:
    """ "(Ban hành kèm theo Quyết định số 216/QĐ-UBND ngày …)": the number of the plan itself."""
    for line in frame.attached:
        for citation in find_citations(line.text[:_LOOKED_AT], line.place):
            if citation.number.code not in ("KH", "QĐ", "CTR", "PA"):
                continue
            if found.number is None and not found.blank:
                found.number, found.number_place = citation.number.text, line.place
            same = found.number is not None and citation.key in found.keys | {
                find_numbers(found.number)[0].key
            }
            found.keys.add(citation.key)
            if same and found.day is None and not found.dated and citation.issued_on:
                found.day, found.dated = citation.issued_on, True


def _from_article(frame: Frame, found: _Found) -> tuple[Line, Citation] | None:
    """ "… đã ký ban hành Kế hoạch số 452/KH-SXD": the article says which plan it retells."""
    for line in [*frame.head, *frame.opening]:
        for citation in find_citations(line.text[:_LOOKED_AT], line.place):
            head = fold(line.text[max(0, citation.number.start - 90) : citation.number.start])
            own = citation.key in found.keys
            if not own and (
                found.number or found.blank or not _ISSUED.search(head) or _describes(line, citation)
            ):
                continue
            found.number = found.number or citation.number.text
            found.number_place = found.number_place or line.place
            found.keys.add(citation.key)
            if found.day is None and not found.dated:
                if citation.issued_on or citation.bad_date:
                    found.day, found.dated = citation.issued_on, True
                    if citation.bad_date:
                        found.doubts.append(Doubt("UNREADABLE_DATE", line.place, citation.number.text))
                else:
                    _sentence_date(line, citation, found)
            return line, citation
    return None


def _describes(line: Line, citation: Citation) -> bool:
    """ "Căn cứ Quyết định … ban hành Kế hoạch số …": words about another document."""
    head = fold(line.text[max(0, citation.number.start - 400) : citation.number.start])
    clause = re.split(r"[;.]\s|,\s", head)[-1]
    return bool(re.match(r"\s*(?:can cu|thuc hien|theo|trien khai)\b", clause))


def _sentence_date(line: Line, citation: Citation, found: _Found) -> None:
    """ "Ngày 10/3/2023, Giám đốc Sở ký ban hành Kế hoạch số …": the date that opens the sentence."""
    folded = fold(line.text)
    start = (
        max(folded.rfind(". ", 0, citation.number.start) + 2, 0)
        if ". " in folded[: citation.number.start]
        else 0
    )
    for dated in find_dates(folded, start, citation.number.start):
        if dated.day and dated.start - start <= 14 and folded[dated.end : dated.end + 1] in (",", " "):
            found.day, found.dated = dated.day, True
            return


def _loose_date(frame: Frame, found: _Found, own: tuple[Line, Citation] | None) -> None:
    """A date in the opening that belongs to no document named there is taken, with a doubt, as the plan's own."""
    if found.day is not None or found.dated or own is None:
        return
    for line in frame.opening:
        taken = [(c.number.start, c.until) for c in find_citations(line.text[:_LOOKED_AT], line.place)]
        folded = fold(line.text)
        for dated in find_dates(folded):
            before = folded[max(0, dated.start - 12) : dated.start]
            if any(start <= dated.start < until for start, until in taken) or re.search(
                r"\b(?:tu|den|truoc)\s*$", before
            ):
                continue
            found.dated = True
            found.day = dated.day
            found.doubts.append(
                Doubt("DETACHED_DATE", line.place, squeeze(line.text[dated.start : dated.end]))
            )
            return


def _type(frame: Frame, found: _Found) -> str | None:
    if frame.types:
        return frame.types[0]
    if found.number:
        return type_of(found.number)
    blank = next((hit for line in frame.head if (hit := BLANK_NUMBER.search(line.text))), None)
    if blank:
        code = (blank["state"] or blank["party"] or "").replace("/", "-").split("-")[0].upper()
        return TYPES.get(code, "Công văn")
    for line in [*frame.head, *frame.opening]:
        if "ke hoach" in fold(line.text):
            return "Kế hoạch"
    return None


def _subject(frame: Frame, own: tuple[Line, Citation] | None) -> str | None:
    said = _said(frame, "trich yeu", "trich yeu noi dung", "ve viec")
    if said:
        return capitalised(said)
    for lines in frame.subjects:
        text = squeeze(" ".join(lines)).strip(" .:;")
        text = re.sub(r"^(?:V/v|v/v)\s*:?\s*", "", text)
        if text:
            return capitalised(text)
    if own:
        line, citation = own
        tail = line.text[citation.until :]
        named = re.match(
            r"\s*,?\s*(?:về(?: việc)?|ban hành|v/v)?\s*(?:[Kk]ế hoạch\s+)?(?P<what>[^,;.:()]{10,240})", tail
        )
        if named and not fold(named["what"]).startswith(("theo do", "trong do", "voi")):
            return capitalised(squeeze(named["what"]).strip(" .,;:"))
    for line in frame.head:
        if (
            len(line.text) > 25
            and not looks_like_agency(line.text)
            and not _NUMBER_LINE.match(fold(line.text))
        ):
            return squeeze(line.text).strip(" .:")
    return None


def _said(frame: Frame, *labels: str) -> str | None:
    """What a page of data says beside a label: "Cơ quan ban hành: Sở Xây dựng"."""
    for line in frame.head:
        label, colon, value = line.text.partition(":")
        if colon and value.strip() and fold(label).strip() in labels:
            return squeeze(value)
    return None


def _issuer(frame: Frame, texts: list[str], own: tuple[Line, Citation] | None) -> str | None:
    said = _said(frame, "co quan ban hanh", "don vi ban hanh", "noi ban hanh")
    if said:
        return said
    agencies = _head_agencies(frame)
    if agencies:
        return spoken_name(agencies[-1], texts)
    for line in frame.head:
        if _NUMBER_LINE.match(fold(line.text)):
            for citation in find_citations(line.text[:_LOOKED_AT], line.place):
                if citation.issuer:
                    return citation.issuer
    if own:
        line, citation = own
        before = line.text[: citation.number.start]
        signed = list(_SIGNED_BY.finditer(before))
        if signed and signed[-1]["of"]:
            return squeeze(signed[-1]["of"])
        issuing = list(_ISSUING.finditer(before + " "))
        if issuing:
            return squeeze(issuing[-1]["who"])
        if citation.issuer:
            return citation.issuer
    for line in frame.attached:
        for citation in find_citations(line.text[:_LOOKED_AT], line.place):
            if citation.issuer:
                return citation.issuer
    for line in reversed(frame.opening):
        issuing = list(_ISSUING.finditer(line.text))
        if issuing:
            return squeeze(issuing[-1]["who"])
    return None


def _head_agencies(frame: Frame) -> list[str]:
    """The agencies of the head, a name that runs over two lines made whole."""
    names: list[str] = []
    for line in frame.head:
        text = squeeze(re.split(r"\s{3,}|\t", line.raw.strip())[0]) if not line.cell else line.text
        text = re.sub(r"\s*(?:CỘNG HÒA|CỘNG HOÀ) XÃ HỘI.*$", "", text).strip(" *-_")
        if not frame.types:
            text = _HEADLINE_VERB.split(text)[0]  # "SỞ TƯ PHÁP TRIỂN KHAI …" is the headline of an article
        if phrases.MOTTO.search(fold(text)) or not is_upper(text) or len(text) > 100:
            if names and _NUMBER_LINE.match(fold(text)):
                break
            continue
        if find_numbers(text) or BLANK_NUMBER.search(text):
            if names:
                break
            continue
        halves = re.split(r"\s+[-–]\s+", text)
        if len(halves) == 2 and all(looks_like_agency(half) for half in halves):
            names += halves
        elif looks_like_agency(text) and not phrases.is_signer(text):
            names.append(text)
        elif names and not find_dates(fold(text)) and not phrases.title_word(text):
            names[-1] = f"{names[-1]} {text}"
    return names


def _signer(frame: Frame) -> str | None:
    said = _said(frame, "chuc vu", "chuc vu nguoi ky", "chuc danh")
    if said:
        return said
    titles: list[str] = []
    for line in frame.signature:
        text = squeeze(line.text)
        if phrases.is_signer(text):
            titles.append(text)
        elif titles and not text.startswith(("-", "+", "•")):
            break
    if titles:
        return " / ".join(
            re.sub(r"(?<=[^\W\d]) (?=(?:PHÓ|THỨ TRƯỞNG|KT\.|TM\.)\b)", " / ", title) for title in titles
        )
    for line in frame.opening:
        hit = _SIGNED_BY.search(line.text)
        if hit:
            of = squeeze(hit["of"] or "").split(" ")[0]
            return f"{hit['title']} {of}".strip() if of in ("Sở", "Bộ") else hit["title"]
    return None


def _years(frame: Frame, identity: Identity, texts: Iterable[str]) -> tuple[int | None, int | None]:
    """The years of the subject; one named year wins over a programme's term; else the year of issue."""
    candidates = [" ".join(lines) for lines in frame.subjects] + [identity.subject or ""]
    candidates += [line.text for line in frame.head if not find_dates(fold(line.text))]
    candidates += [line.text for line in frame.opening[-1:]]
    for text in candidates:
        found = years_in(text)
        if found:
            return found
    if identity.issued_on:
        return identity.issued_on.year, identity.issued_on.year
    for text in texts:
        if "nam" in fold(text[:400]) and (found := years_in(text[:400])) and found[0] == found[1]:
            return found
    return None, None


def years_in(text: str) -> tuple[int, int] | None:
    """ "năm 2026", "năm 2019-2020", "giai đoạn 2026 - 2030" as first and last year."""
    folded = fold(text)
    bare = _TERM.sub(" ", folded)
    pair = _YEARS.search(bare)
    if pair and "nam" in bare[max(0, pair.start() - 1) : pair.end()]:
        return tuple(sorted((int(pair[1]), int(pair[2]))))  # type: ignore[return-value]
    single = _YEAR.search(bare) or re.search(r"(?<![\d/.])(20\d{2})(?![\d/])", bare)
    if single:
        return int(single[1]), int(single[1])
    term = _TERM.search(folded) or pair
    if term:
        return tuple(sorted((int(term[1]), int(term[2]))))  # type: ignore[return-value]
    return None
