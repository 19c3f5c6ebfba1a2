"""What operators are told, what the code reads, and what a server insists on, are the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from django.utils.connection import ConnectionProxy

ROOT = Path(settings.ROOT)
READS = re.compile(r"""\benv\.(?:str|list|bool|int|dj_\w+)\(\s*"(\w+)\"""")

SERVER = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
}


def read_by_the_code():
    folder = ROOT / "site" / "justcities" / "settings"
    return {name for path in folder.glob("*.py") for name in READS.findall(path.read_text())}


def named_in(path, pattern):
    return set(re.findall(pattern, (ROOT / path).read_text(), re.MULTILINE))


def test_table_for_operators_names_the_variables_the_code_reads():
    assert named_in("docs/operators.md", r"^\| `([A-Z_]+)` \|") == read_by_the_code()


def test_example_file_names_the_variables_the_code_reads():
    assert named_in(".env.example", r"^#?([A-Z_]+)=") == read_by_the_code()


def started(code="", **environment):
    """Load the production settings in a process of its own, and return how that ended."""
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings as s; s.DEBUG; " + code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "justcities.settings.production",
            **{name: value for name, value in environment.items() if value is not None},
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", sorted(SERVER))
def test_server_refuses_to_start_without(name):
    done = started(**{**SERVER, name: ""})
    assert done.returncode != 0
    assert f"The environment variable {name} is missing." in done.stderr


def asked(expression, **environment):
    done = started(f"print(({expression}))", **{**SERVER, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_server_keeps_cookies_and_connections_secure():
    assert asked(
        "s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,"
        " s.CSRF_COOKIE_HTTPONLY, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000,"
        " s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME"
    ) == str((False, *[True] * 6, "__Host-session", "__Host-csrf"))


HSTS = "s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, (False, False)),
        ({"HSTS_SUBDOMAINS": "true"}, (True, False)),
        ({"HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}, (True, True)),
    ],
    ids=["nothing said", "subdomains", "both"],
)
def test_browsers_are_told_of_other_hosts_only_where_the_operator_says_so(environment, expected):
    assert asked(HSTS, **environment) == str(expected)


def test_server_counts_rate_limits_in_one_place_for_all_processes():
    assert asked("s.CACHES['default']['BACKEND']").endswith("db.DatabaseCache")


def test_environment_chooses_the_database():
    assert asked(
        "s.DATABASES['default']['ENGINE']", DATABASE_URL="postgres://a:b@localhost/c"
    ).endswith("postgresql")


def test_development_answers_to_this_machine_only():
    done = subprocess.run(
        [sys.executable, "-c", "from justcities.settings import dev; print(dev.ALLOWED_HOSTS)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['localhost', '127.0.0.1', '[::1]']"


def file_connection(tmp_path):
    """Return a connection to a SQLite file, made with the site's own options."""
    from justcities.settings.base import SQLITE_OPTIONS

    alias = "default"
    handler = type(connections)(
        {
            alias: {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(tmp_path / "site.sqlite3"),
                "OPTIONS": SQLITE_OPTIONS,
            }
        }
    )
    return ConnectionProxy(handler, alias)


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 1), ("busy_timeout", 20_000)]
)
def test_sqlite_options_are_in_force(tmp_path, django_db_blocker, pragma, value):
    with django_db_blocker.unblock():
        connection = file_connection(tmp_path)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone() == (value,)
        connection.close()


def test_sqlite_transaction_takes_the_write_lock_at_once(tmp_path, django_db_blocker):
    statements = []
    with django_db_blocker.unblock():
        connection = file_connection(tmp_path)
        connection.ensure_connection()
        connection.connection.set_trace_callback(statements.append)
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        connection.commit()
        connection.set_autocommit(True)
        connection.close()
    assert statements == ["BEGIN IMMEDIATE", "COMMIT"]


def test_requests_are_no_transactions():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


@pytest.mark.parametrize(
    "name",
    [
        "WAGTAIL_GRAVATAR_PROVIDER_URL",
        "WAGTAIL_ENABLE_UPDATE_CHECK",
        "WAGTAIL_ENABLE_WHATS_NEW_BANNER",
        "WAGTAIL_EMAIL_MANAGEMENT_ENABLED",
        "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED",
        "WAGTAIL_PASSWORD_RESET_ENABLED",
        "WAGTAILUSERS_PASSWORD_ENABLED",
    ],
)
def test_wagtail_neither_calls_outside_nor_signs_in_by_itself(name):
    assert not getattr(settings, name)


def test_no_shared_passwords_on_pages_and_folders():
    assert settings.WAGTAIL_PRIVATE_PAGE_OPTIONS == {"SHARED_PASSWORD": False}
    assert settings.WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS == {"SHARED_PASSWORD": False}


def test_no_embeds_of_other_sites():
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_maintenance_page_asks_no_database(client, django_assert_num_queries, db):
    with override_settings(MAINTENANCE=True), django_assert_num_queries(0):
        response = client.get("/ar/")
    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert 'lang="ar"' in response.content.decode()
    assert 'dir="rtl"' in response.content.decode()


def test_health_checks_answer_during_maintenance(client, db):
    with override_settings(MAINTENANCE=True):
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 200
