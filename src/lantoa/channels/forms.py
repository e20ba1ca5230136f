"""What is typed about a code, turned into plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.channels import queries, registry, targets
from lantoa.channels.actions import MOST_COPIES, PlacementDraft, Target
from lantoa.channels.models import Placement
from lantoa.channels.queries import sending
from lantoa.channels.wording import INSTRUCTION
from lantoa.documents.writing.qr_sheets import LAYOUTS
from lantoa.foundation import clock
from lantoa.organisation.models import Agency, Place
from lantoa.ui.forms import DateField, NumberField

LABEL_PREFIX = "nhan-"


class PlacementForm(forms.Form):
    """Target and labels are whatever rooms registered; what the code says already can stay."""

    title = forms.CharField(
        label="Dòng chữ lớn in cùng mã",
        max_length=90,
        help_text="Người dân nhận được gì khi quét. Ví dụ: Xem tiến độ kế hoạch cải cách hành chính.",
    )
    target = forms.ChoiceField(label="Dẫn đến", error_messages={"required": "Chọn nơi mã dẫn đến."})
    address = forms.CharField(
        label="Địa chỉ hoặc mã của nơi dẫn đến",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    place = forms.ModelChoiceField(
        label="Nơi đặt",
        queryset=Place.objects.none(),
        required=False,
        empty_label="Nơi khác, ghi ở ô dưới",
        help_text="Nơi có trong danh sách thì lượt quét cộng được theo nơi. Thiếu nơi nào, nhờ người quản trị thêm.",
    )
    spot = forms.CharField(
        label="Vị trí cụ thể",
        required=False,
        max_length=120,
        help_text="Ví dụ: mặt quầy bên trái; bảng tin chợ, cạnh cổng số 2.",
    )
    instruction = forms.CharField(
        label="Dòng hướng dẫn in dưới mã", required=False, max_length=160, initial=INSTRUCTION
    )

    def __init__(self, *args: Any, agency: Agency, placement: Placement | None = None, **kwargs: Any) -> None:
        if placement is not None:
            kwargs["initial"] = _initial(placement)
        super().__init__(*args, **kwargs)
        chosen = placement.place_id if placement else None
        self.fields["place"].queryset = queries.places_to_choose(agency, chosen)  # type: ignore[attr-defined]
        self.fields["target"].choices = _target_choices(agency, placement)  # type: ignore[attr-defined]
        held = {row.kind: row.key for row in placement.labels.all()} if placement else {}
        typed = [f"{kind.label}: {kind.hint}" for kind in registry.targets() if kind.accept is not None]
        self.fields["address"].help_text = f"Chỉ điền khi ô trên ghi “nhập ở ô dưới”. {' '.join(typed)}"
        for kind in registry.labels():
            self.fields[LABEL_PREFIX + kind.code] = _label_field(kind, agency, held.get(kind.code, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._is_typed() and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", f"Nhập nơi dẫn đến. {self._typed_hint()}")
        return cleaned

    def _is_typed(self) -> bool:
        kind = registry.target(str(self.cleaned_data.get("target", "")).partition("|")[0])
        return kind is not None and kind.accept is not None

    def _typed_hint(self) -> str:
        kind = registry.target(str(self.cleaned_data.get("target", "")).partition("|")[0])
        return kind.hint if kind else ""

    def draft(self) -> PlacementDraft:
        cleaned = self.cleaned_data
        kind, _, key = cleaned["target"].partition("|")
        labels = {
            kind.code: kind.field.key_of(value) if kind.field else str(value)
            for kind in registry.labels()
            if (value := cleaned.get(LABEL_PREFIX + kind.code))
        }
        return PlacementDraft(
            cleaned["title"],
            Target(kind, cleaned["address"].strip() if self._is_typed() else key),
            cleaned["place"].pk if cleaned["place"] else None,
            cleaned["spot"],
            cleaned["instruction"],
            tuple(sorted(labels.items())),
        )


def _initial(placement: Placement) -> dict[str, Any]:
    kind = registry.target(placement.target_kind)
    typed = kind is not None and kind.accept is not None
    return {
        "title": placement.title,
        "target": f"{placement.target_kind}|" + ("" if typed else placement.target_key),
        "address": kind.typed(placement.target_key) if kind and typed else "",
        "place": placement.place_id,
        "spot": placement.spot,
        "instruction": placement.instruction,
    }


def _target_choices(agency: Agency, placement: Placement | None) -> list[Any]:
    """Grouped by kind; first what the code leads to now, where it could not be chosen any more."""
    groups: list[Any] = [("", "Chọn nơi mã dẫn đến")]
    offered = set()
    for kind in registry.targets():
        rows = [(f"{kind.code}|{key}", words) for key, words in kind.choices(agency)] if kind.choices else []
        if kind.accept is not None:
            rows.append((f"{kind.code}|", f"{kind.label} (nhập ở ô dưới)"))
        offered |= {value for value, _ in rows}
        if rows:
            groups.append((kind.label, rows))
    if placement is not None and (now := str(_initial(placement)["target"])) not in offered:
        groups.insert(1, ("Đang dẫn đến", [(now, targets.seen(placement).name)]))
    return groups


def _label_field(kind: registry.LabelKind, agency: Agency, held: str) -> forms.Field:
    if kind.field is not None:
        return kind.field.make(agency, held)
    if kind.choices is None:
        return forms.CharField(label=kind.label, required=False, max_length=120, initial=held)
    rows = list(kind.choices(agency))
    if held and held not in dict(rows):
        rows.insert(0, (held, kind.say([held]).get(held, held) if kind.say else held))
    return forms.ChoiceField(
        label=kind.label, required=False, choices=[("", "Không ghi"), *rows], initial=held
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=250,
        help_text="Chỉ cán bộ đọc được. Người quét mã thấy cách liên hệ cơ quan.",
        error_messages={"required": "Nhập lý do thu hồi mã."},
    )


class HostForm(forms.Form):
    host = forms.CharField(
        label="Tên miền",
        max_length=253,
        help_text="Đúng tên đứng sau https://, không kể tên miền con. Ví dụ: dichvucong.gov.vn.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    note = forms.CharField(
        label="Là trang của", required=False, max_length=160, help_text="Ví dụ: Cổng Dịch vụ công quốc gia."
    )


class DaysForm(forms.Form):
    """Between which days scans are shown."""

    tu = DateField(label="Từ ngày", required=False)
    den = DateField(label="Đến ngày", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and first > last:
            self.add_error("den", "Nhập ngày cuối không trước ngày đầu.")
        return cleaned


class SheetForm(forms.Form):
    """Which codes, on what paper, how many of each."""

    ma = forms.TypedMultipleChoiceField(
        label="Mã cần in",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một mã để in."},
    )
    kho = forms.ChoiceField(
        label="Khổ in",
        choices=[(name, layout.label) for name, layout in LAYOUTS.items()],
        initial="vua",
        widget=forms.RadioSelect,
    )
    so_ban = NumberField(label="Số bản của mỗi mã", places=0, least=1, most=MOST_COPIES, initial=1)

    def __init__(self, *args: Any, placements: Iterable[Placement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.pk, f"{row.title} – {row.where} ({row.code})") for row in placements]
        self.fields["ma"].choices = rows  # type: ignore[attr-defined]
        self.fields["ma"].initial = [pk for pk, _ in rows]


def days_asked(form: DaysForm, fallback: int) -> tuple[date, date]:
    """The days that were asked for; without any, the last `fallback` ones up to today."""
    cleaned = form.cleaned_data if form.is_valid() else {}
    last = cleaned.get("den") or clock.today()
    first = cleaned.get("tu") or last - timedelta(days=fallback - 1)
    return min(first, last), last


class TopicsForm(forms.Form):
    """Which topics somebody wants to read about; without topics of the agency there is nothing to choose."""

    topics = forms.TypedMultipleChoiceField(
        label=_("Loại tin muốn nhận"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào thì nhận mọi tin."),
    )

    def __init__(self, *args: Any, agency_id: int, chosen: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.pk, row.name) for row in sending.topics_of(agency_id)]
        if rows:
            self.fields["topics"].choices = rows  # type: ignore[attr-defined]
            self.fields["topics"].initial = list(chosen)
        else:
            del self.fields["topics"]

    def topic_ids(self) -> list[int]:
        return list(self.cleaned_data.get("topics", ()))


class SignUpForm(TopicsForm):
    """An address and the agreement; nothing else is asked for."""

    address = forms.CharField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Nhập địa chỉ thư điện tử.")},
    )
    agreed = forms.BooleanField(
        label=_("Tôi đồng ý cho cơ quan dùng địa chỉ này để gửi tin như ghi ở trên"),
        error_messages={"required": _("Đánh dấu đồng ý để đăng ký.")},
    )
    field_order = ("address", "topics", "agreed")
