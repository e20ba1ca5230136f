"""A message on one page of paper, its first three points large, with the code of a placement of its own."""

from __future__ import annotations

from collections.abc import Sequence

from lantoa.channels.actions.printing import code_on_paper
from lantoa.channels.contract import Message, Permanent, Product, Settings, Text
from lantoa.channels.kinds.poster.settings import PAPERS
from lantoa.channels.queries import sending
from lantoa.channels.wording import INSTRUCTION, link_of, short_of
from lantoa.documents.writing.posters import POINTS, Poster, poster_pdf
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import SYSTEM

NO_ADDRESS = "Áp phích cần địa chỉ bài để in mã QR. Thêm địa chỉ vào lời gửi qua kênh này."


def points_of(text: str) -> list[str]:
    """Each line is a point; the marks of a list before it are left out."""
    return [line.strip().lstrip("-–•*+ ").strip() for line in text.splitlines() if line.strip(" -–•*+")]


def remarks(text: Text, settings: Settings) -> Sequence[str]:
    """What will not stand on the poster."""
    found = []
    left = len(points_of(text.text)) - POINTS
    if left > 0:
        found.append(f"Áp phích in {POINTS} dòng đầu của nội dung làm ý chính; {left} dòng sau không in.")
    if not text.url:
        found.append(NO_ADDRESS)
    return found


def produce(message: Message, settings: Settings) -> Sequence[Product]:
    """One PDF for each paper. The same address gets the same code, whatever is printed anew."""
    channel = sending.channel_by_key("poster", settings.channel_id)
    if channel is None:
        raise Permanent("Kênh đang tạm dừng.", channel=True)
    if not message.url:
        raise Permanent(NO_ADDRESS)
    spot = str(settings.get("spot") or channel.name)
    try:
        code = code_on_paper(channel.agency, message.url, title=message.title, spot=spot, actor=SYSTEM)
    except Refused as refusal:
        raise Permanent(refusal.message) from None
    agency = channel.agency
    contact = str(settings.get("contact") or "") or ", ".join(filter(None, (agency.phone, agency.address)))
    picture = message.pictures[0] if message.pictures else None
    poster = Poster(
        owner=agency.legal_name,
        title=message.title,
        summary=message.summary,
        points=points_of(message.text)[:POINTS],
        picture=picture.read() if picture else b"",
        picture_words=picture.alt if picture else "",
        link=link_of(code),
        short=short_of(code),
        instruction=INSTRUCTION,
        contact=contact,
        accent=agency.accent,
    )
    wanted = settings.get("papers") or [paper for paper, _ in PAPERS]
    return [
        Product(f"ap-phich-{paper}.pdf", "application/pdf", poster_pdf(poster, paper))
        for paper, _ in PAPERS
        if paper in wanted
    ]
