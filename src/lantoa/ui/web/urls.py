"""Addresses of the frame on the desk; `config` mounts them under /ban-lam-viec/."""

from django.urls import URLPattern, URLResolver

app_name = "ui"

urlpatterns: list[URLPattern | URLResolver] = []
