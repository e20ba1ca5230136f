"""What everybody has: the page of one's account, and lending a role for a leave."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantoa.organisation import access, actions, queries
from lantoa.organisation.forms import DelegationForm
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.organisation.models import Account
from lantoa.ui.form_pages import form_page


@staff_required
@require_GET
def me(request: StaffRequest) -> HttpResponse:
    account: Account = request.user  # type: ignore[assignment]
    context = {
        "account": account,
        "person": account.person,
        "roles": [row for row in queries.roles_of(account.person) if _live(row, request.actor.on)],
        "lent": list(queries.loans_received(request.actor)),
        "second_factor": is_mfa_enabled(account),
        "has_password": account.has_usable_password(),
    }
    return render(request, "organisation/me.html", context)


def _live(row: object, day: object) -> bool:
    until = row.valid_to  # type: ignore[attr-defined]
    return row.valid_from <= day and (until is None or until >= day)  # type: ignore[attr-defined]


@staff_required
@require_http_methods(["GET", "POST"])
def delegations(request: StaffRequest) -> HttpResponse:
    form = DelegationForm(posted(request), actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.lend_role(form.draft(), actor=request.actor),
        title="Ủy quyền khi vắng mặt",
        button="Ủy quyền",
        back=("organisation:delegations",),
        said=lambda loan: f"Đã ủy quyền cho {loan.to}.",
        template="organisation/delegations.html",
        given=list(queries.loans_given(request.actor)),
        received=list(queries.loans_received(request.actor)),
        may_lend=queries.lendable_roles(request.actor).exists(),
        today=request.actor.on,
    )


@staff_required
@require_POST
def take_back(request: StaffRequest, delegation_id: int) -> HttpResponse:
    loan = access.get_delegation(request.actor, delegation_id)
    actions.take_back_role(loan, actor=request.actor)
    messages.success(request, f"Đã thu hồi ủy quyền cho {loan.to}.")
    return redirect("organisation:delegations")
