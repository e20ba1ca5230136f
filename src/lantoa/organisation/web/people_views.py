"""One person: who they are, what they may, their account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantoa.audit.actions import note_read
from lantoa.foundation import clock
from lantoa.organisation import access, actions, lockout, queries
from lantoa.organisation.access import Actor
from lantoa.organisation.forms import AddressForm, LastDayForm, PersonForm, ReasonForm, RoleForm
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.organisation.models import Person
from lantoa.organisation.web.people_table import ACCOUNT_STATES, PeopleList, account_state
from lantoa.ui.form_pages import form_page

people = require(access.ADMINISTER)(PeopleList.as_view())


@require(access.ADMINISTER)
@require_GET
def person(request: StaffRequest, person_id: int) -> HttpResponse:
    """Seeing somebody's page is a read of personal data, so it is noted."""
    row = access.get_person(request.actor, person_id)
    roles = list(queries.roles_of(row))
    account = getattr(row, "account", None)
    home = roles[0].agency_id if roles else None
    note_read("organisation.person_read", row, actor=request.actor, agency_id=home)
    day = clock.today()
    context = {
        "person": row,
        "roles": [
            (role, role.valid_from <= day and (role.valid_to is None or role.valid_to >= day))
            for role in roles
        ],
        "account": account,
        "state": account_state(row),
        "state_word": ACCOUNT_STATES[account_state(row)],
        "held": account is not None and lockout.is_account_held(account.email),
        "agencies": list(queries.administered(request.actor).filter(valid_to=None)),
        "itself": row.pk == request.actor.person_id,
    }
    return render(request, "organisation/person.html", context)


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_person(request: StaffRequest) -> HttpResponse:
    form = PersonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.create_person(form.draft(), actor=request.actor),
        title="Thêm người",
        button="Thêm người",
        back=("organisation:people",),
        to=lambda row: ("organisation:person", row.pk),
        said=lambda row: f"Đã thêm {row.full_name}. Giao vai trò để người này làm việc được.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_person(request: StaffRequest, person_id: int) -> HttpResponse:
    row = access.get_person(request.actor, person_id)
    initial = {"full_name": row.full_name, "email": row.email, "phone": row.phone}
    form = PersonForm(posted(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.revise_person(row, form.draft(), actor=request.actor),
        changes=row,
        title=f"Sửa {row.full_name}",
        button="Lưu thông tin",
        back=("organisation:person", row.pk),
        said="Đã lưu thông tin.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def give_role(request: StaffRequest, person_id: int, agency_id: int) -> HttpResponse:
    row = access.get_person(request.actor, person_id)
    agency = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = RoleForm(posted(request), agency=agency)
    return form_page(
        request,
        form,
        lambda: actions.give_role(form.draft(row), actor=request.actor),
        title=f"Giao vai trò cho {row.full_name}",
        button="Giao vai trò",
        intro=agency.legal_name,
        back=("organisation:person", row.pk),
        said=f"Đã giao vai trò tại {agency.short_name}.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_role(request: StaffRequest, membership_id: int) -> HttpResponse:
    row = access.get_membership(request.actor, membership_id)
    form = RoleForm(posted(request), agency=row.agency, role=row)
    return form_page(
        request,
        form,
        lambda: actions.revise_membership(row, form.draft(row.person), actor=request.actor),
        changes=row,
        title=f"Sửa vai trò của {row.person}",
        button="Lưu vai trò",
        back=("organisation:person", row.person_id),
        said="Đã lưu vai trò.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_role(request: StaffRequest, membership_id: int) -> HttpResponse:
    row = access.get_membership(request.actor, membership_id)
    form = LastDayForm(posted(request), initial={"last_day": clock.today()})
    return form_page(
        request,
        form,
        lambda: actions.end_membership(row, **form.cleaned_data, actor=request.actor),
        changes=row,
        title=f"Kết thúc vai trò: {row.person}",
        button="Kết thúc vai trò",
        kind="stop",
        intro=str(row),
        back=("organisation:person", row.person_id),
        said="Vai trò kết thúc theo ngày đã nhập.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def close_account(request: StaffRequest, person_id: int) -> HttpResponse:
    row = _with_account(request.actor, person_id)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.deactivate_account(row.account, **form.cleaned_data, actor=request.actor),
        title=f"Khóa tài khoản của {row.full_name}",
        button="Khóa tài khoản",
        kind="stop",
        intro="Người này không vào được nữa kể từ bây giờ. Hồ sơ và nhật ký giữ nguyên.",
        back=("organisation:person", row.pk),
        said=f"Đã khóa tài khoản của {row.full_name}.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def change_address(request: StaffRequest, person_id: int) -> HttpResponse:
    row = _with_account(request.actor, person_id)
    form = AddressForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.change_address(row.account, form.cleaned_data["email"], actor=request.actor),
        title=f"Đổi địa chỉ đăng nhập của {row.full_name}",
        button="Đổi địa chỉ đăng nhập",
        intro=f"Địa chỉ đang dùng: {row.account.email}. Người này phải đăng nhập lại; thư mời cũ hết hiệu lực.",
        back=("organisation:person", row.pk),
        said=f"Đã đổi địa chỉ đăng nhập của {row.full_name}.",
    )


def _with_account(actor: Actor, person_id: int) -> Person:
    row = access.get_person(actor, person_id)
    if getattr(row, "account", None) is None:
        raise Http404
    return row


# What one press of a button on the person's page does to the account: the action, and what is said after it.
_ACCOUNT: dict[str, tuple[Callable[..., Any], str]] = {
    "mo-lai": (actions.reactivate_account, "Đã mở lại tài khoản của {}."),
    "bo-tam-khoa": (actions.unlock_account, "Đã bỏ tạm khóa đăng nhập của {}."),
    "dat-lai-mat-khau": (actions.send_password_reset, ""),
    "bo-xac-thuc": (actions.reset_second_factor, "Đã tắt xác thực hai bước của {}."),
}


@require(access.ADMINISTER)
@require_POST
def account(request: StaffRequest, person_id: int, word: str) -> HttpResponse:
    if word not in _ACCOUNT:
        raise Http404
    row = _with_account(request.actor, person_id)
    act, said = _ACCOUNT[word]
    act(row.account, actor=request.actor)
    messages.success(
        request, said.format(row.full_name) if said else _sent("Thư đặt lại mật khẩu", row.email)
    )
    return redirect("organisation:person", row.pk)


def _sent(what: str, to: str) -> str:
    """What became of a letter: without a mail server it waits on the machine for somebody to carry it."""
    if settings.EMAIL_HOST:
        return f"{what} đang được gửi đến {to}."
    return (
        f"Chưa có máy chủ thư. {what} cho {to} nằm trong thư mục mail của máy chủ; "
        "mở thư đó, chuyển đường dẫn cho người nhận. Đường dẫn dùng một lần, trong 7 ngày."
    )


@require(access.ADMINISTER)
@require_POST
def invite(request: StaffRequest, person_id: int) -> HttpResponse:
    row = access.get_person(request.actor, person_id)
    actions.invite(row, actor=request.actor)
    messages.success(request, _sent("Thư mời", row.email))
    return redirect("organisation:person", row.pk)
