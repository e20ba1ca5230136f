"""An article to send, and a kind of channel that takes everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lantoa.channels.registry import ContentSource
from tests.cast import Cast
from tests.channels.messages import articles
from tests.support.fake_channel import Outbox, fake_kind


@pytest.fixture
def article(cast: Cast) -> Iterator[ContentSource]:
    with articles(cast) as source:
        yield source


@pytest.fixture
def fake(article: ContentSource) -> Iterator[Outbox]:
    with fake_kind() as (_, outbox):
        yield outbox
