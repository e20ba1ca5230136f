"""Naming a procedure in a form, without a script."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from lantoa.procedures import access
from lantoa.procedures.choosing import ProcedureChoice
from tests.procedures.building import CODE, listed


class Naming(forms.Form):
    procedure = ProcedureChoice(label="Thủ tục")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].offer(access.visible_procedures(actor))  # type: ignore[attr-defined]


def sent(cast: Any, words: str, chosen: str = "") -> Naming:
    data = QueryDict(mutable=True)
    data.update({"procedure": words, "procedure_chon": chosen})
    return Naming(data, actor=cast.actor("officer"))


@pytest.mark.parametrize(
    "words", [CODE, "1.900101", CODE.lower(), f"{CODE} Cấp giấy phép xây dựng", "nha o rieng le"]
)
def test_a_procedure_is_named_by_its_code_or_by_words(cast: Any, today: date, words: str) -> None:
    row = listed(cast)
    listed(cast, "1.900102", name="Cấp giấy phép di dời công trình")

    form = sent(cast, words)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["procedure"] == row


def test_words_that_fit_several_bring_those_back_to_choose_from(cast: Any, today: date) -> None:
    listed(cast)
    other = listed(cast, "1.900102", name="Cấp giấy phép di dời công trình")

    form = sent(cast, "giay phep")
    again = sent(cast, "giay phep", str(other.pk))

    assert not form.is_valid()
    assert f'type="radio" name="procedure_chon" value="{other.pk}"' in str(form["procedure"])
    assert again.is_valid()
    assert again.cleaned_data["procedure"] == other


def test_what_the_actor_does_not_read_is_never_found(cast: Any, today: date) -> None:
    foreign = listed(cast, agency="ward")

    assert not sent(cast, CODE).is_valid()
    assert not sent(cast, CODE, str(foreign.pk)).is_valid()


def test_a_choice_left_over_from_other_words_does_not_count(cast: Any, today: date) -> None:
    row = listed(cast)
    other = listed(cast, "1.900102", name="Công nhận chủ đầu tư")

    form = sent(cast, "công nhận", str(row.pk))

    assert form.is_valid()
    assert form.cleaned_data["procedure"] == other


def test_two_forms_do_not_share_what_was_found(cast: Any, today: date) -> None:
    listed(cast)
    listed(cast, "1.900102", name="Cấp giấy phép di dời công trình")
    sent(cast, "giay phep").is_valid()

    assert "radio" not in str(sent(cast, "")["procedure"])
