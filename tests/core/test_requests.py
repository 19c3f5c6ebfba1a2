"""What surrounds every request: id, headers, health checks, logs, language, the admin's door."""

import json
import logging
import re
from threading import Event

import pytest
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from justcities.core import views
from justcities.core.logs import JsonFormatter

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
)


def directives(response):
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


def test_live_answers_without_a_database(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_answers_when_database_and_migrations_are_there(client, db):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "failing": []})


def test_ready_names_what_fails_without_details(client, db, monkeypatch):
    class Broken:
        def cursor(self):
            raise DatabaseError("password of the database: 1234")

    monkeypatch.setattr(views, "connection", Broken())
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "failing", "failing": ["database", "migrations"]}


def test_ready_looks_for_migrations_until_none_is_pending_and_then_no_more(client, db, monkeypatch):
    pending = [["one", "two"], ["two"], []]
    looked = []

    class Executor(MigrationExecutor):
        def migration_plan(self, targets, clean_start=False):
            looked.append(len(pending[0]))
            return pending.pop(0)

    monkeypatch.setattr(views, "_migrated", Event())
    monkeypatch.setattr(views, "MigrationExecutor", Executor)
    answers = [client.get("/health/ready") for _time in range(5)]
    assert [answer.status_code for answer in answers] == [503, 503, 200, 200, 200]
    assert answers[0].json() == {"status": "failing", "failing": ["migrations"]}
    assert looked == [2, 1, 0]


def test_health_answers_are_never_kept(client):
    assert "no-store" in client.get("/health/live")["Cache-Control"]


def test_public_page_has_the_strict_policy(client, site_tree):
    assert directives(client.get("/en/")) == set(POLICY)


def test_error_page_has_the_strict_policy(client, site_tree):
    response = client.get("/en/no-such-page/")
    assert response.status_code == 404
    assert directives(response) == set(POLICY)


def test_admin_has_a_policy_too_with_inline_script_only_there(client_of, administrator):
    response = client_of(administrator).get("/admin/")
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in directives(response)
    assert "object-src 'none'" in directives(response)
    assert not any("unsafe-eval" in part for part in directives(response))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Content-Language", "ar"),
    ],
)
def test_public_page_has_the_header(client, site_tree, header, value):
    assert client.get("/ar/")[header] == value


def test_admin_is_never_kept_by_a_cache(client_of, administrator):
    assert "no-store" in client_of(administrator).get("/admin/")["Cache-Control"]


def test_every_answer_has_an_id_of_its_own(client):
    ids = {client.get("/health/live")["X-Request-ID"] for _time in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}", identity) for identity in ids)


def test_id_of_a_proxy_is_kept(client):
    response = client.get("/health/live", headers={"X-Request-ID": "proxy-1234.abcd"})
    assert response["X-Request-ID"] == "proxy-1234.abcd"


@pytest.mark.parametrize(
    "given", ["short", "x" * 65, 'quote"quote"', "two words here", "a\\nb-nnnnnn"]
)
def test_id_that_could_harm_a_log_is_replaced(client, given):
    answered = client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", answered)


@pytest.fixture
def lines():
    """Collect what would be logged, formatted as on a server."""
    collected = []

    class Collector(logging.Handler):
        def emit(self, record):
            collected.append(self.format(record))

    handler = Collector(level=logging.DEBUG)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield collected
    root.removeHandler(handler)
    root.setLevel(level)


def test_log_line_is_one_json_object_with_the_requests_id(client, site_tree, lines):
    response = client.get("/en/no-such-page/")
    logged = [json.loads(line) for line in lines]
    about = [entry for entry in logged if "no-such-page" in entry["event"]]
    assert about
    assert {entry["request_id"] for entry in about} == {response["X-Request-ID"]}
    assert {"level", "logger", "timestamp"} <= about[0].keys()


def test_line_break_in_an_address_stays_inside_one_line(client, site_tree, lines):
    client.get("/en/no%0Asuch%0D%0Apage/")
    assert all(len(line.splitlines()) == 1 for line in lines)


def test_failed_sign_in_leaves_no_personal_data_in_the_log(site_tree, member, lines):
    client = Client(REMOTE_ADDR="203.0.113.77")
    client.post("/en/account/login/", {"login": member.email, "password": "not the right password"})
    logged = "\n".join(lines)
    assert member.email not in logged
    assert "203.0.113.77" not in logged
    assert "not the right password" not in logged


def test_admin_sends_strangers_to_the_sites_own_sign_in(client, site_tree):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].split("?")[0] == "/en/account/login/"
    assert response.status_code == 200


def test_admin_asks_nothing_of_other_machines(client_of, administrator, site_tree):
    page = client_of(administrator).get("/admin/").content.decode()
    addresses = set(re.findall(r"""(?:src|href|action)=["']?(https?://[^"'\\s>]+)""", page))
    fetched = {address for address in addresses if not address.startswith("http://localhost")}
    assert "gravatar" not in page
    assert "releases.wagtail.org" not in page
    assert not {address for address in fetched if address.endswith((".js", ".css", ".png", ".svg"))}


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar"])
def test_language_is_that_of_the_address_whatever_the_browser_wishes(site_tree, code):
    client = Client(headers={"Accept-Language": "es"})
    client.cookies["django_language"] = "fr"
    page = client.get(f"/{code}/").content.decode()
    assert re.search(rf'<html[^>]* lang="{code}"', page)
