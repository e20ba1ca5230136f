"""Verbs of languages: opening one, closing it, writing a page's translation and saying that it was read through."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import APPROVE, PUBLISH, Actor
from lantoa.portal import pages
from lantoa.portal.models import OpenLanguage, PageTranslation
from lantoa.portal.models.languages import Language


@dataclass(frozen=True, slots=True)
class TranslationDraft:
    title: str
    summary: str
    body: str
    machine: bool = False


@transaction.atomic
def open_language(code: str, reviewer: str, *, actor: Actor) -> OpenLanguage:
    """Shows the public pages' own words in a language that `reviewer` has read through. Raises Refused."""
    if not (actor.system or actor.everywhere(APPROVE)):
        raise Refused("Lãnh đạo cơ quan đứng đầu cổng mở ngôn ngữ.", code="forbidden")
    name = squeeze(nfc(reviewer))
    if not name:
        raise Refused("Ghi họ tên người đã hiệu đính.", code="nobody", field="reviewer")
    if code not in Language.values:
        raise Refused("Cổng không có ngôn ngữ này.", code="unknown")
    values = {"reviewer": name[:160], "opened_by_id": actor.person_id, "opened_at": clock.now()}
    row, _ = OpenLanguage.objects.update_or_create(code=code, defaults=values)
    note("portal.language_opened", row, actor=actor, summary=f"Người hiệu đính: {row.reviewer}")
    return row


@transaction.atomic
def close_language(row: OpenLanguage, *, actor: Actor) -> None:
    """Its addresses do not exist from now on; translations of pages are kept. Raises Refused."""
    if not (actor.system or actor.everywhere(APPROVE)):
        raise Refused("Lãnh đạo cơ quan đứng đầu cổng đóng ngôn ngữ.", code="forbidden")
    note("portal.language_closed", row, actor=actor)
    row.delete()


@transaction.atomic
def write_translation(page: Page, code: str, draft: TranslationDraft, *, actor: Actor) -> PageTranslation:
    """Keeps a page's words in another language. Whatever is changed waits for the reviewer again. Raises Refused."""
    _require(page, actor)
    row = PageTranslation.objects.select_for_update().filter(page_id=page.pk, code=code).first()
    row = row or PageTranslation(page_id=page.pk, code=code)
    row.title, row.summary, row.body = nfc(draft.title)[:255], nfc(draft.summary)[:400], nfc(draft.body)
    row.machine, row.reviewer, row.reviewed_at = draft.machine, "", None
    row.changed_by_id, row.changed_at = actor.person_id, clock.now()
    row.save()
    note("portal.translation_written", row, actor=actor, agency_id=_agency_id(page))
    return row


@transaction.atomic
def show_translation(page: Page, row: PageTranslation, reviewer: str, *, actor: Actor) -> PageTranslation:
    """Says who has read the translation through, and shows it. Raises Refused without a name."""
    _require(page, actor)
    name = squeeze(nfc(reviewer))
    if not name:
        raise Refused("Ghi họ tên người đã hiệu đính.", code="nobody", field="reviewer")
    row.reviewer, row.reviewed_at = name[:160], clock.now()
    row.save(update_fields=["reviewer", "reviewed_at"])
    note(
        "portal.translation_shown", row, actor=actor, agency_id=_agency_id(page),
        summary=f"Người hiệu đính: {row.reviewer}",
    )  # fmt: skip
    return row


@transaction.atomic
def hide_translation(page: Page, row: PageTranslation, *, actor: Actor) -> PageTranslation:
    """Takes a translation from the public; its words are kept. Raises Refused."""
    _require(page, actor)
    row.reviewed_at = None
    row.save(update_fields=["reviewed_at"])
    note("portal.translation_hidden", row, actor=actor, agency_id=_agency_id(page))
    return row


def _agency_id(page: Page) -> int | None:
    home = pages.home_above(page)
    return home.agency_id if home else None


def _require(page: Page, actor: Actor) -> None:
    actor.require(PUBLISH, _agency_id(page))
