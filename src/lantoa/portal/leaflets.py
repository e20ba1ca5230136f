"""The leaflet of a guide: what the page says, on one sheet of A4, with the code of its own placement."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from lantoa.audit.actions import note
from lantoa.channels.actions import PlacementDraft, Target, place_code
from lantoa.channels.models import Placement
from lantoa.channels.wording import INSTRUCTION, link_of, short_of
from lantoa.documents.writing.leaflets import Leaflet, leaflet
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import SYSTEM
from lantoa.portal import guides, pages
from lantoa.portal.models import GuidePage
from lantoa.ui.words import vndate

LABEL = "procedures.procedure"


def place(page: GuidePage) -> Placement | None:
    """The code of the guide's leaflet, made at the first publication; a code that somebody withdrew stays withdrawn."""
    home = pages.home_above(page)
    known = Placement.objects.filter(target_kind=guides.TARGET, target_key=str(page.pk), spot=guides.SPOT)
    if home is None or known.exists() or not home.agency.slug or home.agency.valid_to is not None:
        return known.filter(withdrawn_at=None).first()
    labels = ((LABEL, str(page.procedure_id)),) if page.procedure_id else ()
    draft = PlacementDraft(
        page.title[:90], Target(guides.TARGET, str(page.pk)), spot=guides.SPOT, instruction=INSTRUCTION, labels=labels
    )  # fmt: skip
    row = place_code(home.agency, draft, actor=SYSTEM)
    note("portal.leaflet_placed", page, actor=SYSTEM, agency_id=home.agency_id)
    return row


def public_guide(page_id: int) -> GuidePage:
    """A guide that may be read by all. Raises NotVisible."""
    page = GuidePage.objects.live().filter(pk=page_id).first()
    if page is None or not pages.is_open(page):
        raise NotVisible
    return page


def pdf_of(page: GuidePage) -> bytes:
    """The leaflet of a published guide."""
    home = pages.home_above(page)
    row = guides.placement_of(page)
    link = link_of(row) if row else f"{settings.BASE_URL.rstrip('/')}{page.url or ''}"
    facts = [
        ("Thời gian giải quyết", page.duration),
        ("Phí, lệ phí", page.fee),
        ("Mức độ", page.get_level_display()),
    ]
    if page.procedure_code:
        facts.append(("Mã thủ tục", page.procedure_code))
    ways = list(page.ways)
    if page.payment:
        ways.append(("Thanh toán trực tuyến", page.payment))
    day = vndate(page.last_published_at) if page.last_published_at else ""
    return leaflet(
        Leaflet(
            owner=home.agency.legal_name if home else "",
            title=page.title,
            summary=page.summary,
            facts=facts,
            papers=[_paper(block.value) for block in page.papers],
            steps=[(block.value["title"], block.value["text"]) for block in page.steps],
            ways=ways,
            place=page.place,
            link=link,
            short=short_of(row) if row else f"{urlsplit(link).netloc}{urlsplit(link).path}",
            updated=f"Cập nhật {day}" if day else "",
        )
    )


def _paper(value: dict[str, str]) -> str:
    more = "; ".join(part for part in (value["copies"], value["note"]) if part)
    return f"{value['name']} ({more})" if more else value["name"]
