"""Readers of the demo: how often its pages were read, and what some readers said."""

from __future__ import annotations

from datetime import date, timedelta

from wagtail.models import Page

from lantoa.foundation import clock, workdays
from lantoa.foundation.text import fold
from lantoa.organisation.access import NOBODY, SYSTEM
from lantoa.portal import counting, language_actions, pages, reader_actions, search_actions
from lantoa.portal.language_actions import TranslationDraft
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


def speak(today: date, page: Page) -> None:
    """English is open, and one page is translated; Khmer waits for its reviewer. Words that readers use, and miss."""
    reviewer = "Trần Thị Thu Hà, Phòng Hợp tác quốc tế"
    language_actions.open_language("en", reviewer, actor=SYSTEM)
    row = language_actions.write_translation(page, "en", TranslationDraft(*_ENGLISH), actor=SYSTEM)
    language_actions.show_translation(page, row, reviewer, actor=SYSTEM)
    search_actions.put_synonyms("sổ đỏ, sổ hồng, giấy chứng nhận quyền sử dụng đất", actor=SYSTEM)
    search_actions.put_synonyms("giấy phép nhà, giấy phép xây dựng", actor=SYSTEM)
    week = search_actions.monday(today)
    missed = (("lý lịch tư pháp", 7, 0), ("đổi bằng lái xe", 4, 0), ("hộ chiếu", 3, 7), ("số nhà", 2, 7))
    search_actions.write_misses(
        {(week - timedelta(days=back), fold(words), words): count for words, count, back in missed}
    )


_ENGLISH = (
    "Apply for a permit to build a house",
    "For a detached house that needs a permit before work begins.",
    "## Papers to prepare\n\nAn application on the form, a copy of the land use certificate, and drawings of the house.\n\n"
    "## How to file\n\nOnline on the National Public Service Portal, at counter 07, or by post.",
)
