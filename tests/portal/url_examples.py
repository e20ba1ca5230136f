"""Examples of the portal's written pages and their files: whoever comes may read what is published."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from lantoa.portal import (
    access,
    approvals,
    honour_actions,
    language_actions,
    languages,
    review_actions,
    search_actions,
    set_actions,
)
from lantoa.portal.language_actions import TranslationDraft
from lantoa.portal.models import ApprovalLink, Attachment, Duty, SetPage
from lantoa.portal.review_actions import ReviewDraft
from tests.portal import honours
from tests.portal.building import article, guide, home, photo, picture, section
from tests.support.url_matrix import ANYONE, NOBODY, Example, World


def published(world: World) -> Any:
    """An article with a picture and a document, as a schedule would publish it."""
    if "portal" not in world.memo:
        row = picture(world.cast, world.place)
        attachment = Attachment(
            title="Mẫu đơn",
            collection=access.collection_of(world.agency),
            file=ContentFile(b"%PDF-1.4", name="mau.pdf"),
        )
        attachment.save()
        parts = [("photo", photo(row)), ("file", {"attachment": attachment.pk, "label": ""})]
        page = article(body=parts, live=False)
        section(world.cast, "tin-tuc", world.place).add_child(instance=page)
        page.save_revision().publish()
        world.memo["portal"] = (page, row, attachment)
    return world.memo["portal"]


def _page(world: World) -> str:
    home(world.cast, world.place)
    return f"/co-quan/{world.agency.slug}/tin-tuc/{published(world)[0].slug}/"


def _rendition(world: World) -> dict[str, int]:
    return {"rendition_id": published(world)[1].renditions.order_by("pk").first().pk}


def _attachment(world: World) -> dict[str, int]:
    return {"attachment_id": published(world)[2].pk}


def _feed(world: World) -> dict[str, str]:
    home(world.cast, world.place)
    return {"slug": world.agency.slug, "form": "rss"}


def _synonyms(world: World) -> dict[str, int]:
    """One list for the whole installation: a group for each place, of words that only it uses."""
    if "synonyms" not in world.memo:
        words = f"một {world.place}, hai {world.place}"
        world.memo["synonyms"] = search_actions.put_synonyms(words, actor=SYSTEM)
    return {"row_id": world.memo["synonyms"].pk}


def _approval(world: World) -> dict[str, Any]:
    """The link of a leader for a page that waits."""
    if "approval" not in world.memo:
        page = article(title="Chờ lãnh đạo", live=False)
        led = "sxd" if world.place == "snv" else world.place  # nobody leads the third agency of the cast
        section(world.cast, "tin-tuc", led).add_child(instance=page)
        page.save_revision()
        page.get_workflow().start(page, None)
        world.memo["approval"] = ApprovalLink.objects.filter(page=page).order_by("pk").first()
    link = world.memo["approval"]
    return {"link_id": link.pk, "key": approvals.key_of(link)}


def _opened(world: World) -> dict[str, str]:
    language_actions.open_language("km", "Thạch Sa Mươl", actor=SYSTEM)
    return {"code": "km"}


def _translation(world: World) -> dict[str, Any]:
    page = published(world)[0]
    if languages.draft_of(page, "en") is None:
        language_actions.write_translation(page, "en", TranslationDraft("A", "", "B"), actor=SYSTEM)
    return {"page_id": page.pk, "code": "en"}


TOP = frozenset({"province_director"})
OF_PLACE = {
    "sxd": frozenset({"editor", "messenger", "director"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}
READS_OF = frozenset(
    {
        "editor", "messenger", "coordinator", "director", "ward_chair", "ward_officer", "snv_coordinator",
        "province_coordinator", "province_director", "superior",
    }
)  # fmt: skip
"""Who sees the work of some agency, or writes pages for one."""
WRITES = frozenset({"editor", "messenger", "director", "ward_chair", "province_director"})

WORKS = frozenset(
    {
        "officer", "head", "coordinator", "director", "editor", "other_officer", "outsider", "ward_chair",
        "ward_officer", "snv_coordinator", "province_director", "province_coordinator", "messenger",
        "appraiser", "superior",
    }
)  # fmt: skip
"""Who works in some agency."""
KEEPS = {
    "sxd": frozenset({"coordinator", "director", "editor", "messenger"}),
    "ward": frozenset({"ward_chair", "ward_officer"}),
    "snv": frozenset({"snv_coordinator"}),
}
WRITES_THERE = {
    "sxd": frozenset({"editor", "messenger", "director"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}
DECIDES = {"sxd": frozenset({"director"}), "ward": frozenset({"ward_chair"}), "snv": NOBODY}


def _nomination(world: World) -> dict[str, int]:
    if "portal.nomination" not in world.memo:
        row = honours.nomination(world.cast, world.place, by=SYSTEM, name=f"Chị Lan {world.place}")
        world.memo["portal.nomination"] = honour_actions.approve_nomination(row, actor=SYSTEM)
    return {"nomination_id": world.memo["portal.nomination"].pk}


def _reviewed(world: World) -> dict[str, int]:
    page = published(world)[0]
    review_actions.plan_review(page, ReviewDraft(clock.today(), 6), actor=SYSTEM)
    return {"page_id": page.pk}


def _guide(world: World) -> dict[str, int]:
    if "portal.guide" not in world.memo:
        page = guide(live=False)
        section(world.cast, "thu-tuc", world.place).add_child(instance=page)
        page.save_revision().publish()
        world.memo["portal.guide"] = page
    return {"page_id": world.memo["portal.guide"].pk}


CATALOGUES = frozenset({"administrator", "province_coordinator"})
"""Who keeps the words that all agencies share."""
WRITES_IN = {
    "sxd": frozenset({"editor", "director", "messenger"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}


def _duty() -> Duty:
    return Duty.objects.filter(check_by="").order_by("pk")[0]


def _ticked(world: World) -> dict[str, int]:
    return {"agency_id": world.agency.pk, "duty_id": _duty().pk}


def _set(world: World) -> dict[str, int]:
    """An open set with one page, made by the system: nobody leads the third agency of the cast."""
    if "portal.set" not in world.memo:
        row = set_actions.make(world.agency, f"Gói {world.place}", actor=SYSTEM)
        page = article(title="Trong gói", live=False)
        section(world.cast, "tin-tuc", world.place).add_child(instance=page)
        page.save_revision()
        one = SetPage.objects.create(set=row, page=page, title=page.title, added_at=row.made_at)
        world.memo["portal.set"] = (row, one)
    return {"set_id": world.memo["portal.set"][0].pk}


def _set_page(world: World) -> dict[str, int]:
    return _set(world) | {"row_id": world.memo["portal.set"][1].pk}


def _question(world: World) -> dict[str, int]:
    if "portal.question" not in world.memo:
        row = honours.question(world.cast, world.place)
        world.memo["portal.question"] = row
    return {"question_id": world.memo["portal.question"].pk}


PORTAL: dict[str, Example | tuple[Example, ...]] = {
    "portal:contact": Example(to=ANYONE, kwargs=lambda world: {"slug": world.agency.slug}),
    "portal:sitemap_xml": Example(to=ANYONE),
    "portal:leaflet": Example(to=ANYONE, kwargs=_guide),
    "duties:due": Example(to=READS_OF),
    "duties:reviews": Example(to=READS_OF),
    "duties:review": Example(to=WRITES_THERE, kwargs=lambda world: _reviewed(world)),
    "duties:reviewed": Example(to=WRITES_THERE, kwargs=lambda world: _reviewed(world)),
    "duties:list": Example(to=READS_OF),
    "duties:catalogue": Example(to=CATALOGUES),
    "duties:add": Example(to=CATALOGUES),
    "duties:change": Example(to=CATALOGUES, kwargs=lambda world: {"duty_id": _duty().pk}),
    "duties:tick": Example(to=WRITES_IN, kwargs=_ticked),
    "duties:untick": Example(to=WRITES_IN, kwargs=_ticked),
    "sets:list": Example(to=WRITES),
    "sets:add": Example(to=WRITES),
    "sets:set": Example(to=WRITES_THERE, kwargs=_set),
    "sets:change": Example(to=WRITES_THERE, kwargs=_set),
    "sets:add_pages": Example(to=WRITES_THERE, kwargs=_set),
    "sets:remove_page": Example(to=WRITES_THERE, kwargs=_set_page),
    "sets:release": Example(to=DECIDES, kwargs=_set),
    "sets:time": Example(to=DECIDES, kwargs=_set),
    "sets:untime": Example(to=DECIDES, kwargs=_set),
    "sets:take_down": Example(to=DECIDES, kwargs=_set),
    "sets:drop": Example(to=WRITES_THERE, kwargs=_set),
    "honours:list": Example(to=WORKS),
    "honours:add": Example(to=WORKS),
    "honours:nomination": Example(to=KEEPS, kwargs=_nomination),
    "honours:approve": Example(to=DECIDES, kwargs=_nomination),
    "honours:refuse": Example(to=DECIDES, kwargs=_nomination),
    "honours:consent": Example(to=KEEPS, kwargs=_nomination),
    "honours:withdraw": Example(to=KEEPS, kwargs=_nomination),
    "honours:questions": Example(to=WORKS),
    "honours:question_add": Example(to=WORKS),
    "honours:question_approve": Example(to=DECIDES, kwargs=_question),
    "honours:question_refuse": Example(to=DECIDES, kwargs=_question),
    "wagtail_serve": Example(to=ANYONE, path=_page),
    "portal:picture": Example(to=ANYONE, kwargs=_rendition),
    "portal:attachment": Example(to=ANYONE, kwargs=_attachment),
    "portal:opinion": Example(
        to=ANYONE,
        method="post",
        data=lambda world: {"trang": _page(world), "co_ich": "co"},
        headers={"Origin": "http://testserver"},
        answers=(303, 429),
        why="many people of one network within a minute",
    ),
    "portal:thanks": Example(to=ANYONE),
    "portal:feed": Example(to=ANYONE, kwargs=lambda world: _feed(world)),
    "portal:section_feed": Example(to=ANYONE, kwargs=lambda world: _feed(world) | {"section": "tin-tuc"}),
    "portal:search": Example(to=ANYONE, query="?q=cai+cach"),
    "readers:languages": Example(to=WRITES),
    "readers:language_words": Example(to=WRITES, kwargs=lambda world: {"code": "en"}),
    "readers:language_open": Example(to=TOP, kwargs=lambda world: {"code": "en"}),
    "readers:language_close": Example(to=TOP, kwargs=_opened),
    "readers:translations": Example(to=WRITES),
    "readers:translation": Example(to=OF_PLACE, kwargs=_translation),
    "readers:translation_show": Example(to=OF_PLACE, kwargs=_translation),
    "readers:missed": Example(to=WRITES),
    "readers:synonyms": Example(to=WRITES),
    "readers:synonyms_add": Example(to=WRITES),
    "readers:synonyms_change": Example(to=WRITES, kwargs=_synonyms),
    "readers:synonyms_drop": Example(to=WRITES, kwargs=_synonyms),
    "portal:approve": Example(
        to=ANYONE, kwargs=_approval, by_key=True, why="whoever holds the signed link; a day later it is void"
    ),
    "editorial:pages": Example(to=WRITES),
    "editorial:page": Example(to=WRITES_THERE, kwargs=lambda world: {"page_id": published(world)[0].pk}),
    "editorial:links": Example(to=WRITES),
    "editorial:links_visit": Example(to=WRITES, method="post"),
    "readers:reads": Example(to=READS_OF),
    "readers:opinions": Example(to=READS_OF),
    "readers:opinions_seen": Example(to=WRITES, method="post"),
}
