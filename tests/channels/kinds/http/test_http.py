"""A service of the agency's choice, and no way through it to what stands inside the network."""

from __future__ import annotations

import socket
from unittest import mock

import pytest

from lantoa.channels import actions, wire
from lantoa.channels.contract import InDoubt, Message, Permanent, Recipient, Settings, Temporary
from lantoa.channels.kinds.http import KIND
from lantoa.channels.kinds.http.settings import HttpForm
from tests.channels.messages import articles, channel, outcomes, sent, work
from tests.support.provider import provider, said

VALUES = {
    "url": "https://sms.example.vn/gui?v=1", "form": "json", "text_name": "noi_dung", "to_name": "nhom", "to": "Cư dân",
    "key_name": "ma", "header": "Authorization", "token": "Bearer abc", "id_name": "sms_id",
}  # fmt: skip
MESSAGE = Message("Giảm phí", "", "Nội dung", "https://lantoa.example/tin/7/")


@pytest.fixture
def settings_of(cast):
    row = channel(cast, "http", values=VALUES)
    actions.add_host(cast.sxd, "sms.example.vn", "Cổng tin nhắn", actor=cast.actor("editor"))
    return lambda **changed: Settings({**VALUES, **changed}, channel_id=row.pk)


def deliver(settings):
    return KIND.deliver(MESSAGE, Recipient(), settings, "lantoa-1-1")


@pytest.mark.django_db
def test_a_message_goes_out_under_the_names_of_the_service_with_a_key_of_its_own(settings_of):
    with provider(lambda asked: said(202, {"sms_id": 77})) as far:
        receipt = deliver(settings_of())
    (asked,) = far.asked
    assert receipt.provider_id == "77"
    assert asked.path == "/gui?v=1"
    assert (asked.headers["authorization"], asked.headers["idempotency-key"]) == ("Bearer abc", "lantoa-1-1")
    assert asked.json == {
        "noi_dung": "Giảm phí\nNội dung\nhttps://lantoa.example/tin/7/",
        "nhom": "Cư dân",
        "ma": "lantoa-1-1",
    }


@pytest.mark.django_db
def test_the_same_as_a_form(settings_of):
    with provider(lambda asked: said(200, b"OK")) as far:
        deliver(settings_of(form="form", to=""))
    assert far.asked[0].form["ma"] == "lantoa-1-1"
    assert "nhom" not in far.asked[0].form


@pytest.mark.django_db
def test_a_key_that_the_service_has_already_counts_as_arrived(settings_of):
    with provider(lambda asked: said(409, {})):
        assert deliver(settings_of()).provider_id == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reply", "problem", "words"),
    [
        (said(401, {}), Permanent, "xác thực"),
        (said(404, {}), Permanent, "404"),
        (said(400, {}), Permanent, "400"),
        (said(429, {}, Retry_After="7"), Temporary, "chậm lại"),
        (said(500, {}), InDoubt, "500"),
        (said(307, b"", Location="https://10.0.0.1/"), Permanent, "chuyển sang nơi khác"),
        (said(200, b"x" * 300_000), InDoubt, "không trả lời"),
        (None, InDoubt, "không trả lời"),
    ],
)  # fmt: skip
def test_each_answer_is_told_as_what_it_means(settings_of, reply, problem, words):
    with provider(lambda asked: reply) as far, pytest.raises(problem, match=words):
        deliver(settings_of())
    assert len(far.asked) == 1


@pytest.mark.django_db
def test_a_host_that_is_not_on_the_list_of_the_agency_is_not_called(settings_of):
    with provider(lambda asked: said(200, {})) as far, pytest.raises(Permanent, match="danh sách tên miền"):
        deliver(settings_of(url="https://khac.example.vn/gui"))
    assert far.asked == []


@pytest.mark.django_db
def test_without_its_secret_nothing_is_handed_over_and_the_channel_says_what_to_do(cast, settings):
    row = channel(cast, "http", values=VALUES)
    actions.add_host(cast.sxd, "sms.example.vn", "Cổng tin nhắn", actor=cast.actor("editor"))
    with articles(cast), provider(lambda asked: said(200, {})) as far:
        broadcast = sent(cast, row)
        settings.SECRET_KEY = "the secret of another installation"
        work()
    row.refresh_from_db()
    assert (far.asked, outcomes(broadcast)) == ([], {"failed": 1})
    assert "Nhập lại ở cài đặt kênh" in row.trouble


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(address):
    rows = [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", (address, 443))]
    with (
        mock.patch.object(socket, "getaddrinfo", return_value=rows),
        mock.patch.object(socket, "create_connection") as connect,
        pytest.raises(Permanent, match="mạng nội bộ"),
    ):
        wire.call("POST", "https://sms.example.vn/")
    connect.assert_not_called()


def test_the_connection_goes_to_the_very_address_that_was_checked():
    rows = [(0, 0, 0, "", ("8.8.8.8", 443))]
    with (
        mock.patch.object(socket, "getaddrinfo", return_value=rows) as asked,
        mock.patch.object(socket, "create_connection", side_effect=OSError) as connect,
        pytest.raises(Temporary, match="Không kết nối"),
    ):
        wire.call("POST", "https://sms.example.vn/")
    assert asked.call_count == 1
    assert connect.call_args[0][0] == ("8.8.8.8", 443)


@pytest.mark.parametrize(
    "url", ["http://sms.example.vn/", "https://sms.example.vn:8443/", "ftp://a.vn/", "https:///x"]
)
def test_only_plain_https_is_called(url):
    with pytest.raises(Permanent, match="https"):
        wire.call("POST", url)


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "http://sms.example.vn/"), ("url", "https://127.0.0.1/"), ("url", "https://a:b@sms.vn/"),
     ("header", "Host"), ("header", "X\r\nY"), ("token", "a\r\nX: b"), ("token", "mật"), ("text_name", "a b")],
)  # fmt: skip
def test_settings_that_would_lead_elsewhere_are_refused(field, value):
    form = HttpForm({**VALUES, field: value})
    assert field in form.errors


def test_settings_that_are_right_are_taken():
    assert HttpForm(VALUES).errors == {}
