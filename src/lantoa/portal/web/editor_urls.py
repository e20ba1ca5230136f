"""Wagtail's editor, and the files that only editors see. `EditorsOnly` stands before all of it."""

from django.urls import URLPattern, URLResolver, include, path

from lantoa.portal.web import editor_views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "tep/tai-lieu/<int:document_id>/<str:document_filename>",
        editor_views.attachment,
        name="wagtaildocs_serve",
    ),
    path("tep/<path:name>", editor_views.picture, name="portal_media"),
    path("", include("wagtail.admin.urls")),
]
