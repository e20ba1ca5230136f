"""How a code is said and shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from lantoa.channels.models import Placement
from lantoa.channels.registry import Seen
from lantoa.documents.writing.qr_sheets import QrCard

INSTRUCTION = "Mở máy ảnh điện thoại, hướng vào mã, chạm vào liên kết hiện ra."

LIVE, DEAD, WITHDRAWN = "dang-dung", "khong-mo-duoc", "da-thu-hoi"
STANDINGS = {LIVE: "Đang dùng", DEAD: "Đích không mở được", WITHDRAWN: "Đã thu hồi"}
LOOKS = {LIVE: "done", DEAD: "late", WITHDRAWN: "void"}


def standing_of(placement: Placement, seen: Seen) -> str:
    if placement.withdrawn_at is not None:
        return WITHDRAWN
    return LIVE if seen.address else DEAD


def link_of(placement: Placement) -> str:
    """What the code holds: the whole public address."""
    return settings.BASE_URL.rstrip("/") + reverse("channels_public:scan", args=[placement.code])


def short_of(placement: Placement) -> str:
    """The same as somebody types it."""
    parts = urlsplit(link_of(placement))
    return f"{parts.netloc}{parts.path}".rstrip("/")


def card_of(placement: Placement) -> QrCard:
    """A code as it is printed."""
    return QrCard(
        link_of(placement), short_of(placement), placement.title, placement.where, placement.instruction,
        placement.agency.legal_name,
    )  # fmt: skip
