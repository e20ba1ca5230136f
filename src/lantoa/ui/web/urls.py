"""Addresses of the frame on the desk; `config` mounts them under /ban-lam-viec/."""

from django.urls import path

from lantoa.ui.web import views

app_name = "ui"

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/ban-lam-viec/", views.gallery_frame, name="gallery_frame"),
    path("gallery/cong/", views.gallery_portal, name="gallery_portal"),
]
