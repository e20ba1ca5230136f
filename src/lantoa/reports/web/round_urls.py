"""Addresses of rounds: what a superior asked for, what units sent."""

from django.urls import URLPattern, URLResolver, path

from lantoa.reports.web import call_views, round_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("bao-cao/dot/", round_views.Rounds.as_view(), name="rounds"),
    path("bao-cao/dot/mo/", round_views.open_round, name="round_open"),
    path("bao-cao/dot/<int:round_id>/", round_views.RoundPage.as_view(), name="round"),
    path("bao-cao/dot/<int:round_id>/sua/", round_views.change, name="round_change"),
    path("bao-cao/dot/<int:round_id>/them/", round_views.add_units, name="round_add"),
    path("bao-cao/dot/<int:round_id>/nhac/", round_views.nudge, name="round_nudge"),
    path("bao-cao/dot/<int:round_id>/dong/", round_views.set_closed, name="round_close"),
    path("bao-cao/dot/<int:round_id>/cong-van/", round_views.letter, name="round_letter"),
    path("bao-cao/phai-gui/", call_views.Calls.as_view(), name="calls"),
    path("bao-cao/phai-gui/<int:call_id>/", call_views.call, name="call"),
    path("bao-cao/phai-gui/<int:call_id>/lap/", call_views.begin, name="call_begin"),
    path("bao-cao/phai-gui/<int:call_id>/gui/", call_views.submit, name="call_submit"),
    path("bao-cao/phai-gui/<int:call_id>/nhan/", call_views.receive, name="call_receive"),
    path("bao-cao/phai-gui/<int:call_id>/tra-lai/", call_views.give_back, name="call_return"),
    path("bao-cao/phai-gui/<int:call_id>/nhac/", call_views.nudge, name="call_nudge"),
    path("bao-cao/phai-gui/<int:call_id>/han/", call_views.change_due, name="call_due"),
    path("bao-cao/phai-gui/<int:call_id>/bo/", call_views.drop, name="call_drop"),
]
