"""Addresses of what people may change: periods, outline, templates, mailings."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
