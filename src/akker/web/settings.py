"""Settings come from the environment only; each is told in docs/settings.md."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def env_bool(name: str, default: bool) -> bool:
    text = os.environ.get(name, str(default))
    if text not in ("True", "False"):
        raise ImproperlyConfigured(f"{name}={text!r}: write True or False")
    return text == "True"


def env_int(name: str, default: int, least: int, most: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ImproperlyConfigured(f"{name}={text!r}: write a whole number from {least} to {most}")
    return int(text)


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    text = os.environ.get(name, default)
    if text not in choices:
        raise ImproperlyConfigured(f"{name}={text!r}: write one of {', '.join(choices)}")
    return text


def env_address(name: str, address: str) -> SplitResult:
    """The address in parts. What is wrong is told without it: it may hold a password."""
    try:
        parts = urlsplit(address)
        _port = parts.port  # read only here: a port that cannot be is noticed no sooner
    except ValueError as broken:
        raise ImproperlyConfigured(f"{name}: {broken}") from broken
    return parts


def env_sender(name: str, default: str) -> str:
    text = os.environ.get(name, default)
    if "@" not in parseaddr(text)[1] or not text.isprintable():
        raise ImproperlyConfigured(f"{name}={text!r}: write an address such as Akker <akker@example.org>")
    return text


def data_folder() -> Path:
    default = CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").exists() else Path("var")
    folder = Path(os.environ.get("AKKER_DATA", default)).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as broken:
        raise ImproperlyConfigured(f"AKKER_DATA={str(folder)!r}: {broken.strerror}") from broken
    return folder


def secret_key() -> str:
    """The given key; in development one that is made once and kept with the data."""
    if key := os.environ.get("AKKER_SECRET_KEY", ""):
        if len(key) < 32:
            raise ImproperlyConfigured("AKKER_SECRET_KEY: give at least 32 characters")
        return key
    if PRODUCTION:
        raise ImproperlyConfigured("AKKER_SECRET_KEY is needed when AKKER_PRODUCTION=True")
    file = DATA / "secret"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text()


def clock_shift() -> timedelta:
    text = os.environ.get("AKKER_CLOCK", "")
    if not text:
        return timedelta(0)
    if PRODUCTION:
        raise ImproperlyConfigured("AKKER_CLOCK is for trials; it is refused when AKKER_PRODUCTION=True")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as broken:
        raise ImproperlyConfigured(f"AKKER_CLOCK={text!r}: write a time such as 2026-12-03T13:30+01:00") from broken
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)


SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;"
    "PRAGMA secure_delete=ON;"  # what is erased leaves the file, also where SQLite was built without this
)


def database(address: str) -> dict[str, object]:
    parts = env_address("AKKER_DATABASE_URL", address)
    if parts.scheme == "sqlite":
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
        name = unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path).lstrip("/")
        if not name:
            raise ImproperlyConfigured(f"AKKER_DATABASE_URL={address!r}: name a file, sqlite:////srv/akker.sqlite3")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": 600}
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or parse_qs(parts.query).get("host", [""])[0]),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": True,
        }
    raise ImproperlyConfigured(f"AKKER_DATABASE_URL={address!r}: begin with sqlite:/// or postgresql://")


def mail_server(address: str) -> dict[str, object]:
    """Where mail goes: smtp://user:password@host:587 (STARTTLS), smtps://host:465, or a folder when empty."""
    if not address:
        return {"EMAIL_BACKEND": "akker.post.folder.EmailBackend"}
    parts = env_address("AKKER_MAIL_URL", address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(f"AKKER_MAIL_URL={address!r}: write smtp://user:password@host:587 or smtps://…")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


PRODUCTION = env_bool("AKKER_PRODUCTION", False)
DEBUG = env_bool("AKKER_DEBUG", False)
DEMO = env_bool("AKKER_DEMO", False)
if PRODUCTION and (DEBUG or DEMO):
    raise ImproperlyConfigured("AKKER_DEBUG and AKKER_DEMO are refused when AKKER_PRODUCTION=True")
DATA = data_folder()
PORT = env_int("PORT", 8000, 1, 65535)
THREADS = env_int("AKKER_THREADS", 4, 1, 64)
ADDRESS = os.environ.get("AKKER_ADDRESS", f"http://localhost:{PORT}").rstrip("/")
HOST = env_address("AKKER_ADDRESS", ADDRESS).hostname or ""
if urlsplit(ADDRESS).scheme not in ("http", "https") or not HOST:
    raise ImproperlyConfigured(f"AKKER_ADDRESS={ADDRESS!r}: write the address people type, https://akker.example.org")
SECRET_KEY = secret_key()
CLOCK_SHIFT = clock_shift()
OPEN_SIGN_UP = env_bool("AKKER_OPEN_SIGN_UP", True)
HANDBOOK_SHELF = os.environ.get("AKKER_HANDBOOK_SHELF", "")
if HANDBOOK_SHELF and not Path(HANDBOOK_SHELF).is_dir():
    raise ImproperlyConfigured(f"AKKER_HANDBOOK_SHELF={HANDBOOK_SHELF!r}: there is no such folder")
MAIL_PER_MINUTE = env_int("AKKER_MAIL_PER_MINUTE", 60, 1, 10_000)
DEFAULT_FROM_EMAIL = env_sender("AKKER_MAIL_FROM", "Akker <akker@localhost>")
EMAIL_FILE_PATH = str(DATA / "mail")
globals().update(mail_server(os.environ.get("AKKER_MAIL_URL", "")))
DATABASES = {"default": database(os.environ.get("AKKER_DATABASE_URL", f"sqlite:///{DATA}/akker.sqlite3"))}

ALLOWED_HOSTS = [HOST]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ADDRESS.startswith("https") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ADDRESS.startswith("https")
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION and ADDRESS.startswith("https") else 0
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "akker_session", "akker_csrf", "akker_language"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # seconds
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20  # bytes
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20

CELLAR = ["compose", "documents", "handbooks", "smallgroups"]
FLOORS = [  # from the bottom up
    "people", "post", "live", "programmes", "networks", "journey", "question", "recruit", "roles", "meetings",
    "capture", "pulse", "harvest", "portfolio", "archive", "api", "web",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *(f"akker.{room}" for room in reversed(FLOORS)),
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads answers at random, so that lengths tell nothing
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "akker.web.middleware.signed_in",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
ROOT_URLCONF = "akker.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "akker.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "akker.people.templatetags.once",
                "akker.web.templatetags.akker",
            ],
        },
    }
]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["akker.people.access.Backend"]
SESSION_ENGINE = "akker.people.access"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that signs in is the verification
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # seconds
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "akker.people.sign_in.Adapter"
ACCOUNT_RATE_LIMITS = {"think_along": "20/h/ip"}  # beside its own: the form on the public shelf

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", "Nederlands"), ("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web/locale"]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_links": {"()": "akker.web.logs.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_links"]}},
    "root": {
        "handlers": ["console"],
        "level": env_choice("AKKER_LOG", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}
