"""*Nội dung bắt buộc* and *Trang cần rà soát* on the desk."""

from django.urls import URLPattern, URLResolver, path

from lantoa.portal.web import duty_views as views
from lantoa.portal.web import review_views

app_name = "duties"

urlpatterns: list[URLPattern | URLResolver] = [
    path("trang-can-ra-soat/", views.Due.as_view(), name="due"),
    path("trang-can-ra-soat/lich/", review_views.Reviews.as_view(), name="reviews"),
    path("trang-can-ra-soat/<int:page_id>/", review_views.reviewed, name="reviewed"),
    path("trang-can-ra-soat/<int:page_id>/lich/", review_views.plan, name="review"),
    path("noi-dung-bat-buoc/", views.Checklist.as_view(), name="list"),
    path("noi-dung-bat-buoc/danh-muc/", views.Catalogue.as_view(), name="catalogue"),
    path("noi-dung-bat-buoc/danh-muc/them/", views.add, name="add"),
    path("noi-dung-bat-buoc/danh-muc/<int:duty_id>/", views.change, name="change"),
    path("noi-dung-bat-buoc/<int:agency_id>/<int:duty_id>/", views.tick, name="tick"),
    path("noi-dung-bat-buoc/<int:agency_id>/<int:duty_id>/bo/", views.untick, name="untick"),
]
