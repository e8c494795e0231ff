"""Django's settings, read from the environment; docs/operations.md lists every one of them."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config import logs, secret_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = env.bool("DEBUG", default=False)
# LOCAL: served to this machine's own browser, over plain HTTP. Everything else is reached over HTTPS.
LOCAL = env.bool("LOCAL", default=False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key.read_or_make(VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# The machine itself is always let in, so that a health check on it needs to know no name.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]

# ---------------------------------------------------------------- the application

INSTALLED_APPS = [
    "quizzes",
    "config.apps.TeachingAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.request_log.RequestLogMiddleware",
    "config.arrival.ArrivalMiddleware",
    "config.time_zone.TimeZoneMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, as it only turns a refused login into its page.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.site.named",
            ]
        },
    }
]

# ---------------------------------------------------------------- the database

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
# Connections live as long as their thread: opening one costs more than most requests do.
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    DATABASES["default"] |= {
        "ENGINE": "config.sqlite",
        # A file that is there needs no check for being alive.
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {
            "timeout": 20,
            # Writers queue at BEGIN, where SQLite waits; a read turned into a write would fail at once.
            "transaction_mode": "IMMEDIATE",
            # FULL: a submission that was confirmed survives a power cut.
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "quizzes.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "quizzes.signing_in.NameOrAddressBackend",
]
PASSWORD_HASHERS = [
    "config.hashers.ExamHallHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# By user and address together: one student's slips lock neither the hall behind the same address
# nor, from elsewhere, somebody else's account.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "config.addresses.client_address"
# One count for an account, whether its user name or its e-mail address was typed.
AXES_USERNAME_CALLABLE = "quizzes.signing_in.counted_name"
# Invitations, confirmations and new passwords: long enough for a weekend.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

# ---------------------------------------------------------------- security

FRAME_ANCESTORS = env.list("FRAME_ANCESTORS", default=[])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": FRAME_ANCESTORS or [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if FRAME_ANCESTORS:
    # X-Frame-Options cannot name a host; the policy above can, and every browser in use reads it.
    MIDDLEWARE.remove("django.middleware.clickjacking.XFrameOptionsMiddleware")
    SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "None"

SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else env.int("HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
# Preloading commits the whole domain, in every browser, for good: not a quiz's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---------------------------------------------------------------- work in the background

# Queued in the database, together with what it is about, and done by `manage.py worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ---------------------------------------------------------------- files, language, mail, logs

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "build" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_storage.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LANGUAGE_CODE = "en"
# A language is offered once its translation is whole: half a page in each is worse than English.
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="quiz@localhost")
# Until a mail server is named, messages are files: a password link belongs in no log.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
if env("EMAIL_URL", default=""):
    globals().update(env.email("EMAIL_URL"))

# On one's own machine the address and the logins stay on the screen, not a line for every request.
LOGGING = logs.configure(
    level=env("LOG_LEVEL", default="WARNING" if LOCAL else "INFO"), readable=LOCAL or DEBUG
)

# ---------------------------------------------------------------- the API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "quizzes.api.authentication.BearerAuthentication",
        "quizzes.api.authentication.PageAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],  # every endpoint is an ApiView, which asks itself
    # The browsable pages carry inline scripts, which the policy above forbids.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["quizzes.api.parsing.StrictJSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "quizzes.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "quizzes.api.errors.answer_error",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=600)
API_MARKINGS_A_MINUTE = env.int("API_MARKINGS_A_MINUTE", default=3000)
SPECTACULAR_SETTINGS = {
    "TITLE": "Forward Pass",
    "DESCRIPTION": "Auto-grading quizzes on neural networks, for learning-management systems and scripts.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {"When": "quizzes.models.When", "Scope": "quizzes.models.Scope"},
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # a test compares the whole description
}
