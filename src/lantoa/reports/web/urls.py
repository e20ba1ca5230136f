from django.urls import URLPattern, URLResolver

from lantoa.reports.web import mailing_urls, report_urls, round_urls, setup_urls

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    *round_urls.urlpatterns,
    *mailing_urls.urlpatterns,
    *setup_urls.urlpatterns,
    *report_urls.urlpatterns,
]
