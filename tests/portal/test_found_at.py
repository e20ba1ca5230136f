"""News from elsewhere, the list of channels, contact, and the map for search engines."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import revise_place
from lantoa.organisation.drafts import PlaceDraft
from lantoa.portal import found_at
from lantoa.portal.models import ChannelsPage, ElsewherePage
from tests.portal.building import article, home, publish, section

pytestmark = pytest.mark.django_db


def elsewhere(**values):
    given = {
        "title": "Một Sở ở tỉnh bạn trả kết quả tại nhà", "source_name": "Báo Mẫu",
        "source_url": "https://bao.example/bai-1", "summary": "Tỉnh bạn nhờ bưu tá trả kết quả; đáng học.", **values,
    }  # fmt: skip
    return ElsewherePage(**given)


def test_news_from_elsewhere_has_credit_link_and_our_own_words(cast, client):
    page = publish(cast, elsewhere())

    shown = client.get(page.url).text

    assert '<a href="https://bao.example/bai-1">Đọc bài gốc tại Báo Mẫu</a>' in shown
    assert "Theo Báo Mẫu" in shown
    assert "đáng học" in shown
    assert page.title in client.get(f"/co-quan/{cast.sxd.slug}/tin-tuc/").text


@pytest.mark.parametrize(
    "values",
    [{"summary": "a" * 401}, {"source_url": "javascript:alert(1)"}, {"source_url": ""}, {"source_name": ""}],
)
def test_a_copied_body_or_a_missing_credit_is_refused(cast, values):
    with pytest.raises(ValidationError):
        publish(cast, elsewhere(**values))


def test_there_is_no_field_to_paste_somebody_elses_article_into():
    assert not [field for field in ElsewherePage._meta.get_fields() if hasattr(field, "stream_block")]


def test_the_list_of_channels_has_what_the_agency_has_anyway_and_what_editors_add(cast, client):
    page = ChannelsPage(title="Kênh thông tin", summary="Tìm cơ quan ở đâu.")
    page.channels = [
        {"type": "channel", "value": {"kind": "zalo", "name": "Zalo của Sở", "address": "https://zalo.example/sxd", "phone": "", "note": "Hỏi đáp"}},
        {"type": "channel", "value": {"kind": "hotline", "name": "Đường dây nóng", "address": "", "phone": "0292 300 0444", "note": ""}},
    ]  # fmt: skip
    home(cast).add_child(instance=page)
    page.save_revision().publish()

    shown = client.get(page.url).text

    assert page.url == f"/co-quan/{cast.sxd.slug}/kenh-thong-tin/"
    wanted = [
        f"Trang của {cast.sxd.short_name}", cast.sxd.phone, f"mailto:{cast.sxd.email}", "https://zalo.example/sxd",
        "tel:02923000444", "Đường dây nóng",
    ]  # fmt: skip
    assert [word for word in wanted if word not in shown] == []


def test_contact_shows_counters_with_hours_phone_and_a_plain_link_to_a_map(cast, client):
    from lantoa.organisation.models import Place

    place = Place.objects.get(agency=cast.sxd, name="Quầy 07")
    draft = PlaceDraft(
        cast.sxd.pk, place.kind, place.name, place.valid_from, place.body_id, "12 đường Mẫu",
        "Thứ Hai đến thứ Sáu", "0292 300 0407", "https://ban-do.example/quay-07",
    )  # fmt: skip
    revise_place(place, draft, actor=SYSTEM)

    shown = client.get(f"/co-quan/{cast.sxd.slug}/lien-he/").text

    wanted = [
        "Quầy 07",
        "12 đường Mẫu",
        "Thứ Hai đến thứ Sáu",
        "0292 300 0407",
        'href="https://ban-do.example/quay-07"',
    ]
    assert [word for word in wanted if word not in shown] == []
    assert "Bảng niêm yết" not in shown
    assert "<iframe" not in shown
    assert f"/co-quan/{cast.sxd.slug}/lien-he/" in client.get(f"/co-quan/{cast.sxd.slug}/").text


def test_an_agency_without_places_says_so(cast, client):
    shown = client.get(f"/co-quan/{cast.snv.slug}/lien-he/").text

    assert "chưa công bố nơi tiếp người dân" in shown


def addresses_in(client, path="/sitemap.xml"):
    answer = client.get(path)
    assert answer["Content-Type"].startswith("application/xml")
    tree = ElementTree.fromstring(answer.content)
    return [row.text for row in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_map_for_search_engines_has_what_is_published_and_every_address_opens(cast, client):
    page = publish(cast, article())
    draft = article(title="Nháp", slug="nhap", live=False)
    section(cast).add_child(instance=draft)
    hidden = publish(cast, article(title="Khuất", slug="khuat"), "van-ban")
    section(cast, "van-ban").unpublish(log_action=False)

    found = addresses_in(client)

    assert f"{settings.BASE_URL}{page.url}" in found
    assert not [one for one in found if draft.slug in one or hidden.slug in one]
    assert {client.get(one.removeprefix(settings.BASE_URL)).status_code for one in found} == {200}
    assert len(found) == len(set(found))


def test_a_map_too_large_for_one_file_is_an_index_of_files(cast, client, monkeypatch):
    publish(cast, article())
    whole = addresses_in(client)
    monkeypatch.setattr(found_at, "MOST_IN_A_MAP", 5)

    parts = addresses_in(client)
    read = [one for part in parts for one in addresses_in(client, part.removeprefix(settings.BASE_URL))]

    assert read == whole
    assert client.get("/sitemap.xml?phan=99").status_code == 404


def test_robots_are_told_where_the_map_is(client, db):
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in client.get("/robots.txt").text


def test_the_statement_on_accessibility_says_the_level_the_limits_and_whom_to_tell(cast, client):
    shown = client.get("/kha-nang-tiep-can/").text

    wanted = ["WCAG 2.2", "Còn hạn chế", "Góp ý"]
    assert [word for word in wanted if word not in shown] == []
    assert re.search(r"vui lòng báo", shown)
