from django.urls import URLPattern, URLResolver

app_name = "ui"

urlpatterns: list[URLPattern | URLResolver] = []
