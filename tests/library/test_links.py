"""Links are looked at politely, within bounds, never in a private network, and only marked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from library import fetching, links
from library.fetching import Answer, Fetcher, NotReachedError, is_public, user_agent
from library.links import due, follow_records, look_at_links, mark, problem_in_words
from library.models import LinkCheck, ResourceFile, ResourceIdentifier, ResourcePage
from tests.factories import LibraryIndexPageFactory, ResourcePageFactory


class Site(BaseHTTPRequestHandler):
    """A site on loopback whose pages are named for what they do."""

    asked: list[tuple[str, str, str]] = []

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        Site.asked.append((self.command, self.path, self.headers.get("Range", "")))
        name = self.path.strip("/").partition("?")[0]
        if name == "slow":
            threading.Event().wait(3)
        elif name == "drip":
            try:
                for _number in range(40):
                    self.wfile.write(b"H")
                    self.wfile.flush()
                    threading.Event().wait(0.1)
            except OSError:
                return
        elif name == "nonsense":
            self.wfile.write(b"\x00\x01 this is no HTTP\r\n\r\n")
        elif name == "no-head":
            self.respond(405 if self.command == "HEAD" else 200)
        elif name == "loop":
            self.respond(302, "/loop")
        elif name == "moved":
            self.respond(301, "/fine")
        elif name.startswith("to/"):
            self.respond(302, name.removeprefix("to/").replace("_", "/"))
        else:
            self.respond(int(name) if name.isdecimal() else 200)

    def respond(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    """Return the address of a real server on loopback, which may be looked at here."""
    settings.LINKS_MAY_BE_PRIVATE = True
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Clock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return Fetcher(clock, clock.sleep)


# Asking


@pytest.mark.parametrize(
    ("path", "status"),
    [("fine", 200), ("moved", 200), ("404", 404), ("410", 410), ("500", 500), ("no-head", 200)],
)
def test_an_address_answers_with_its_status(
    site: str, fetcher: Fetcher, path: str, status: int
) -> None:
    assert fetcher.look(f"{site}/{path}").status == status


def test_a_page_is_asked_for_by_head_then_for_one_byte(site: str, fetcher: Fetcher) -> None:
    fetcher.look(f"{site}/fine?a=b c&d=é")
    fetcher.look(f"{site}/no-head")
    assert Site.asked == [
        ("HEAD", "/fine?a=b%20c&d=%C3%A9", ""),
        ("HEAD", "/no-head", ""),
        ("GET", "/no-head", "bytes=0-0"),
    ]


def test_we_say_who_we_are(settings: Any) -> None:
    settings.BASE_URL = "https://cities.example"
    settings.DEFAULT_FROM_EMAIL = "Just Cities <team@cities.example>"
    assert user_agent() == "JustCities-LinkCheck/1.0 (+https://cities.example; team@cities.example)"


def test_one_host_is_asked_once_a_second_at_most(site: str, fetcher: Fetcher, clock: Clock) -> None:
    fetcher.look(f"{site}/moved")
    fetcher.look(f"{site}/fine")
    clock.now += 5
    fetcher.look(f"{site}/fine")
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("loop", "too many redirects"),
        ("nonsense", "no connection"),
        ("slow", "no answer in time"),
        ("drip", "no answer in time"),
        ("to/ftp:__example.org_", "no web address"),
        ("to/file:___etc_passwd", "no web address"),
    ],
)
def test_what_leads_nowhere_is_told_and_holds_nobody_up(
    site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, path: str, problem: str
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with pytest.raises(NotReachedError, match=f"^{problem}$"):
        fetcher.look(f"{site}/{path}")


def test_a_closed_port_and_an_unknown_host_are_told(settings: Any, fetcher: Fetcher) -> None:
    settings.LINKS_MAY_BE_PRIVATE = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NotReachedError, match="no connection"):
        fetcher.look(f"http://127.0.0.1:{port}/")
    with pytest.raises(NotReachedError, match="no such host"):
        fetcher.look("http://nobody.invalid/")


# The private network


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("10.0.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_private_addresses_are_told_from_public_ones(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://user:secret@127.0.0.1/",
        "http://93.184.216.34:22/",
        "gopher://example.org/",
        "http:///nothing",
        "http://example.org:port/",
    ],
)
def test_nothing_private_is_ever_connected_to(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr("library.fetching.socket.create_connection", never)
    with pytest.raises(NotReachedError):
        fetcher.look(url)


def test_a_redirect_into_the_private_network_is_not_followed(
    site: str, fetcher: Fetcher, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fetching.resolve

    def first_public(host: str, port: int) -> str:
        """Let the first step through, as if its host were public."""
        if not Site.asked:
            return "127.0.0.1"
        settings.LINKS_MAY_BE_PRIVATE = False
        return real(host, port)

    monkeypatch.setattr(fetching, "resolve", first_public)
    with pytest.raises(NotReachedError, match="not a public address"):
        fetcher.look(f"{site}/to/http:__localhost_admin")
    assert [path for _method, path, _range in Site.asked] == ["/to/http:__localhost_admin"]


def test_a_name_that_is_both_public_and_private_is_refused_and_asked_once(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def both(host: str, port: int, **kwargs: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr("library.fetching.socket.getaddrinfo", both)
    with pytest.raises(NotReachedError, match="not a public address"):
        fetcher.look("http://both.example/")
    assert asked == ["both.example"]


# Keeping what was seen


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home)


def record(library: Any, *urls: str) -> Any:
    return ResourcePageFactory(parent=library, files=[ResourceFile(link=url) for url in urls])


@pytest.mark.django_db
def test_addresses_of_records_are_taken_up_and_forgotten_with_them(library: Any) -> None:
    page = ResourcePageFactory(
        parent=library,
        files=[ResourceFile(link="https://example.org/a")],
        identifiers=[
            ResourceIdentifier(kind="url", value="https://example.org/b"),
            ResourceIdentifier(kind="doi", value="10.1234/abcd"),
        ],
    )
    record(library, "https://example.org/a")
    follow_records()
    urls = LinkCheck.objects.order_by("url").values_list("url", flat=True)
    assert list(urls) == ["https://example.org/a", "https://example.org/b"]
    page.delete()
    follow_records()
    assert list(urls.all()) == ["https://example.org/a"]


@pytest.mark.django_db
def test_a_run_is_bounded_and_the_one_looked_at_longest_ago_comes_first(
    library: Any, site: str, fetcher: Fetcher
) -> None:
    record(library, *(f"{site}/{name}" for name in ("404", "fine", "moved")))
    assert look_at_links(most=2, fetcher=fetcher).looked_at == 2
    assert look_at_links(most=2, fetcher=fetcher).looked_at == 1
    assert look_at_links(most=2, fetcher=fetcher).looked_at == 0
    assert {check.url.removeprefix(site): check.status for check in LinkCheck.objects.all()} == {
        "/404": 404,
        "/fine": 200,
        "/moved": 200,
    }
    assert look_at_links(seconds=-1, fetcher=fetcher).looked_at == 0


@pytest.mark.django_db
def test_a_link_is_dead_after_three_failures_over_seven_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = LinkCheck.objects.create(url="https://example.org/a")
    begun = timezone.now()
    told = []
    for days in (0, 1, 2, 6.9, 7.1):
        monkeypatch.setattr(links.timezone, "now", lambda days=days: begun + timedelta(days=days))
        mark(check, 404)
        told.append((check.failures, check.dead))
    assert told == [(1, False), (2, False), (3, False), (4, False), (5, True)]
    mark(check, 200)
    check.refresh_from_db()
    assert (check.failures, check.failing_since, check.dead) == (0, None, False)


@pytest.mark.parametrize(
    ("status", "problem", "words"),
    [
        (200, "", ""),
        (404, "", "It answered with the error 404."),
        (503, "", "It answered with the error 503."),
        (401, "", ""),
        (403, "", ""),
        (429, "", ""),
        (None, "no such host", "There is no site of this name."),
    ],
)
@pytest.mark.django_db
def test_what_keeps_programs_out_is_no_failure(
    status: int | None, problem: str, words: str
) -> None:
    check = LinkCheck.objects.create(url="https://example.org/a")
    mark(check, status, problem)
    assert (problem_in_words(check), bool(check.failures)) == (words, bool(words))


@pytest.mark.django_db
def test_a_failing_link_is_due_the_next_day_and_others_in_two_weeks() -> None:
    now = timezone.now()
    for name, days, failures, dead in (
        ("never", None, 0, False),
        ("fine yesterday", 1, 0, False),
        ("fine long ago", 15, 0, False),
        ("failing today", 0.1, 1, False),
        ("failing yesterday", 1, 1, False),
        ("dead yesterday", 1, 5, True),
        ("dead long ago", 15, 5, True),
    ):
        LinkCheck.objects.create(
            url=name,
            checked_at=None if days is None else now - timedelta(days=days),
            failures=failures,
            dead=dead,
        )
    assert [check.url for check in due()] == [
        "never",
        "fine long ago",
        "dead long ago",
        "failing yesterday",
    ]


@pytest.mark.django_db
def test_no_link_is_ever_deleted_for_what_was_seen(
    library: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = record(library, "https://example.org/a")
    monkeypatch.setattr(Fetcher, "look", lambda self, url: Answer(404, url))
    for _time in range(4):
        LinkCheck.objects.update(
            checked_at=timezone.now() - timedelta(days=30),
            failing_since=timezone.now() - timedelta(days=30),
        )
        call_command("check_links", most=5)
    assert capsys.readouterr().out.splitlines()[-1] == "Links looked at: 1; failing: 1; dead: 1."
    stored = ResourcePage.objects.get(pk=page.pk)
    assert (stored.live, stored.files.get().link) == (True, "https://example.org/a")
