from django.urls import URLPattern, URLResolver, path

from lantoa.procedures.web import desk_views, field_views, intake_views, list_views

app_name = "procedures"

urlpatterns: list[URLPattern | URLResolver] = [
    path("thu-tuc/", list_views.ProcedureList.as_view(), name="list"),
    path("thu-tuc/them/", desk_views.new, name="new"),
    path("thu-tuc/<int:procedure_id>/", desk_views.procedure, name="procedure"),
    path("thu-tuc/<int:procedure_id>/sua/", desk_views.edit, name="edit"),
    path("thu-tuc/<int:procedure_id>/thay-the/", desk_views.replace, name="replace"),
    path("thu-tuc/<int:procedure_id>/bai-bo/", desk_views.abolish, name="abolish"),
    path("thu-tuc/<int:procedure_id>/khoi-phuc/", desk_views.reinstate, name="reinstate"),
    path("thu-tuc/<int:procedure_id>/xoa/", desk_views.discard, name="discard"),
    path("thu-tuc/nhap/", intake_views.upload, name="import"),
    path("thu-tuc/nhap/mau/", intake_views.template, name="template"),
    path("thu-tuc/nhap/<int:intake_id>/", intake_views.intake, name="intake"),
    path("thu-tuc/nhap/<int:intake_id>/bo/", intake_views.drop, name="drop_intake"),
    path("thu-tuc/linh-vuc/", field_views.FieldList.as_view(), name="fields"),
    path("thu-tuc/linh-vuc/them/", field_views.new_field, name="new_field"),
    path("thu-tuc/linh-vuc/<int:field_id>/", field_views.edit_field, name="edit_field"),
    path("thu-tuc/linh-vuc/<int:field_id>/xoa/", field_views.discard_field, name="discard_field"),
    path("thu-tuc/lien-ket/", field_views.portal, name="portal"),
]
