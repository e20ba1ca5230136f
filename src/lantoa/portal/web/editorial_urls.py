"""*Nội dung* on the desk: every page of the agency with where it stands."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import editorial_views as views
from lantoa.portal.web import link_views

app_name = "editorial"

urlpatterns: list[URLPattern | URLResolver] = [
    path("noi-dung/", views.Pages.as_view(), name="pages"),
    path("noi-dung/<int:page_id>/", views.page, name="page"),
    path("lien-ket-hong/", link_views.Links.as_view(), name="links"),
    path("lien-ket-hong/kiem-tra/", link_views.visit, name="links_visit"),
]
