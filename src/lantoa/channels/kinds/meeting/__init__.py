"""A meeting at which the content is told; people do it and say how many came."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way

KIND = ChannelKind(
    code="meeting",
    label="Hội nghị, họp, tập huấn",
    help="Cán bộ trình bày nội dung tại cuộc họp rồi ghi nơi, số người dự; ảnh, biên bản đính kèm trong sổ hoạt động.",
    way=Way.PEOPLE,
    limits=Limits(title=200, summary=1000, text=6000),
    form_code="hoi-nghi",
    activity_kind="hoi-nghi",
    measures=Measures(reached="M05-2"),
    order=80,
)
