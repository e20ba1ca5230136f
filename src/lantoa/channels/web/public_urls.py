"""The address that a printed code holds: short, because it is also typed."""

from django.urls import path

from lantoa.channels.web import public_views

app_name = "channels_public"

urlpatterns = [path("q/<str:code>/", public_views.scan, name="scan")]
