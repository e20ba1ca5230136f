"""What is typed about a report, turned into plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lantoa.foundation import clock
from lantoa.foundation.text import nfc
from lantoa.organisation.models import Agency
from lantoa.reports.actions import SigningDraft
from lantoa.reports.actions.writing import LONGEST
from lantoa.reports.models import OutlineItem
from lantoa.reports.queries.shown import Due
from lantoa.reports.wording import days_of
from lantoa.ui.forms import DateField
from lantoa.ui.words import vndate


def said_due(due: Due) -> str:
    """ "Quý I/2026 — số liệu 15/12/2025 – 14/03/2026 — hạn 20/03/2026", and what became of it."""
    tail = f", {due.report.get_state_display().lower()}" if due.report is not None else ""
    return f"{due.label} — số liệu {days_of(due.starts, due.ends)} — hạn {vndate(due.due_on)}{tail}"


class BeginForm(forms.Form):
    """Which period; what is due now stands first."""

    period = forms.ChoiceField(label="Kỳ báo cáo")

    def __init__(self, *args: Any, owed: Sequence[Due], others: Sequence[Due], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = []
        if owed:
            groups.append(("Đến kỳ", [(due.code, said_due(due)) for due in owed]))
        if others:
            groups.append(("Kỳ khác", [(due.code, said_due(due)) for due in others]))
        self.fields["period"].choices = groups  # type: ignore[attr-defined]


class AgencyForm(forms.Form):
    """For whom, where somebody writes for several agencies."""

    co_quan = forms.TypedChoiceField(label="Cơ quan", coerce=int)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(agency.pk, agency.legal_name) for agency in agencies]
        self.fields["co_quan"].choices = choices  # type: ignore[attr-defined]


class WordsField(forms.CharField):
    """A passage: NFC, lines as they were typed, whatever the machine ends them with."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return nfc(str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class WordsDraft:
    """Every passage by the key of its heading, the edition and the figures the writer saw."""

    texts: dict[str, str]
    edition: int
    seen: str


class WordsForm(forms.Form):
    """One field for each heading of the outline."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, outline: Sequence[OutlineItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in outline:
            self.fields[field_of(item.key)] = WordsField(
                label=item.heading, required=False, max_length=LONGEST, help_text=item.hint,
                widget=forms.Textarea(attrs={"rows": 6 if item.required else 3, "data-word": item.key}),
            )  # fmt: skip

    def draft(self) -> WordsDraft:
        cleaned = self.cleaned_data
        texts = {name.removeprefix(PREFIX): text for name, text in cleaned.items() if name.startswith(PREFIX)}
        return WordsDraft(texts, cleaned["edition"], cleaned["seen"])


PREFIX = "muc-"


def field_of(key: str) -> str:
    return f"{PREFIX}{key}"


class FreezeForm(forms.Form):
    """What was confirmed: the edition whose words and figures were shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class WhyForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=500, strip=True, widget=forms.Textarea(attrs={"rows": 3})
    )


class SigningForm(forms.Form):
    """What the registry wrote on the signed report, and the signed file."""

    document_number = forms.CharField(
        label="Số, ký hiệu", max_length=60, help_text="Như trên bản đã ký. Ví dụ: 88/BC-SXD.",
        widget=forms.TextInput(attrs={"class": "in in--s", "autocomplete": "off"}),
    )  # fmt: skip
    signed_on = DateField(label="Ngày ban hành")
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    file = forms.FileField(
        label="Tệp đã ký",
        help_text="Bản PDF ký số, bản quét hoặc ảnh chụp. Văn bản dưới 50 MB, ảnh dưới 20 MB.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].latest = clock.today()  # type: ignore[attr-defined]

    def draft(self) -> SigningDraft:
        cleaned = self.cleaned_data
        return SigningDraft(
            nfc(cleaned["document_number"]).strip(),
            cleaned["signed_on"],
            nfc(cleaned["signer"]).strip(),
            nfc(cleaned["signer_title"]).strip(),
        )
