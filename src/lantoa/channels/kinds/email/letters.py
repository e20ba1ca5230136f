"""The words of a letter: text and simple HTML without pictures from elsewhere. Pure."""

from __future__ import annotations

from html import escape

from lantoa.channels.contract import Message, Recipient

WHY = "Thư này gửi đến địa chỉ đã đăng ký nhận tin."
STOP, CHOOSE, READ = "Thôi nhận tin", "Chọn loại tin muốn nhận", "Đọc cả bài"


def subject_of(message: Message) -> str:
    """One line, whatever the title holds: a line break would start a header of its own."""
    return " ".join(message.title.split())[:150]


def text_of(message: Message, to: Recipient) -> str:
    parts = [message.title, message.summary, message.text]
    if message.url:
        parts.append(f"{READ}: {message.url}")
    foot = [message.agency, WHY]
    if to.choose_url:
        foot.append(f"{CHOOSE}: {to.choose_url}")
    if to.stop_url:
        foot.append(f"{STOP}: {to.stop_url}")
    body = "\n\n".join(part.strip() for part in parts if part.strip())
    return f"{body}\n\n-- \n" + "\n".join(filter(None, foot)) + "\n"


def html_of(message: Message, to: Recipient) -> str:
    body = f"<h1>{escape(message.title)}</h1>"
    if message.summary:
        body += f"<p><strong>{escape(message.summary)}</strong></p>"
    body += "".join(f"<p>{escape(part.strip())}</p>" for part in message.text.split("\n") if part.strip())
    if message.url:
        body += f'<p><a href="{escape(message.url)}">{READ}</a></p>'
    links = [
        f'<a href="{escape(url)}">{words}</a>'
        for url, words in ((to.choose_url, CHOOSE), (to.stop_url, STOP))
        if url
    ]
    foot = " · ".join([escape(message.agency), WHY, *links] if message.agency else [WHY, *links])
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(subject_of(message))}</title>'
        f"</head><body>{body}<hr><p><small>{foot}</small></p></body></html>"
    )
