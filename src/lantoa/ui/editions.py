"""Which edition of a row somebody had before them: two people who correct one row do not undo each other unseen."""

from __future__ import annotations

from django.db.models import Model
from django.utils.crypto import salted_hmac

from lantoa.foundation.errors import Refused

FIELD = "phien_ban"
"""The name of the hidden field that brings the edition back."""

_MOVED_BY_OTHERS = frozenset({"position"})
"""Columns that change when another row does."""


def edition_of(row: Model) -> str:
    """A short digest of all that the row says now, its links included; changed by any change of content."""
    said = [
        f"{field.attname}={field.value_from_object(row)!r}"
        for field in row._meta.concrete_fields
        if field.name not in _MOVED_BY_OTHERS
    ]
    for links in row._meta.local_many_to_many:
        keys = getattr(row, links.name).order_by("pk").values_list("pk", flat=True)
        said.append(f"{links.name}={list(keys)}")
    return salted_hmac("lantoa.edition", "\n".join(said), algorithm="sha256").hexdigest()[:20]


def require_seen(row: Model, seen: str) -> None:
    """Locks the row and raises Refused (code "stale") when it says something else than was seen.

    In the transaction of the change. Nothing is asked of who says nothing.
    """
    if not seen:
        return
    now = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now is None or edition_of(now) != seen:
        raise Refused(
            "Đã có người sửa mục này sau khi trang mở. Nội dung vừa nhập còn nguyên ở dưới: mở bản hiện nay ở thẻ "
            "khác để so, rồi gửi lại nếu vẫn muốn thay.",
            code="stale",
        )
