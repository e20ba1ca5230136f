"""Addresses of the first run; `config` mounts them under /cai-dat/."""

from django.urls import path

from lantoa.organisation.web import setup_views as views

app_name = "setup"

urlpatterns = [
    path("", views.agency, name="agency"),
    path("nguoi/", views.people, name="people"),
    path("mau/", views.template, name="template"),
    path("quan-tri/", views.administrator, name="administrator"),
    path("thu-va-dia-chi/", views.address, name="address"),
]
