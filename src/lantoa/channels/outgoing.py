"""What goes out: the message of a part, the settings it goes with, the recipient with their links. Reads only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from lantoa.channels import adapting, languages, registry, secrets, tokens
from lantoa.channels.contract import ChannelKind, Message, Picture, Recipient, Settings, Text
from lantoa.channels.models import Broadcast, Channel, Part, Subscriber
from lantoa.foundation import clock


def text_of(part: Part) -> Text:
    return Text(part.title, part.summary, part.text, part.url)


def article_of(broadcast: Broadcast) -> Text:
    return Text(broadcast.title, broadcast.summary, broadcast.text, broadcast.url)


def message_of(part: Part, most_pictures: int = 0) -> Message:
    """The text as it was approved; pictures are those that the article has today."""
    broadcast = part.broadcast
    return Message(
        part.title,
        part.summary,
        part.text,
        url=part.url,
        pictures=pictures_of(broadcast)[:most_pictures] if most_pictures else (),
        agency=broadcast.agency.legal_name,
        at=broadcast.send_at or clock.now(),
        until=broadcast.until,
    )


def message_in(code: str, message: Message, part: Part, kind: ChannelKind) -> Message:
    """The same article in a language, where a translation of it is read on the portal today; else as it was approved."""
    found = translation_of(part.broadcast, code)
    if found is None:
        return message
    text = adapting.adapt(kind, found)
    return replace(
        message, title=text.title, summary=text.summary, text=text.text, url=text.url, language=code
    )


def translation_of(broadcast: Broadcast, code: str) -> Text | None:
    source = registry.source(broadcast.source_kind)
    return source.translated(broadcast.source_key, code) if source and code != languages.VIETNAMESE else None


def pictures_of(broadcast: Broadcast) -> Sequence[Picture]:
    source = registry.source(broadcast.source_kind)
    return source.pictures(broadcast.source_key) if source else ()


def digest_of(part: Part) -> str:
    """Of what every recipient of the part was sent."""
    words = "\0".join((part.title, part.summary, part.text, part.url))
    return hashlib.sha256(words.encode()).hexdigest()


def key_of(part_id: int, delivery_id: int) -> str:
    """The same at every attempt of this delivery, and of no other."""
    return f"lantoa-{part_id}-{delivery_id}"


def values_of(channel: Channel) -> dict[str, object]:
    return {**channel.settings, **secrets.opened(channel.secrets)}


def plain_settings(channel: Channel) -> Settings:
    return Settings(values_of(channel), channel_id=channel.pk)


def recipient_of(subscriber: Subscriber | None) -> Recipient:
    if subscriber is None:
        return Recipient()
    code = languages.settled(subscriber.language)
    return Recipient(subscriber.address, stop_url(subscriber, code), choose_url(subscriber, code), code)


def stop_url(subscriber: Subscriber, code: str) -> str:
    return _public("channels_public:stop", subscriber.token, code)


def choose_url(subscriber: Subscriber, code: str) -> str:
    return _public("channels_public:choose", subscriber.token, code)


def confirm_url(subscriber: Subscriber, code: str) -> str:
    """Ends after a week, and is of use to nobody before the address has confirmed."""
    return _public("channels_public:confirm", tokens.to_confirm(subscriber.pk, subscriber.mark), code)


def _public(name: str, token: str, code: str) -> str:
    said = "" if code == languages.VIETNAMESE else f"?{languages.ASKED}={code}"
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[token]) + said
