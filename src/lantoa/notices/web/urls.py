from django.urls import URLPattern, URLResolver, path

from lantoa.notices.web import desk_views as views

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("thong-bao/", views.NoticeList.as_view(), name="list"),
    path("thong-bao/doc-het/", views.read_all, name="read_all"),
    path("thong-bao/cai-dat/", views.settings, name="settings"),
    path("thong-bao/<int:notice_id>/", views.open_notice, name="open"),
    path("thong-bao/<int:notice_id>/da-doc/", views.read_notice, name="read"),
]
