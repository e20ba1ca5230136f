"""Posts of a Facebook page."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way
from lantoa.channels.kinds.facebook.settings import FacebookForm
from lantoa.channels.kinds.facebook.transport import deliver

KIND = ChannelKind(
    code="facebook",
    label="Trang Facebook",
    help="Đăng bài kèm đường dẫn lên trang Facebook của cơ quan.",
    way=Way.AUTOMATIC,
    limits=Limits(title=200, summary=500, text=5000, pictures=0),
    settings_form=FacebookForm,
    deliver=deliver,
    form_code="mang-xa-hoi",
    activity_kind="mang-xa-hoi",
    measures=Measures(messages="M04-1"),
    order=30,
)
