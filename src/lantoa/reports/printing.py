"""A report as an official document: text, figures, annexes. Pure: contents and entries in, a document out.

The letterhead is the agency's; number and day stay blank until the registry gives them. Every figure in the text is
the figure in the contents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from lantoa.documents.writing import (
    Annex,
    Bullets,
    Chart,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
    Title,
)
from lantoa.documents.writing.model import Block
from lantoa.foundation.text import NBSP, format_date, format_number, format_percent
from lantoa.reports.contents import (
    Amount,
    ChildLine,
    Contents,
    Difference,
    Figure,
    Letterhead,
    PassageText,
    UnitAmount,
)
from lantoa.reports.queries.entries import Entry
from lantoa.reports.sentences import counted_in_words
from lantoa.ui.charts import Bar, Bars

WORD_ROWS = 2000
"""Entries printed on paper; all of them stand in the workbook."""
STATES = {
    "todo": "Chưa thực hiện",
    "doing": "Đang thực hiện",
    "done": "Hoàn thành",
    "late": "Trễ hạn",
    "stopped": "Dừng thực hiện",
}
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Marks:
    """What depends on the issue: its digest, why it corrects another and which, and whether it is a draft."""

    digest: str = ""
    draft: bool = False
    correction: str = ""
    replaces: str = ""
    changes: tuple[Difference, ...] = ()
    made_at: datetime | None = None


Entries = Callable[[], Iterable[Entry]]


def document_of(contents: Contents, entries: Entries, marks: Marks) -> OfficialDocument:
    """The report of a period in the layout of Nghị định 30/2020/NĐ-CP, kind BC."""
    head = contents.head
    return OfficialDocument(
        kind="BC",
        superior=contents.superior,
        issuer=contents.agency,
        symbol=head.symbol or f"BC-{contents.agency_code}",
        place=head.place,
        year=contents.ends.year,
        subject=f"Kết quả tuyên truyền cải cách hành chính {in_sentence(contents.label)}",
        addressed_to=head.addressed_to or tuple(filter(None, [contents.superior])),
        body=[*_opening(contents, marks), *_body(contents, whole=marks.draft)],
        recipients=head.recipients or tuple(filter(None, [contents.superior, "Lưu: VT"])),
        signature=signature_of(head),
        annexes=annexes_of(contents, entries),
        content_hash=marks.digest,
        draft=marks.draft,
        made_at=marks.made_at,
    )


def in_sentence(label: str) -> str:
    """ "Quý I/2026" inside a sentence: "quý I/2026"."""
    return label[:1].lower() + label[1:]


def signature_of(head: Letterhead) -> Signature:
    """ "KT. GIÁM ĐỐC" over "PHÓ GIÁM ĐỐC"; who acts as head ("Q.") or signs in their own right has one line."""
    title = head.signer_title or "Thủ trưởng cơ quan"
    if head.authority and head.on_behalf:
        return Signature([Title(head.on_behalf, head.authority), Title(title)], head.signer)
    return Signature([Title(title, head.authority)], head.signer)


def _opening(contents: Contents, marks: Marks) -> Iterator[Block]:
    days = f"từ ngày {format_date(contents.starts)} đến ngày {format_date(contents.ends)}"
    yield Paragraph(
        f"{contents.agency} báo cáo kết quả tuyên truyền cải cách hành chính {in_sentence(contents.label)} "
        f"(số liệu {days}) như sau:"
    )
    if len(contents.agencies) > 1:
        yield Paragraph(f"Số liệu gồm cả phần của {', '.join(contents.agencies[1:])} trước khi sắp xếp.")
    yield from _other_days(contents)
    if marks.correction:
        replaced = f"Báo cáo {marks.replaces}" if marks.replaces else "báo cáo đã gửi"
        yield Paragraph(f"Báo cáo này thay {replaced}. Lý do: {marks.correction.rstrip('.')}.")
        for change in marks.changes:
            was, now = (_or_dash(value, change.unit) for value in (change.was, change.now))
            yield Paragraph(f"{change.label}: {was} sửa thành {now}.")


def ends_elsewhere(child: ChildLine, contents: Contents) -> str:
    """Until which day the figures of an agency below go, where that is not the last day of the report; else nothing."""
    return "" if child.ends in (None, contents.ends) else f"số liệu đến {format_date(child.ends)}"


def _other_days(contents: Contents) -> Iterator[Block]:
    """Agencies below that were asked for earlier days: their figures are not those of the whole period."""
    named: dict[str, list[str]] = {}
    for child in contents.children:
        if days := ends_elsewhere(child, contents):
            named.setdefault(days, []).append(child.agency)
    for days, agencies in sorted(named.items()):
        yield Paragraph(f"{', '.join(agencies)}: {days}.")


def _body(contents: Contents, *, whole: bool) -> Iterator[Block]:
    """The headings with what stands below them; `whole` keeps those still to be written, for a draft."""
    found: list[tuple[int, list[Block]]] = []
    for passage in contents.passages:
        gathered = list(_gathered(passage, contents))
        if not passage.text and not gathered and passage.content != "text":
            continue
        words = [Paragraph(line.strip()) for line in passage.text.split("\n") if line.strip()]
        found.append((passage.level, [Heading(passage.heading, passage.level), *words, *gathered]))
    for at, (level, blocks) in enumerate(found):
        below = found[at + 1 :]
        under = below[: next((n for n, (other, _) in enumerate(below) if other <= level), len(below))]
        if whole or len(blocks) > 1 or any(len(lower) > 1 for _, lower in under):
            yield from blocks


def _gathered(passage: PassageText, contents: Contents) -> Iterator[Block]:
    match passage.content:
        case "plans":
            yield from _plans(contents)
        case "figures":
            yield from _figures(contents)
        case "chart" if contents.forms:
            yield Chart(bars_of(contents), "Số hoạt động theo hình thức tuyên truyền")
        case "units" if any(len(_parts(figure)) > 1 for figure in contents.figures):
            yield Paragraph("Số liệu từng đơn vị tại phụ lục.")


def bars_of(contents: Contents) -> Bars:
    """The chart of the report, on the desk and on paper."""
    bars = [Bar(form.label, form.count, format_number(form.count)) for form in contents.forms]
    return Bars("Số hoạt động theo hình thức tuyên truyền", bars, heading="Hình thức", figure="Hoạt động")


def _plans(contents: Contents) -> Iterator[Block]:
    for plan in contents.plans:
        percent = "chưa tính được" if plan.percent is None else format_percent(plan.percent)
        yield Paragraph(
            f"Kế hoạch số {plan.number}: {format_number(plan.done)} trên {format_number(plan.tasks)} nhiệm vụ hoàn thành, "
            f"{format_number(plan.late)} nhiệm vụ trễ hạn; tiến độ {percent} ({plan.formula})."
        )


def _figures(contents: Contents) -> Iterator[Block]:
    yield Paragraph(
        f"{counted_in_words(contents)} "
        "Kết quả theo số đo như sau; số liệu từng đơn vị và danh mục hoạt động tại phụ lục."
    )
    told = [figure for figure in contents.figures if figure.amount.count]
    if not told:
        yield Paragraph("Trong kỳ chưa có số liệu nào được xác nhận.")
        return
    yield Bullets([f"{figure.label}: {amount_in_words(figure)}{compared(figure)}" for figure in told])


def amount_in_words(figure: Figure) -> str:
    """ "37 tin, bài", "87,5 % (35 trên 40)", "không có số liệu"."""
    amount = figure.amount
    if amount.value is None:
        return "không có số liệu"
    if figure.kind == "ratio":
        parts = f" ({format_number(amount.numerator or 0)} trên {format_number(amount.denominator or 0)})"
        return f"{format_percent(amount.value, 2)}{parts}"
    return f"{format_number(amount.value)} {figure.unit}"


def compared(figure: Figure) -> str:
    """ "; kỳ trước 30, tăng 7" where it can be compared."""
    if figure.change is None or figure.before is None:
        return ""
    unit = " điểm phần trăm" if figure.kind == "ratio" else ""
    size = format_number(abs(figure.change), 2 if unit else None) + unit
    moved = "không đổi" if not figure.change else f"{'tăng' if figure.change > 0 else 'giảm'}{NBSP}{size}"
    return f"; kỳ trước {_value(figure, figure.before)}, {moved}"


def _value(figure: Figure, amount: Amount) -> str:
    if amount.value is None:
        return "không có số liệu"
    return format_percent(amount.value, 2) if figure.kind == "ratio" else format_number(amount.value)


def _or_dash(value: Decimal | None, unit: str) -> str:
    return "không có số liệu" if value is None else f"{format_number(value)} {unit}"


def annexes_of(contents: Contents, entries: Entries) -> list[Annex]:
    """Figures, units, tasks, agencies below, and the entries behind it all."""
    found = [Annex("Số liệu tuyên truyền cải cách hành chính", [figures_table(contents)])]
    if contents.forms:
        found.append(Annex("Hoạt động theo hình thức tuyên truyền", [forms_table(contents)], landscape=False))
    if any(_parts(figure) for figure in contents.figures):
        found.append(Annex("Số liệu theo đơn vị", [units_table(contents)]))
    if contents.tasks:
        found.append(Annex("Tình hình thực hiện nhiệm vụ", [tasks_table(contents)]))
    if contents.children:
        found.append(Annex("Báo cáo của các cơ quan trực thuộc", [children_table(contents)]))
    found.append(Annex("Danh mục hoạt động", [entries_table(entries)]))
    return found


def figures_table(contents: Contents) -> Table:
    columns = (
        Column("TT", "order", 0.4),
        Column("Số đo", width=3.2),
        Column("Đơn vị tính", width=1.0, align="center"),
        Column("Trong kỳ", "decimal", 1.0),
        Column("Kỳ trước", "decimal", 1.0),
        Column("Cùng kỳ năm trước", "decimal", 1.0),
        Column("Số lần ghi", "int", 0.8),
    )
    rows = [
        (
            at, figure.label, PERCENT if figure.kind == "ratio" else figure.unit,
            _shown(figure, figure.amount), _shown(figure, figure.before), _shown(figure, figure.year_before),
            figure.amount.count,
        )
        for at, figure in enumerate(contents.figures, start=1)
    ]  # fmt: skip
    return Table(columns, rows)


def forms_table(contents: Contents) -> Table:
    """The figures of the chart. An activity may use several forms, so that they do not add up."""
    columns = (
        Column("TT", "order", 0.4),
        Column("Hình thức tuyên truyền", width=4.0),
        Column("Số hoạt động", "int", 1.2),
    )
    return Table(columns, [(at, form.label, form.count) for at, form in enumerate(contents.forms, start=1)])


def _shown(figure: Figure, amount: Amount | None) -> Decimal | None:
    """A ratio to two places, as the text has it; all others as they were added up."""
    if amount is None or amount.value is None or figure.kind != "ratio":
        return None if amount is None else amount.value
    return amount.value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def units_table(contents: Contents) -> Table:
    columns = (
        Column("TT", "order", 0.4),
        Column("Số đo", width=3.0),
        Column("Đơn vị", width=2.4),
        Column("Đơn vị tính", width=1.0, align="center"),
        Column("Trong kỳ", "decimal", 1.0),
    )
    rows: list[tuple[object, ...]] = []
    for figure in contents.figures:
        unit = PERCENT if figure.kind == "ratio" else figure.unit
        for part in _parts(figure):
            rows.append((len(rows) + 1, figure.label, part.unit, unit, _shown(figure, part.amount)))
    return Table(columns, rows)


def _parts(figure: Figure) -> list[UnitAmount]:
    """Units with something in the period; what stands beside is the whole figure's on paper."""
    return [part for part in figure.by_unit if part.amount.count]


def tasks_table(contents: Contents) -> Table:
    columns = (
        Column("TT", "order", 0.4),
        Column("Nhiệm vụ", width=3.6),
        Column("Chủ trì", width=1.6),
        Column("Thời gian", width=1.2),
        Column("Sản phẩm", width=1.6),
        Column("Hoạt động trong kỳ", "int", 0.8),
        Column("Trạng thái", width=1.1),
    )

    def rows() -> Iterator[Row | tuple[object, ...]]:
        plan = None
        for at, task in enumerate(contents.tasks, start=1):
            if task.plan != plan:
                plan = task.plan
                yield Row((f"Kế hoạch số {plan}",), bold=True, title=True)
            yield (at, task.text, task.lead, task.time, task.product, task.activities, STATES[task.state])

    return Table(columns, rows)


CHILD_STATES = {
    "counted": "Đã cộng",
    "missing": "Chưa có báo cáo ban hành",
    "inside": "Đã tính trong cơ quan tiếp nhận",
}


def children_table(contents: Contents) -> Table:
    names = {figure.code: figure.label for figure in contents.figures}
    columns = (
        Column("TT", "order", 0.4),
        Column("Cơ quan", width=2.6),
        Column("Báo cáo số", width=1.2),
        Column("Tổng hợp", width=1.6),
        Column("Số đo đã thay đổi sau khi ban hành", width=3.0),
    )
    rows = [
        (at, child.agency, child.document, _state_of(child, contents), "; ".join(names.get(code, code) for code in child.changed))
        for at, child in enumerate(contents.children, start=1)
    ]  # fmt: skip
    return Table(columns, rows)


def _state_of(child: ChildLine, contents: Contents) -> str:
    return ", ".join(filter(None, [CHILD_STATES[child.state], ends_elsewhere(child, contents)]))


def entries_table(entries: Entries) -> Table:
    columns = (
        Column("TT", "order", 0.4),
        Column("Số sổ", width=1.5),
        Column("Ngày", "date", 1.3),
        Column("Hoạt động", width=3.4),
        Column("Loại", width=1.5),
        Column("Đơn vị", width=1.6),
        Column("Kết quả", width=1.8),
        Column("Minh chứng", "int", 0.9),
    )

    def rows() -> Iterator[tuple[object, ...]]:
        for at, entry in enumerate(entries(), start=1):
            results = "; ".join(f"{_told(value)} {unit}" for _, unit, value in entry.values)
            yield (
                at,
                entry.number,
                entry.day,
                entry.title,
                entry.kind,
                entry.unit,
                results,
                len(entry.proofs),
            )

    return Table(columns, rows)


def _told(value: str) -> str:
    if "/" in value:
        above, below = value.split("/")
        return f"{format_number(Decimal(above))}/{format_number(Decimal(below))}"
    return format_number(Decimal(value))


def for_paper(document: OfficialDocument, count: int) -> OfficialDocument:
    """The same with a long list of entries cut, saying where the rest is: paper of a thousand pages helps nobody."""
    if count <= WORD_ROWS:
        return document
    last = document.annexes[-1]
    table = last.tables[0]
    rows = table.rows
    assert callable(rows)  # noqa: S101 (entries_table makes it so)
    cut = replace(table, rows=lambda: islice(rows(), WORD_ROWS))
    told = Paragraph(
        f"In {format_number(WORD_ROWS)} hoạt động đầu trong {format_number(count)}; danh mục đầy đủ trong tệp Excel kèm theo."
    )
    return replace(document, annexes=[*document.annexes[:-1], replace(last, blocks=[told, cut])])
