"""Addresses of signing in: the part of allauth that invited accounts need, under Vietnamese paths.

Left out: signing up, managing e-mail addresses and connecting other accounts. Their names stay where allauth
reverses them, and answer that accounts come by invitation.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import path, re_path

from lantoa.organisation.web import sign_in_views as own

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", own.sign_out, name="account_logout"),
    path("da-khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("mat-khau/dat/", account.password_set, name="account_set_password"),
    path("mat-khau/quen/", account.password_reset, name="account_reset_password"),
    path("mat-khau/quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mat-khau/quen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mat-khau/da-doi/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("hai-buoc/", second_factor.index, name="mfa_index"),
    path("hai-buoc/nhap-ma/", second_factor.authenticate, name="mfa_authenticate"),
    path("hai-buoc/xac-nhan-lai/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/ma-du-phong/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-buoc/ma-du-phong/tai/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("mot-lan/huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("mot-lan/loi/", social.login_error, name="socialaccount_login_error"),
    path("mot-lan/<slug:provider_id>/", own.single_sign_on, name="openid_connect_login"),
    path("mot-lan/<slug:provider_id>/ve/", own.single_sign_on_back, name="openid_connect_callback"),
    # Names that allauth reverses, for what does not exist here.
    path("dang-ky/", own.by_invitation, name="account_signup"),
    path("mot-lan/", own.by_invitation, name="socialaccount_signup"),
    path("ket-noi/", own.by_invitation, name="socialaccount_connections"),
    path("thu-dien-tu/", own.by_invitation, name="account_email"),
    path("thu-dien-tu/xac-minh/", own.by_invitation, name="account_email_verification_sent"),
    # The one-time link of an invitation.
    path("moi/<str:number>/<str:token>/", own.join, name="organisation_join"),
]
