"""Articles on Zalo, with every wrong turn its documentation tells of."""

from __future__ import annotations

from unittest import mock

import pytest

from lantoa.audit.models import Entry
from lantoa.channels import delivering, secrets
from lantoa.channels.contract import InDoubt, Message, Permanent, Recipient, Settings, Temporary
from lantoa.channels.kinds.zalo import KIND, transport
from lantoa.channels.models import Channel
from tests.channels.messages import articles, channel, fresh, outcomes, sent, work
from tests.support.provider import provider, said

VALUES = {
    "author": "Sở Xây dựng", "cover_url": "https://sxd.example.vn/bia.jpg", "app_id": "4", "app_secret": "khoa-mat",
    "access_token": "cu", "refresh_token": "mot-lan", "api_url": "https://openapi.zalo.me/v2.0",
    "token_url": "https://oauth.zaloapp.com/v4/oa/access_token",
}  # fmt: skip
MESSAGE = Message("Giảm phí", "Giảm một nửa", "Dòng một\nDòng hai", "https://lantoa.example/tin/7/")
TAKEN = {"error": 0, "message": "Success", "data": {"token": "bai-1"}}


def zalo(refused=(), fresh_token="moi"):
    """Takes articles with the fresh token; a refresh token is good once."""
    used = set()

    def answer(asked):
        if asked.path == "/v4/oa/access_token":
            token = asked.form["refresh_token"]
            if token in used or token in refused:
                return said(200, {"error": -14014, "error_name": "Invalid refresh token"})
            used.add(token)
            return said(
                200, {"access_token": fresh_token, "refresh_token": "mot-lan-2", "expires_in": "90000"}
            )
        if asked.headers["access_token"] != fresh_token:
            return said(200, {"error": -216, "message": "Access token is invalid"})
        return said(200, TAKEN)

    return answer


def deliver(settings=None):
    return KIND.deliver(MESSAGE, Recipient(), settings or Settings(VALUES), "lantoa-1-1")


def test_an_article_goes_out_with_title_summary_cover_and_the_address_of_the_page():
    with provider(lambda asked: said(200, TAKEN)) as far:
        receipt = deliver()
    (asked,) = far.asked
    assert receipt.provider_id == "bai-1"
    assert (asked.path, asked.headers["access_token"]) == ("/v2.0/article/create", "cu")
    assert (asked.json["title"], asked.json["description"], asked.json["author"]) == (
        "Giảm phí",
        "Giảm một nửa",
        "Sở Xây dựng",
    )
    assert asked.json["cover"]["photo_url"] == VALUES["cover_url"]
    assert asked.json["body"][-1]["content"] == "Đọc cả bài: https://lantoa.example/tin/7/"


def test_an_old_token_is_renewed_and_the_article_goes_out_once():
    settings = Settings(VALUES)
    with provider(zalo()) as far:
        deliver(settings)
    assert [asked.path.rsplit("/", 1)[1] for asked in far.asked] == ["create", "access_token", "create"]
    assert (settings["access_token"], settings["refresh_token"]) == ("moi", "mot-lan-2")


def test_a_refresh_token_that_was_used_elsewhere_stops_the_channel_with_what_to_do():
    with provider(zalo(refused={"mot-lan"})), pytest.raises(Permanent, match="Cấp quyền lại") as problem:
        deliver()
    assert problem.value.channel


@pytest.mark.parametrize(
    ("reply", "problem", "words"),
    [
        (said(200, {"error": -32}), Temporary, "quá nhanh"),
        (said(200, {"error": -211}), Temporary, "hạn mức"),
        (said(200, {"error": -212}), Permanent, "quyền quản lý bài viết"),
        (said(200, {"error": -201}), Permanent, "nội dung"),
        (said(200, {"error": -99999}), Permanent, "-99999"),
        (said(429, {}, Retry_After="120"), Temporary, "chậm lại"),
        (said(503, b"busy"), Temporary, "503"),
        (said(500, b"oops"), InDoubt, "500"),
        (said(200, b"<html>not json"), InDoubt, "không đúng dạng"),
        (said(200, b"[" * 100_000), InDoubt, "không đúng dạng"),
        (said(302, b"", Location="http://127.0.0.1/"), Permanent, "chuyển sang nơi khác"),
        (None, InDoubt, "không trả lời"),
    ],
)  # fmt: skip
def test_each_refusal_is_told_as_what_it_means(reply, problem, words):
    with provider(lambda asked: reply), pytest.raises(problem, match=words) as raised:
        deliver()
    assert "khoa-mat" not in str(raised.value) + repr(raised.value.__context__)


def test_the_wait_that_zalo_asks_for_is_kept():
    with provider(lambda asked: said(429, {}, Retry_After="120")), pytest.raises(Temporary) as raised:
        deliver()
    assert raised.value.retry_after == 120


@pytest.mark.django_db
def test_new_tokens_are_stored_encrypted_before_they_are_used_and_noted_without_their_value(cast):
    row = channel(cast, "zalo", values=VALUES)
    stored = []
    post = transport._post

    def spied(message, settings):
        if settings["access_token"] == "moi":
            stored.append(secrets.opened(Channel.objects.get(pk=row.pk).secrets)["refresh_token"])
        return post(message, settings)

    with articles(cast), provider(zalo()), mock.patch.object(transport, "_post", spied):
        broadcast = sent(cast, row)
        work()
    assert outcomes(broadcast) == {"sent": 1}
    assert stored == ["mot-lan-2"]
    held = Channel.objects.get(pk=row.pk)
    assert secrets.opened(held.secrets)["refresh_token"] == "mot-lan-2"
    assert "mot-lan" not in held.secrets + str(held.settings)
    seen = "".join(f"{entry.summary}{entry.changes}" for entry in Entry.objects.all())
    assert "mot-lan" not in seen and "moi" not in held.settings.values()
    assert Entry.objects.filter(verb="channels.token_renewed").exists()
    assert fresh(broadcast).activity is not None


@pytest.mark.django_db
def test_who_comes_late_takes_the_tokens_that_another_process_stored(cast):
    row = channel(cast, "zalo", values=VALUES)
    first = Settings({**VALUES}, renewing=lambda seen, ask: delivering.renewing.renew(row, seen, ask))
    second = Settings({**VALUES}, renewing=lambda seen, ask: delivering.renewing.renew(row, seen, ask))
    with provider(zalo()) as far:
        deliver(first)
        deliver(second)
    assert [asked.path for asked in far.asked].count("/v4/oa/access_token") == 1
    assert second["access_token"] == "moi"
