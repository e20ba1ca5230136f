"""What the review page shows of a draft: items with their doubts, and the source with anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms

from lantoa.plans import drafting
from lantoa.plans.editing import Item
from lantoa.plans.forms.review import Review
from lantoa.plans.models import Draft
from lantoa.plans.when import when_of_item

QUOTED = re.compile("“([^”]+)”")
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
    facts: str = ""
    wants: str = ""
    asked: bool = False

    @property
    def open(self) -> bool:
        return bool(self.asked or self.must or self.form.errors or not self.item.get("text"))


@dataclass(frozen=True)
class Line:
    """One line of the source: its id, the number it is spoken of by, and its text in parts, some in doubt."""

    id: str
    number: str
    parts: list[tuple[str, bool]]


class Page:
    """Everything the template needs, worked out once."""

    def __init__(self, draft: Draft, form: Review, *, opened: str = "") -> None:
        self.draft, self.form, self.opened = draft, form, opened
        self.content = form.content

    @cached_property
    def lines(self) -> list[Line]:
        """The source as the left side shows it, numbered as the doubts speak of it, with their words marked."""
        said: dict[str, list[str]] = {}
        for doubt in self.open_doubts:
            said.setdefault(doubt.anchor, []).extend(QUOTED.findall(doubt.message))
        found = []
        for number, line in enumerate(self.draft.source, 1):
            cells = line.get("cells")
            text = " | ".join(cell["text"] for cell in cells) if cells else line.get("text") or ""
            if line.get("label"):
                text = f"{line['label']} {text}"
            place = cells[0]["place"] if cells else line.get("place") or {}
            shown = place.get("cell") or place.get("paragraph") or place.get("line") or number
            found.append(Line(f"d{number}", str(shown), _marked(text, said.get(f"d{number}", []))))
        return found

    @property
    def length(self) -> str:
        """How much was read, in words that no line number contradicts."""
        rows = sum("cells" in line for line in self.draft.source)
        said = [f"{len(self.draft.source) - rows} đoạn" if len(self.draft.source) > rows else ""]
        return ", ".join(filter(None, [*said, f"{rows} dòng bảng" if rows else ""]))

    @property
    def cite_open(self) -> bool:
        """Somebody is at work on the cited documents."""
        return self.opened == "can-cu" or any(form.errors for form in self.form.citations)

    @cached_property
    def problems(self) -> list[tuple[str, str]]:
        return self.form.problems()

    @property
    def dropped(self) -> list[Item]:
        return [{**row, "was": SINGULAR[row["list"]]} for row in self.content.get("dropped", [])]

    @property
    def without(self) -> str:
        """What tasks still lack, in a few words; nothing of it keeps a plan from being confirmed."""
        tasks = [item for item, _ in self.form.tasks if not item.get("stopped")]
        leads = sum(not item.get("lead_body_id") for item in tasks)
        times = sum(not when_of_item(item.get("time")) for item in tasks)
        said = (
            f"{leads} nhiệm vụ chưa có đơn vị chủ trì" if leads else "",
            f"{times} chưa có thời gian" if times else "",
        )
        return ", ".join(filter(None, said))

    @cached_property
    def bodies(self) -> dict[int, str]:
        return dict(self.form.choices.bodies)

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
                    *(self._said(item) if name == "tasks" else ("", "")),
                    asked=item["id"] == self.opened,
                )
            )
        return rows

    def _said(self, item: Item) -> tuple[str, str]:
        """A task's facts on one line, and what it lacks."""
        lead = self.bodies.get(item.get("lead_body_id") or 0, "")
        when = when_of_item(item.get("time"))
        lacks = filter(
            None, ["chưa có đơn vị chủ trì" if not lead else "", "chưa có thời gian" if not when else ""]
        )
        return " · ".join(filter(None, [lead, when, item.get("product") or ""])), ", ".join(lacks)


def _marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """`text` cut where one of `words` stands as a whole, those parts marked."""
    known = sorted({word for word in words if word in text}, key=len, reverse=True)
    if not known:
        return [(text, False)]
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, known)) + r")(?!\w)")
    return [(part, bool(at % 2)) for at, part in enumerate(pattern.split(text)) if part]


def _key(place: dict[str, Any] | None) -> str:
    if not place:
        return ""
    return "|".join(str(place.get(name, "")) for name in ("line", "paragraph", "sheet", "cell"))
