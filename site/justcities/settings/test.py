"""Settings of the test suite: production's behaviour, quick hashes, work done at once."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR

SECRET_KEY = "only for tests"  # noqa: S105 -- signs nothing anybody keeps
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR / "test-media"
PRIVATE_MEDIA_ROOT = VAR / "test-private"
CLAMD_URL = ""
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
