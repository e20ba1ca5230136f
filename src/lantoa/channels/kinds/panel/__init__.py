"""Banners and boards that people put up."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, Way

KIND = ChannelKind(
    code="panel",
    label="Pano, băng rôn, bảng tin",
    help="Cán bộ treo, dán rồi ghi nơi treo; ảnh đính kèm trong sổ hoạt động.",
    way=Way.PEOPLE,
    limits=Limits(title=200, summary=1000, text=6000),
    form_code="truc-quan",
    activity_kind="truc-quan",
    measures=Measures(reached=""),
    order=85,
)
