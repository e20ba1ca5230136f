"""Addresses of rounds: what a superior asked for, what units sent."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
