"""Merge, split, rename, dissolve, transfer: first what would follow, then the confirmation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import whole
from lantoa.organisation import access, actions, queries
from lantoa.organisation.access import Actor
from lantoa.organisation.actions.history import consequences
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.forms import AgencyChoice
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require
from lantoa.organisation.models import Agency, AgencyEvent
from lantoa.ui.forms import DateField


class EventForm(forms.Form):
    """What every event needs: the day and the legal basis."""

    day = DateField(label="Có hiệu lực từ ngày")
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=250, help_text="Số, ngày và cơ quan ban hành nghị quyết hoặc quyết định."
    )

    def __init__(self, *args: Any, agency: Agency, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency, self.actor = agency, actor
        self.live = queries.administered(actor).filter(valid_to=None).exclude(pk=agency.pk)

    def ending(self) -> list[Agency]:
        return [self.agency]

    def carry_out(self) -> AgencyEvent:
        raise LookupError("each event says how it is carried out")

    @property
    def common(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {"day": values["day"], "legal_basis": values["legal_basis"], "actor": self.actor}

    def new_draft(self, prefix: str = "") -> AgencyDraft:
        """A successor like this agency, under the name typed."""
        values = self.cleaned_data
        name = values[f"{prefix}legal_name"]
        return AgencyDraft(
            code=values.get(f"{prefix}code") or self.agency.code,
            legal_name=name,
            short_name=values.get(f"{prefix}short_name") or name[:120],
            level=self.agency.level,
            valid_from=values["day"],
            parent_id=self.agency.parent_id,
            slug=values.get(f"{prefix}slug", ""),
            accent=self.agency.accent,
            address=self.agency.address,
            phone=self.agency.phone,
            fax=self.agency.fax,
            email=self.agency.email,
            domain=self.agency.domain,
            responsible=self.agency.responsible,
        )


class RenameForm(EventForm):
    legal_name = forms.CharField(label="Tên mới", max_length=250)
    short_name = forms.CharField(label="Tên gọi ngắn mới", max_length=120, required=False)
    code = forms.CharField(label="Mã", max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = self.agency.code

    def carry_out(self) -> AgencyEvent:
        draft = replace(self.new_draft(), slug=self.agency.slug)
        return actions.rename_agency(self.agency, draft, **self.common)


class MergeForm(EventForm):
    others = forms.ModelMultipleChoiceField(
        label="Cùng với các cơ quan",
        queryset=queries.no_agencies(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Các cơ quan này cũng kết thúc.",
    )
    into = AgencyChoice(
        label="Sáp nhập vào",
        queryset=queries.no_agencies(),
        required=False,
        empty_label="Một cơ quan mới, tên ở dưới",
    )
    legal_name = forms.CharField(label="Tên cơ quan mới", max_length=250, required=False)
    short_name = forms.CharField(label="Tên gọi ngắn của cơ quan mới", max_length=120, required=False)
    code = forms.CharField(label="Mã của cơ quan mới", max_length=30, required=False)
    carry = forms.BooleanField(
        label="Chuyển các đơn vị, địa điểm và người sang cơ quan tiếp nhận",
        required=False,
        initial=True,
        help_text="Đơn vị trùng tên được gộp làm một.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].queryset = self.live  # type: ignore[attr-defined]
        self.fields["into"].queryset = self.live  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("into") and not values.get("legal_name"):
            self.add_error("legal_name", "Nhập tên cơ quan mới, hoặc chọn cơ quan tiếp nhận ở trên.")
        return values

    def ending(self) -> list[Agency]:
        return [self.agency, *self.cleaned_data["others"]]

    def carry_out(self) -> AgencyEvent:
        into = self.cleaned_data["into"]
        if into is None:
            into = replace(self.new_draft(), slug=self.agency.slug)
        return actions.merge_agencies(self.ending(), into, carry=self.cleaned_data["carry"], **self.common)


ORDINALS = ("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ tám")


class SplitForm(EventForm):
    """Two successors, and one more for each time that was asked for; `count` says how many fields were shown."""

    count = forms.IntegerField(min_value=2, max_value=len(ORDINALS), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data.get("count") if self.is_bound else self.initial.get("count")
        self.shown = min(max(whole(str(given)) or 2, 2), len(ORDINALS))
        self.initial["count"] = self.shown
        for at, word in enumerate(ORDINALS[: self.shown], start=1):
            self.fields[f"{at}_legal_name"] = forms.CharField(label=f"Tên cơ quan {word}", max_length=250)
            self.fields[f"{at}_code"] = forms.CharField(label=f"Mã cơ quan {word}", max_length=30)

    @property
    def may_grow(self) -> bool:
        return self.shown < len(ORDINALS)

    def carry_out(self) -> AgencyEvent:
        drafts = [self.new_draft(f"{at}_") for at in range(1, self.shown + 1)]
        return actions.split_agency(self.agency, drafts, **self.common)


class DissolveForm(EventForm):
    def carry_out(self) -> AgencyEvent:
        return actions.dissolve_agency(self.agency, **self.common)


class TransferForm(EventForm):
    parent = AgencyChoice(label="Cơ quan cấp trên mới", queryset=queries.no_agencies(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = self.live  # type: ignore[attr-defined]

    def ending(self) -> list[Agency]:
        return []

    def carry_out(self) -> AgencyEvent:
        return actions.transfer_agency(self.agency, self.cleaned_data["parent"], **self.common)


# word in the address: form, title, button, what it means
EVENTS: dict[str, tuple[Callable[..., EventForm], str, str, str]] = {
    "doi-ten": (RenameForm, "Đổi tên", "Đổi tên cơ quan", "Đơn vị, người và mọi quyền đi tiếp với tên mới; văn bản đã ban hành giữ tên cũ."),
    "sap-nhap": (MergeForm, "Hợp nhất, sáp nhập", "Sáp nhập các cơ quan", "Các cơ quan kết thúc giữ nguyên hồ sơ; người của cơ quan tiếp nhận đọc được hồ sơ đó."),
    "chia-tach": (SplitForm, "Chia, tách", "Chia, tách cơ quan", "Cơ quan này kết thúc; đơn vị và người của các cơ quan mới được lập riêng sau đó."),
    "giai-the": (DissolveForm, "Giải thể", "Giải thể cơ quan", "Không có cơ quan tiếp nhận; mọi vai trò tại cơ quan kết thúc."),
    "chuyen": (TransferForm, "Chuyển cơ quan chủ quản", "Chuyển cơ quan", "Cơ quan và cấp dưới của nó chuyển sang cấp trên mới."),
}  # fmt: skip


def _begun(request: StaffRequest) -> dict[str, Any]:
    """What stands in an unsent form: today, or with one more successor all that was typed so far."""
    if "more" not in request.POST:
        return {"day": clock.today()}
    return {**request.POST.dict(), "count": (whole(request.POST.get("count")) or 2) + 1}


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def event(request: StaffRequest, agency_id: int, word: str) -> HttpResponse:
    """The first POST shows what would follow; the one with `confirm` carries it out."""
    if word not in EVENTS:
        raise Http404
    row = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    make, title, button, meaning = EVENTS[word]
    grows = "more" in request.POST
    form = make(None if grows else posted(request), agency=row, actor=request.actor, initial=_begun(request))
    seen = None
    if request.method == "POST" and not grows and form.is_valid():
        seen = consequences(form.ending(), form.cleaned_data["day"])
        if "confirm" in request.POST:
            try:
                done = form.carry_out()
            except Refused as refusal:
                put_on_form(form, refusal)
                seen = None
            else:
                messages.success(request, f"{title}: đã ghi.")
                return redirect("organisation:agency", (done.successors.first() or row).pk)
    context = {
        "form": form,
        "agency": row,
        "title": f"{title}: {row.short_name}",
        "button": button,
        "meaning": meaning,
        "seen": seen,
    }
    return render(request, "organisation/event.html", context, status=422 if form.errors else 200)
