"""One POST to a service. The status alone decides: 2xx is taken, 4xx is not, 5xx nobody knows.

The host is asked for at every call in the agency's own list, so that taking it off the list stops the channel.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode, urlsplit

from lantoa.channels import answers, queries, wire
from lantoa.channels.addresses import host_of
from lantoa.channels.contract import Message, Permanent, Receipt, Recipient, Settings
from lantoa.channels.queries import sending


def deliver(message: Message, recipient: Recipient, settings: Settings, key: str) -> Receipt:
    """The key goes along as a field and as the header Idempotency-Key."""
    _require_host(settings)
    fields = {settings["text_name"]: _words(message)}
    if settings.get("to_name") and settings.get("to"):
        fields[settings["to_name"]] = settings["to"]
    if settings.get("key_name"):
        fields[settings["key_name"]] = key
    as_json = settings["form"] == "json"
    kind = "application/json" if as_json else "application/x-www-form-urlencoded"
    answer = wire.call(
        "POST",
        settings["url"],
        headers={settings["header"]: settings["token"], "Content-Type": kind, "Idempotency-Key": key},
        body=(json.dumps(fields, ensure_ascii=False) if as_json else urlencode(fields)).encode(),
    )
    problem = answers.by_status(answer)
    if problem:
        raise problem
    if answer.status in {401, 403}:
        raise Permanent(
            f"Dịch vụ không nhận giá trị xác thực (mã {answer.status}). Sửa trong cài đặt kênh.", channel=True
        )
    if answer.status == 404:
        raise Permanent("Không có dịch vụ ở địa chỉ đã đặt (mã 404). Sửa trong cài đặt kênh.", channel=True)
    if answer.status == 409:  # the far side has this key already: what was in doubt had arrived
        return Receipt()
    if answer.status >= 400:
        raise Permanent(f"Dịch vụ không nhận tin (mã {answer.status}).")
    found = answer.json().get(settings.get("id_name") or "", "")
    return Receipt(provider_id=str(found)[:120] if isinstance(found, str | int) else "")


def _words(message: Message) -> str:
    return "\n".join(filter(None, (message.title, message.text, message.url)))


def _require_host(settings: Settings) -> None:
    channel = sending.channel_by_key("http", settings.channel_id)
    host = host_of(settings["url"])
    if (
        channel is None
        or not host
        or host not in queries.hosts_by_agency({channel.agency_id}).get(channel.agency_id, ())
    ):
        raise Permanent(
            f"Tên miền {urlsplit(settings['url']).hostname or 'này'} chưa có trong danh sách tên miền của cơ quan. "
            "Thêm ở Mã QR, Tên miền.",
            channel=True,
        )
