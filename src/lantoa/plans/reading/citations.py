"""Documents that the text names, with date and issuer: parents and references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lantoa.documents.blocks import Place
from lantoa.plans.reading.dates import date_at
from lantoa.plans.reading.identifiers import Number, find_numbers
from lantoa.plans.reading.normalise import UPPER, fold, squeeze

_TO_DATE = re.compile(
    r"\s*,?\s*\(?\s*(?:ban hanh |ky |de )?(?=ngay\b|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})"
)
_OF = re.compile(r"\s*\)?\s*,?\s*(?:năm \d{4}\s+)?của\s+")
_ISSUER = re.compile(
    rf"(?P<who>(?:[{UPPER}]|ủy ban|uỷ ban|tỉnh ủy)[^,;.:()\n]{{1,110}}?)(?=\s+(?:về|ban hành|thực hiện|phê duyệt|quy định|hướng dẫn|triển khai|tuyên truyền|sửa đổi"
    r"|công bố|đẩy mạnh|tăng cường|cải cách|truyền thông|theo|trong|năm|giai đoạn|thông tin|quyết định|xây dựng|kiểm soát|phổ biến"
    r"|nâng cao|đề nghị|v/v|ngày|đã|được|kèm|do|và (?:[Kk]ế hoạch|[Qq]uyết định|[Cc]ông văn|[Cc]hương trình|[Nn]ghị|các)|và [a-z]+ số)\b"
    r"|\s*[,;.:()\n]|\s*$|\s*/\.)"
)
_BEFORE_ISSUER = re.compile(
    rf"(?:[Kk]ế hoạch|[Qq]uyết định|[Cc]ông văn|[Cc]hương trình)\s+của\s+(?P<who>[{UPPER}][^,;.:()\n]{{2,70}}?)\s*:?\s+số\s*:?\s*$"
)
_BASIS = re.compile(
    r"\b(?:can cu|thuc hien|theo|trien khai|tren co so|chap hanh|thi hanh|quan triet|cu the hoa|de (?:thuc hien|trien khai)|tiep tuc)\b"
)
_NOT_BASIS = re.compile(r"\b(?:thay the|bai bo|het hieu luc|ket qua thuc hien|bao cao ket qua|ket qua)\b")
_ISSUES_PLAN = re.compile(
    r"\b(?:ban hanh|phe duyet|ve(?: viec)?)\s+(?:ban hanh |phe duyet )?(?:cac )?ke hoach\b"
)
_DIEM = re.compile(r"[;.]\s")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named at a place. `basis`: its sentence names it as what the plan is based on."""

    number: Number
    issued_on: date | None
    issuer: str | None
    place: Place
    bad_date: bool = False
    basis: bool = False
    issues_plan: bool = False
    until: int = 0

    @property
    def key(self) -> str:
        return self.number.key


def find_citations(text: str, place: Place) -> list[Citation]:
    """Every document number of a text with the date and the issuer that follow it."""
    numbers = find_numbers(text)
    if not numbers:
        return []
    folded = fold(text)
    found: list[Citation] = []
    for index, number in enumerate(numbers):
        following = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
        citation = _citation(text, folded, number, following, place)
        between = folded[found[-1].until : number.start] if found else ""
        if citation.issuer is None and found and re.fullmatch(r"[^.]{0,120}[;,]\s*so\s*", between):
            citation = replace(citation, issuer=found[-1].issuer)  # "của UBND tỉnh: số 15 …; số 28 …"
        found.append(citation)
    return found


def _citation(text: str, folded: str, number: Number, following: int, place: Place) -> Citation:
    position = number.end
    day: date | None = None
    bad = False
    lead = _TO_DATE.match(folded, position)
    if lead and (dated := date_at(folded, lead.end())):
        day, bad, position = dated.day, dated.day is None, dated.end
    issuer, position = _issuer(text, position)
    if issuer is None and (before := _BEFORE_ISSUER.search(text[max(0, number.start - 120) : number.start])):
        issuer = squeeze(before["who"])
    sentence = _sentence_start(folded, number.start)
    head = folded[sentence : number.start]
    tail = folded[position : min(following, position + 160)]
    stop = _DIEM.search(tail)
    tail = tail[: stop.start()] if stop else tail
    return Citation(
        number, day, issuer, place, bad,
        basis=bool(_BASIS.search(head)) and not _NOT_BASIS.search(head[-60:]),
        issues_plan=bool(_ISSUES_PLAN.search(tail)),
        until=position,
    )  # fmt: skip


def _sentence_start(folded: str, position: int) -> int:
    window = folded[max(0, position - 1500) : position]
    last = -1
    for hit in re.finditer(r"\.\s+|\n", window):
        last = hit.end()
    return max(0, position - 1500) + max(last, 0)


def _issuer(text: str, position: int) -> tuple[str | None, int]:
    lead = _OF.match(text, position)
    if not lead:
        return None, position
    hit = _ISSUER.match(text, lead.end())
    if not hit:
        return None, position
    return squeeze(hit["who"]), hit.end("who")


def merged(citations: Iterable[Citation]) -> list[Citation]:
    """One of each number, in order; a date or issuer said only once is kept."""
    kept: dict[str, Citation] = {}
    for citation in citations:
        before = kept.get(citation.key)
        if before is None:
            kept[citation.key] = citation
            continue
        kept[citation.key] = replace(
            before,
            issued_on=before.issued_on or citation.issued_on,
            issuer=before.issuer or citation.issuer,
            basis=before.basis or citation.basis,
            issues_plan=before.issues_plan or citation.issues_plan,
        )
    return list(kept.values())


def is_parent(citation: Citation, own_number: str | None, own_issuer: str | None) -> bool:
    """A superior's plan, or the decision issuing one, named as the basis. An issuer's own earlier plan is none."""
    code = citation.number.code
    if not citation.basis or not (code == "KH" or (code in ("QĐ", "CTR") and citation.issues_plan)):
        return False
    return not _same_issuer(citation, own_number, own_issuer)


def _same_issuer(citation: Citation, own_number: str | None, own_issuer: str | None) -> bool:
    if citation.issuer and own_issuer:
        cited, own = _plain(citation.issuer), _plain(own_issuer)
        if cited == own or own.startswith(cited + " ") or cited.startswith(own + " "):
            return True
        if cited.startswith("so ") and own.startswith("so "):
            return cited != "so" and own != "so"
        return False
    if not own_number:
        return False
    own_tail = find_numbers(own_number)
    return bool(own_tail) and own_tail[0].tail == citation.number.tail


def _plain(issuer: str) -> str:
    folded = re.sub(r"[\s\-–]+", " ", fold(issuer)).strip()
    folded = re.sub(r"\b(?:uy ban nhan dan|ubnd)\b", "ubnd", folded)
    return re.sub(r"^(?:chu tich|giam doc|bo truong|thu truong)\s+", "", folded)
