"""Settings of ``make run``: loopback only, sample passwords allowed, errors shown in full."""

from .base import *  # noqa: F403
from .base import STORAGES, env

DEBUG = True
SECRET_KEY = env.str("SECRET_KEY", "only for a machine of one's own, never for a server")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "troubles": {"class": "logging.StreamHandler", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"level": "INFO"},
        # The worker raises its loggers to INFO by itself; a line a task would hide the sign-ins.
        "django_tasks": {"handlers": ["troubles"], "propagate": False},
        "django_tasks_db": {"handlers": ["troubles"], "propagate": False},
    },
}
