"""A van with loudspeakers that drives through the ward."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way

KIND = ChannelKind(
    code="mobile",
    label="Xe loa, tuyên truyền lưu động",
    help="Cán bộ đi tuyên truyền rồi ghi tuyến đường, số buổi; ảnh đính kèm trong sổ hoạt động.",
    way=Way.PEOPLE,
    limits=Limits(title=200, summary=1000, text=6000),
    form_code="truyen-thanh-co-so",
    activity_kind="truyen-thanh",
    measures=Measures(reached=""),
    order=90,
)
