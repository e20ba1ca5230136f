"""The page of one form: shown, refused at a field, done and led on."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse

from lantoa.foundation.errors import Refused
from lantoa.ui.form_pages import form_page, posted


class NameForm(forms.Form):
    name = forms.CharField(label="Tên")
    file = forms.FileField(label="Tệp", required=False)


def refusing(field: str | None) -> Any:
    def act() -> str:
        raise Refused("Tên này đã có.", field=field)

    return act


@pytest.fixture
def send(rf: Any) -> Any:
    def answer(act: Any, data: dict[str, str] | None = None, **more: Any) -> tuple[HttpRequest, HttpResponse]:
        request = rf.get("/x/") if data is None else rf.post("/x/", data)
        request._messages = CookieStorage(request)
        wanted = {"back": ("ui:gallery",), "said": "Đã lưu."} | more
        response = form_page(request, NameForm(posted(request)), act, title="Thêm", button="Lưu", **wanted)
        return request, response

    return answer


def test_the_form_is_shown_with_its_button_and_the_way_back(send: Any) -> None:
    _, response = send(lambda: "x")
    html = response.content.decode()
    assert response.status_code == 200
    assert "Lưu</button>" in html and "Thôi, quay lại" in html
    assert 'enctype="multipart/form-data"' in html  # it has a file


def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(send: Any) -> None:
    _, response = send(refusing("name"), {"name": "Phòng A"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_name_error"' in html and "Tên này đã có." in html and 'value="Phòng A"' in html


def test_a_refusal_of_no_field_of_the_form_stands_above_it(send: Any) -> None:
    _, response = send(refusing("actor"), {"name": "Phòng A"})
    assert "Tên này đã có." in response.content.decode() and response.status_code == 422


def test_an_empty_post_is_answered_with_errors_and_calls_nothing(send: Any) -> None:
    _, response = send(refusing(None), {})
    assert response.status_code == 422 and "Tên này đã có." not in response.content.decode()


def test_when_it_is_done_it_says_so_and_leads_on(send: Any) -> None:
    request, response = send(lambda: "B", {"name": "B"}, said=lambda done: f"Đã thêm {done}.")
    assert [str(message) for message in get_messages(request)] == ["Đã thêm B."]
    assert response.status_code == 302 and response["Location"].endswith("/gallery/")
    _, response = send(lambda: "B", {"name": "B"}, to=lambda done: ("desk:today",))
    assert response["Location"] == "/ban-lam-viec/"
