"""What of an upload reaches the disk before a view has looked at it."""

import io
from types import SimpleNamespace

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.config import uploads

pytestmark = pytest.mark.django_db


def test_a_stranger_sends_no_more_than_a_list_of_people():
    large = SimpleUploadedFile("a.bin", b"x" * (uploads.STRANGER + 1))

    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = (
        "x" * 32
    )  # anybody may make one up; then the body is searched for its twin

    answer = stranger.post("/ban-lam-viec/ghi/", {"file": large})

    assert answer.status_code == 413
    assert "Nội dung gửi lên quá lớn" in answer.content.decode()


def test_who_is_signed_in_sends_a_video(cast):
    large = SimpleUploadedFile("a.bin", b"x" * (uploads.STRANGER + 1))

    answer = cast.client("officer").post("/ban-lam-viec/ghi/", {"uploads": large})

    assert answer.status_code == 422


def test_a_body_beyond_all_measure_is_refused_to_everybody():
    gate = uploads.Gate(SimpleNamespace(user=SimpleNamespace(is_authenticated=True)))

    with pytest.raises(RequestDataTooBig):
        gate.handle_raw_input(io.BytesIO(), {}, uploads.SIGNED_IN + 1, "x")


def test_a_file_that_no_room_takes_is_counted_and_not_kept(monkeypatch):
    monkeypatch.setattr(uploads, "FILE", 10)
    handler = uploads.BoundedFile()
    handler.new_file("file", "a.bin", "application/octet-stream", 40)
    for start in (0, 10, 20, 30):
        handler.receive_data_chunk(b"0123456789", start)

    file = handler.file_complete(40)

    assert file is not None
    assert file.size == 40
    assert len(file.read()) == 10
    file.close()
