"""What somebody fills in to have figures mailed by themselves."""

from __future__ import annotations

from typing import Any

from django import forms

from lantoa.organisation.models import Agency, Person
from lantoa.reports.actions.mailing import MailingDraft
from lantoa.reports.models import Mailing
from lantoa.reports.queries.mailings import may_receive
from lantoa.ui.forms import NumberField


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class MailingForm(forms.Form):
    what = forms.ChoiceField(
        label="Số liệu của",
        choices=Mailing.What.choices,
        initial=Mailing.What.REQUIRED,
        widget=forms.RadioSelect,
    )
    timing = forms.ChoiceField(
        label="Gửi lúc",
        choices=Mailing.Timing.choices,
        initial=Mailing.Timing.BEFORE,
        widget=forms.RadioSelect,
    )
    number = NumberField(
        places=0,
        label="Ngày, hoặc số ngày làm việc trước hạn",
        initial=3,
        least=0,
        most=28,
        help_text="Ngày trong tháng: từ 1 đến 28. Trước hạn: từ 0 đến 20 ngày làm việc, 0 là đúng ngày đến hạn.",
        error_messages={"required": "Nhập ngày gửi."},
    )
    form = forms.ChoiceField(
        label="Dạng tệp", choices=Mailing.Form.choices, initial=Mailing.Form.PDF, widget=forms.RadioSelect
    )
    recipients = PeopleField(
        label="Người nhận",
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Người của cơ quan có tài khoản, được xem báo cáo đang soạn: đầu mối, lãnh đạo, người theo dõi.",
        error_messages={"required": "Chọn ít nhất một người nhận."},
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].queryset = may_receive(agency)  # type: ignore[attr-defined]

    def draft(self) -> MailingDraft:
        data = self.cleaned_data
        people = tuple(person.pk for person in data["recipients"])
        return MailingDraft(data["what"], data["timing"], int(data["number"]), data["form"], people)
