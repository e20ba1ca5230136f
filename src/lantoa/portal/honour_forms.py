"""What is typed about nominations, consents and the question of the month; the editor's form of an exemplar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from lantoa.foundation import clock
from lantoa.portal.measured_forms import OfAgencyForm
from lantoa.ui.forms import DateField


@dataclass(frozen=True, slots=True)
class NominationDraft:
    kind: str
    name: str
    role: str
    deed: str
    story: str
    basis: str
    basis_number: str
    basis_day: date
    basis_issuer: str


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    given_by: str
    given_on: date
    how: str


def _choices(model: str, name: str) -> list[tuple[str, str]]:
    # The models name the editor's form in this module.
    from lantoa.portal import models

    found: list[tuple[str, str]] = getattr(getattr(models, model), name).choices
    return found


class NominationForm(forms.Form):
    kind = forms.ChoiceField(label="Cá nhân hay tập thể", choices=())
    name = forms.CharField(label="Họ tên, tên tập thể", max_length=160)
    role = forms.CharField(label="Chức vụ, đơn vị", max_length=200, required=False)
    deed = forms.CharField(
        label="Việc đã làm", max_length=250, help_text="Một câu: làm gì, người dân hay cơ quan được lợi gì."
    )
    story = forms.CharField(
        label="Kể rõ hơn", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    basis = forms.ChoiceField(label="Căn cứ", choices=())
    basis_number = forms.CharField(
        label="Số, ký hiệu của căn cứ", max_length=60, help_text="Ví dụ 118/QĐ-SXD."
    )
    basis_day = DateField(label="Ngày của căn cứ")
    basis_issuer = forms.CharField(label="Nơi ban hành căn cứ", max_length=200)
    file = forms.FileField(label="Tệp căn cứ", help_text="Bản chụp, bản quét quyết định. Không ra công khai.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _choices("Nomination", "Kind")  # type: ignore[attr-defined]
        self.fields["basis"].choices = _choices("Nomination", "Basis")  # type: ignore[attr-defined]
        self.fields["basis_day"].latest = clock.today()  # type: ignore[attr-defined]

    def draft(self) -> NominationDraft:
        return NominationDraft(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class ConsentForm(forms.Form):
    given_by = forms.CharField(
        label="Ai đồng ý", max_length=160, help_text="Chính người được nêu; tập thể thì người đại diện."
    )
    given_on = DateField(label="Đồng ý ngày")
    how = forms.ChoiceField(label="Bằng cách nào", choices=())
    file = forms.FileField(label="Tệp", required=False, help_text="Bắt buộc, trừ khi đồng ý bằng lời.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = _choices("Consent", "How")  # type: ignore[attr-defined]
        self.fields["given_on"].latest = clock.today()  # type: ignore[attr-defined]

    def draft(self) -> ConsentDraft:
        given = self.cleaned_data
        return ConsentDraft(given["given_by"], given["given_on"], given["how"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class QuestionForm(forms.Form):
    """Which published answer, for which month."""

    answer = forms.ChoiceField(label="Câu hỏi", choices=())
    month = forms.ChoiceField(label="Tháng", choices=())

    def __init__(self, *args: Any, answers: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {str(row.pk): row for row in answers}
        offered = [(key, row.title) for key, row in self.answers.items()]
        self.fields["answer"].choices = [("", "Chọn câu hỏi đã đăng"), *offered]  # type: ignore[attr-defined]
        self.fields["month"].choices = [(one.isoformat(), f"{one:%m/%Y}") for one in months]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Any, date]:
        return self.answers[self.cleaned_data["answer"]], date.fromisoformat(self.cleaned_data["month"])


class ExemplarForm(OfAgencyForm):
    """Offers the nominations of the page's own agency that were approved and agreed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "nomination" in self.fields:
            field: Any = self.fields["nomination"]
            agreed = Q(state="approved", consents__isnull=False, consents__withdrawn_at=None)
            field.queryset = field.queryset.model.objects.filter(agreed, agency=self.agency).distinct()
