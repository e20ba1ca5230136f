"""Addresses of printed codes, channels and broadcasts on the desk."""

from django.urls import URLPattern, URLResolver, path

from lantoa.channels.web import broadcast_views, channel_views, host_views, placement_views, sheet_views

app_name = "channels"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ma-qr/", placement_views.Placements.as_view(), name="list"),
    path("ma-qr/dat/", placement_views.add, name="add"),
    path("ma-qr/in/", sheet_views.sheet, name="sheet"),
    path("ma-qr/ten-mien/", host_views.Hosts.as_view(), name="hosts"),
    path("ma-qr/ten-mien/them/", host_views.add, name="host_add"),
    path("ma-qr/ten-mien/<int:host_id>/bo/", host_views.remove, name="host_remove"),
    path("ma-qr/<int:placement_id>/", placement_views.placement, name="placement"),
    path("ma-qr/<int:placement_id>/sua/", placement_views.change, name="change"),
    path("ma-qr/<int:placement_id>/thu-hoi/", placement_views.withdraw, name="withdraw"),
    path("ma-qr/<int:placement_id>/dung-lai/", placement_views.restore, name="restore"),
    path("ma-qr/<int:placement_id>/luot-quet/", placement_views.scans_file, name="scans"),
    path("ma-qr/<int:placement_id>/ma.<str:form>", sheet_views.picture, name="picture"),
    path("kenh/", channel_views.Channels.as_view(), name="channels"),
    path("kenh/mo/", channel_views.add, name="channel_add"),
    path("kenh/gioi-han/", channel_views.limit, name="limit"),
    path("kenh/<int:channel_id>/", channel_views.channel, name="channel"),
    path("kenh/<int:channel_id>/sua/", channel_views.change, name="channel_change"),
    path("kenh/<int:channel_id>/gui-thu/", channel_views.try_out, name="channel_try"),
    path("kenh/<int:channel_id>/khong-gui/", channel_views.bar, name="channel_bar"),
    path("kenh/<int:channel_id>/loai-tin/", channel_views.topic_add, name="topic_add"),
    path("kenh/<int:channel_id>/loai-tin/<int:topic_id>/bo/", channel_views.topic_end, name="topic_end"),
    path("luot-gui/", broadcast_views.Broadcasts.as_view(), name="broadcasts"),
    path("luot-gui/soan/", broadcast_views.compose, name="compose"),
    path("luot-gui/<int:broadcast_id>/", broadcast_views.broadcast, name="broadcast"),
    path("luot-gui/<int:broadcast_id>/trinh/", broadcast_views.ask_approval, name="ask_approval"),
    path("luot-gui/<int:broadcast_id>/duyet/", broadcast_views.approve, name="approve"),
    path("luot-gui/<int:broadcast_id>/tra-lai/", broadcast_views.hand_back, name="hand_back"),
    path("luot-gui/<int:broadcast_id>/gui/", broadcast_views.send, name="send"),
    path("luot-gui/<int:broadcast_id>/huy/", broadcast_views.cancel, name="cancel"),
    path("luot-gui/<int:broadcast_id>/phat-tin/", broadcast_views.Deliveries.as_view(), name="deliveries"),
    path("luot-gui/phan/<int:part_id>/sua/", broadcast_views.part_change, name="part_change"),
    path("luot-gui/phan/<int:part_id>/gui-lai/", broadcast_views.resend, name="resend"),
    path("luot-gui/phan/<int:part_id>/da-lam/", broadcast_views.part_done, name="part_done"),
]
