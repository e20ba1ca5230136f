"""The door: invited people only, failures counted, nobody told who exists."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from lantoa.audit.models import Entry
from lantoa.jobs import running
from lantoa.organisation import actions, demo, invitations, lockout
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import PersonDraft
from lantoa.organisation.jobs import forget_failed_sign_ins
from lantoa.organisation.models import FailedSignIns
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SIGN_IN = "/tai-khoan/dang-nhap/"
NEW = "mot cau de nho 2026"


def try_password(client: Client, email: str, password: str) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_somebody_of_the_cast_signs_in_and_stands_on_the_desk(cast: Cast, client: Client) -> None:
    response = try_password(client, cast.officer.email, demo.DEMO_PASSWORD)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.account("officer").pk)
    assert Entry.objects.filter(verb="organisation.signed_in", actor_id=cast.officer.pk).count() == 1


def test_five_wrong_passwords_close_the_account_and_say_for_how_long(cast: Cast, client: Client) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")

    response = try_password(client, cast.officer.email, demo.DEMO_PASSWORD)

    assert "Thử lại sau 15 phút" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert Entry.objects.filter(verb="organisation.account_held").count() == 1


def test_a_closed_account_does_not_close_the_next_desk(cast: Cast, client: Client) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")

    response = try_password(client, cast.head.email, demo.DEMO_PASSWORD)

    assert response.status_code == 302


def test_a_network_is_held_after_a_hundred_failures(cast: Cast, client: Client) -> None:
    for number in range(lockout.NETWORK_LIMIT):
        lockout.begin(f"ai-do-{number}@x.vn", "127.0.0.1")

    response = try_password(client, cast.head.email, demo.DEMO_PASSWORD)

    assert "Nơi này" in response.content.decode()


def test_an_office_that_signs_in_all_morning_is_never_held(cast: Cast, client: Client) -> None:
    for _ in range(35):
        assert try_password(client, cast.head.email, demo.DEMO_PASSWORD).status_code == 302
        client.logout()
    try_password(client, cast.officer.email, "sai-mat-khau")

    assert FailedSignIns.objects.get(key=lockout._hash("network", "127.0.0.1")).count == 1


def test_a_right_password_after_four_wrong_ones_begins_the_count_anew(cast: Cast, client: Client) -> None:
    for _ in range(2):
        for _ in range(lockout.ACCOUNT_LIMIT - 1):
            try_password(client, cast.officer.email, "sai-mat-khau")
        assert try_password(client, cast.officer.email, demo.DEMO_PASSWORD).status_code == 302
        client.logout()


def test_an_account_is_open_again_a_quarter_of_an_hour_after_the_last_wrong_try(
    cast: Cast, client: Client
) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")
    FailedSignIns.objects.update(since=timezone.now() - lockout.WINDOW)

    assert try_password(client, cast.officer.email, demo.DEMO_PASSWORD).status_code == 302


def test_old_counts_are_forgotten_and_name_nobody(cast: Cast, client: Client) -> None:
    try_password(client, cast.officer.email, "sai-mat-khau")
    try_password(client, cast.head.email, "sai-mat-khau")
    rows = FailedSignIns.objects.filter(count=1)
    assert not any(cast.officer.email in row.key for row in rows)
    old = lockout._hash("account", cast.head.email)
    rows.filter(key=old).update(since=timezone.now() - lockout.WINDOW * 2)

    forget_failed_sign_ins(None)

    assert not FailedSignIns.objects.filter(key=old).exists()
    assert FailedSignIns.objects.filter(account=lockout._hash("account", cast.officer.email)).exists()


def test_an_unknown_mail_is_answered_like_a_wrong_password(cast: Cast, client: Client) -> None:
    unknown = try_password(client, "khong-co@x.vn", "sai-mat-khau").content.decode()
    known = try_password(client, cast.officer.email, "sai-mat-khau").content.decode()

    def plain(html: str) -> str:
        return re.sub(r'value="[^"]*"', "", html)

    assert plain(unknown) == plain(known)


def test_an_unknown_mail_is_never_written_down(cast: Cast, client: Client) -> None:
    try_password(client, "khong-co@x.vn", "sai-mat-khau")

    entry = Entry.objects.get(verb="organisation.sign_in_failed")
    assert "khong-co" not in f"{entry.target_name}{entry.summary}{entry.changes}"


def test_an_administrator_unlocks_an_account(cast: Cast, client: Client) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")
    admin = cast.client("administrator")

    admin.post(reverse("organisation:account", args=[cast.officer.pk, "bo-tam-khoa"]))

    assert try_password(client, cast.officer.email, demo.DEMO_PASSWORD).status_code == 302


def test_a_closed_account_ends_an_open_session(cast: Cast) -> None:
    client = cast.client("officer")

    actions.deactivate_account(
        cast.account("officer"), reason="Chuyển công tác", actor=cast.actor("administrator")
    )

    assert client.get(reverse("organisation:me")).status_code == 302


@override_settings(BASE_URL="https://lantoa.tinh.example")
def test_a_demo_account_opens_on_its_own_machine_only(cast: Cast, client: Client) -> None:
    response = try_password(client, cast.officer.email, demo.DEMO_PASSWORD)

    assert "Tài khoản trình diễn" in response.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "socialaccount_signup",
        "socialaccount_connections",
        "account_email",
    ],
)
def test_nobody_signs_up_or_adds_an_address(cast: Cast, name: str) -> None:
    assert Client().get(reverse(name)).status_code == 403
    assert cast.client("officer").get(reverse(name)).status_code == 403


def test_signing_out_is_noted_and_empties_the_browser(cast: Cast) -> None:
    client = cast.client("officer")

    asked, done = client.get(reverse("account_logout")), client.post(reverse("account_logout"))

    assert "Clear-Site-Data" not in asked.headers
    assert done.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert Entry.objects.filter(verb="organisation.signed_out", actor_id=cast.officer.pk).count() == 1


def test_a_forgotten_password_sends_a_vietnamese_letter_once(cast: Cast, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": cast.officer.email})
    client.post(reverse("account_reset_password"), {"email": cast.officer.email})
    client.post(reverse("account_reset_password"), {"email": "khong-co@x.vn"})
    assert mail.outbox == []  # no answer waits for a mail server, and so tells who has an account

    running.run_waiting()

    (letter,) = mail.outbox
    assert letter.to == [cast.officer.email]
    assert letter.subject == "[Lan Tỏa] Đặt lại mật khẩu"
    assert "đặt lại mật khẩu" in letter.body


@override_settings(BASE_URL="https://lantoa.tinh.example", ALLOWED_HOSTS=["*"])
def test_the_link_of_a_forgotten_password_leads_to_the_public_address(cast: Cast, client: Client) -> None:
    client.post(
        reverse("account_reset_password"),
        {"email": cast.officer.email},
        headers={"host": "lantoa.tinh.example:8443"},
    )
    running.run_waiting()

    (letter,) = mail.outbox
    assert "https://lantoa.tinh.example/tai-khoan/mat-khau/quen/" in letter.body
    assert "8443" not in letter.body


def test_a_new_password_by_mail_opens_an_account_that_strangers_closed(cast: Cast, client: Client) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")
    client.post(reverse("account_reset_password"), {"email": cast.officer.email})
    running.run_waiting()
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert path is not None
    form = client.get(path[1], follow=True).request["PATH_INFO"]

    client.post(form, {"password1": "mot-cau-moi-de-nho", "password2": "mot-cau-moi-de-nho"})

    assert try_password(client, cast.officer.email, "mot-cau-moi-de-nho").status_code == 302


def test_a_stranger_keeps_nobody_out_of_where_they_work(cast: Cast, client: Client) -> None:
    try_password(client, cast.officer.email, demo.DEMO_PASSWORD)
    client.logout()
    for _ in range(lockout.ACCOUNT_LIMIT):
        stranger = client.post(
            SIGN_IN, {"login": cast.officer.email, "password": "doan"}, REMOTE_ADDR="203.0.113.9"
        )
    assert stranger.status_code == 200
    right = {"login": cast.officer.email, "password": demo.DEMO_PASSWORD}

    assert client.post(SIGN_IN, right, REMOTE_ADDR="203.0.113.9").status_code == 200
    assert lockout.is_account_held(cast.officer.email)
    assert client.post(SIGN_IN, right).status_code == 302


def test_where_one_works_guesses_are_counted_too(cast: Cast, client: Client) -> None:
    try_password(client, cast.officer.email, demo.DEMO_PASSWORD)
    client.logout()
    for _ in range(lockout.ACCOUNT_LIMIT):
        try_password(client, cast.officer.email, "sai-mat-khau")

    assert lockout.is_account_held(cast.officer.email)
    assert try_password(client, cast.officer.email, demo.DEMO_PASSWORD).status_code == 200
    lockout.forget_account(cast.officer.email)
    assert not lockout.is_account_held(cast.officer.email)


@pytest.mark.parametrize("spelling", ["SO-NOI-VU@X.VN", "ſo-noi-vu@x.vn", " so-noi-vu@x.vn "])
def test_another_spelling_of_an_address_is_no_other_account(spelling: str) -> None:
    for _ in range(lockout.ACCOUNT_LIMIT):
        lockout.begin(spelling, "")

    assert lockout.is_account_held("so-noi-vu@x.vn")


def test_addresses_of_one_block_are_one_network() -> None:
    for number in range(lockout.NETWORK_LIMIT):
        lockout.begin(f"ai-{number}@x.vn", f"2001:db8::{number + 1:x}")

    lock = lockout.begin("khac@x.vn", "2001:db8::ffff")
    assert isinstance(lock, lockout.Locked) and lock.scope == "network"
    assert isinstance(lockout.begin("khac@x.vn", "2001:db8:0:1::1"), lockout.Try)


# --- invitations ----------------------------------------------------------------------------------


@pytest.fixture
def invited(cast: Cast) -> Any:
    person = actions.create_person(PersonDraft("Trà Thị Sết", "set@xa.example"), actor=SYSTEM)
    return actions.invite(person, actor=SYSTEM)


def open_link(client: Client, path: str) -> str:
    """Follows the step that puts the token out of the address."""
    response = client.get(path)
    assert response.status_code == 302
    return str(response["Location"])


def test_an_invited_person_sets_a_password_once_and_is_in(invited: Any, client: Client) -> None:
    path = invitations.path_for(invited)

    page = open_link(client, path)
    response = client.post(page, {"password": NEW, "again": NEW})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(invited.pk)
    second = Client()
    assert second.get(open_link(second, path)).status_code == 410


def test_a_weak_password_is_refused_at_its_field(invited: Any, client: Client) -> None:
    page = open_link(client, invitations.path_for(invited))

    response = client.post(page, {"password": "12345", "again": "12345"})

    assert response.status_code == 422
    assert "id_password_error" in response.content.decode()


def test_a_later_invitation_kills_the_earlier(invited: Any, client: Client) -> None:
    first = invitations.path_for(invited)
    type(invited).objects.filter(pk=invited.pk).update(invited_at=None)

    assert client.get(open_link(client, first)).status_code == 410


def test_an_invitation_dies_after_seven_days(invited: Any, client: Client, monkeypatch: Any) -> None:
    path = invitations.path_for(invited)
    now = invitations.tokens._now()
    monkeypatch.setattr(invitations.tokens, "_now", lambda: now + invitations.LASTS * 1.01)

    assert client.get(open_link(client, path)).status_code == 410


@pytest.mark.parametrize("number", ["AAAA", "MQ", "%E1%BB%87", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"])
def test_a_made_up_link_is_expired_not_broken(cast: Cast, client: Client, number: str) -> None:
    assert client.get(open_link(client, f"/tai-khoan/moi/{number}/c0ffee-123/")).status_code == 410


def test_the_letter_holds_the_link_and_no_password(invited: Any) -> None:
    invitations.send(invited)

    (letter,) = mail.outbox
    assert letter.subject == "Thư mời dùng Lan Tỏa"
    assert "/tai-khoan/moi/" in letter.body


# --- the second step ------------------------------------------------------------------------------


def test_a_role_that_needs_the_second_step_is_sent_to_switch_it_on(cast: Cast) -> None:
    with override_settings(SECOND_FACTOR_ROLES=["administrator"]):
        asked = cast.client("administrator").get(reverse("organisation:tree"))
        free = cast.client("officer").get(reverse("organisation:me"))

    assert asked["Location"] == reverse("mfa_activate_totp")
    assert free.status_code == 200


def test_a_code_is_asked_once_the_second_step_is_on(cast: Cast, client: Client) -> None:
    from allauth.mfa.totp.internal import auth

    auth.TOTP.activate(cast.account("officer"), auth.generate_totp_secret())

    response = try_password(client, cast.officer.email, demo.DEMO_PASSWORD)
    page = client.get(response["Location"])

    assert response["Location"] == reverse("mfa_authenticate")
    assert "Mã xác thực" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_administrator_takes_the_second_step_off_for_somebody_who_lost_it(cast: Cast) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth

    auth.TOTP.activate(cast.account("officer"), auth.generate_totp_secret())

    cast.client("administrator").post(reverse("organisation:account", args=[cast.officer.pk, "bo-xac-thuc"]))

    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="organisation.second_factor_reset").count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_logout",
        "mfa_index",
        "organisation:me",
        "organisation:delegations",
    ],
)
def test_the_pages_of_ones_account_open(cast: Cast, name: str) -> None:
    assert cast.client("officer").get(reverse(name), follow=True).status_code == 200
