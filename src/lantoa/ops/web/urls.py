from django.urls import URLPattern, URLResolver, path

from lantoa.ops.web import health_views

app_name = "ops"

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health_views.health, name="health"),
    path("suc-khoe/so-lieu", health_views.metrics, name="metrics"),
]
