"""Articles of a Zalo Official Account."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way
from lantoa.channels.kinds.zalo.settings import ZaloForm
from lantoa.channels.kinds.zalo.transport import deliver

KIND = ChannelKind(
    code="zalo",
    label="Zalo Official Account",
    help="Đăng bài lên trang Zalo của cơ quan. Quyền đăng được gia hạn tự động.",
    way=Way.AUTOMATIC,
    limits=Limits(title=150, summary=300, text=10_000, pictures=0),
    settings_form=ZaloForm,
    deliver=deliver,
    form_code="mang-xa-hoi",
    activity_kind="mang-xa-hoi",
    measures=Measures(messages="M04-1"),
    order=20,
)
