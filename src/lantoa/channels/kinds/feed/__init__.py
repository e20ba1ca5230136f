"""The feeds of the portal: a published article is in them already. The channel says so, so that a broadcast names it."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Way

KIND = ChannelKind(
    code="feed",
    label="RSS, Atom của cổng",
    help="Bài đã đăng tự có trong nguồn tin RSS, Atom của chuyên mục; kênh này chỉ ghi nhận điều đó.",
    way=Way.SHOWN,
    limits=Limits(title=300, summary=1000, text=0),
    form_code="trang-thong-tin",
    order=70,
)
