"""Addresses of this room on the desk; `config` mounts them under /ban-lam-viec/."""

from django.urls import URLPattern, URLResolver, path

from lantoa.organisation.web import (
    admin_views,
    agency_views,
    body_views,
    event_views,
    import_views,
    me_views,
    people_views,
)

app_name = "organisation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("to-chuc/", agency_views.tree, name="tree"),
    path("to-chuc/co-quan/moi/", agency_views.new_agency, name="new_agency"),
    path("to-chuc/co-quan/<int:agency_id>/", agency_views.agency, name="agency"),
    path("to-chuc/co-quan/<int:agency_id>/sua/", agency_views.edit_agency, name="edit_agency"),
    path("to-chuc/co-quan/<int:agency_id>/thay-doi/<slug:word>/", event_views.event, name="event"),
    path("to-chuc/co-quan/<int:agency_id>/don-vi/moi/", body_views.new_body, name="new_body"),
    path("to-chuc/co-quan/<int:agency_id>/dia-diem/moi/", body_views.new_place, name="new_place"),
    path("to-chuc/co-quan/<int:agency_id>/nhap/", import_views.roster, name="roster"),
    path("to-chuc/mau-danh-sach/", import_views.template, name="roster_template"),
    path("to-chuc/don-vi/<int:body_id>/", body_views.body, name="body"),
    path("to-chuc/don-vi/<int:body_id>/sua/", body_views.edit_body, name="edit_body"),
    path("to-chuc/don-vi/<int:body_id>/ket-thuc/", body_views.end_body, name="end_body"),
    path("to-chuc/dia-diem/<int:place_id>/sua/", body_views.edit_place, name="edit_place"),
    path("to-chuc/dia-diem/<int:place_id>/ket-thuc/", body_views.end_place, name="end_place"),
    path("to-chuc/nguoi/", people_views.people, name="people"),
    path("to-chuc/nguoi/moi/", people_views.new_person, name="new_person"),
    path("to-chuc/nguoi/<int:person_id>/", people_views.person, name="person"),
    path("to-chuc/nguoi/<int:person_id>/sua/", people_views.edit_person, name="edit_person"),
    path("to-chuc/nguoi/<int:person_id>/vai-tro/<int:agency_id>/", people_views.give_role, name="give_role"),
    path("to-chuc/nguoi/<int:person_id>/moi/", people_views.invite, name="invite"),
    path("to-chuc/nguoi/<int:person_id>/dia-chi/", people_views.change_address, name="change_address"),
    path("to-chuc/nguoi/<int:person_id>/khoa/", people_views.close_account, name="close_account"),
    path("to-chuc/nguoi/<int:person_id>/tai-khoan/<slug:word>/", people_views.account, name="account"),
    path("to-chuc/vai-tro/<int:membership_id>/sua/", people_views.edit_role, name="edit_role"),
    path("to-chuc/vai-tro/<int:membership_id>/ket-thuc/", people_views.end_role, name="end_role"),
    path("to-chuc/ngay-lam-viec/", admin_views.workdays, name="workdays"),
    path("to-chuc/ngay-lam-viec/<int:override_id>/bo/", admin_views.drop_workday, name="drop_workday"),
    path("to-chuc/cai-dat/", admin_views.machine, name="settings"),
    path("toi/", me_views.me, name="me"),
    path("uy-quyen/", me_views.delegations, name="delegations"),
    path("uy-quyen/<int:delegation_id>/thu-hoi/", me_views.take_back, name="take_back"),
]
