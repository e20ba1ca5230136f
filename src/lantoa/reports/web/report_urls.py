"""Addresses of one report: list, page, words, freezing, signing, files."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
