"""*Gói nội dung* on the desk."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import set_views as views

app_name = "sets"

urlpatterns: list[URLPattern | URLResolver] = [
    path("goi-noi-dung/", views.Sets.as_view(), name="list"),
    path("goi-noi-dung/lap/", views.add, name="add"),
    path("goi-noi-dung/<int:set_id>/", views.shown, name="set"),
    path("goi-noi-dung/<int:set_id>/sua/", views.change, name="change"),
    path("goi-noi-dung/<int:set_id>/them-trang/", views.add_pages, name="add_pages"),
    path("goi-noi-dung/<int:set_id>/trang/<int:row_id>/lay-ra/", views.remove_page, name="remove_page"),
    path("goi-noi-dung/<int:set_id>/dang/", views.release, name="release"),
    path("goi-noi-dung/<int:set_id>/hen-gio/", views.timed, name="time"),
    path("goi-noi-dung/<int:set_id>/bo-hen-gio/", views.untimed, name="untime"),
    path("goi-noi-dung/<int:set_id>/go/", views.take_down, name="take_down"),
    path("goi-noi-dung/<int:set_id>/bo/", views.drop, name="drop"),
]
