"""The words of a letter. Pure: values in, text and simple HTML out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FOOT = "Thư gửi tự động từ hệ thống Lan Tỏa, xin không trả lời thư này."
CHANGE = "Đổi cách nhận thư"


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def single(line: Line, settings_address: str) -> Letter:
    """One notice: its line, its link, nothing about the person."""
    text = f"{line.title}\n\nXem trên hệ thống: {line.address}\n\n-- \n{FOOT}\n{CHANGE}: {settings_address}\n"
    body = f'<p>{escape(line.title)}</p><p><a href="{escape(line.address)}">Xem trên hệ thống</a></p>'
    return Letter(_subject(line.title), text, _page(body, settings_address))


def digest(lines: Sequence[Line], day: str, settings_address: str) -> Letter:
    """Several notices of one person in one letter. `day` is written dd/MM/yyyy."""
    if len(lines) == 1:
        return single(lines[0], settings_address)
    head = f"{len(lines)} thông báo đến ngày {day}"
    listed = "\n".join(f"- {line.title}\n  {line.address}" for line in lines)
    text = f"{head}:\n\n{listed}\n\n-- \n{FOOT}\n{CHANGE}: {settings_address}\n"
    items = "".join(f'<li><a href="{escape(line.address)}">{escape(line.title)}</a></li>' for line in lines)
    return Letter(_subject(head), text, _page(f"<p>{head}:</p><ul>{items}</ul>", settings_address))


def _subject(words: str) -> str:
    """One line, whatever the title holds: a line break in a subject would start a header of its own."""
    return f"[Lan Tỏa] {' '.join(words.split())[:150]}"


def _page(body: str, settings_address: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Lan Tỏa</title></head><body>'
        f'{body}<hr><p><small>{FOOT} <a href="{escape(settings_address)}">{CHANGE}</a>.</small></p></body></html>'
    )


def message_id(key: str, host: str) -> str:
    """The same for the same letter, however often it is handed over, so that mail servers can tell a repetition."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host or 'localhost'}>"
