"""A real mail server on this machine that takes letters, or takes a wrong turn when told to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

CUT = "cut"


class Handler:
    """`at_recipient(address)` and `at_data(count)` answer with a line of SMTP, CUT, or nothing for yes."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.tries = 0
        self.port = 0
        self.at_recipient: Callable[[str], str | None] = lambda address: None
        self.at_data: Callable[[int], str | None] = lambda count: None
        self.on_taken: Callable[[], None] = lambda: None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.at_recipient(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.tries += 1
        answer = self.at_data(self.tries)
        if answer == CUT:
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 never heard"
        if answer is None:
            content: Any = envelope.content
            letter: Any = message_from_bytes(content, policy=policy.default)
            self.letters.append((envelope.rcpt_tos[0], letter))
            self.on_taken()
        return answer or "250 OK"


class MailServer:
    def __init__(self) -> None:
        self.handler = Handler()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = self.handler.port = int(probe.getsockname()[1])
        self._controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Handler:
        self._controller.start()
        return self.handler

    def __exit__(self, *error: object) -> None:
        self._controller.stop()
