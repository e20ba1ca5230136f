"""What is typed about the settings of reports, turned into drafts."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from lantoa.documents.writing.kinds import AUTHORITIES
from lantoa.organisation.drafts import LetterheadDraft
from lantoa.organisation.letterheads import lines_of
from lantoa.organisation.models import Letterhead
from lantoa.reports.actions import OutlineDraft, PeriodRuleDraft
from lantoa.reports.models import OutlineItem, PeriodRule

MOST_BYTES = 10 * 1024 * 1024
_AUTHORITY_WORDS = {
    "": "Không ghi (người đứng đầu ký)",
    "TM.": "TM. – thay mặt tập thể",
    "KT.": "KT. – cấp phó ký thay",
    "TL.": "TL. – thừa lệnh",
    "TUQ.": "TUQ. – thừa ủy quyền",
    "Q.": "Q. – quyền người đứng đầu",
}
_LINES = {"class": "in in--l", "rows": 4}


class LetterheadForm(forms.Form):
    """`edition` is the one that was seen."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    place = forms.CharField(
        label="Địa danh", max_length=60, required=False, help_text="Ghi trước ngày, tháng, năm: “Cần Thơ”."
    )
    symbol = forms.CharField(
        label="Chữ viết tắt trong ký hiệu", max_length=30, required=False,
        widget=forms.TextInput(attrs={"class": "in in--s", "autocomplete": "off"}),
        help_text="Phần sau “BC-”, “KH-”, kể cả đơn vị soạn thảo. Để trống thì dùng mã cơ quan.",
    )  # fmt: skip
    addressed_to = forms.CharField(
        label="Kính gửi", required=False, widget=forms.Textarea(attrs=_LINES),
        help_text="Mỗi nơi một dòng. Để trống thì gửi cơ quan cấp trên.",
    )  # fmt: skip
    recipients = forms.CharField(
        label="Nơi nhận", required=False, widget=forms.Textarea(attrs=_LINES),
        help_text="Mỗi nơi một dòng, dòng cuối là “Lưu: VT, đơn vị soạn thảo”. Dấu gạch đầu dòng, dấu chấm phẩy được "
        "thêm khi in.",
    )  # fmt: skip
    authority = forms.ChoiceField(
        label="Quyền hạn ký", required=False, widget=forms.RadioSelect,
        choices=[(code, _AUTHORITY_WORDS[code]) for code in AUTHORITIES],
    )  # fmt: skip
    on_behalf = forms.CharField(
        label="Thay mặt, ký thay ai", max_length=150, required=False,
        help_text="Đứng sau TM., KT., TL., TUQ.: “Ủy ban nhân dân”, “Giám đốc”.",
    )  # fmt: skip
    signer_title = forms.CharField(
        label="Chức vụ người ký", max_length=150, required=False, help_text="“Giám đốc”, “Phó Giám đốc”."
    )
    signer = forms.CharField(label="Họ và tên người ký", max_length=120, required=False)

    def __init__(self, *args: Any, row: Letterhead, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "edition"]
        kwargs["initial"] = {"edition": row.edition, **{name: getattr(row, name) for name in names}}
        super().__init__(*args, **kwargs)

    def draft(self) -> LetterheadDraft:
        data = {name: value for name, value in self.cleaned_data.items() if name != "edition"}
        lists = {name: lines_of(data[name]) for name in ("addressed_to", "recipients")}
        return LetterheadDraft(**{**data, **lists})


class HeadingForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    heading = forms.CharField(label="Đề mục", max_length=250, help_text="Không ghi số: số được đánh khi in.")
    level = forms.TypedChoiceField(
        label="Cấp", coerce=int, widget=forms.RadioSelect, initial=1,
        choices=[(1, "I. – phần lớn"), (2, "1. – mục trong phần"), (3, "a) – điểm trong mục")],
    )  # fmt: skip
    content = forms.ChoiceField(
        label="Dưới đề mục có", choices=OutlineItem.Content.choices, widget=forms.RadioSelect,
        initial=OutlineItem.Content.TEXT,
        help_text="Số liệu, kế hoạch, biểu đồ lấy từ sổ; lời văn vẫn viết thêm được.",
    )  # fmt: skip
    hint = forms.CharField(
        label="Gợi ý cho người viết",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    required = forms.BooleanField(label="Phải có lời văn mới chốt được", required=False)

    def __init__(self, *args: Any, item: OutlineItem | None = None, **kwargs: Any) -> None:
        if item is not None:
            kwargs["initial"] = {name: getattr(item, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def draft(self) -> OutlineDraft:
        return OutlineDraft(**{name: value for name, value in self.cleaned_data.items() if name != "edition"})


class DayMonthField(forms.Field):
    """A day of any year, typed as 14/03; gives (month, day). Whether the day exists is asked by the rule."""

    widget = forms.TextInput(
        attrs={
            "class": "in in--s",
            "autocomplete": "off",
            "placeholder": "ngày/tháng",
            "inputmode": "numeric",
        }
    )
    _form = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})")

    def prepare_value(self, value: Any) -> Any:
        return f"{value[1]:02}/{value[0]:02}" if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> tuple[int, int] | None:
        text = str(value or "").strip()
        if not text:
            return None
        match = self._form.fullmatch(text)
        if match is None:
            raise forms.ValidationError("Nhập ngày/tháng, ví dụ 14/03.")
        return int(match[2]), int(match[1])


class PeriodForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    kind = forms.ChoiceField(label="Loại kỳ", choices=PeriodRule.Kind.choices)
    index = forms.IntegerField(
        label="Kỳ thứ", min_value=1, max_value=12, initial=1,
        widget=forms.NumberInput(attrs={"class": "in in--s"}),
        help_text="Quý III là 3, tháng 5 là 5; 9 tháng và năm là 1.",
    )  # fmt: skip
    opens = DayMonthField(label="Số liệu từ ngày")
    opens_year_before = forms.BooleanField(label="Từ năm trước", required=False)
    closes = DayMonthField(label="Số liệu đến hết ngày")
    due = DayMonthField(label="Hạn gửi", help_text="Gửi trong ngày này là đúng hạn.")
    required = forms.BooleanField(label="Kỳ bắt buộc", required=False, initial=True)
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=250, required=False, help_text="Số, ký hiệu văn bản quy định."
    )
    year_from = forms.IntegerField(
        label="Áp dụng từ năm",
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "in in--s"}),
    )
    year_to = forms.IntegerField(
        label="Đến hết năm", required=False, min_value=2000, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "in in--s"}), help_text="Để trống khi còn áp dụng.",
    )  # fmt: skip

    def __init__(self, *args: Any, rule: PeriodRule | None = None, year: int = 2000, **kwargs: Any) -> None:
        kwargs["initial"] = {"year_from": year} | (_initial(rule) if rule else {})
        super().__init__(*args, **kwargs)
        if rule is not None:
            for name in ("kind", "index"):
                self.fields[name].disabled = True

    def draft(self) -> PeriodRuleDraft:
        return PeriodRuleDraft(
            **{name: value for name, value in self.cleaned_data.items() if name != "edition"}
        )


def _initial(rule: PeriodRule) -> dict[str, Any]:
    names = (
        "edition",
        "kind",
        "index",
        "opens_year_before",
        "required",
        "legal_basis",
        "year_from",
        "year_to",
    )
    return {name: getattr(rule, name) for name in names} | {
        "opens": (rule.opens_month, rule.opens_day),
        "closes": (rule.closes_month, rule.closes_day),
        "due": (rule.due_month, rule.due_day),
    }


class TemplateForm(forms.Form):
    file = forms.FileField(
        label="Tệp mẫu Word",
        help_text="Tệp .docx không có macro, dưới 10 MB.",
        widget=forms.FileInput({"accept": ".docx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Bỏ bớt hình ảnh trong mẫu rồi nạp lại.")
        return file
