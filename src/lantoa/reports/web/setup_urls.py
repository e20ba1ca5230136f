"""Addresses of what people may change: periods, outline, letterhead, own Word files."""

from django.urls import URLPattern, URLResolver, path

from lantoa.reports.web import outline_views as outline
from lantoa.reports.web import setup_views as views

_AGENCY = "bao-cao/thiet-lap/<int:agency_id>/"
_COMMON = "bao-cao/thiet-lap/de-cuong/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("bao-cao/thiet-lap/", views.index, name="setup"),
    path("bao-cao/thiet-lap/ky/", views.periods, name="periods"),
    path("bao-cao/thiet-lap/ky/them/", views.new_period, name="new_period"),
    path("bao-cao/thiet-lap/ky/<int:rule_id>/", views.edit_period, name="edit_period"),
    path(_COMMON, outline.common_outline, name="common_outline"),
    path(f"{_COMMON}them/", outline.new_common, name="common_new_heading"),
    path(f"{_COMMON}thu-tu/", outline.move_common, name="common_move_heading"),
    path(f"{_COMMON}<slug:key>/", outline.edit_common, name="common_edit_heading"),
    path(f"{_COMMON}<slug:key>/dung/", outline.use_common, name="common_use_heading"),
    path(_AGENCY, views.settings, name="settings"),
    path(f"{_AGENCY}phan-dau/", views.letterhead, name="letterhead"),
    path(f"{_AGENCY}de-muc/them/", outline.new_heading, name="new_heading"),
    path(f"{_AGENCY}de-muc/thu-tu/", outline.move_heading, name="move_heading"),
    path(f"{_AGENCY}de-muc/<slug:key>/", outline.edit_heading, name="edit_heading"),
    path(f"{_AGENCY}de-muc/<slug:key>/dung/", outline.use_heading, name="use_heading"),
    path(f"{_AGENCY}de-cuong-chung/", outline.share_outline, name="share_outline"),
    path(f"{_AGENCY}mau/", views.template, name="template"),
    path(f"{_AGENCY}mau/bat-dau/", views.starter, name="starter"),
    path(f"{_AGENCY}mau/thoi-dung/", views.end_template, name="end_template"),
    path(f"{_AGENCY}mau/<int:template_id>/tep/", views.template_file, name="template_file"),
    path(f"{_AGENCY}mau/<int:template_id>/xem-thu/", views.template_preview, name="template_preview"),
]
