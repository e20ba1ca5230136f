"""Handing an article to Zalo: POST …/article/create with the token in a header, an answer with `error` 0 or a number.

A token lasts about a day. The refresh token that renews it is good for one exchange; what comes back is stored before
anything is sent with it (`Settings.renew`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from lantoa.channels import answers, wire
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
from lantoa.channels.kinds.zalo.codes import CODES, EXPIRED

FORM = "application/x-www-form-urlencoded"


def deliver(message: Message, recipient: Recipient, settings: Settings, key: str) -> Receipt:
    """One article, visible at once. After a refusal for an old token once more with a new one."""
    answer = _post(message, settings)
    if _code(answer) in EXPIRED:
        settings.renew(_renewed)
        answer = _post(message, settings)
    problem = answers.by_status(answer)
    if problem:
        raise problem
    said = answer.json()
    code = _code(answer)
    if code is None:
        raise InDoubt("Zalo trả lời không đúng dạng, không rõ đã đăng chưa.")
    if code:
        raise answers.read(CODES, code, _unknown, answer)
    data = said.get("data")
    return Receipt(provider_id=str(data.get("token", ""))[:120] if isinstance(data, dict) else "")


def _post(message: Message, settings: Settings) -> wire.Answer:
    return wire.call(
        "POST",
        f"{settings['api_url'].rstrip('/')}/article/create",
        headers={"Content-Type": "application/json", "access_token": settings["access_token"]},
        body=json.dumps(_article(message, settings), ensure_ascii=False).encode(),
    )


def _article(message: Message, settings: Settings) -> dict[str, Any]:
    body = [{"type": "text", "content": line} for line in message.text.split("\n") if line.strip()]
    if message.url:
        body.append({"type": "text", "content": f"Đọc cả bài: {message.url}"})
    return {
        "type": "normal",
        "title": message.title,
        "author": settings["author"],
        "description": message.summary or message.title,
        "cover": {"cover_type": "photo", "photo_url": settings["cover_url"], "status": "show"},
        "body": body or [{"type": "text", "content": message.title}],
        "status": "show",
        "comment": "hide",
    }


def _code(answer: wire.Answer) -> int | None:
    found = answer.json().get("error")
    return found if isinstance(found, int) else None


def _unknown(code: int) -> Problem:
    return Permanent(f"Zalo không nhận bài (mã {code}). Xem bảng mã lỗi của Zalo OA.", channel=False)


def _renewed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Exchanges the refresh token. In doubt is temporary here: nothing was posted; the next attempt shows what holds."""
    form = {
        "refresh_token": values["refresh_token"],
        "app_id": values["app_id"],
        "grant_type": "refresh_token",
    }
    try:
        answer = wire.call(
            "POST",
            values["token_url"],
            headers={"Content-Type": FORM, "secret_key": values["app_secret"]},
            body=urlencode(form).encode(),
        )
    except InDoubt:
        raise Temporary("Zalo chưa trả lời việc gia hạn quyền đăng.", channel=True) from None
    said = answer.json()
    access, refresh = said.get("access_token"), said.get("refresh_token")
    if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
        return {"access_token": access, "refresh_token": refresh}
    problem = answers.by_status(answer)
    if problem and not isinstance(problem, Permanent):
        raise Temporary("Zalo chưa gia hạn được quyền đăng.", channel=True) from None
    raise Permanent(
        "Zalo không gia hạn quyền đăng: mã gia hạn đã hết hạn hoặc đã dùng ở nơi khác. Cấp quyền lại trong "
        "Zalo for Developers rồi nhập hai mã mới ở cài đặt kênh.",
        channel=True,
    )
