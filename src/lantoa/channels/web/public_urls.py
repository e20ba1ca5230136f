"""Public addresses: what a printed code holds, the newsletter, and the pages of kinds that show something."""

from django.urls import URLPattern, URLResolver, include, path

from lantoa.channels.discovery import kinds
from lantoa.channels.web import newsletter_views, public_views

app_name = "channels_public"

urlpatterns: list[URLPattern | URLResolver] = [
    path("q/<str:code>/", public_views.scan, name="scan"),
    path("nhan-tin/<slug:slug>/", newsletter_views.sign_up, name="sign_up"),
    path("nhan-tin/xac-nhan/<str:token>/", newsletter_views.confirm, name="confirm"),
    path("nhan-tin/chon/<str:token>/", newsletter_views.choose, name="choose"),
    path("nhan-tin/thoi/<str:token>/", newsletter_views.stop, name="stop"),
    *(path(f"kenh/{kind.code}/", include(list(kind.public_urls))) for kind in kinds() if kind.public_urls),
]
