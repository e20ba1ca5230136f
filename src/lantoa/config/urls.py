"""Every address of the installation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("tai-khoan/", include("lantoa.organisation.web.sign_in_urls")),
    path("cai-dat/", include("lantoa.organisation.web.setup_urls")),
    path("ban-lam-viec/", include("lantoa.ui.web.urls")),
    path("ban-lam-viec/", include("lantoa.organisation.web.urls")),
    path("ban-lam-viec/", include("lantoa.audit.web.urls")),
    path("ban-lam-viec/", include("lantoa.jobs.web.urls")),
    path("ban-lam-viec/", include("lantoa.notices.web.urls")),
    path("ban-lam-viec/", include("lantoa.ledger.web.urls")),
    path("ban-lam-viec/", include("lantoa.channels.web.urls")),
    path("ban-lam-viec/", include("lantoa.plans.web.urls")),
    path("ban-lam-viec/", include("lantoa.procedures.web.urls")),
    path("ban-lam-viec/", include("lantoa.reports.web.urls")),
    path("ban-lam-viec/", include("lantoa.portal.web.reader_urls")),
    path("ban-lam-viec/", include("lantoa.portal.web.editorial_urls")),
    path("ban-lam-viec/", include("lantoa.portal.web.honour_urls")),
    path("ban-lam-viec/", include("lantoa.portal.web.set_urls")),
    path("ban-lam-viec/", include("lantoa.portal.web.duty_urls")),
    path("ban-lam-viec/", include("lantoa.desk.web.urls")),
    path("soan-trang/", include("lantoa.portal.web.editor_urls")),
    path("", include("lantoa.ui.web.public_urls")),
    path("", include("lantoa.ops.web.urls")),
    path("", include("lantoa.channels.web.public_urls")),
    path("", include("lantoa.plans.web.public_urls")),
    path("", include("lantoa.portal.web.urls")),
    path("", include("lantoa.portal.web.page_urls")),
]

handler400 = "lantoa.config.errors.bad_request"
handler403 = "lantoa.config.errors.forbidden"
handler404 = "lantoa.config.errors.not_found"
handler500 = "lantoa.config.errors.server_error"
