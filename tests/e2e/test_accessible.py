"""No barrier that a machine can find, on any kind of page, in both directions and themes."""

import json
import subprocess
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.kinds import IDS, PAGES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}


def violations(page):
    """Return axe's findings, each with the first elements concerned."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return {
        rule["id"]: [node["failureSummary"] + " " + node["html"][:200] for node in rule["nodes"]][
            :3
        ]
        for rule in found
    }


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_axe_finds_no_violation(visit, kind, language, theme, width):
    # axe measures contrast by script of its own, which the policy would block: only its run may.
    page = visit(width, theme, bypass_csp=True).go(kind, language)
    assert violations(page) == {}


def fetched(address):
    """Return a page's HTML, an error page's too."""
    try:
        with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 (our server)
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_nu_checker_finds_no_error_on_any_kind_of_page(server, checker, tmp_path):
    for kind, language in PAGES:
        (tmp_path / f"{kind}-{language}.html").write_bytes(fetched(server.url(kind, language)))
    checked = subprocess.run(
        [*checker, "--errors-only", "--format", "json", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(checked.stderr)["messages"]
    assert [
        f"{message['url'].rsplit('/', 1)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
    ] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_page_shows_all_in_forced_colours(visit, kind, language, theme):
    seen = visit(360, theme, forced_colors="active")
    page = seen.go(kind, language)
    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip() != ""
