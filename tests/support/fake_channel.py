"""Kinds of channel for tests: an outbox that takes everything, and variants that take the wrong turns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from django import forms

from lantoa.channels import discovery, kinds
from lantoa.channels.contract import (
    ChannelKind,
    Limits,
    Message,
    Receipt,
    Recipient,
    Settings,
    SettingsForm,
    To,
    Way,
)
from lantoa.foundation.errors import Refused


@dataclass
class Outbox:
    """What arrived: address, message, key. `before(address)` may raise a failure; `after(address)` may die."""

    taken: list[tuple[str, Message, str]] = field(default_factory=list)
    before: Callable[[str], None] = lambda address: None
    after: Callable[[str], None] = lambda address: None
    closed: int = 0

    def deliver(self, message: Message, recipient: Recipient, settings: Settings, key: str) -> Receipt:
        self.before(recipient.address)
        self.taken.append((recipient.address, message, key))
        self.after(recipient.address)
        return Receipt(provider_id=f"fake-{len(self.taken)}")

    @property
    def addresses(self) -> list[str]:
        return [address for address, _, _ in self.taken]


class FakeForm(SettingsForm):
    secrets = ("token",)
    account = forms.CharField(label="Tài khoản", max_length=40)
    token = forms.CharField(label="Mã bí mật", max_length=200)


def fake_address(typed: str) -> str:
    if "@" not in typed:
        raise Refused("Địa chỉ không đúng.", code="address", field="address")
    return typed.strip().lower()


@contextmanager
def fake_kind(**changed: object) -> Iterator[tuple[ChannelKind, Outbox]]:
    """A kind "thu" that stands beside the real ones for the time of a test."""
    outbox = Outbox()
    kind = ChannelKind(
        code="thu",
        label="Kênh thử",
        way=Way.AUTOMATIC,
        to=To.EACH,
        limits=Limits(title=60, summary=0, text=200),
        settings_form=FakeForm,
        deliver=outbox.deliver,
        check_address=fake_address,
    )
    kind = replace(kind, **changed)  # type: ignore[arg-type]
    held = discovery._found()
    held[kind.code] = kind
    try:
        yield kind, outbox
    finally:
        held.pop(kind.code, None)


@contextmanager
def folder_of_kinds(root: Path, name: str, source: str) -> Iterator[None]:
    """One more folder in which kinds are looked for, with a kind written from source."""
    (root / name).mkdir(parents=True)
    (root / name / "__init__.py").write_text(textwrap.dedent(source), encoding="utf-8")
    kinds.__path__.append(str(root))
    discovery.forget()
    try:
        yield
    finally:
        kinds.__path__.remove(str(root))
        discovery.forget()
