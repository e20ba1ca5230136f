"""One settings module. Every value comes from the environment through `foundation.env`, or has a safe default.

Each key is documented in docs/operating/settings.md; a test holds the two together.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from django.contrib.messages import constants as message_levels

from lantoa.config import database
from lantoa.foundation import clock, env

TESTING = "pytest" in sys.modules
# A test run never sees the developer's own var/; tests/conftest.py removes what it used.
HOME = (
    Path(env.text("LANTOA_HOME") or (mkdtemp(prefix="lantoa-test-") if TESTING else "var"))
    .expanduser()
    .resolve()
)
# What the first-run page and the settings screen wrote; the environment wins over it.
FROM_FILE = env.load(HOME / "settings.env")
DEBUG = env.flag("LANTOA_DEBUG")
DEMO = env.flag("LANTOA_DEMO") or (HOME / "demo").exists()
# `lantoa up` sets LANTOA_LISTENING: where no public address is given, the one that was opened is it.
LISTENING = env.base_url("LANTOA_LISTENING", "http://127.0.0.1:8000")
BASE_URL = env.base_url("LANTOA_BASE_URL", LISTENING)


def _secret() -> str:
    """The environment's secret, or one made on first run and kept in HOME/secret for its owner alone."""
    given = env.text("LANTOA_SECRET")
    if given:
        return given
    path = HOME / "secret"
    if not path.exists():
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as stream:
                stream.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


# A dry run of `plans import` touches neither database nor disk.
_DRY_RUN = env.flag("LANTOA_DRY_RUN")
SECRET_KEY = "dry-run-signs-nothing" if _DRY_RUN else _secret()

_hosts = {urlsplit(BASE_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"}
ALLOWED_HOSTS = sorted(_hosts | set(env.words("LANTOA_HOSTS")))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE = BASE_URL.startswith("https://")
if env.flag("LANTOA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

if env.day("LANTOA_TODAY"):
    if not (DEMO or TESTING or DEBUG):
        raise env.BadSetting(
            "E006", "LANTOA_TODAY", "chỉ dùng cho bản trình diễn và kiểm thử", "Bỏ biến này khi chạy thật."
        )
    clock.fix_process_day(env.day("LANTOA_TODAY"))

INSTALLED_APPS = [
    "lantoa.config.apps.ConfigConfig",
    "lantoa.desk",
    "lantoa.portal",
    "lantoa.ops",
    "lantoa.reports",
    "lantoa.plans",
    "lantoa.procedures",
    "lantoa.channels",
    "lantoa.ledger",
    "lantoa.notices",
    "lantoa.organisation",
    "lantoa.audit",
    "lantoa.jobs",
    "lantoa.ui",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "lantoa.config.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lantoa.config.uploads.UndeclaredBodies",
    "lantoa.config.middleware.StaffOnly",
    "lantoa.portal.web.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lantoa.config.middleware.WhatFits",
    "lantoa.config.middleware.MessagesForStaff",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantoa.organisation.middleware.ActorMiddleware",
    "lantoa.organisation.middleware.SecondFactor",
    "lantoa.portal.web.door.EditorsOnly",
]

ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"
AUTH_USER_MODEL = "organisation.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.ui.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.static",
                "lantoa.ui.templatetags.lantoa_ui",
            ],
        },
    }
]
FORM_RENDERER = "lantoa.ui.forms.Renderer"
COTTON_DIR = "cotton"
COTTON_SNAKE_CASED_NAMES = False


_database_url = env.text("LANTOA_DATABASE_URL")
DATABASES = {"default": database.postgresql(_database_url) if _database_url else database.sqlite(HOME)}

# The cache holds what may be lost: rate limits, generation stamps. Files in HOME are shared by all processes of one
# machine; several machines share a Valkey. The library would throw a third of them away beyond 300, and with them
# the count of somebody's wrong codes. Wrong passwords are counted in the database (organisation.lockout).
_valkey = env.text("LANTOA_CACHE_URL")
CACHES = {
    "default": {"BACKEND": "django_valkey.cache.ValkeyCache", "LOCATION": _valkey}
    if _valkey
    else {
        "BACKEND": "lantoa.config.cache.FileCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "lantoa.config.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if TESTING:  # hashing slowly is the point of a hasher, and not of a test
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "lantoa.organisation.web.allauth_adapter.InvitedOnlyAdapter"
SOCIALACCOUNT_ADAPTER = "lantoa.organisation.web.allauth_adapter.InvitedOnlySocialAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Lan Tỏa] "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Passwords are counted by organisation.lockout; this one holds for the codes of the second step.
ACCOUNT_RATE_LIMITS = {
    "login": None,  # thirty a minute from one address would keep an office waiting in the morning
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "60/h/ip,5/h/key",
    "reauthenticate": "10/m/user",
}
_SIGN_IN_FORMS = "lantoa.organisation.web.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_SIGN_IN_FORMS}.LoginForm",
    "change_password": f"{_SIGN_IN_FORMS}.ChangePasswordForm",
    "set_password": f"{_SIGN_IN_FORMS}.SetPasswordForm",
    "reset_password": f"{_SIGN_IN_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_SIGN_IN_FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{_SIGN_IN_FORMS}.ReauthenticateForm",
}
MFA_ADAPTER = "lantoa.organisation.web.allauth_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": f"{_SIGN_IN_FORMS}.CodeForm",
    "reauthenticate": f"{_SIGN_IN_FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{_SIGN_IN_FORMS}.ActivateForm",
}
# Roles that may work only with the second step on, by their codes ("administrator,director").
SECOND_FACTOR_ROLES = env.words("LANTOA_SECOND_FACTOR_ROLES")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lan Tỏa"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "/"

# The province's single sign-on: OpenID Connect, one provider by environment.
_oidc = env.text("LANTOA_OIDC_SERVER")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "tinh",
                "name": env.text("LANTOA_OIDC_NAME", "Đăng nhập một lần của tỉnh"),
                "client_id": env.text("LANTOA_OIDC_CLIENT"),
                "secret": env.text("LANTOA_OIDC_SECRET"),
                "settings": {"server_url": _oidc},
            }
        ]
        if _oidc
        else [],
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_AUTO_SIGNUP = False
# A link, not a form: our content policy (form-action 'self') stops a form whose answer leads to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "ENQUEUE_ON_COMMIT": False,
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("km", "ភាសាខ្មែរ"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "ui" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["lantoa.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "lantoa.config.static_files.StaticFiles"
        if not (DEBUG or TESTING)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_MAX_AGE = 60
MEDIA_ROOT = HOME / "media"
# Behind the editor's door: what a published page shows has an address of its own (portal.web.urls).
MEDIA_URL = "/soan-trang/tep/"
FILES_ROOT = HOME / "files"
# Below this a request's body stays in memory; forms carry no more than that besides files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 60
FILE_UPLOAD_PERMISSIONS = 0o600
# Uploads on their way, in a folder of our own: what a killed server left is swept (`ops.leftovers`).
UPLOADS_ROOT = HOME / "uploads"
FILE_UPLOAD_HANDLERS = [
    "lantoa.config.uploads.Gate",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "lantoa.config.uploads.BoundedFile",
]

APPROVAL_LINK_HOURS = env.number("LANTOA_APPROVAL_LINK_HOURS", 72, least=1, most=24 * 14)
WAGTAIL_SITE_NAME = "Lan Tỏa"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Every saving is one line of the audit, so a page is saved when somebody says so.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "lantoa.portal.finishing.finish"  # a page of an open set waits
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = env.text("LANTOA_MAIL_FROM", "Lan Tỏa <lantoa@localhost>")
WAGTAILIMAGES_IMAGE_MODEL = "portal.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "lantoa.portal.intake.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "heic", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "portal.Attachment"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lantoa.portal.intake.AttachmentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing of other hosts stands in a page
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("LANTOA_MAIL_HOST")
    else "lantoa.config.mail.FolderBackend"
)
EMAIL_HOST = env.text("LANTOA_MAIL_HOST")
EMAIL_PORT = env.number("LANTOA_MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("LANTOA_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("LANTOA_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("LANTOA_MAIL_TLS", default=bool(EMAIL_HOST))
EMAIL_TIMEOUT = 20
EMAIL_FOLDER = HOME / "mail"
DEFAULT_FROM_EMAIL = env.text("LANTOA_MAIL_FROM", "Lan Tỏa <lantoa@localhost>")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {
    message_levels.ERROR: "late",
    message_levels.WARNING: "risk",
    message_levels.SUCCESS: "done",
    message_levels.INFO: "info",
}
DJANGO_TABLES2_TEMPLATE = "ui/table.html"

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# Nothing about a person goes into server logs: no bodies, no query strings, no addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "lantoa": {"level": env.choice("LANTOA_LOG_LEVEL", "INFO", LOG_LEVELS)},
        # Anybody may claim any host, or send too much, as often as they like. Without a handler Python would print it all the same.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.security.RequestDataTooBig": {"handlers": ["nowhere"], "propagate": False},
    },
}
