"""Addresses of printed codes on the desk."""

from django.urls import URLPattern, URLResolver, path

from lantoa.channels.web import host_views, placement_views, sheet_views

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
]
