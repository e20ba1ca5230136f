"""The filter last used in a list is offered when one comes back to it, and to nobody else."""

import pytest
from django.urls import reverse

from lantoa.ui.remembering import KEPT, MOST_LISTS
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db

OFFER = "Dùng lại bộ lọc lần trước"
TASKS = "plans:tasks"


@pytest.fixture
def client(cast):
    issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk))
    return cast.client("coordinator")


def page(client, name, query=""):
    return client.get(reverse(name) + query).text


@pytest.mark.parametrize(
    ("name", "query"),
    [
        (TASKS, "?trang_thai=todo&tu=tin"),
        ("plans:list", "?trang_thai=issued"),
        ("plans:drafts", "?trang_thai=open"),
        ("ledger:activities", "?tim=hội+nghị"),
    ],
)
def test_a_list_offers_what_it_was_last_filtered_by(client, name, query):
    assert OFFER not in page(client, name)
    filtered = page(client, name, query)

    again = page(client, name)

    assert OFFER not in filtered
    assert f">{OFFER}</a>" in again
    offered = again.split(f'">{OFFER}</a>')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert ">Bỏ lọc</a>" in page(client, name, offered)


def test_the_views_of_the_tasks_share_one_filter_and_page_and_file_are_no_part_of_it(client):
    page(client, TASKS, "?pham_vi=tre&trang=2&sap-xep=due_on&la=khac")
    client.get(reverse(TASKS) + "?pham_vi=toi&xuat=csv")

    found = page(client, "plans:calendar")

    assert f'<a href="?pham_vi=tre&amp;sap-xep=due_on">{OFFER}</a>' in found
    assert "Phạm vi: Trễ hạn" in found
    assert OFFER in page(client, "plans:timeline")
    assert OFFER not in page(client, "plans:list")


def test_it_is_not_offered_to_another_person_nor_after_signing_out(cast, client):
    page(client, TASKS, "?tu=bí+mật")

    client.logout()
    client.force_login(cast.account("officer"))

    assert OFFER not in page(client, TASKS)


def test_a_filter_of_nonsense_is_not_kept(client):
    page(client, TASKS, "?trang_thai=khong-co&ke_hoach=²")
    page(client, TASKS, f"?tu={'a' * 3000}")

    assert OFFER not in page(client, TASKS)


def test_only_so_many_lists_are_kept_and_what_is_offered_is_escaped(client):
    session = client.session
    session[KEPT] = {f"/danh-sach/{number}/": ["x", "y=1"] for number in range(MOST_LISTS)}
    session.save()

    page(client, TASKS, "?tu=<b>%22x")

    kept = client.session[KEPT]
    assert len(kept) == MOST_LISTS
    assert list(kept)[-1] == TASKS
    assert "&lt;b&gt;&quot;x" in page(client, TASKS)
