"""Where codes lead: asked of the rooms that know, and checked here, so that no code leads where it must not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings

from lantoa.channels import queries, registry
from lantoa.channels.addresses import host_of, is_inside
from lantoa.channels.models import Placement
from lantoa.channels.registry import Of, Seen, TargetKind
from lantoa.foundation.errors import Refused
from lantoa.organisation.models import Agency

ADDRESS = "channels.address"
CONTENT = "channels.content"
GONE = Seen("Loại đích không còn dùng", why="Phần mềm không còn loại đích này. Chọn đích khác cho mã.")


def look(placements: Iterable[Placement]) -> dict[int, Seen]:
    """What each code leads to today, by its number: some queries for each kind, none for each code."""
    rows = list(placements)
    wanted: dict[str, set[Of]] = {}
    for row in rows:
        wanted.setdefault(row.target_kind, set()).add((row.agency_id, row.target_key))
    told = {code: _told(registry.target(code), keys) for code, keys in wanted.items()}
    return {row.pk: told[row.target_kind].get((row.agency_id, row.target_key), GONE) for row in rows}


def seen(placement: Placement) -> Seen:
    return look([placement])[placement.pk]


def destination(placement: Placement) -> str:
    """The address to send somebody to; empty where the code is withdrawn or leads nowhere today."""
    return "" if placement.withdrawn_at else seen(placement).address


def _told(kind: TargetKind | None, keys: Collection[Of]) -> Mapping[Of, Seen]:
    return {of: _checked(kind, found) for of, found in kind.look(keys).items()} if kind else {}


def _checked(kind: TargetKind, found: Seen) -> Seen:
    """Whatever a room says: inside kinds lead to a path of ours, outside ones to https on a public host."""
    right = not found.address or is_inside(found.address) or (kind.outside and bool(host_of(found.address)))
    return found if right else Seen(found.name, why="Địa chỉ đích không hợp lệ.")


def address_kind() -> TargetKind:
    """An address outside, on a host that the agency listed."""
    return TargetKind(
        ADDRESS,
        "Địa chỉ ngoài",
        look=_look_outside,
        accept=_accept_address,
        outside=True,
        order=900,
        hint="Bắt đầu bằng https://, tên miền có trong danh sách được dẫn đến.",
    )


def content_kind() -> TargetKind:
    """Whatever a room above offers to be sent: a published article and the like."""
    return TargetKind(CONTENT, "Bài đã đăng", look=_look_contents, choices=_contents, order=30)


def _contents(agency: Agency) -> list[tuple[str, str]]:
    return [
        (f"{source.code}|{key}", words)
        for source in registry.sources()
        for key, words in source.choices(agency)
    ]


def _look_contents(keys: Collection[Of]) -> dict[Of, Seen]:
    """By source and key: title and address are those of today."""
    own = settings.BASE_URL.rstrip("/")
    found = {}
    for of in keys:
        code, _, key = of[1].partition("|")
        source = registry.source(code)
        content = source.look(key) if source else None
        if content is None:
            found[of] = Seen("Bài đã gỡ", why="Bài này không còn đăng.")
        else:
            found[of] = Seen(content.title, content.url.removeprefix(own))
    return found


def _look_outside(keys: Collection[Of]) -> dict[Of, Seen]:
    """Asked at each scan: a host that was taken off the list is led to no more, whatever is printed."""
    hosts = queries.hosts_by_agency({agency_id for agency_id, _ in keys})
    found = {}
    for agency_id, key in keys:
        host = host_of(key)
        if host and host in hosts.get(agency_id, ()):
            found[agency_id, key] = Seen(key, key)
        else:
            found[agency_id, key] = Seen(
                key, why=f"Tên miền {host or 'này'} không còn trong danh sách được dẫn đến."
            )
    return found


def _accept_address(agency: Agency, typed: str) -> str:
    address = typed.strip()
    host = host_of(address)
    if not host:
        raise Refused(
            "Nhập địa chỉ bắt đầu bằng https://, ví dụ https://dichvucong.gov.vn/p/home. Không dùng tài khoản, "
            "cổng riêng hay địa chỉ số.",
            code="address",
            field="address",
        )
    if host not in queries.hosts_by_agency({agency.pk}).get(agency.pk, ()):
        raise Refused(
            f"Tên miền {host} chưa có trong danh sách được dẫn đến của cơ quan. Thêm tên miền trước, rồi đặt mã.",
            code="host",
            field="address",
        )
    return address
