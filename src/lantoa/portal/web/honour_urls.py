"""*Nêu gương* and *Câu hỏi của tháng* on the desk."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import honour_views as views
from lantoa.portal.web import question_views

app_name = "honours"

urlpatterns: list[URLPattern | URLResolver] = [
    path("neu-guong/", views.Nominations.as_view(), name="list"),
    path("neu-guong/de-nghi/", views.add, name="add"),
    path("neu-guong/<int:nomination_id>/", views.nomination, name="nomination"),
    path("neu-guong/<int:nomination_id>/duyet/", views.approve, name="approve"),
    path("neu-guong/<int:nomination_id>/khong-duyet/", views.refuse, name="refuse"),
    path("neu-guong/<int:nomination_id>/dong-y/", views.consent, name="consent"),
    path("neu-guong/<int:nomination_id>/rut-dong-y/", views.withdraw, name="withdraw"),
    path("cau-hoi-cua-thang/", question_views.Questions.as_view(), name="questions"),
    path("cau-hoi-cua-thang/de-nghi/", question_views.add, name="question_add"),
    path("cau-hoi-cua-thang/<int:question_id>/duyet/", question_views.approve, name="question_approve"),
    path("cau-hoi-cua-thang/<int:question_id>/khong-duyet/", question_views.refuse, name="question_refuse"),
]
