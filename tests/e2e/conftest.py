"""The browser: Debian's Chromium on a production server, every visit watched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.server import Server, shared_server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever asks for another machine fails, and the test with it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKER = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    / "justcities"
    / "vnu-26.9.27.jar"
)
NOTE_VIOLATIONS = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', event => window.__violations.push(
    event.violatedDirective + ' ' + (event.blockedURI || 'inline') + ' ' + (event.sample || '')));
"""


@dataclass
class Visit:
    """One open page, and what happened on the way."""

    page: Page
    server: Server
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    weights: dict[str, tuple[str, float]] = field(default_factory=dict)

    def go(self, kind: str, language: str = "en") -> Page:
        """Open a kind of page of the sample site in a language."""
        return self.to(self.server.url(kind, language))

    def to(self, address: str) -> Page:
        """Open an address and wait until all has come."""
        self.page.goto(address, wait_until="load")
        return self.page

    def weight(self, kind: str | None = None) -> float:
        """Return the bytes that came over the wire, of one kind of resource or of all."""
        return sum(size for what, size in self.weights.values() if kind in (None, what))

    def sideways(self) -> float:
        """Return by how many pixels the page can be scrolled sideways."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    """The run's one production server with the sample site."""
    base = tmp_path_factory.getbasetemp()
    with shared_server((base if worker_id == "master" else base.parent) / "server") as running:
        yield running


def browser_path() -> str | None:
    """Return where Chromium is installed, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for each worker."""
    path = browser_path()
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Open a page: ``visit(width=360, theme="dark")``; further arguments go to the context.

    After the test no visit may have broken the Content Security Policy, thrown an error, or asked
    another machine for anything.
    """
    visits: list[Visit] = []

    def begin(width: int = 1280, theme: str = "light", **options: Any) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            reduced_motion="reduce",
            **{"locale": "en-GB", **options},
        )
        context.set_default_timeout(10_000)
        context.add_init_script(NOTE_VIOLATIONS)
        page = context.new_page()
        seen = Visit(page=page, server=server)
        visits.append(seen)
        _watch(seen)
        return seen

    yield begin
    for seen in visits:
        violations = []
        if not seen.page.is_closed() and seen.page.url.startswith("http"):
            violations = seen.page.evaluate("window.__violations || []")
        seen.page.context.close()
        assert violations == [], f"blocked by the Content Security Policy at {seen.page.url}"
        assert seen.errors == []
        assert seen.foreign == []


def _watch(seen: Visit) -> None:
    page = seen.page
    base = seen.server.base

    def on_console(message: Any) -> None:
        # A page that answers 404 on purpose is reported as a failed resource by the browser.
        if message.type == "error" and "status of 4" not in message.text:
            seen.errors.append(message.text)

    def on_request(request: Any) -> None:
        if not request.url.startswith((base, "data:", "blob:")):
            seen.foreign.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", on_request)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, tuple[str, str]] = {}
    wire.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: (event["type"], event["response"]["url"])}),
    )

    def on_finished(event: dict[str, Any]) -> None:
        kind, url = kinds.get(event["requestId"], ("Other", event["requestId"]))
        if not url.startswith("data:"):
            seen.weights[url] = (kind, event["encodedDataLength"])

    wire.on("Network.loadingFinished", on_finished)


@pytest.fixture
def checker() -> list[str]:
    """The command of the Nu HTML checker."""
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    if not CHECKER.exists():
        pytest.skip("The Nu HTML checker is not installed")
    return ["java", "-Xss4m", "-jar", str(CHECKER)]
