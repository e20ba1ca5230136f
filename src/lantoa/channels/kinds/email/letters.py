"""The words of a letter: text and simple HTML without pictures from elsewhere; the words around it in the recipient's
language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape

from django.utils import translation
from django.utils.translation import gettext as _

from lantoa.channels.contract import Message, Recipient


def _spoken(make: Callable[[Message, Recipient], str]) -> Callable[[Message, Recipient], str]:
    @wraps(make)
    def made(message: Message, to: Recipient) -> str:
        with translation.override(to.language):
            return make(message, to)

    return made


def _why() -> str:
    return _("Thư này gửi đến địa chỉ đã đăng ký nhận tin.")


def _links(to: Recipient) -> list[tuple[str, str]]:
    """What a recipient may do, with the address where it is done."""
    found = [(_("Chọn loại tin muốn nhận"), to.choose_url), (_("Thôi nhận tin"), to.stop_url)]
    return [(words, url) for words, url in found if url]


def subject_of(message: Message) -> str:
    """One line, whatever the title holds: a line break would start a header of its own."""
    return " ".join(message.title.split())[:150]


@_spoken
def text_of(message: Message, to: Recipient) -> str:
    read = _("Đọc cả bài")
    parts = [message.title, message.summary, message.text]
    if message.url:
        parts.append(f"{read}: {message.url}")
    foot = [message.agency, _why(), *(f"{words}: {url}" for words, url in _links(to))]
    body = "\n\n".join(part.strip() for part in parts if part.strip())
    return f"{body}\n\n-- \n" + "\n".join(filter(None, foot)) + "\n"


@_spoken
def html_of(message: Message, to: Recipient) -> str:
    read = escape(_("Đọc cả bài"))
    body = f"<h1>{escape(message.title)}</h1>"
    if message.summary:
        body += f"<p><strong>{escape(message.summary)}</strong></p>"
    body += "".join(f"<p>{escape(part.strip())}</p>" for part in message.text.split("\n") if part.strip())
    if message.url:
        body += f'<p><a href="{escape(message.url)}">{read}</a></p>'
    links = [f'<a href="{escape(url)}">{escape(words)}</a>' for words, url in _links(to)]
    foot = " · ".join(filter(None, [escape(message.agency), escape(_why()), *links]))
    head = f'<meta charset="utf-8"><title>{escape(subject_of(message))}</title>'
    return (
        f'<!doctype html><html lang="{message.language}"><head>{head}</head>'
        f'<body>{body}<hr><p lang="{to.language}"><small>{foot}</small></p></body></html>'
    )
