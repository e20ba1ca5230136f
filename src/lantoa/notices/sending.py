"""Handing one letter to the mail server, and what its answer means."""

from __future__ import annotations

import smtplib
from enum import Enum

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from lantoa.notices.letters import Letter

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"  # this letter will never be taken: wrong address, 5xx
    NOT_NOW = "not_now"  # this letter later: grey-listed, mailbox full, 4xx
    NO_SERVER = "no_server"  # nothing can be sent now: no answer, 421, cut off, sign-in refused


class Post:
    """One connection for many letters; opened anew after it broke."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, letter: Letter, to: str, message_id: str) -> tuple[Outcome, str]:
        """The outcome, and in a few words why."""
        message = EmailMultiAlternatives(
            letter.subject, letter.text, to=[to], headers={**HEADERS, "Message-ID": message_id}
        )
        message.attach_alternative(letter.html, "text/html")
        try:
            if self._connection is None:
                connection = get_connection()
                connection.open()
                self._connection = connection
            self._connection.send_messages([message])
        except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as error:
            outcome, why = judge(error)
            self.close()
            return outcome, why
        return Outcome.SENT, ""

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (smtplib.SMTPException, OSError):
                return


def judge(error: Exception) -> tuple[Outcome, str]:
    """What an error of the mail server means. Its own words are left out: they quote addresses."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Outcome.NO_SERVER, "Máy chủ thư không nhận đăng nhập."
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != 552:
        return Outcome.NO_SERVER, f"Máy chủ thư không nhận người gửi (mã {error.smtp_code})."
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(max((code for code, _ in error.recipients.values()), default=550))
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return Outcome.NO_SERVER, f"Máy chủ thư chưa nhận (mã {error.smtp_code})."
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Outcome.NO_SERVER, "Máy chủ thư ngắt kết nối."
    if isinstance(error, smtplib.SMTPException):
        return Outcome.NO_SERVER, "Máy chủ thư không dùng được cách gửi đã cài đặt."
    if isinstance(error, OSError):
        return Outcome.NO_SERVER, "Không kết nối được máy chủ thư."
    return Outcome.REFUSED, "Địa chỉ thư không đúng."  # no address at all, or one that cannot be written


def _by_code(code: int) -> tuple[Outcome, str]:
    if code == 421:
        return Outcome.NO_SERVER, "Máy chủ thư đang ngừng nhận (mã 421)."
    if 400 <= code < 500:
        return Outcome.NOT_NOW, f"Máy chủ thư chưa nhận (mã {code})."
    return Outcome.REFUSED, f"Máy chủ thư từ chối (mã {code})."
