"""Addresses of one report: list, page, words, freezing, signing, files."""

from django.urls import URLPattern, URLResolver, path

from lantoa.reports.web import issue_views, report_views, verb_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("bao-cao/", report_views.Reports.as_view(), name="list"),
    path("bao-cao/lap/", report_views.new, name="new"),
    path("bao-cao/<int:report_id>/", report_views.report, name="report"),
    path("bao-cao/<int:report_id>/loi-van/", report_views.write, name="write"),
    path("bao-cao/<int:report_id>/tai/<slug:form>/", verb_views.download, name="download"),
    path("bao-cao/<int:report_id>/chot/", verb_views.freeze, name="freeze"),
    path("bao-cao/<int:report_id>/mo-lai/", verb_views.reopen, name="reopen"),
    path("bao-cao/<int:report_id>/ban-hanh/", verb_views.sign, name="sign"),
    path("bao-cao/<int:report_id>/sua/", verb_views.correct, name="correct"),
    path("bao-cao/<int:report_id>/ban/<int:number>/", issue_views.issue, name="issue"),
    path("bao-cao/<int:report_id>/ban/<int:number>/can-cu/", issue_views.Entries.as_view(), name="entries"),
    path(
        "bao-cao/<int:report_id>/ban/<int:number>/tai/<slug:form>/",
        verb_views.download_issue,
        name="download_issue",
    ),
]
