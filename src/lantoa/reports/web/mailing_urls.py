"""Addresses of figures that are mailed by themselves."""

from django.urls import URLPattern, URLResolver, path

from lantoa.reports.web import mailing_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("bao-cao/gui-thu/", views.Mailings.as_view(), name="mailings"),
    path("bao-cao/gui-thu/them/", views.add, name="mailing_add"),
    path("bao-cao/gui-thu/<int:mailing_id>/", views.mailing, name="mailing"),
    path("bao-cao/gui-thu/<int:mailing_id>/viec/", views.act, name="mailing_act"),
    path("bao-cao/gui-thu/tep/<int:run_id>/", views.mailed, name="mailed"),
]
