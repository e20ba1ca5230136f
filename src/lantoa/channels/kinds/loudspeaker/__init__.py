"""A script to be read out over the loudspeakers of a ward."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Way
from lantoa.channels.kinds.loudspeaker.making import produce, remarks
from lantoa.channels.kinds.loudspeaker.settings import LoudspeakerForm

KIND = ChannelKind(
    code="loudspeaker",
    label="Loa truyền thanh cơ sở",
    help="Tạo bản đọc: số, ngày, chữ viết tắt viết ra chữ, câu ngắn vừa hơi, có chỗ ký duyệt và giờ phát.",
    way=Way.FILE,
    limits=Limits(title=200, summary=1000, text=6000, links=False),
    settings_form=LoudspeakerForm,
    produce=produce,
    remarks=remarks,
    form_code="truyen-thanh-co-so",
    activity_kind="truyen-thanh",
    order=50,
)
