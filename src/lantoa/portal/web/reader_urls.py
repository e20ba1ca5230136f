"""The desk of who wants to know how pages are read and what readers say."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import finding_views as finding
from lantoa.portal.web import language_views as language
from lantoa.portal.web import reader_views as views

app_name = "readers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("luot-xem/", views.Reads.as_view(), name="reads"),
    path("y-kien-ve-trang/", views.Opinions.as_view(), name="opinions"),
    path("y-kien-ve-trang/da-doc/", views.seen, name="opinions_seen"),
    path("tim-khong-thay/", finding.Missed.as_view(), name="missed"),
    path("ngon-ngu/", language.overview, name="languages"),
    path("ngon-ngu/<slug:code>/", language.words, name="language_words"),
    path("ngon-ngu/<slug:code>/mo/", language.open_one, name="language_open"),
    path("ngon-ngu/<slug:code>/dong/", language.close_one, name="language_close"),
    path("ban-dich/", language.Translations.as_view(), name="translations"),
    path("ban-dich/<int:page_id>/<slug:code>/", language.translation, name="translation"),
    path("ban-dich/<int:page_id>/<slug:code>/hien/", language.show, name="translation_show"),
    path("tu-cung-nghia/", finding.SynonymGroups.as_view(), name="synonyms"),
    path("tu-cung-nghia/them/", finding.add, name="synonyms_add"),
    path("tu-cung-nghia/<int:row_id>/", finding.change, name="synonyms_change"),
    path("tu-cung-nghia/<int:row_id>/bo/", finding.drop, name="synonyms_drop"),
]
