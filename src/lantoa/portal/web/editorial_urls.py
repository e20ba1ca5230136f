"""*Nội dung* on the desk: every page of the agency with where it stands."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import editorial_views as views

app_name = "editorial"

urlpatterns: list[URLPattern | URLResolver] = [
    path("noi-dung/", views.Pages.as_view(), name="pages"),
    path("noi-dung/<int:page_id>/", views.page, name="page"),
]
