from django.urls import URLPattern, URLResolver

from lantoa.reports.web import report_urls, round_urls, setup_urls

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    *round_urls.urlpatterns,
    *setup_urls.urlpatterns,
    *report_urls.urlpatterns,
]
