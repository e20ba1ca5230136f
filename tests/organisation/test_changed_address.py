"""Another address to sign in with: given by an administrator, and the old one opens nothing any more."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from lantoa.foundation.errors import Refused
from lantoa.organisation import actions, invitations
from lantoa.organisation.models import Account
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_wrong_address_is_put_right_on_screen_and_open_sessions_end(cast: Cast) -> None:
    browser = cast.client("officer")
    assert browser.get("/ban-lam-viec/").status_code == 200

    url = reverse("organisation:change_address", args=[cast.officer.pk])
    cast.client("administrator").post(url, {"email": "Dia.Chi.Moi@lantoa.example"})

    account = Account.objects.get(person=cast.officer)
    assert account.email == account.person.email == "dia.chi.moi@lantoa.example"
    assert [row.email for row in EmailAddress.objects.filter(user=account)] == ["dia.chi.moi@lantoa.example"]
    assert browser.get("/ban-lam-viec/").status_code == 302


def test_an_invitation_sent_to_the_old_address_is_dead(cast: Cast) -> None:
    account = cast.account("officer")
    path = invitations.path_for(account)

    actions.change_address(account, "moi@lantoa.example", actor=cast.actor("administrator"))

    token = path.rstrip("/").rsplit("/", 1)[-1]
    assert not invitations.tokens.check_token(Account.objects.get(pk=account.pk), token)


@pytest.mark.parametrize(
    ("email", "code"), [("", "email"), ("khong-phai", "email"), ("giam-doc@lantoa.example", "email_taken")]
)
def test_an_address_that_is_none_or_anothers_changes_nothing(cast: Cast, email: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.change_address(cast.account("officer"), email, actor=cast.actor("administrator"))

    assert refusal.value.code == code
    assert cast.account("officer").email == cast.officer.email


@pytest.mark.parametrize("who", ["coordinator", "director", "officer"])
def test_nobody_else_changes_it(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        actions.change_address(cast.account("head"), "moi@lantoa.example", actor=cast.actor(who))


def test_nobody_changes_their_own(cast: Cast) -> None:
    with pytest.raises(Refused, match="quản trị khác"):
        actions.change_address(
            cast.account("administrator"), "moi@lantoa.example", actor=cast.actor("administrator")
        )
