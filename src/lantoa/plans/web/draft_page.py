"""What the review page shows of a draft: items with their doubts, and the source with anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms

from lantoa.plans import drafting
from lantoa.plans.editing import Item
from lantoa.plans.forms.review import Review
from lantoa.plans.models import Draft

SERIOUS = {"UNKNOWN_UNIT", "UNREADABLE_DATE", "MISSING_NUMBER"}
TITLES = {"objectives": "Mục tiêu", "requirements": "Yêu cầu", "arrangements": "Tổ chức thực hiện"}
SINGULAR = {"objectives": "Mục tiêu", "requirements": "Yêu cầu", "arrangements": "Mục", "tasks": "Nhiệm vụ"}


@dataclass(frozen=True)
class Doubt:
    """A warning with the place on the page it belongs to."""

    index: int
    code: str
    message: str
    anchor: str
    where: str
    seen: bool


@dataclass(frozen=True)
class Row:
    """One item with its form and doubts."""

    item: Item
    form: forms.Form
    doubts: list[Doubt]
    must: list[str]
    anchor: str
    where: str
    first: bool
    last: bool
    kinds: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return bool(self.must or self.form.errors or not self.item.get("text"))


class Page:
    """Everything the template needs, worked out once."""

    def __init__(self, draft: Draft, form: Review) -> None:
        self.draft, self.form = draft, form
        self.content = form.content

    @cached_property
    def anchors(self) -> dict[str, str]:
        """`{place: id of its line in the source}`."""
        found: dict[str, str] = {}
        for number, line in enumerate(self.draft.source, 1):
            for place in [line.get("place"), *(cell["place"] for cell in line.get("cells", []))]:
                if place:
                    found.setdefault(_key(place), f"d{number}")
        return found

    def where(self, place: dict[str, Any] | None) -> str:
        """A place in words: "dòng 12", "đoạn 7", "Bảng 1, ô B4"."""
        if not place:
            return ""
        if "cell" in place:
            return f"{place.get('sheet') or 'bảng'}, ô {place['cell']}"
        return f"đoạn {place['paragraph']}" if "paragraph" in place else f"dòng {place['line']}"

    @cached_property
    def doubts(self) -> list[Doubt]:
        return [
            Doubt(
                index,
                row["code"],
                row["message"],
                self.anchors.get(_key(row.get("source")), ""),
                self.where(row.get("source")),
                bool(row.get("seen")),
            )
            for index, row in enumerate(self.content.get("warnings", []))
        ]

    @cached_property
    def open_doubts(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if not doubt.seen]

    @cached_property
    def musts(self) -> list[drafting.Must]:
        return drafting.musts(self.content)

    @property
    def to_see(self) -> int:
        """How many things on the page ask to be looked at."""
        return len(self.musts) + len(self.open_doubts)

    @cached_property
    def tasks(self) -> list[Row]:
        return self._rows("tasks", self.form.tasks)

    @cached_property
    def groups(self) -> list[tuple[str, str, str, list[Row]]]:
        return [
            (name, TITLES[name], SINGULAR[name], self._rows(name, self.form.texts[name]))
            for name in ("objectives", "requirements", "arrangements")
        ]

    def _rows(self, name: str, pairs: list[tuple[Item, Any]]) -> list[Row]:
        wanting: dict[str, list[str]] = {}
        for must in self.musts:
            wanting.setdefault(must.item, []).append(must.message)
        by_anchor: dict[str, list[Doubt]] = {}
        for doubt in self.open_doubts:
            by_anchor.setdefault(doubt.anchor, []).append(doubt)
        rows = []
        for index, (item, form) in enumerate(pairs):
            anchor = self.anchors.get(_key(item.get("source")), "")
            rows.append(
                Row(
                    item,
                    form,
                    by_anchor.get(anchor, []) if anchor else [],
                    wanting.get(item["id"], []),
                    anchor,
                    self.where(item.get("source")),
                    index == 0,
                    index == len(pairs) - 1,
                    [(key, word) for key, word in SINGULAR.items() if key != name],
                )
            )
        return rows


def _key(place: dict[str, Any] | None) -> str:
    if not place:
        return ""
    return "|".join(str(place.get(name, "")) for name in ("line", "paragraph", "sheet", "cell"))
