"""Correcting a draft on screen. Pure: a content in, a new content out; nothing is changed in place.

`content` has the shape of `reading`'s JSON. Every item of the four lists carries an `id` that stays with it
through every correction, so that two windows speak of the same thing.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lantoa.foundation.errors import Refused

Content = dict[str, Any]
Item = dict[str, Any]

LISTS = ("objectives", "requirements", "tasks", "arrangements")
EMPTY_TIME = {"kind": None, "start": None, "end": None, "rrule": None, "event_text": None, "raw": None}
EMPTY_TASK: Item = {
    "ordinal": None,
    "text": "",
    "lead": None,
    "lead_unit": None,
    "partners": [],
    "time": EMPTY_TIME,
    "forms": [],
    "themes": [],
    "audience": None,
    "product": None,
    "budget": None,
    "note": None,
    "source": None,
}


def with_ids(content: Content) -> Content:
    """Gives every item an id that nobody has yet, and numbers positions from 1."""
    fresh = deepcopy(content)
    fresh.setdefault("next_id", 1)
    for name in LISTS:
        for item in fresh.setdefault(name, []):
            if "id" not in item:
                item["id"] = _new_id(fresh)
    return _number(fresh)


def edit(content: Content, item_id: str, values: Item) -> Content:
    """Replaces the named values of one item. Raises Refused (code "gone") when it was dropped elsewhere."""
    fresh = deepcopy(content)
    _, _, item = _find(fresh, item_id)
    item.update(values)
    return fresh


def edit_document(content: Content, values: Item) -> Content:
    """Replaces the named values of the document's own facts."""
    fresh = deepcopy(content)
    fresh["document"] = {**fresh.get("document", {}), **values}
    return fresh


def drop(content: Content, item_id: str) -> Content:
    """Leaves an item out of the plan. It waits among the dropped until the draft is confirmed."""
    fresh = deepcopy(content)
    name, index, item = _find(fresh, item_id)
    del fresh[name][index]
    if (item.get("text") or "").strip():
        fresh.setdefault("dropped", []).append({**item, "list": name, "at": index})
    return _number(fresh)


def beside(content: Content, item_id: str, steps: int) -> str:
    """The id of the item below (1) or above (-1), or of the nearest there is; "" in a list of one."""
    name, index, _ = _find(content, item_id)
    rows = content[name]
    at = index + steps if 0 <= index + steps < len(rows) else index - steps
    return str(rows[at]["id"]) if 0 <= at < len(rows) else ""


def take_back(content: Content, item_id: str) -> Content:
    """Puts a dropped item where it stood. Raises Refused (code "gone") when it is not among the dropped."""
    fresh = deepcopy(content)
    for row in fresh.get("dropped", []):
        if row["id"] == item_id:
            fresh["dropped"].remove(row)
            item = {key: value for key, value in row.items() if key not in ("list", "at")}
            fresh[row["list"]].insert(row["at"], item)
            return _number(fresh)
    raise Refused("Mục này không còn trong danh sách đã bỏ. Tải lại trang.", code="gone")


def move(content: Content, item_id: str, steps: int) -> Content:
    """Moves an item up (negative) or down within its list, as far as the list goes."""
    fresh = deepcopy(content)
    name, index, _ = _find(fresh, item_id)
    rows = fresh[name]
    rows.insert(max(0, min(len(rows) - 1, index + steps)), rows.pop(index))
    return _number(fresh)


def merge_up(content: Content, item_id: str) -> Content:
    """Joins an item to the one above: its text follows, and its fields fill what the other lacks."""
    fresh = deepcopy(content)
    name, index, item = _find(fresh, item_id)
    if index == 0:
        raise Refused("Mục đầu danh sách không có mục phía trên để gộp.", code="first")
    above = fresh[name][index - 1]
    above["text"] = f"{above['text'].rstrip()} {item['text'].lstrip()}".strip()
    for key, value in item.items():
        if key in ("id", "text", "position", "ordinal", "source"):
            continue
        if key == "time" and not (above.get("time") or {}).get("kind"):
            above["time"] = value
        elif isinstance(value, list):
            above[key] = list(dict.fromkeys([*above.get(key, []), *value]))
        elif not above.get(key):
            above[key] = value
    del fresh[name][index]
    return _number(fresh)


def split(content: Content, item_id: str, texts: list[str]) -> Content:
    """Cuts an item into several of the given texts; every part keeps the fields and the place of the whole."""
    parts = [text.strip() for text in texts if text.strip()]
    if len(parts) < 2:
        raise Refused("Tách thành ít nhất hai mục, mỗi mục một dòng.", code="too_few")
    fresh = deepcopy(content)
    name, index, item = _find(fresh, item_id)
    made = []
    for number, text in enumerate(parts):
        part = deepcopy(item)
        part["text"] = text
        if number:
            part["id"] = _new_id(fresh)
            part["ordinal"] = None
        made.append(part)
    fresh[name][index : index + 1] = made
    return _number(fresh)


def add(content: Content, name: str, after: str | None = None) -> tuple[Content, str]:
    """Adds an empty item at the end of a list, or after another; returns the content and the new id."""
    if name not in LISTS:
        raise Refused("Danh sách này không có.", code="bad_list")
    fresh = deepcopy(content)
    item: Item = deepcopy(EMPTY_TASK) if name == "tasks" else {"ordinal": None, "text": "", "source": None}
    if name == "arrangements":
        item = {"heading": "", "text": "", "source": None}
    item["id"] = _new_id(fresh)
    index = len(fresh[name])
    if after:
        other, at, _ = _find(fresh, after)
        index = at + 1 if other == name else index
    fresh[name].insert(index, item)
    return _number(fresh), item["id"]


def change_kind(content: Content, item_id: str, name: str) -> Content:
    """Moves an item to another list: what was read as an objective is a task, and so on. Its text is kept."""
    if name not in LISTS:
        raise Refused("Danh sách này không có.", code="bad_list")
    fresh = deepcopy(content)
    old, index, item = _find(fresh, item_id)
    if old == name:
        return fresh
    del fresh[old][index]
    base: Item = deepcopy(EMPTY_TASK) if name == "tasks" else {"ordinal": None}
    if name == "arrangements":
        base = {"heading": ""}
    kept: Item = {key: item[key] for key in ("text", "source", "id") if key in item}
    if name != "arrangements":
        kept["ordinal"] = item.get("ordinal")
    fresh[name].append({**base, **kept})
    return _number(fresh)


def _find(content: Content, item_id: str) -> tuple[str, int, Item]:
    for name in LISTS:
        for index, item in enumerate(content.get(name, [])):
            if item.get("id") == item_id:
                return name, index, item
    raise Refused("Mục này đã được bỏ hoặc gộp ở nơi khác. Tải lại trang.", code="gone")


def _new_id(content: Content) -> str:
    number = content.get("next_id", 1)
    content["next_id"] = number + 1
    return f"m{number}"


def _number(content: Content) -> Content:
    for name in LISTS:
        for position, item in enumerate(content.get(name, []), 1):
            if name != "arrangements":
                item["position"] = position
    return content
