"""Readers of the demo: how often its pages were read, and what some readers said."""

from __future__ import annotations

from datetime import date, timedelta

from lantoa.foundation import clock, workdays
from lantoa.organisation.access import NOBODY, SYSTEM
from lantoa.portal import counting, pages, reader_actions
from lantoa.portal.models import AgencyHome
from lantoa.portal.reads import Stand

DAYS = 75
_SAID = (
    (True, "Các bước rõ, tôi chuẩn bị đủ giấy tờ trong một buổi."),
    (False, "Chưa thấy nói trường hợp nhà trong hẻm thì chụp ảnh thế nào."),
    (True, ""),
    (False, "Chữ trong bảng hơi nhỏ trên điện thoại."),
    (True, ""),
    (True, ""),
)


def build(today: date, home: AgencyHome) -> None:
    """More on working days, less for older pages; the same on each machine."""
    written = [page for section in pages.sections_of(home) for page in pages.published_in(section)]
    counts: dict[counting.Day, int] = {}
    for back in range(DAYS):
        day = today - timedelta(days=back)
        busy = 3 if workdays.is_working_day(day) else 1
        for number, page in enumerate([None, *written]):
            wave = (day.toordinal() * 7 + number * 5) % 6
            if count := busy * wave * (9 if page is None else 6 - min(number, 5)):
                counts[home.agency_id, page.pk if page else 0, day] = count
    counting.write(counts)
    for number, (helpful, words) in enumerate(_SAID):
        page = written[number % len(written)]
        with clock.standing_on(today - timedelta(days=number)):
            stand = Stand(home.agency, page.pk, page.title, page.url or "/")
            reader_actions.give_opinion(stand, helpful, words, actor=NOBODY)
    reader_actions.set_counters(actor=SYSTEM)
