"""Numbers that are none, in addresses and forms: the page answers, never with an error of its own."""

import pytest
from django.core import signing
from django.urls import reverse

from lantoa.foundation.errors import Refused
from lantoa.plans.actions.exchanging import SheetRefused, amended_values
from lantoa.plans.exchange import Change, compare
from lantoa.plans.queries.exchange import sheet_of, words_of
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db

NONSENSE = ["²", "9" * 5000, "1" + "0" * 30, "-1", "1e9", "\u0663", "x\0"]


@pytest.fixture
def plan(cast):
    return issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk))


@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("plans:compare", ["tu", "den"]),
        ("plans:timeline", ["nam", "ke_hoach", "don_vi"]),
        ("plans:calendar", ["thang", "trang"]),
        ("plans:tasks", ["trang", "sap-xep", "ke_hoach"]),
        ("plans:list", ["nam", "trang"]),
    ],
)
def test_lists_answer_whatever_the_address_says(cast, plan, address, names, value):
    url = reverse(address, args=[plan.pk] if address == "plans:compare" else [])

    answer = cast.client("coordinator").get(url, dict.fromkeys(names, value))

    assert answer.status_code == 200


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "1999-12", "2101-01", "2026-13", "²"])
def test_a_month_out_of_reach_is_this_month(cast, plan, month):
    answer = cast.client("coordinator").get(reverse("plans:calendar"), {"thang": month})

    assert answer.status_code == 200


@pytest.mark.parametrize("value", NONSENSE)
def test_the_form_of_an_entry_opens_whatever_task_the_address_names(cast, plan, value):
    answer = cast.client("officer").get(reverse("ledger:record"), {"towards": f"plans.task:{value}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("value", NONSENSE)
def test_posted_numbers_that_are_none_find_nothing(cast, plan, value):
    client = cast.client("coordinator")
    entry = proven_activity(cast)

    credited = client.post(reverse("plans:credit", args=[entry.pk]), {"towards": f"plans.task:{value}"})
    feed = client.post(reverse("plans:feeds"), {"viec": "thu-hoi", "ma": value})

    assert (credited.status_code, feed.status_code) == (404, 404)


@pytest.mark.parametrize("value", NONSENSE)
def test_a_sheet_with_a_number_that_is_none_is_told_so(value):
    found = compare([["Mã", "Nội dung"], [value, "Việc"]], {1: {}})

    assert [error.row for error in found.errors] == [2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weight", "NaN"),
        ("weight", "Infinity"),
        ("weight", "1e999999"),
        ("weight", "-1"),
        ("weight", "1,001"),
        ("end", "1/1/" + "9" * 30),
        ("end", "²/1/2026"),
    ],
)
def test_a_cell_that_the_screen_would_not_take_the_sheet_does_not_bring(cast, plan, name, value):
    task = plan.tasks.get()
    before = sheet_of(plan.tasks.all(), words_of(plan))[task.pk][name]

    with pytest.raises(SheetRefused) as refusal:
        amended_values(plan, [Change(2, task.pk, "1", name, before, value)], actor=cast.actor("coordinator"))

    assert "không đúng dạng" in refusal.value.errors[0].message


def test_a_comparison_of_another_person_is_not_confirmed(cast, plan):
    forged = signing.dumps([], salt=f"lantoa.plans.exchange.{plan.pk}.{cast.head.pk}", compress=True)

    answer = cast.client("coordinator").post(
        reverse("plans:exchange", args=[plan.pk]), {"changes": forged}, headers={"accept": "application/json"}
    )

    assert answer.status_code == 422
    assert issubclass(SheetRefused, Refused)
