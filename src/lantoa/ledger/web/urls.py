from django.urls import URLPattern, URLResolver, path

from lantoa.ledger.web import (
    confirm_views,
    course_views,
    desk_views,
    file_views,
    measurement_views,
    record_views,
    vocabulary_views,
)

app_name = "ledger"

urlpatterns: list[URLPattern | URLResolver] = [
    path("so/", desk_views.ActivityList.as_view(), name="activities"),
    path("so/<int:activity_id>/", desk_views.activity, name="activity"),
    path("so/<int:activity_id>/ban/<int:number>/", desk_views.version, name="version"),
    path("so/<int:activity_id>/sua/", record_views.edit, name="edit"),
    path("so/<int:activity_id>/minh-chung/", desk_views.add_proof, name="add_proof"),
    path(
        "so/<int:activity_id>/minh-chung/<int:evidence_id>/bo/", desk_views.remove_proof, name="remove_proof"
    ),
    path("so/<int:activity_id>/gui/", desk_views.act, {"verb": "gui"}, name="submit"),
    path("so/<int:activity_id>/lay-lai/", desk_views.act, {"verb": "lay-lai"}, name="withdraw"),
    path("so/<int:activity_id>/bo/", desk_views.act, {"verb": "bo"}, name="discard"),
    path("so/<int:activity_id>/xac-nhan/", desk_views.act, {"verb": "xac-nhan"}, name="confirm_one"),
    path("so/<int:activity_id>/tra-lai/", desk_views.act_with_reason, {"verb": "tra-lai"}, name="hand_back"),
    path("so/<int:activity_id>/huy/", desk_views.act_with_reason, {"verb": "huy"}, name="void"),
    path(
        "so/<int:activity_id>/dinh-chinh/",
        desk_views.act_with_reason,
        {"verb": "dinh-chinh"},
        name="replace",
    ),
    path("so-lieu/", measurement_views.MeasurementList.as_view(), name="measurements"),
    path("so-lieu/ghi/", measurement_views.record, name="record_measurement"),
    path("so-lieu/cho-xac-nhan/", measurement_views.confirm_page, name="confirm_measurements"),
    path("so-lieu/dien-bien/", course_views.course, name="course"),
    path("so-lieu/<int:measurement_id>/", measurement_views.measurement, name="measurement"),
    path("so-lieu/<int:measurement_id>/sua/", measurement_views.edit, name="edit_measurement"),
    path("so-lieu/<int:measurement_id>/bo/", measurement_views.discard, name="discard_measurement"),
    path("so-lieu/<int:measurement_id>/xac-nhan/", measurement_views.confirm, name="confirm_measurement"),
    path("so-lieu/<int:measurement_id>/huy/", measurement_views.void, name="void_measurement"),
    path("so-lieu/<int:measurement_id>/dinh-chinh/", measurement_views.replace, name="replace_measurement"),
    path(
        "so-lieu/<int:measurement_id>/minh-chung/<int:evidence_id>/bo/",
        measurement_views.remove_proof,
        name="remove_measurement_proof",
    ),
    path("danh-muc/", vocabulary_views.vocabularies, name="vocabularies"),
    path("danh-muc/<slug:word>/", vocabulary_views.RowList.as_view(), name="vocabulary"),
    path("danh-muc/<slug:word>/them/", vocabulary_views.new_row, name="new_row"),
    path("danh-muc/<slug:word>/thu-tu/", vocabulary_views.move, name="move_row"),
    path("danh-muc/<slug:word>/<int:row_id>/", vocabulary_views.row, name="row"),
    path("danh-muc/<slug:word>/<int:row_id>/sua/", vocabulary_views.edit_row, name="edit_row"),
    path("danh-muc/<slug:word>/<int:row_id>/thoi-dung/", vocabulary_views.end_row, name="end_row"),
    path("danh-muc/<slug:word>/<int:row_id>/dung-lai/", vocabulary_views.resume_row, name="resume_row"),
    path("danh-muc/<slug:word>/<int:row_id>/gop/", vocabulary_views.merge_row, name="merge_row"),
    path("danh-muc/<slug:word>/<int:row_id>/xoa/", vocabulary_views.discard_row, name="discard_row"),
    path("cho-xac-nhan/", confirm_views.confirm, name="confirm"),
    path("ghi/", record_views.record, name="record"),
    path("ghi/tho.js", record_views.worker, name="worker"),
    path("ghi/<uuid:client_id>/tep/<int:index>/", record_views.record_file, name="record_file"),
    path("ghi/<uuid:client_id>/gui/", record_views.record_sent, name="record_sent"),
    path("tep/<int:file_id>/", file_views.original, name="file"),
    path("tep/<int:file_id>/xem.webp", file_views.view, name="file_view"),
    path("tep/<int:file_id>/nho.webp", file_views.thumb, name="file_thumb"),
]
