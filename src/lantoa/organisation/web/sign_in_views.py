"""The pages of the door that are ours: the invitation, single sign-on that may be out of order, what is closed."""

from __future__ import annotations

import requests
from allauth.account import views as account
from allauth.account.internal.decorators import login_not_required
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation.errors import Refused
from lantoa.organisation import actions, invitations
from lantoa.organisation.forms import NewPasswordForm
from lantoa.organisation.guard import posted, put_on_form

# In place of the token in the address, once it is kept in the session: nothing to copy, log or refer to.
KEPT = "dat-mat-khau"
SESSION_KEY = "organisation.invitation"


@login_not_required
@require_GET
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody signs up and nobody connects another account: accounts come by invitation."""
    return render(request, "account/signup_closed.html", status=403)


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Asks on GET, ends the session on POST. The browser then drops what it kept of this address, also where the
    script that empties the device could not run: drafts, cached pages, workers (see decision 0010).
    """
    response: HttpResponseBase = account.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the province's server; when it cannot be reached, a page that says so."""
    try:
        return oidc.login(request, provider_id)
    except (requests.RequestException, OAuth2Error):
        return _out_of_order(request)


@login_not_required
def single_sign_on_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        return oidc.callback(request, provider_id)
    except (requests.RequestException, OAuth2Error):
        return _out_of_order(request)


def _out_of_order(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=502)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, number: str, token: str) -> HttpResponseBase:
    """Sets the first password with the one-time link, then signs in."""
    if token != KEPT:
        request.session[SESSION_KEY] = token
        return redirect("organisation_join", number=number, token=KEPT)
    account = invitations.account_of(number)
    kept = request.session.get(SESSION_KEY, "")
    if account is None or not invitations.tokens.check_token(account, kept):
        return render(request, "organisation/join_expired.html", status=410)
    form = NewPasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.accept_invitation(account, kept, form.cleaned_data["password"])
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            del request.session[SESSION_KEY]
            if is_mfa_enabled(account):
                return redirect("account_login")
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(reverse(settings.LOGIN_REDIRECT_URL))
    context = {"form": form, "account": account}
    return render(request, "organisation/join.html", context, status=422 if form.errors else 200)
