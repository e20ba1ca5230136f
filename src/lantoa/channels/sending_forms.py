"""What is typed about channels and broadcasts, turned into plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, cast

from django import forms

from lantoa.channels import adapting, secrets
from lantoa.channels.actions import ChannelDraft, ComposeDraft
from lantoa.channels.contract import ChannelKind, SettingsForm, Text, To
from lantoa.channels.models import Channel, Part
from lantoa.channels.queries import sending
from lantoa.foundation import clock
from lantoa.organisation.models import Agency
from lantoa.ui.forms import DateField, NumberField


class _Time(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class ChannelFields(SettingsForm):
    """What every channel has, whatever its kind."""

    name = forms.CharField(label="Tên kênh", max_length=120, error_messages={"required": "Nhập tên kênh."})
    active = forms.BooleanField(label="Đang dùng", required=False, initial=True)
    quiet_from = _Time(label="Không gửi từ", required=False, help_text="Ví dụ 21:00.")
    quiet_to = _Time(label="Đến", required=False, help_text="Ví dụ 06:00 sáng hôm sau.")
    most_a_day = NumberField(
        label="Số tin nhiều nhất trong một ngày", places=0, least=1, most=10_000_000, required=False,
        help_text="Theo hạn mức của nhà cung cấp. Để trống thì không giới hạn.",
    )  # fmt: skip
    most_for_one = NumberField(
        label="Số tin nhiều nhất cho một người", places=0, least=1, most=100, required=False,
        help_text="Trong số ngày ở ô dưới. Để trống thì không giới hạn.",
    )  # fmt: skip
    within_days = NumberField(label="Tính trong số ngày", places=0, least=1, most=31, initial=7)

    def draft(self) -> ChannelDraft:
        cleaned = dict(self.cleaned_data)
        common = {name: cleaned.pop(name) for name in ChannelFields.base_fields}
        return ChannelDraft(
            common["name"],
            cleaned,
            common["active"],
            common["quiet_from"],
            common["quiet_to"],
            _whole(common["most_a_day"]),
            _whole(common["most_for_one"]),
            _whole(common["within_days"]) or 7,
        )


def channel_form(kind: ChannelKind, data: Any, channel: Channel | None = None) -> ChannelFields:
    """The fields of every channel and those of the kind, in one form."""
    made = type("ChannelForm", (ChannelFields, kind.settings_form), {"secrets": kind.settings_form.secrets})
    own = [name for name in kind.settings_form.base_fields if name not in ChannelFields.base_fields]
    made.field_order = ["name", *own, *list(ChannelFields.base_fields)[1:]]  # type: ignore[attr-defined]
    initial: Mapping[str, Any] = {}
    kept: Sequence[str] = ()
    if channel is not None:
        kept = tuple(secrets.opened(channel.secrets))
        initial = {name: getattr(channel, name) for name in ChannelFields.base_fields} | channel.settings
    return cast(ChannelFields, made(data, initial=initial, kept=kept))


class LimitForm(forms.Form):
    most_for_one = NumberField(
        label="Số tin nhiều nhất cho một người trong một ngày", places=0, least=1, most=100, required=False,
        help_text="Tính chung mọi kênh của cơ quan. Tin vượt số này chờ đến ngày hôm sau. Để trống thì không giới hạn.",
    )  # fmt: skip

    def most(self) -> int | None:
        return _whole(self.cleaned_data["most_for_one"])


class TryForm(forms.Form):
    address = forms.CharField(
        label="Gửi thử đến", max_length=254, help_text="Địa chỉ của chính mình, để xem tin đến thế nào."
    )

    def __init__(self, *args: Any, kind: ChannelKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.to != To.EACH:
            del self.fields["address"]

    @property
    def typed(self) -> str:
        return str(self.cleaned_data.get("address", ""))


class AddressForm(forms.Form):
    address = forms.CharField(
        label="Địa chỉ",
        max_length=254,
        help_text="Chỉ giữ mã băm: sau khi ghi không ai đọc lại được địa chỉ.",
    )


class TopicForm(forms.Form):
    name = forms.CharField(label="Tên loại tin", max_length=80, help_text="Ví dụ: Thủ tục hành chính.")


class ComposeForm(forms.Form):
    """Over which channels, about what, until when it is shown."""

    channels = forms.TypedMultipleChoiceField(
        label="Gửi qua",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một kênh."},
    )
    topics = forms.TypedMultipleChoiceField(
        label="Loại tin", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Người đăng ký loại tin nào thì nhận loại đó. Không chọn thì gửi đến mọi người nhận.",
    )  # fmt: skip
    until = DateField(label="Trình chiếu đến hết ngày", required=False, help_text="Chỉ dùng cho màn hình.")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.pk, f"{row.name} ({kind.label})") for row, kind in sending.channels_to_use(agency)]
        self.fields["channels"].choices = rows  # type: ignore[attr-defined]
        topics = [(row.pk, row.name) for row in sending.topics_of(agency.pk)]
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]
        if not topics:
            del self.fields["topics"]

    def draft(self) -> ComposeDraft:
        cleaned = self.cleaned_data
        day = cleaned.get("until")
        until = datetime.combine(day, time(23, 59), clock.VIETNAM) if day else None
        return ComposeDraft(tuple(cleaned["channels"]), tuple(cleaned.get("topics", ())), until)


class PartForm(forms.Form):
    """The text of one channel: only the parts that its kind has, each with its limit."""

    title = forms.CharField(label="Tiêu đề", required=False)
    summary = forms.CharField(label="Tóm tắt", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    text = forms.CharField(label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 10}))
    link = forms.BooleanField(label="Kèm địa chỉ bài", required=False)

    def __init__(self, *args: Any, part: Part, kind: ChannelKind, **kwargs: Any) -> None:
        initial = {"title": part.title, "summary": part.summary, "text": part.text, "link": bool(part.url)}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.url = part.broadcast.url
        for count in adapting.counts(Text(part.title, part.summary, part.text, part.url), kind.limits):
            if count.part in self.fields:
                most = "không giới hạn" if count.most is None else f"nhiều nhất {count.most} ký tự"
                self.fields[count.part].help_text = f"Đang có {count.used} ký tự, {most}."
                if count.most is not None:
                    self.fields[count.part].widget.attrs["maxlength"] = str(count.most)
        for name in ("title", "summary", "text"):
            if getattr(kind.limits, name) == 0:
                del self.fields[name]
        if not kind.limits.links or not self.url:
            del self.fields["link"]
        if kind.limits.whole is not None:
            self.fields["text"].help_text += f" Cả tin cùng địa chỉ nhiều nhất {kind.limits.whole} ký tự."

    def said(self) -> Text:
        cleaned = self.cleaned_data
        link = self.url if cleaned.get("link") else ""
        return Text(cleaned.get("title", ""), cleaned.get("summary", ""), cleaned.get("text", ""), link)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=250, error_messages={"required": "Nhập lý do."})


class SendForm(forms.Form):
    """Now, or on a day at an hour."""

    day = DateField(label="Gửi vào ngày", required=False, help_text="Để trống thì gửi ngay.")
    hour = _Time(label="Lúc", required=False, help_text="Ví dụ 08:00.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("day")) != bool(cleaned.get("hour")):
            self.add_error(
                "hour" if cleaned.get("day") else "day", "Nhập cả ngày và giờ, hoặc để trống cả hai."
            )
        return cleaned

    def moment(self) -> datetime | None:
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        return datetime.combine(day, hour, clock.VIETNAM) if day and hour else None


class ResendForm(forms.Form):
    unsure = forms.BooleanField(
        label="Gửi lại cả tin không rõ đã đến hay chưa (người nhận có thể nhận hai lần)", required=False
    )


class DoneForm(forms.Form):
    words = forms.CharField(
        label="Đã làm ở đâu, thế nào",
        max_length=250,
        help_text="Ví dụ: đọc tại giao ban tuần 46, hội trường Sở.",
    )
    reached = NumberField(label="Số người dự, nghe, xem", places=0, least=0, most=100_000_000, required=False)


def _whole(value: Any) -> int | None:
    return int(value) if value is not None else None
