"""A screen in the hall: a public page that turns from one message to the next."""

from __future__ import annotations

from django.urls import path

from lantoa.channels.contract import ChannelKind, Limits, Way
from lantoa.channels.kinds.screen.pages import show
from lantoa.channels.kinds.screen.settings import ScreenForm

KIND = ChannelKind(
    code="screen",
    label="Màn hình tại sảnh",
    help="Một trang công khai chữ lớn, tự chuyển tin, mở bằng trình duyệt của màn hình.",
    way=Way.SHOWN,
    limits=Limits(title=120, summary=300, text=0, pictures=0),
    settings_form=ScreenForm,
    public_urls=(
        path("<int:channel_id>/", show, {"number": 1}, name="screen"),
        path("<int:channel_id>/<int:number>/", show, name="screen_at"),
        path("<int:channel_id>/<int:number>/dung/", show, {"paused": True}, name="screen_paused"),
    ),
    form_code="man-hinh",
    activity_kind="truc-quan",
    order=65,
)
