"""What forms and filters offer: nothing of an agency that the person does not see, and nothing else is taken.

Every page of the address examples is opened by some who may, and every choice of every form on it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import ModelChoiceIterator

from lantoa.foundation import clock
from lantoa.ledger.models import Row
from lantoa.organisation.access import SEE, actor_of, visible_agencies
from lantoa.organisation.models import Agency, Body, Membership, Person
from tests import cast as casting
from tests.support import newcomers
from tests.support.url_matrix import Example, Matrix
from tests.url_examples import EXAMPLES

WORDS_FOR = {
    "lead": Body, "partners": Body, "body": Body, "agency": Agency, "don_vi": Body,
}  # fmt: skip
"""Fields that offer numbers instead of rows, and of what."""

CASES = [
    pytest.param(name, number, example, id=f"{name}-{number}" if number else name)
    for name, several in sorted(EXAMPLES.items())
    for number, example in enumerate(several)
    if example.method == "get"
    and not name.startswith(("account_", "mfa_", "socialaccount_", "ui:", "portal:"))
]
PEOPLE = (
    "officer", "coordinator", "sxd_administrator", "head", "ward_chair", "snv_coordinator", "director",
    "administrator", "superior", "appraiser",
)  # fmt: skip
"""Who opens the pages: those of one agency first, who see least."""
MOST_PEOPLE = 3


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[Matrix]:
    cache.clear()
    with django_db_blocker.unblock(), clock.standing_on(casting.TODAY), transaction.atomic():
        matrix = Matrix(newcomers.add_to(casting.Cast(casting.made())), EXAMPLES)
        yield matrix
        assert matrix.is_still_true()
        transaction.set_rollback(True)


def forms_in(response: Any) -> list[Any]:
    """Every form and filter that the page was made with."""
    found: dict[int, Any] = {}
    for layer in response.context or ():
        for values in getattr(layer, "dicts", [layer]):
            for value in values.values():
                several = value if isinstance(value, (list, tuple)) else [value]
                for one in several:
                    one = getattr(one, "form", one) if not isinstance(one, forms.BaseForm) else one
                    if isinstance(one, forms.BaseForm):
                        found[id(one)] = one
                    elif isinstance(one, forms.BaseFormSet):
                        found |= {id(form): form for form in one}
    return list(found.values())


def model_of(name: str, field: Any) -> Any:
    if isinstance(field, forms.ModelChoiceField):
        return field.queryset.model  # type: ignore[union-attr]
    if isinstance(field, (forms.TypedChoiceField, forms.TypedMultipleChoiceField, forms.ChoiceField)):
        return WORDS_FOR.get(name.rpartition("-")[2].rstrip("0123456789"))
    return None


def offered(field: Any) -> set[int]:
    if isinstance(field.choices, ModelChoiceIterator):
        return set(field.queryset.values_list("pk", flat=True))
    flat: list[Any] = []
    for value, label in field.choices:
        flat += [key for key, _ in label] if isinstance(label, (list, tuple)) else [value]
    return {int(str(value)) for value in flat if str(value).isdigit()}


def agencies_of(model: type[models.Model], keys: set[int]) -> dict[int, set[int]]:
    """To which agencies each row belongs; an empty set is nobody's."""
    rows = model._base_manager.filter(pk__in=keys)
    if model is Agency:
        return {key: {key} for key in keys}
    if model is Person:
        held: dict[int, set[int]] = {key: set() for key in keys}
        for person, agency in Membership.objects.filter(person__in=keys).values_list("person", "agency"):
            held[person].add(agency)
        return held
    return {key: {agency} for key, agency in rows.values_list("pk", "agency_id")}


def wrong_in(who: str, path: str, form: Any, allowed: set[int], seen: set[str]) -> list[str]:
    wrong = []
    for name, field in form.fields.items():
        model = model_of(name, field)
        if model is None or issubclass(model, Row) or field.disabled:
            continue
        where = f"{who} {path} {type(form).__name__}.{name}"
        keys = offered(field)
        seen.add(f"{type(form).__module__}.{type(form).__name__}.{name}")
        for key, agencies in agencies_of(model, keys).items():
            if agencies and not agencies & allowed:
                wrong.append(f"{where} offers {model.__name__} {key} of another agency")
        foreign = model._base_manager.exclude(pk__in=keys).values_list("pk", flat=True)[:3]
        many = isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField))
        for key in foreign:
            try:
                field.clean([str(key)] if many else str(key))
            except ValidationError:
                continue
            wrong.append(f"{where} takes {model.__name__} {key}, which it does not offer")
    return wrong


@pytest.mark.parametrize(("name", "number", "example"), CASES)
def test_no_form_offers_or_takes_what_is_another_agencys(
    matrix: Matrix, name: str, number: int, example: Example
) -> None:
    wrong: list[str] = []
    place = example.tried_in[0]
    path = matrix.paths[name, number, place]
    for who in [who for who in PEOPLE if example.expected(who, place) == "in"][:MOST_PEOPLE]:
        found = forms_in(matrix.send(who, example, place, path))
        actor = actor_of(matrix.worlds[place].cast.account(who))
        allowed = set(visible_agencies(actor).values_list("pk", flat=True)) | actor.scope(SEE).agencies
        for form in found:
            wrong += wrong_in(who, path, form, allowed, set())
    assert not wrong, "\n" + "\n".join(sorted(set(wrong))[:20])


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("plans:assign", {"AssignForm.main", "AssignForm.people"}),
        ("plans:split", {"SplitForm.body1", "SplitForm.body2"}),
        ("organisation:new_body", {"BodyForm.parent", "BodyForm.members"}),
        ("plans:tasks", {"TaskFilterForm.ke_hoach", "TaskFilterForm.don_vi"}),
    ],
)
def test_the_choices_of_a_page_are_found(matrix: Matrix, name: str, fields: set[str]) -> None:
    example, seen = EXAMPLES[name][0], set[str]()
    who = next(who for who in PEOPLE if example.expected(who, "sxd") == "in")
    path = matrix.paths[name, 0, "sxd"]

    for form in forms_in(matrix.send(who, example, "sxd", path)):
        wrong_in(who, path, form, set(), seen)

    assert fields <= {
        one.rpartition(".")[0].rpartition(".")[2] + "." + one.rpartition(".")[2] for one in seen
    }
