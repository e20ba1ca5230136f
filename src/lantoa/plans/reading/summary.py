"""A draft as a page of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lantoa.documents.blocks import Place
from lantoa.plans.reading.draft import Cited, Draft, Item, Task, When

KINDS = {
    "once": "hạn",
    "range": "trong",
    "recurring": "định kỳ",
    "continuous": "thường xuyên",
    "on_event": "khi",
}


def lines_of(draft: Draft) -> Iterator[str]:
    """The reading in Vietnamese, one line each, sources in brackets."""
    document = draft.document
    name = " ".join(filter(None, [document.type or "Văn bản", document.number or "(chưa có số)"]))
    yield f"{name}, ngày {_day(document.issued_on) or '(chưa rõ)'}, {document.issuer or 'chưa rõ cơ quan ban hành'}"
    if document.subject:
        yield f"  {document.subject}"
    if document.year_from:
        years = {document.year_from, document.year_to}
        yield f"  Năm thực hiện: {' – '.join(str(year) for year in sorted(filter(None, years)))}"
    yield from _cited("Căn cứ kế hoạch cấp trên", draft.parents)
    yield from _cited("Văn bản được dẫn chiếu", draft.references)
    yield from _items("Mục tiêu", draft.objectives)
    yield from _items("Yêu cầu", draft.requirements)
    yield ""
    yield f"Nhiệm vụ: {len(draft.tasks)}"
    for task in draft.tasks:
        yield from _task(task)
    if draft.arrangements:
        yield ""
        yield f"Tổ chức thực hiện, hình thức, kinh phí: {len(draft.arrangements)}"
        for found in draft.arrangements:
            yield f"  - {found.heading}: {_one_line(found.text)} [{where(found.place)}]"
    if draft.warnings:
        yield ""
        yield f"Cần kiểm tra: {len(draft.warnings)}"
        for warning in draft.warnings:
            yield f"  ! {warning.message} [{where(warning.place)}] {warning.code}"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _cited(title: str, cited: tuple[Cited, ...]) -> Iterator[str]:
    if not cited:
        return
    yield ""
    yield f"{title}: {len(cited)}"
    for other in cited:
        dated = f" ngày {_day(other.issued_on)}" if other.issued_on else ""
        issuer = f", {other.issuer}" if other.issuer else ""
        yield f"  - {other.number}{dated}{issuer}"


def _items(title: str, items: tuple[Item, ...]) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield f"{title}: {len(items)}"
    for item in items:
        yield f"  {item.position}. {_one_line(item.text)} [{where(item.place)}]"


def _task(task: Task) -> Iterator[str]:
    yield f"  {task.position}. {_one_line(task.text)} [{where(task.place)}]"
    said = [
        ("Chủ trì", task.lead or ""),
        ("Phối hợp", "; ".join(task.partners)),
        ("Thời gian", _when(task.time)),
        ("Hình thức", "; ".join(task.forms)),
        ("Sản phẩm", task.product or ""),
    ]
    filled = [f"{label}: {_one_line(value, 80)}" for label, value in said if value]
    if filled:
        yield f"     {' | '.join(filled)}"


def _when(when: When) -> str:
    if not when.raw:
        return ""
    bounds = " – ".join(filter(None, [_day(when.start), _day(when.end)]))
    kind = KINDS.get(when.kind or "", "chưa hiểu")
    return f"{when.raw} ({', '.join(filter(None, [kind, bounds]))})"


def _one_line(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def where(place: Place | None) -> str:
    """ "dòng 12", "đoạn 4", "Bảng 1, ô B3": where a person looks."""
    if place is None:
        return "toàn văn bản"
    if place.cell:
        return f"{place.sheet}, ô {place.cell}" if place.sheet else f"ô {place.cell}"
    if place.paragraph:
        return f"đoạn {place.paragraph}"
    return f"dòng {place.line or 1}"
