"""Any service that takes a message over https: a gateway for text messages, a hub of the province."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way
from lantoa.channels.kinds.http.settings import HttpForm
from lantoa.channels.kinds.http.transport import deliver

KIND = ChannelKind(
    code="http",
    label="Cổng tin nhắn, dịch vụ HTTP",
    help="Gửi tin đến một dịch vụ của nhà cung cấp (tin nhắn SMS, trục của tỉnh) giữ danh sách người nhận của mình.",
    way=Way.AUTOMATIC,
    limits=Limits(title=150, summary=0, text=1000, whole=1200),
    settings_form=HttpForm,
    deliver=deliver,
    form_code="ban-tin",
    activity_kind="gui-tin",
    measures=Measures(messages="M17-1", reached="M17-2"),
    order=40,
)
