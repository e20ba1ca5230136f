"""Pages for tests: an agency's home, and pages in its sections, made by the portal's own actions."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from lantoa.organisation.access import SYSTEM
from lantoa.portal import access, actions
from lantoa.portal.models import (
    AgencyHome,
    AnswerPage,
    ArticlePage,
    GuidePage,
    Picture,
    RecordPage,
    SectionPage,
)
from tests.cast import Cast


def home(cast: Cast, agency: str = "sxd") -> AgencyHome:
    return actions.open_home(cast.agency(agency), actor=SYSTEM)


def section(cast: Cast, slug: str = "tin-tuc", agency: str = "sxd") -> SectionPage:
    return SectionPage.objects.child_of(home(cast, agency)).get(slug=slug)


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (1000, 600), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (20, 120, 90)).save(out, kind, **options)
    return out.getvalue()


def picture(cast: Cast, agency: str = "sxd", title: str = "Quầy 07") -> Picture:
    home(cast, agency)
    row = Picture(
        title=title,
        collection=access.collection_of(cast.agency(agency)),
        file=ContentFile(picture_bytes("WEBP"), name="quay.webp"),
    )
    row.save()
    return row


def photo(row: Picture, **words: str) -> dict[str, Any]:
    """The value of a photo block, as it is stored."""
    return {
        "picture": row.pk,
        "alt": "Một người quét mã tại quầy",
        "caption": "Quầy 07 sáng thứ Hai",
        "credit": "Lan",
        "consent": "given",
        "consent_note": "Đồng ý bằng lời ngày 17/08",
        **words,
    }


def article(**values: Any) -> ArticlePage:
    body = values.pop("body", [("heading", "Cách làm"), ("paragraph", "<p>Mở máy ảnh và quét.</p>")])
    page = ArticlePage(
        title=values.pop("title", "Quét mã QR, góp ý ngay tại quầy"),
        summary=values.pop("summary", "Mỗi quầy có một mã riêng."),
        **values,
    )
    page.body = [{"type": kind, "value": value} for kind, value in body]
    return page


def guide(**values: Any) -> GuidePage:
    given = {
        "title": "Cấp giấy phép xây dựng mới",
        "summary": "Cho nhà ở phải có giấy phép.",
        "procedure_code": "1.000001",
        "duration": "20 ngày",
        "fee": "150.000 đồng",
        "level": "full",
        "online": "Trên Cổng Dịch vụ công quốc gia.",
        "counter": "Tại quầy 07.",
        "post": "Tại bưu cục.",
        "place": "Quầy 07",
        **values,
    }
    page = GuidePage(**given)
    page.papers = [{"type": "paper", "value": {"name": "Đơn đề nghị", "copies": "01 bản", "note": ""}}]
    page.steps = [{"type": "step", "value": {"title": "Nộp hồ sơ", "text": "Nhận mã hồ sơ ngay."}}]
    return page


def answer(**values: Any) -> AnswerPage:
    page = AnswerPage(title=values.pop("title", "Sửa mặt tiền có cần xin phép không?"), **values)
    page.body = [{"type": "paragraph", "value": "<p>Không, nếu không đổi kết cấu.</p>"}]
    return page


def record(**values: Any) -> RecordPage:
    given = {"title": "Kế hoạch tuyên truyền", "number": "21/KH-SXD", "issuer": "Sở Xây dựng", **values}
    return RecordPage(**given)


def publish(cast: Cast, page: Any, slug: str = "tin-tuc", agency: str = "sxd", by: str = "director") -> Any:
    """As written by the editor and published by the director."""
    return actions.publish_page(
        section(cast, slug, agency),
        page,
        author=cast.account("editor"),
        actor=cast.actor(by),
    )
