"""Handing a post to a page: POST /{page}/feed with message and link; an answer with `id`, or `error` with a number."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import urlencode

from lantoa.channels import answers, wire
from lantoa.channels.answers import Meaning
from lantoa.channels.contract import (
    InDoubt,
    Message,
    Permanent,
    Problem,
    Receipt,
    Recipient,
    Settings,
    Temporary,
)

_QUOTA = "Trang Facebook đã hết hạn mức đăng."
_RIGHT = "Mã truy cập không có quyền đăng lên trang này. Cấp lại quyền pages_manage_posts rồi nhập mã mới."

CODES = {
    2: Meaning("Facebook tạm ngừng phục vụ.", again=True, pause=300),
    4: Meaning(_QUOTA, again=True, pause=3600),
    17: Meaning(_QUOTA, again=True, pause=3600),
    32: Meaning(_QUOTA, again=True, pause=3600),
    341: Meaning(_QUOTA, again=True, pause=6 * 3600),
    613: Meaning(_QUOTA, again=True, pause=3600),
    80001: Meaning(_QUOTA, again=True, pause=3600),
    10: Meaning(_RIGHT),
    100: Meaning("Facebook không nhận nội dung hoặc số của trang. Xem lại bài và cài đặt kênh.", channel=False),
    102: Meaning("Mã truy cập Facebook đã hết hạn. Tạo mã mới cho trang và nhập ở cài đặt kênh."),
    190: Meaning("Mã truy cập Facebook đã hết hạn hoặc bị thu hồi. Tạo mã mới cho trang và nhập ở cài đặt kênh."),
    368: Meaning("Facebook đang chặn trang đăng bài vì chính sách. Xem thông báo trong trang quản lý.", again=True, pause=6 * 3600),
    506: Meaning("Trang vừa có một bài giống hệt nên Facebook không đăng lần nữa.", channel=False),
    2635: Meaning("Meta đã ngừng phiên bản API đang đặt. Đổi địa chỉ API trong cài đặt kênh."),
}  # fmt: skip


def deliver(message: Message, recipient: Recipient, settings: Settings, key: str) -> Receipt:
    form = {"message": _words(message), "access_token": settings["page_token"]}
    if message.url:
        form["link"] = message.url
    if settings.get("app_secret"):
        form["appsecret_proof"] = hmac.new(
            settings["app_secret"].encode(), settings["page_token"].encode(), hashlib.sha256
        ).hexdigest()
    answer = wire.call(
        "POST",
        f"{settings['api_url'].rstrip('/')}/{settings['page_id']}/feed",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=urlencode(form).encode(),
    )
    said = answer.json()
    problem = _problem(said.get("error"), answer) or answers.by_status(answer)
    if problem:
        raise problem
    post = said.get("id")
    if not isinstance(post, str) or not post:
        raise InDoubt("Facebook trả lời không đúng dạng, không rõ đã đăng chưa.")
    return Receipt(provider_id=post, url=f"https://www.facebook.com/{post}")


def _words(message: Message) -> str:
    return "\n\n".join(
        part.strip() for part in (message.title, message.summary, message.text) if part.strip()
    )


def _problem(error: Any, answer: wire.Answer) -> Problem | None:
    if not isinstance(error, dict) or not isinstance(error.get("code"), int):
        return None
    code = error["code"]
    if 200 <= code <= 299:
        return Permanent(f"{_RIGHT} (mã {code})", channel=True)
    if code == 1:
        return InDoubt("Facebook báo lỗi không rõ (mã 1), không rõ đã đăng chưa.")
    if code not in CODES and error.get("is_transient") is True:
        return Temporary(f"Facebook tạm thời không nhận (mã {code}).", retry_after=300)
    return answers.read(CODES, code, _unknown, answer)


def _unknown(code: int) -> Problem:
    return Permanent(f"Facebook không nhận bài (mã {code}). Xem bảng mã lỗi của Meta.", channel=False)
