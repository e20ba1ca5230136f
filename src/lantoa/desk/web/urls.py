from django.urls import URLPattern, URLResolver, path

from lantoa.desk.web import desk_views as views

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.today, name="today"),
    path("tim/", views.search, name="search"),
    path("tro-giup/", views.help_page, name="help"),
]
