"""The desk of who wants to know how pages are read and what readers say."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import reader_views as views

app_name = "readers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("luot-xem/", views.Reads.as_view(), name="reads"),
    path("y-kien-ve-trang/", views.Opinions.as_view(), name="opinions"),
    path("y-kien-ve-trang/da-doc/", views.seen, name="opinions_seen"),
]
