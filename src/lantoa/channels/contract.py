"""What a kind of channel is. One folder under `channels/kinds/` says it all in `KIND`; no other file names the kind.

A kind is *automatic* (it hands each message over itself), *makes a file* (a poster, a script to read out), *shows*
(a page on a screen that shows what is sent to it) or is *done by people* (a meeting, a banner).

Nothing is delivered twice: the room claims a delivery, calls `deliver` with a key that stays the same for this message
and this recipient, and records the outcome. So `deliver` says exactly what it knows:

- it returns a Receipt: the far side has it;
- it raises Temporary: the far side surely has *not* taken it, and a later attempt may go;
- it raises Permanent: it has not taken it and never will;
- it raises InDoubt (or anything else): nobody knows. It is shown as "không rõ" and never sent again by itself, unless
  the kind is `repeatable`: the far side recognises the key, and a repetition delivers nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django import forms

T = TypeVar("T")


class Way(StrEnum):
    """How something gets out."""

    AUTOMATIC = "automatic"
    FILE = "file"
    SHOWN = "shown"
    PEOPLE = "people"


class To(StrEnum):
    """Who is handed the message: each subscriber of the channel, or the channel itself, once (a page, an account)."""

    EACH = "each"
    ONCE = "once"


class Problem(Exception):
    """`message` is for the person who sends: what happened and what to do, in Vietnamese, without anybody's address."""

    def __init__(self, message: str, *, channel: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.channel = channel
        """Whether every other recipient would meet the same now: the rest is not tried (a wrong token, a full quota)."""


class Temporary(Problem):
    """Not taken, surely; worth another attempt, after `retry_after` seconds where the far side said so."""

    def __init__(self, message: str, *, retry_after: float | None = None, channel: bool = False) -> None:
        super().__init__(message, channel=channel)
        self.retry_after = retry_after


class Permanent(Problem):
    """Not taken, and never will be. `gone`: there is no such recipient; they are written to no more."""

    def __init__(self, message: str, *, gone: bool = False, channel: bool = False) -> None:
        super().__init__(message, channel=channel)
        self.gone = gone


class InDoubt(Problem):
    """Handed over, and no answer came: it may have arrived."""


class Missing(Permanent, KeyError):
    """A setting was never typed in, or its secret was sealed by another installation: nothing is handed over."""

    def __init__(self) -> None:
        super().__init__(
            "Cài đặt của kênh còn thiếu hoặc không đọc được. Nhập lại ở cài đặt kênh.", channel=True
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters of each part: None without limit, 0 where the kind has no such part. `pictures` and `links` count."""

    title: int | None = None
    summary: int | None = None
    text: int | None = None
    pictures: int = 0
    links: bool = True
    whole: int | None = None
    """Title, summary, text and address together, where the far side counts them as one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article; `read` gives the bytes when they are wanted."""

    name: str
    media_type: str
    read: Callable[[], bytes]
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out over one channel: the text adapted for it, the address of the article and its pictures."""

    title: str
    summary: str
    text: str
    url: str = ""
    pictures: Sequence[Picture] = ()
    agency: str = ""
    at: datetime | None = None
    """When it was let go."""
    until: datetime | None = None
    """Until when it is shown, on channels that show."""
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom one message is for. For To.ONCE the channel itself, with an empty address."""

    address: str = ""
    stop_url: str = ""
    """One click (RFC 8058), no sign-in: takes this recipient off the list."""
    choose_url: str = ""
    """Where this recipient chooses topics."""
    language: str = "vi"
    """In which the words around the message are."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The far side has it. `provider_id` is its own number for it; `reached` how many people it says it reached."""

    provider_id: str = ""
    reached: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A file that a kind made."""

    name: str
    media_type: str
    data: bytes


class Settings(Mapping[str, Any]):
    """Settings of one channel, secrets among them, while it sends.

    `renew` is for tokens that the far side exchanges: what `ask` returns is stored before it is used, and of two
    processes that renew at once one asks. `once` keeps something for as long as this run lasts (a connection).
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        *,
        renewing: Callable[[Mapping[str, Any], Renewing], Mapping[str, Any]] | None = None,
        channel_id: int = 0,
    ) -> None:
        self._values = dict(values)
        self._renewing = renewing
        self._kept: dict[str, Any] = {}
        self.channel_id = channel_id

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            raise Missing
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Settings of channel {self.channel_id}>"  # values hold secrets

    def renew(self, ask: Renewing) -> None:
        """Exchanges values. Raises what `ask` raises, and Temporary while another process is renewing."""
        changed = self._renewing(self._values, ask) if self._renewing else ask(self._values)
        self._values |= changed

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` made at the first call of this run; where it has `close`, it is closed at the end."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]
        return found

    def close(self) -> None:
        for kept in self._kept.values():
            if hasattr(kept, "close"):
                kept.close()
        self._kept.clear()


Renewing = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class SettingsForm(forms.Form):
    """Settings of a channel. Fields named in `secrets` are stored encrypted, never shown again, and kept when left
    empty; everything else is stored and shown as it is. Values must be plain JSON."""

    secrets: tuple[str, ...] = ()

    def __init__(self, *args: Any, kept: Sequence[str] = (), **kwargs: Any) -> None:
        """`kept` names the secrets that are stored already."""
        super().__init__(*args, **kwargs)
        for name in self.secrets:
            self.fields[name].widget = forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False)
            if name in kept:
                self.fields[name].required = False
                self.fields[name].help_text = "Đã lưu. Để trống nếu không đổi."


Deliver = Callable[[Message, Recipient, Settings, str], Receipt]
Produce = Callable[[Message, Settings], Sequence[Product]]


@dataclass(frozen=True, kw_only=True)
class ChannelKind:
    """`deliver` is there for AUTOMATIC kinds, `produce` for FILE kinds. SHOWN kinds need neither: their public pages
    (`public_urls`, mounted under `/kenh/<code>/`) read `queries.messages_on(channel)`.

    `check_address` turns an address that somebody typed into the one that is kept, or raises Refused; only To.EACH
    kinds have addresses. `adapt` makes the text of a message from an article; without it parts are cut at a word.
    `remarks` are told to who writes and approves that text: how long it takes to read, what cannot be read.
    `form_code` and `activity_kind` are codes of the ledger's rows; `measures` says under which measure messages and
    reached people are recorded, "" for none.
    """

    code: str
    label: str
    way: Way
    limits: Limits
    help: str = ""
    to: To = To.ONCE
    settings_form: type[SettingsForm] = SettingsForm
    deliver: Deliver | None = None
    produce: Produce | None = None
    check_address: Callable[[str], str] | None = None
    adapt: Callable[[Text, Limits], Text] | None = None
    remarks: Callable[[Text, Settings], Sequence[str]] | None = None
    repeatable: bool = False
    public_urls: Sequence[Any] = ()
    form_code: str = ""
    activity_kind: str = "khac"
    measures: Measures = field(default_factory=lambda: Measures())
    order: int = 100


@dataclass(frozen=True, slots=True)
class Measures:
    """Codes of measures in the ledger."""

    messages: str = ""
    reached: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of a message that somebody may rewrite for a channel."""

    title: str
    summary: str
    text: str
    url: str = ""
