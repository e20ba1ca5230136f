"""Handing one letter to the mail server, and what its answer means.

The letter is taken when the server said yes to its end, and not a moment before. Where the connection breaks while
that answer is awaited nobody knows (RFC 1047): in doubt. Whatever goes wrong earlier, the letter was not taken.
"""

from __future__ import annotations

import re
import smtplib
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from lantoa.channels import secrets
from lantoa.channels.contract import InDoubt, Message, Permanent, Receipt, Recipient, Settings, Temporary
from lantoa.channels.kinds.email import letters
from lantoa.channels.wire import limited

LETTER_WITHIN = 120.0
"""Seconds for one letter, from the sender's name to the last yes."""

GONE = re.compile(rb"5\.1\.[1236]|user unknown|no such user|does not exist|unknown recipient", re.IGNORECASE)
"""What a server says of an address that nobody has (RFC 3463, and words in use)."""


def deliver(message: Message, recipient: Recipient, settings: Settings, key: str) -> Receipt:
    """One letter. The Message-ID is made of the key: the same letter has the same, and a bounce names it."""
    letter = _letter(message, recipient, settings, key)
    connection = settings.once("mail", Connection)
    connection.send(letter, recipient.address, settings.get("bounce_to") or "")
    return Receipt(provider_id=letter.extra_headers["Message-ID"])


def message_id(key: str) -> str:
    """Signed: who was not sent the letter cannot make the name of it up, and so cannot report it undelivered."""
    host = urlsplit(django_settings.BASE_URL).hostname or "localhost"
    return f"<{secrets.signed('letters', key)[:40]}@{host}>"


def _letter(message: Message, to: Recipient, settings: Settings, key: str) -> EmailMultiAlternatives:
    own = parseaddr(django_settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "Message-ID": message_id(key),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Precedence": "bulk",
    }
    if to.stop_url:
        headers["List-Unsubscribe"] = f"<{to.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(
        letters.subject_of(message),
        letters.text_of(message, to),
        formataddr((" ".join(str(settings.get("sender_name") or message.agency).split()), own)),
        [to.address],
        headers=headers,
        reply_to=[settings["reply_to"]] if settings.get("reply_to") else None,
    )
    letter.attach_alternative(letters.html_of(message, to), "text/html")
    return letter


class Connection:
    """One connection for many letters; opened anew after it broke."""

    def __init__(self) -> None:
        self._backend: Any = None

    def send(self, letter: EmailMultiAlternatives, to: str, bounce_to: str) -> None:
        """Raises Temporary, Permanent or InDoubt."""
        backend = self._opened()
        if not isinstance(backend, EmailBackend):  # a folder, or a test's box: taken or not, at once
            backend.send_messages([letter])
            return
        try:
            content = letter.message().as_bytes()
        except (UnicodeError, ValueError):
            raise Permanent("Địa chỉ thư không đúng.", gone=True) from None
        smtp: Any = backend.connection
        with limited(smtp.sock, LETTER_WITHIN):
            _hand_over(smtp, bounce_to or parseaddr(letter.from_email)[1], to, content, self.close)

    def _opened(self) -> Any:
        if self._backend is None:
            backend = get_connection()
            try:
                backend.open()
            except smtplib.SMTPAuthenticationError:
                raise Temporary("Máy chủ thư không nhận đăng nhập.", channel=True) from None
            except (smtplib.SMTPException, OSError):
                raise Temporary("Không kết nối được máy chủ thư.", channel=True) from None
            self._backend = backend
        return self._backend

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            try:
                backend.close()
            except (smtplib.SMTPException, OSError):
                return


def _hand_over(smtp: Any, sender: str, to: str, content: bytes, drop: Any) -> None:
    waiting = False
    try:
        smtp.ehlo_or_helo_if_needed()
        _require(smtp.mail(sender), drop, sender=True)
        _require(smtp.rcpt(to), drop)
        _require(smtp.docmd("DATA"), drop, (354,))
        smtp.send(_lines(content))
        waiting = True
        smtp.send(b".\r\n")
        _require(smtp.getreply(), drop)
    except (smtplib.SMTPServerDisconnected, OSError):
        drop()
        if waiting:
            raise InDoubt("Máy chủ thư ngắt kết nối trước khi trả lời.") from None
        raise Temporary("Máy chủ thư ngắt kết nối.", channel=True) from None
    except (smtplib.SMTPException, UnicodeError, ValueError):
        drop()
        raise Permanent("Máy chủ thư không dùng được địa chỉ này.") from None


def _lines(content: bytes) -> bytes:
    """As SMTP wants it: every line ends with CR LF, and one that begins with a full stop has a second."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", content.rstrip(b"\r\n")) + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _require(
    answer: tuple[int, bytes], drop: Any, right: tuple[int, ...] = (250, 251, 252), *, sender: bool = False
) -> None:
    """Raises for an answer that is no yes. The server's own words are left out: they quote addresses."""
    code, words = answer
    if code in right:
        return
    drop()
    if code == 421:
        raise Temporary("Máy chủ thư đang ngừng nhận (mã 421).", channel=True)
    if code == -1:
        raise smtplib.SMTPServerDisconnected
    if sender and code != 552:
        raise Temporary(f"Máy chủ thư không nhận người gửi (mã {code}).", channel=True)
    if 400 <= code < 500:
        raise Temporary(f"Máy chủ thư chưa nhận (mã {code}).")
    raise Permanent(f"Máy chủ thư từ chối (mã {code}).", gone=bool(GONE.search(words)))
