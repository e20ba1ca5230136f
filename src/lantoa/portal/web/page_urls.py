"""Written pages. Wagtail asks for this address by its own name, so it stands in no namespace."""

from django.urls import URLPattern, URLResolver, re_path

from lantoa.portal.web import public_views

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^co-quan/((?:[\w\-]+/)*)$", public_views.page, name="wagtail_serve"),
]
