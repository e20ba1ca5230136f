"""Posts of a page, with every wrong turn of the Graph API."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from lantoa.channels.contract import InDoubt, Message, Permanent, Recipient, Settings, Temporary
from lantoa.channels.kinds.facebook import KIND
from tests.support.provider import provider, said

VALUES = {
    "page_id": "1234",
    "page_token": "ma-trang",
    "app_secret": "",
    "api_url": "https://graph.facebook.com/v23.0",
}
MESSAGE = Message("Giảm phí", "", "Nội dung", "https://lantoa.example/tin/7/")


def deliver(**changed):
    return KIND.deliver(MESSAGE, Recipient(), Settings({**VALUES, **changed}), "lantoa-1-1")


def error(code, status=400, **more):
    return said(status, {"error": {"message": "secret words", "code": code, **more}})


def test_a_post_goes_out_with_its_link():
    with provider(lambda asked: said(200, {"id": "1234_9"})) as far:
        receipt = deliver()
    (asked,) = far.asked
    assert (receipt.provider_id, receipt.url) == ("1234_9", "https://www.facebook.com/1234_9")
    assert asked.path == "/v23.0/1234/feed"
    assert asked.form == {
        "message": "Giảm phí\n\nNội dung",
        "link": "https://lantoa.example/tin/7/",
        "access_token": "ma-trang",
    }


def test_with_the_secret_of_the_application_the_call_proves_that_it_is_held():
    with provider(lambda asked: said(200, {"id": "1"})) as far:
        deliver(app_secret="khoa")
    proof = hmac.new(b"khoa", b"ma-trang", hashlib.sha256).hexdigest()
    assert far.asked[0].form["appsecret_proof"] == proof


@pytest.mark.parametrize(
    ("reply", "problem", "words", "channel"),
    [
        (error(190, 401), Permanent, "hết hạn", True),
        (error(200, 403), Permanent, "không có quyền", True),
        (error(10, 403), Permanent, "không có quyền", True),
        (error(32), Temporary, "hạn mức", True),
        (error(4, 403), Temporary, "hạn mức", True),
        (error(2, 500), Temporary, "tạm ngừng", True),
        (error(506), Permanent, "giống hệt", False),
        (error(100), Permanent, "nội dung", False),
        (error(987), Permanent, "987", False),
        (error(987, is_transient=True), Temporary, "987", False),
        (error(1, 500), InDoubt, "không rõ", False),
        (said(429, {}, Retry_After="30"), Temporary, "chậm lại", True),
        (said(502, b"bad"), InDoubt, "502", False),
        (said(200, b"{"), InDoubt, "không đúng dạng", False),
        (said(200, {"id": 7}), InDoubt, "không đúng dạng", False),
        (None, InDoubt, "không trả lời", False),
    ],
)  # fmt: skip
def test_each_refusal_is_told_as_what_it_means_and_no_word_of_the_far_side_gets_through(
    reply, problem, words, channel
):
    with provider(lambda asked: reply), pytest.raises(problem, match=words) as raised:
        deliver()
    assert raised.value.channel is channel
    assert "secret words" not in raised.value.message and "ma-trang" not in raised.value.message
