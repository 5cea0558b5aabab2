"""Django's settings for the desk of one project, made in the process: there is no settings module to edit or to lose."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.model.ledger import Project
from sayso.store.address import options_of, sqlite_options

APP = "sayso.desk"
ACCOUNTS = "desk.db"
SECRET = "desk.secret"  # noqa: S105 - the name of its file
HERE = Path(__file__).parent
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("fr", "Français")]
_HOURS = 3_600
_YEAR = 365 * 24 * _HOURS
_LARGEST_FORM = 25 * 1024 * 1024  # bytes: a page of 20 MB can be dropped


def settings_of(folder: Path, project: Project, *, secret: str, hosts: list[str]) -> dict[str, Any]:
    """What Django is told: the desk's own tables beside the ledger's, who may sign in and how, and what a page may do.

    On SQLite accounts have a file of their own, so that nobody waits for whoever adds reports; on PostgreSQL they are in the
    project's database, where a team shares them.
    """
    return {
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": hosts,
        "DEBUG": False,
        "ROOT_URLCONF": f"{APP}.urls",
        "INSTALLED_APPS": _APPS,
        "MIDDLEWARE": _MIDDLEWARE,
        "TEMPLATES": [_templates()],
        "DATABASES": {"default": accounts_database(folder, project)},
        "DATABASE_ROUTERS": [f"{APP}.routing.DeskRouter"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LOGGING_CONFIG": None,
        "SAYSO_FOLDER": folder,
        "SAYSO_WELCOME": "",
        "SILENCED_SYSTEM_CHECKS": ["axes.W006"],  # addresses are not kept, and on one machine they say nothing
        **_accounts(),
        **_cookies(folder),
        **_languages(),
        **_security(),
        **_files(),
    }


def accounts_database(folder: Path, project: Project) -> dict[str, Any]:
    """Where the accounts are."""
    engine, options = options_of(project.database, folder)
    return sqlite_options(folder / ACCOUNTS) if engine == "sqlite" else options


def set_up(folder: Path, project: Project, *, secret: str, hosts: list[str]) -> None:
    """Set Django up for this process. The ledger must not have been opened in it before: it would set up less."""
    import django
    from django.conf import settings

    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(**settings_of(folder, project, secret=secret, hosts=hosts))
    django.setup()


_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "sayso.store",
    APP,
]
_MIDDLEWARE = [
    f"{APP}.middleware.PrivacyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    f"{APP}.middleware.LedgerMiddleware",
    "axes.middleware.AxesMiddleware",
]


def _templates() -> dict[str, Any]:
    processors = [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        f"{APP}.context.desk",
    ]
    loaders = [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])]
    options = {"context_processors": processors, "loaders": loaders, "builtins": [f"{APP}.templatetags.wording"]}
    return {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": options}


def _accounts() -> dict[str, Any]:
    """As Django recommends: long passwords that are no common ones, sessions that end, a door that locks after five tries."""
    validators = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
    return {
        "AUTH_USER_MODEL": "desk.Account",
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"django.contrib.auth.password_validation.{name}Validator",
                "OPTIONS": {"min_length": 12} if name == "MinimumLength" else {},
            }
            for name in validators
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "LOGIN_URL": "desk:sign_in",
        "LOGIN_REDIRECT_URL": "desk:inbox",
        "LOGOUT_REDIRECT_URL": "desk:sign_in",
        "CSRF_FAILURE_VIEW": f"{APP}.faults.forged",
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": 0.25,  # hours
        "AXES_LOCKOUT_PARAMETERS": ["username"],
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_ENABLE_ACCESS_FAILURE_LOG": True,  # whoever guesses until they are in must not wipe that away
        "AXES_LOCKOUT_TEMPLATE": "desk/locked.html",
        "AXES_VERBOSE": False,
        "AXES_CLIENT_IP_CALLABLE": f"{APP}.accounts.nobodys_address",
    }


def _cookies(folder: Path) -> dict[str, Any]:
    """Named after the project: ports do not keep cookies apart, and two desks would sign each other's people out."""
    own = sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    return {
        "SESSION_COOKIE_AGE": 12 * _HOURS,
        "SESSION_COOKIE_NAME": f"sayso_session_{own}",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": f"sayso_csrf_{own}",
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_HTTPONLY": True,
    }


def _languages() -> dict[str, Any]:
    return {
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": True,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LANGUAGE_COOKIE_NAME": "sayso_language",
        "LANGUAGE_COOKIE_AGE": _YEAR,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LOCALE_PATHS": [HERE / "locale"],
        "FORMAT_MODULE_PATH": [f"{APP}.formats"],
    }


def _security() -> dict[str, Any]:
    """Whatever a report carries, a page may fetch and run only what came with the desk."""
    own = "'self'"
    return {
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": [own],
                "style-src": [own],
                "img-src": [own, "data:"],
                "font-src": [own],
                "connect-src": [own],
                "form-action": [own],
                "base-uri": ["'none'"],
                "frame-ancestors": ["'none'"],
            }
        },
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",  # with "no-referrer" a browser does not say where a form comes from
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _LARGEST_FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5_000,
    }


def _files() -> dict[str, Any]:
    return {
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }
