"""Addresses that public pages use too: outside the staff paths, so that no session is read for them."""

from django.urls import path

from lantoa.ui.web import views

app_name = "ui_public"

urlpatterns = [
    path("giao-dien/mau/<str:slug>.css", views.accent, name="accent"),
]
