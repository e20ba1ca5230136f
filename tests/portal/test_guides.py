"""A guide and what it rests on: the register, the national portal, the leaflet with its code, documents in force."""

import re
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lantoa.channels.models import Placement, ScanHour
from lantoa.organisation.access import SYSTEM
from lantoa.portal import citing, guides
from lantoa.portal.models import Cites, GuidePage
from lantoa.procedures import actions as register
from lantoa.procedures.models import Portal
from tests.channels.building import PHONE
from tests.portal.building import article, guide, publish, record, section
from tests.procedures.building import CODE, draft, listed

pytestmark = pytest.mark.django_db


def published_guide(cast, **values):
    return publish(cast, guide(procedure=values.pop("procedure", None) or listed(cast), **values), "thu-tuc")


def test_a_guide_leads_to_its_procedure_on_the_national_portal_by_an_editable_pattern(cast, client):
    page = published_guide(cast)
    first = client.get(page.url).text
    Portal.objects.update_or_create(
        defaults={"name": "Cổng mới", "pattern": "https://cong.example.gov.vn/tt/{ma}"}
    )

    second = client.get(page.url).text

    assert page.procedure_code == CODE
    assert "ma_thu_tuc=1.900101" in first
    assert f'href="https://cong.example.gov.vn/tt/{CODE}"' in second
    assert "Mở thủ tục trên Cổng mới" in second


def test_the_editor_finds_a_procedure_by_code_or_words_among_those_of_the_agency_only(cast):
    listed(cast)
    listed(cast, "1.900102", agency="ward", name="Xác nhận nơi cư trú")
    home = section(cast, "thu-tuc")
    address = reverse("wagtailadmin_pages:add", args=["portal", "guidepage", home.pk])
    client = cast.client("editor")

    parts = {name: streamfield([]) for name in ("papers", "steps", "asked", "law")}
    empty = nested_form_data(parts) | {
        f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }

    form = client.get(address).text
    refused = client.post(address, {**empty, "title": "T", "slug": "t", "procedure": "cu tru"}).text

    assert 'name="procedure"' in form
    assert "Không có thủ tục nào khớp" in refused


def test_readers_are_told_when_the_register_moved_on(cast, client):
    row = listed(cast)
    page = published_guide(cast, procedure=row)
    before = client.get(page.url).text

    register.revise_procedure(row, draft(fee="200.000 đồng"), actor=SYSTEM)
    changed = client.get(page.url).text
    register.abolish_procedure(row, cast.actor("coordinator").on, actor=SYSTEM)
    over = client.get(page.url).text

    assert "cơ quan đang rà soát" not in before
    assert "cơ quan đang rà soát" in changed
    assert "không còn thực hiện" in over


def test_publishing_again_is_seeing_the_change(cast, client):
    row = listed(cast)
    page = published_guide(cast, procedure=row)
    register.revise_procedure(row, draft(fee="200.000 đồng"), actor=SYSTEM)

    GuidePage.objects.get(pk=page.pk).save_revision().publish()

    assert "cơ quan đang rà soát" not in client.get(page.url).text


def test_the_leaflet_is_one_page_whose_code_leads_to_the_guide_and_is_counted(cast, client, settings):
    page = published_guide(cast)
    answer = client.get(guides.leaflet_address(page))

    sheet = pypdfium2.PdfDocument(answer.content)
    picture = sheet[0].render(scale=300 / 72).to_pil()
    decoded = [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]
    text = sheet[0].get_textpage().get_text_range().replace("\N{NO-BREAK SPACE}", " ")

    placement = Placement.objects.get(target_kind=guides.TARGET)
    assert answer["Content-Type"] == "application/pdf"
    assert (len(sheet), [round(side / 72 * 25.4) for side in sheet[0].get_size()]) == (1, [210, 297])
    assert decoded == [f"{settings.BASE_URL}/q/{placement.code}"] or placement.code in decoded[0]
    assert [word for word in ("Cấp giấy phép", "20 ngày", "Đơn đề nghị", CODE) if word not in text] == []
    scanned = client.get(re.sub(r"^https?://[^/]+", "", decoded[0]))
    assert scanned["Location"].endswith(page.url)
    assert placement.labels.get().kind == "procedures.procedure"


def test_the_code_of_a_leaflet_survives_another_title_another_address_and_a_second_publication(cast, client):
    page = published_guide(cast)
    code = Placement.objects.get(target_kind=guides.TARGET).code
    page.title, page.slug = "Xin phép xây nhà", "xin-phep"
    page.save_revision().publish()

    assert Placement.objects.get(target_kind=guides.TARGET).code == code
    assert client.get(reverse("channels_public:scan", args=[code]))["Location"].endswith("/xin-phep/")


def test_a_crowded_guide_still_fits_on_one_page(cast, client):
    page = guide(procedure=listed(cast), place="Quầy 07\n" * 20, post="Bưu cục. " * 50)
    page.papers = [
        {"type": "paper", "value": {"name": f"Giấy tờ {n} " * 12, "copies": "02", "note": ""}}
        for n in range(25)
    ]
    page.steps = [
        {"type": "step", "value": {"title": f"Bước {n}", "text": "Làm thế này. " * 30}} for n in range(25)
    ]
    publish(cast, page, "thu-tuc")

    sheet = pypdfium2.PdfDocument(client.get(guides.leaflet_address(page)).content)

    assert len(sheet) == 1
    assert "đọc đầy đủ" in sheet[0].get_textpage().get_text_range()


def test_a_leaflet_of_a_draft_is_nobodys(cast, client):
    page = published_guide(cast)
    page.unpublish()

    assert client.get(guides.leaflet_address(page)).status_code == 404


def cited(cast, today, **values):
    return publish(
        cast, record(number="7/2020/QĐ-UBND", issued_on=today - timedelta(days=900), **values), "van-ban"
    )


def link_to(page):
    return [("paragraph", f'<p>Theo <a linktype="page" id="{page.pk}">quyết định</a>.</p>')]


@pytest.mark.parametrize("how", ["link", "block"])
def test_readers_are_warned_of_a_cited_document_that_was_replaced(cast, client, today, how):
    old = cited(cast, today)
    body = link_to(old) if how == "link" else [("citation", {"record": old.pk, "where": "Điều 5"})]
    page = publish(cast, article(body=body))
    before = client.get(page.url).text
    later = publish(cast, record(number="9/2026/QĐ-UBND", issued_on=today), "van-ban")
    old.replaced_by = later
    old.save_revision().publish()

    after = client.get(page.url).text

    assert "không còn hiệu lực" not in before
    assert "Trang này viện dẫn văn bản không còn hiệu lực" in after
    assert f'đã được thay bằng <a href="{later.url}">9/2026/QĐ-UBND' in after


def test_readers_are_warned_of_a_cited_document_that_is_out_of_force(cast, client, today):
    old = cited(cast, today, in_force_to=today - timedelta(days=1))
    page = publish(cast, article(body=link_to(old)))

    assert "đã hết hiệu lực sau ngày" in client.get(page.url).text
    assert [row.page_id for row in citing.of_fallen()] == [page.pk]


def test_what_a_page_cites_is_known_while_it_is_published(cast, today):
    old = cited(cast, today)
    page = publish(cast, article(body=link_to(old)))
    during = list(Cites.objects.values_list("page", "record"))
    page.unpublish()

    assert during == [(page.pk, old.pk)]
    assert not Cites.objects.exists()


def test_scans_of_a_leaflet_are_counted(cast):
    published_guide(cast)
    placement = Placement.objects.get(target_kind=guides.TARGET)

    Client().get(reverse("channels_public:scan", args=[placement.code]), headers=PHONE)
    assert ScanHour.objects.filter(placement=placement).exists()
