from django.urls import URLPattern, URLResolver, path

from lantoa.jobs.web import desk_views as views

app_name = "jobs"

urlpatterns: list[URLPattern | URLResolver] = [
    path("viec-nen/", views.MyJobList.as_view(), name="mine"),
    path("viec-nen/dang-chay/", views.my_progress, name="my_progress"),
    path("viec-nen/tat-ca/", views.AllJobList.as_view(), name="all"),
    path("viec-nen/<int:job_id>/", views.job_page, name="job"),
    path("viec-nen/<int:job_id>/tien-do/", views.job_progress, name="progress"),
    path("viec-nen/<int:job_id>/ket-qua/", views.download, name="download"),
    path("viec-nen/<int:job_id>/dung/", views.cancel, name="cancel"),
    path("viec-nen/<int:job_id>/chay-lai/", views.run_again, name="run_again"),
]
