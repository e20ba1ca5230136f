"""A poster, and a leaflet, with a code that leads to the article."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Way
from lantoa.channels.kinds.poster.making import produce, remarks
from lantoa.channels.kinds.poster.settings import PosterForm

KIND = ChannelKind(
    code="poster",
    label="Áp phích, tờ rơi",
    help="Tạo tệp PDF để in: tiêu đề lớn, ba ý chính, ảnh của bài, mã QR đếm được lượt quét.",
    way=Way.FILE,
    limits=Limits(title=160, summary=300, text=600, pictures=1),
    settings_form=PosterForm,
    produce=produce,
    remarks=remarks,
    form_code="an-pham",
    activity_kind="an-pham",
    order=60,
)
