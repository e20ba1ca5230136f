"""The desk of who wants to know how pages are read and what readers say."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import finding_views as finding
from lantoa.portal.web import reader_views as views

app_name = "readers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("luot-xem/", views.Reads.as_view(), name="reads"),
    path("y-kien-ve-trang/", views.Opinions.as_view(), name="opinions"),
    path("y-kien-ve-trang/da-doc/", views.seen, name="opinions_seen"),
    path("tim-khong-thay/", finding.Missed.as_view(), name="missed"),
    path("tu-cung-nghia/", finding.SynonymGroups.as_view(), name="synonyms"),
    path("tu-cung-nghia/them/", finding.add, name="synonyms_add"),
    path("tu-cung-nghia/<int:row_id>/", finding.change, name="synonyms_change"),
    path("tu-cung-nghia/<int:row_id>/bo/", finding.drop, name="synonyms_drop"),
]
