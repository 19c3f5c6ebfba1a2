"""Settings that hold wherever the site runs.

Whatever an operator may change comes from an environment variable; the table of them all is in
``docs/operators.md`` and ``.env.example`` (a test keeps the three in step).
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from environs import Env

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
VAR = ROOT / "var"

env = Env()
env.read_env(str(ROOT / ".env"), recurse=False)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BASE_URL = env.str("BASE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "home",
    "library",
    "casestudies",
    "justcities.translation",
    "justcities.vocabulary",
    "justcities.assets",
    "justcities.accounts",
    "justcities.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "justcities.accounts.apps.AdminUsersConfig",  # wagtail.users, with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # FORM_RENDERER finds the templates of widgets through it
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each answer by chance, so that its length tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "justcities.core.middleware.request_id",
    "csp.middleware.CSPMiddleware",
    "justcities.core.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "justcities.core.middleware.language_of_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "justcities.core.middleware.maintenance",
    "justcities.core.redirects.SeenRedirectMiddleware",
]

ROOT_URLCONF = "justcities.urls"
WSGI_APPLICATION = "justcities.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database. SQLite needs all four options: with Django's own defaults, 958 of 1,000 posts by
# 50 people at once are lost (docs/adr/0002-three-shapes.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", f"sqlite:///{VAR / 'justcities.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count in the default cache, so all processes have to share it (production.py).
# Wagtail writes each rendition it shows into a cache: into this process's memory, never into a
# table.
CACHES = {
    "default": env.dj_cache_url("CACHE_URL", "locmem://"),
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 60,
    },
}

# Mail. The parsed URL holds names of Django settings.
_mail = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Just Cities <site@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

TASKS = {
    "default": {
        "BACKEND": env.str("TASK_BACKEND", "django_tasks_db.DatabaseBackend"),
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR / "static")))
STATICFILES_DIRS = [SITE / "static"]
MEDIA_URL = env.str("MEDIA_URL", "/media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR / "media")))
# Documents lie apart: a web server that serves MEDIA_ROOT would go round the check of who may read.
PRIVATE_MEDIA_ROOT = Path(env.str("PRIVATE_MEDIA_ROOT", str(VAR / "private")))
STORAGES = {
    "default": {"BACKEND": env.str("MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage")},
    "documents": {
        "BACKEND": env.str("DOCUMENT_STORAGE", "justcities.assets.storage.PrivateFileStorage")
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Where the virus scanner listens: tcp://host:port or unix:///path; empty where there is none.
CLAMD_URL = env.str("CLAMD_URL", "")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Languages. A further one is an entry here, a catalogue and its column in the label grid.
LANGUAGE_CODE = "en"
LANGUAGES = [
    (code, name or LANG_INFO.get(code, {}).get("name_local", code))
    for code, _sep, name in (
        entry.partition(":")
        for entry in env.list(
            "LANGUAGES", ["en:English", "fr:Français", "es:Español", "ar:العربية"]
        )
    )
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES  # in others, our own words would be English
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")

# People
AUTH_USER_MODEL = "accounts.User"
# One door only. Django's own backend beside it would hash each wrong password twice, and so tell
# by time which addresses are known.
AUTHENTICATION_BACKENDS = ["justcities.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "justcities.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "justcities.accounts.account_forms.LoginForm",
    "add_email": "justcities.accounts.account_forms.AddEmailForm",
    "change_password": "justcities.accounts.account_forms.ChangePasswordForm",
    "set_password": "justcities.accounts.account_forms.SetPasswordForm",
    "reset_password": "justcities.accounts.account_forms.ResetPasswordForm",
    "reset_password_from_key": "justcities.accounts.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "justcities.accounts.account_forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# How many proxies stand before the site: rate limits count by the address they pass on.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# Cookies and headers
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "justcities.core.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],  # films and recordings of the library
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Just Cities"
# Where the address of a concept leads readers to; the vocabulary itself knows no pages.
GLOSSARY_PAGE_MODEL = "home.GlossaryPage"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "admin_login"
WAGTAILIMAGES_IMAGE_MODEL = "assets.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "assets.SiteDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "justcities.assets.forms.PictureForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 78
# Each needs its check in assets/documents.py. No SVG, EPUB or ZIP: they hold what can't be seen.
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "html", "odt", "pdf", "pptx", "txt", "xlsx"),
    *("mp3", "mp4", "ogg", "vtt", "webm"),
]
WAGTAILDOCS_CONTENT_TYPES = {"vtt": "text/vtt", "ogg": "audio/ogg"}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "justcities.assets.forms.DocumentForm"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# Links are never looked at in a private network, whatever a name resolves to; only tests do.
LINKS_MAY_BE_PRIVATE = False

MAINTENANCE = env.bool("MAINTENANCE", False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "justcities.core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
