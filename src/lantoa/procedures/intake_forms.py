"""What is asked about a file of procedures: whose register, where from, and what becomes of those it leaves out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.organisation.models import Agency
from lantoa.procedures import intaking
from lantoa.procedures.comparing import Comparison
from lantoa.procedures.drafts import LABELS, LONGEST
from lantoa.procedures.forms import AgencyChoice
from lantoa.ui.forms import DateField

MOST_BYTES = 10 * 1024 * 1024


class FileForm(forms.Form):
    agency = AgencyChoice(label="Danh mục của", queryset=Agency.objects.none(), empty_label=None)
    file = forms.FileField(
        label="Tệp danh mục", help_text="Excel (.xlsx, .xls) hoặc CSV, dưới 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )  # fmt: skip
    source = forms.CharField(
        label=LABELS["source"], max_length=LONGEST["source"], required=False,
        initial="Cơ sở dữ liệu quốc gia về thủ tục hành chính", help_text="Dùng khi tệp không có cột Nguồn.",
    )  # fmt: skip
    synced_on = DateField(label=LABELS["synced_on"], help_text="Dùng khi tệp không có cột này.")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("synced_on", clock.today())
        if agencies.count() < 2:
            del self.fields["agency"]
        else:
            self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Bỏ hình ảnh, trang tính thừa rồi nạp lại.")
        return file


class TakeForm(forms.Form):
    """What becomes of procedures in force that the file does not have. Nothing, unless somebody says so."""

    digest = forms.CharField(widget=forms.HiddenInput)
    which = forms.ChoiceField(
        label="Thủ tục không có trong tệp", required=False, widget=forms.RadioSelect, initial=""
    )
    day = DateField(label=LABELS["ended_on"], required=False, help_text="Chỉ cần khi ghi là bị bãi bỏ.")

    def __init__(self, *args: Any, found: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["digest"], self.initial["which"] = found.digest, ""
        if not found.missing:
            del self.fields["which"], self.fields["day"]
            return
        everything, some = len(found.missing), len(intaking.to_abolish(found, intaking.FIELDS))
        choices = [("", "Giữ nguyên")]
        if 0 < some < everything:
            choices.append(
                (intaking.FIELDS, f"Ghi là bị bãi bỏ {some} thủ tục thuộc các lĩnh vực có trong tệp")
            )
        choices.append((intaking.ALL, f"Ghi là bị bãi bỏ cả {everything} thủ tục"))
        self.fields["which"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("which") and not data.get("day") and "day" not in self.errors:
            self.add_error("day", "Nhập ngày đầu tiên không còn áp dụng.")
        return data
