"""From one article to the text of each channel: what fits, what is too long, where to cut. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lantoa.channels.contract import ChannelKind, Limits, Text

LABELS = {"title": "Tiêu đề", "summary": "Tóm tắt", "text": "Nội dung", "whole": "Cả tin"}


@dataclass(frozen=True, slots=True)
class Count:
    """How long a part is, and how long it may be (None: as long as one likes)."""

    part: str
    label: str
    used: int
    most: int | None

    @property
    def too_long(self) -> bool:
        return self.most is not None and self.used > self.most

    @property
    def said(self) -> str:
        return f"{self.label}: {self.used}" + (f"/{self.most}" if self.most is not None else "") + " ký tự"


def adapt(kind: ChannelKind, article: Text) -> Text:
    """The first proposal: what the kind makes of it, or each part cut at a word where it is too long."""
    text = kind.adapt(article, kind.limits) if kind.adapt else article
    text = replace(
        text,
        title=fitted(text.title, kind.limits.title),
        summary=fitted(text.summary, kind.limits.summary),
        text=fitted(text.text, kind.limits.text),
        url=text.url if kind.limits.links else "",
    )
    over = length(text) - kind.limits.whole if kind.limits.whole is not None else 0
    if over > 0:
        text = replace(text, text=fitted(text.text, max(0, len(text.text) - over)))
        over = length(text) - (kind.limits.whole or 0)
    if over > 0:
        text = replace(text, summary=fitted(text.summary, max(0, len(text.summary) - over)))
    return text


def fitted(words: str, most: int | None) -> str:
    """Cut at the end of a word, with "…" inside the limit."""
    if most is None or len(words) <= most:
        return words
    if most < 2:
        return ""
    cut = words[: most - 1]
    if not words[most - 1].isspace() and not cut[-1].isspace() and len(cut.split()) > 1:
        cut = cut.rsplit(None, 1)[0]
    return cut.rstrip(" ,.;:–-\n\t") + "…"


def length(text: Text) -> int:
    """What far sides count that count all as one: parts joined by line ends."""
    return len("\n".join(filter(None, (text.title, text.summary, text.text, text.url))))


def counts(text: Text, limits: Limits) -> list[Count]:
    """Of each part that the kind has; the whole where that is limited."""
    found = [
        Count(part, LABELS[part], len(getattr(text, part)), getattr(limits, part))
        for part in ("title", "summary", "text")
        if getattr(limits, part) != 0
    ]
    if limits.whole is not None:
        found.append(Count("whole", LABELS["whole"], length(text), limits.whole))
    return found


def problems(text: Text, limits: Limits) -> list[Count]:
    """Parts that are too long, or there though the kind has no such part."""
    found = [count for count in counts(text, limits) if count.too_long]
    for part in ("title", "summary", "text"):
        if getattr(limits, part) == 0 and getattr(text, part):
            found.append(Count(part, LABELS[part], len(getattr(text, part)), 0))
    return found
