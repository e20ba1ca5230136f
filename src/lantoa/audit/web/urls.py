from django.urls import URLPattern, URLResolver, path

from lantoa.audit.web import desk_views as views

app_name = "audit"

urlpatterns: list[URLPattern | URLResolver] = [
    path("nhat-ky/", views.EntryList.as_view(), name="list"),
    path("nhat-ky/<int:sequence>/", views.entry_page, name="entry"),
]
