"""The letter that asks for reports, as an official document of kind CV. Pure apart from the rows handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantoa.documents.writing import Annex, Column, OfficialDocument, Paragraph, Table
from lantoa.documents.writing.model import Block
from lantoa.foundation.clock import VIETNAM
from lantoa.foundation.text import format_date
from lantoa.reports.contents import Letterhead
from lantoa.reports.models import Call, Round
from lantoa.reports.printing import signature_of

MOST_ADDRESSED = 5
"""Agencies named one by one under "Kính gửi"; more stand in the list behind."""


def letter_of(asked: Round, calls: Sequence[Call], head: Letterhead, superior: str) -> OfficialDocument:
    """The request, with blank number and day, and the list of agencies with their days behind it.

    `superior` is the name that the agency above bore when the round was opened.
    """
    agency = asked.agency
    return OfficialDocument(
        kind="CV",
        superior=superior,
        issuer=agency.legal_name,
        symbol=head.symbol.partition("-")[2] or agency.code,
        place=head.place,
        year=opened_on(asked).year,
        subject=f"báo cáo công tác tuyên truyền cải cách hành chính {period_in_words(asked)}",
        addressed_to=_addressed(calls),
        body=_body(asked, own_days=any(call.due_on != asked.due_on for call in calls)),
        recipients=["Như trên", "Lưu: VT"],
        signature=signature_of(head),
        annexes=[_annex(calls)],
    )


def opened_on(asked: Round) -> date:
    """The day in Vietnam: just after midnight of New Year it is still last year in UTC."""
    return asked.opened_at.astimezone(VIETNAM).date()


def period_in_words(asked: Round) -> str:
    """ "quý I năm 2026", "6 tháng đầu năm 2026"."""
    return asked.spoken.replace("/", " năm ")


def _addressed(calls: Sequence[Call]) -> list[str]:
    if len(calls) > MOST_ADDRESSED:
        return ["Các cơ quan, đơn vị theo danh sách kèm theo"]
    return [call.agency.legal_name for call in calls]


def _body(asked: Round, *, own_days: bool) -> list[Block]:
    days = f"từ ngày {format_date(asked.starts)} đến ngày {format_date(asked.ends)}"
    blocks: list[Block] = [
        Paragraph(
            f"Để tổng hợp kết quả tuyên truyền cải cách hành chính {period_in_words(asked)}, {asked.agency.legal_name} "
            f"đề nghị các cơ quan, đơn vị báo cáo kết quả thực hiện, số liệu tính {days}."
        )
    ]
    blocks += [Paragraph(line.strip()) for line in asked.note.splitlines() if line.strip()]
    own = "; cơ quan có hạn riêng thực hiện theo danh sách kèm theo" if own_days else ""
    blocks.append(
        Paragraph(
            f"Báo cáo đã ký, đóng dấu gửi về {asked.agency.legal_name} chậm nhất ngày "
            f"{format_date(asked.due_on)}{own}."
        )
    )
    blocks.append(Paragraph("Đề nghị các cơ quan, đơn vị phối hợp thực hiện."))
    return blocks


def _annex(calls: Sequence[Call]) -> Annex:
    columns = [
        Column("TT", kind="order", width=0.4),
        Column("Cơ quan, đơn vị", width=3),
        Column("Hạn gửi", kind="date"),
    ]
    rows = [(number, call.agency.legal_name, call.due_on) for number, call in enumerate(calls, 1)]
    return Annex("Danh sách cơ quan, đơn vị báo cáo", [Table(columns, rows)], landscape=False)
