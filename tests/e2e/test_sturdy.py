"""Pages hold at 320 pixels, without JavaScript, without the web font, without recent CSS."""

import re

import pytest

from tests.e2e.kinds import IDS, PAGES
from tests.e2e.test_accessible import violations

DECLARATION = re.compile(r"[^;{}]+:[^;{}]*;?")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_no_sideways_scroll_at_320(visit, kind, language, theme):
    seen = visit(320, theme)
    seen.go(kind, language)
    assert seen.sideways() == 0


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_no_sideways_scroll_with_text_twice_as_large(visit, kind, language):
    seen = visit(640)
    page = seen.go(kind, language)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert seen.sideways() == 0


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_readable_without_javascript(visit, kind, language):
    page = visit().go(kind, language)
    # Buttons for what only a browser can do: copy something, keep something on this device.
    page.evaluate("document.querySelectorAll('[data-only-with-script]').forEach(e => e.remove())")
    with_script = page.locator("main").inner_text()
    without = visit(java_script_enabled=False).go(kind, language).locator("main").inner_text()
    assert words(without) >= words(with_script) - {""}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_filters_work_without_javascript(visit, language):
    page = visit(java_script_enabled=False).go("listing", language)
    form = page.locator("form:has(input[type=checkbox])").first
    box = form.locator("input[type=checkbox]").first
    closed = form.locator("details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
    box.check()
    name, value = box.get_attribute("name"), box.get_attribute("value")
    form.locator("button[type=submit]:visible").first.click()
    page.wait_for_url(f"**{name}={value}*")
    assert page.locator(f"input[type=checkbox][name={name}][value='{value}']").is_checked()


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_readable_without_the_web_font(visit, kind, language):
    seen = visit(320)
    seen.page.route(re.compile(r"\.woff2?($|\?)"), lambda route: route.fulfill(status=404))
    page = seen.go(kind, language)
    assert seen.sideways() == 0
    assert page.locator("h1").is_visible()


def without_variables(css: str) -> str:
    """Return a style sheet as a browser without custom properties reads it."""
    return DECLARATION.sub(
        lambda match: (
            ""
            if "var(" in match.group() or match.group().lstrip().startswith("--")
            else match.group()
        ),
        css,
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_usable_without_custom_properties(visit, kind, language, width):
    seen = visit(width, bypass_csp=True)

    def strip(route):
        response = route.fetch()
        route.fulfill(
            status=response.status,
            content_type="text/css",
            body=without_variables(response.text()),
        )

    seen.page.route(re.compile(r"\.css($|\?)"), strip)
    page = seen.go(kind, language)
    assert seen.sideways() == 0
    assert page.locator("h1").is_visible()
    assert violations(page) == {}


def words(text: str) -> set[str]:
    """Return the lines of a text, without white space around them."""
    return {line.strip() for line in text.splitlines()}
