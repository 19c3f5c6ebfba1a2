"""Every journey by keyboard alone, focus always to be seen."""

from urllib.parse import unquote

import pytest

from tests.e2e.kinds import IDS, LANGUAGES, PAGES

TABS = 400

FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        html: element.outerHTML.slice(0, 120),
        ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
            || style.boxShadow !== 'none',
        area: box.width * box.height,
        visible: style.visibility !== 'hidden' && style.display !== 'none'
            && box.bottom > 0 && box.top < innerHeight,
    };
}"""
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]),'
    + ' select, textarea, summary'
)].filter(element => element.checkVisibility() && element.tabIndex >= 0).length"""


def tab_to(page, locator, most=TABS):
    """Press Tab until the element has focus."""
    target = locator.first
    for _press in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return target
    raise AssertionError(f"{locator} is not reached by {most} presses of Tab")


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_first_tab_stop_leads_to_the_main_part(visit, kind, language):
    page = visit().go(kind, language)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    inside = page.evaluate(
        "document.activeElement.closest('main') !== null"
        " || document.activeElement.contains(document.querySelector('main h1'))"
        " || document.querySelector(location.hash)?.matches('main, main *')"
    )
    assert inside


@pytest.mark.parametrize(("kind", "language"), PAGES, ids=IDS)
def test_focus_is_seen_at_every_stop(visit, kind, language):
    page = visit(360).go(kind, language)
    expected = page.evaluate(REACHABLE)
    seen = []
    for _press in range(min(expected + 5, TABS)):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        seen.append(focus)
    unseen = [stop["html"] for stop in seen if not (stop["ring"] and stop["visible"])]
    assert unseen == []
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_a_case_study_by_keyboard(visit, server, language):
    page = visit().go("home", language)
    listing = server.pages["listing"][language]
    tab_to(page, page.locator(f"a[href='{listing}']"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{listing}")
    case = page.locator(f"main a[href^='{listing}']:not([href*='?']):not([href$='{listing}'])")
    tab_to(page, case)
    address = case.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: unquote(url).endswith(unquote(address)))
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_filter_is_set_and_removed_by_keyboard(visit, language):
    page = visit().go("listing", language)
    box = page.locator("form input[type=checkbox]:visible")
    tab_to(page, box)
    name, value = box.first.get_attribute("name"), box.first.get_attribute("value")
    page.keyboard.press("Space")
    page.wait_for_url(f"**{name}={value}*")
    chip = page.locator("#results a, main a").filter(has_text=page_label(page, name, value))
    assert chip.count()
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: f"{name}=" not in url)


def page_label(page, name, value):
    """Return the words of a choice, without its count."""
    label = page.locator(f"label:has(input[name={name}][value='{value}'])")
    if not label.count():
        identity = page.locator(f"input[name={name}][value='{value}']").get_attribute("id")
        label = page.locator(f"label[for='{identity}']")
    return label.first.locator("xpath=.").inner_text().split("\n")[0].strip().rstrip("0123456789 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_is_changed_by_keyboard(visit, server, language):
    other = "fr" if language == "en" else "en"
    page = visit().go("home", language)
    target = server.pages["home"][other]
    link = page.locator(f"a[hreflang='{other}'][href='{target}']")
    opener = page.locator(f"details:has(a[hreflang='{other}']) > summary")
    if not link.first.is_visible():
        tab_to(page, opener)
        page.keyboard.press("Enter")
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    assert page.locator("html").get_attribute("lang") == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_use_of_a_concept_is_opened_by_keyboard(visit, language):
    page = visit().go("case", language)
    term = page.locator("main dfn a, main dfn summary, main dfn button")
    tab_to(page, term)
    page.keyboard.press("Enter")
    definition = page.locator(f"{term.first.get_attribute('href')}")
    assert definition.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_contact_form_keeps_what_was_typed_and_leads_to_the_mistake(visit, language):
    page = visit().go("contact", language)
    tab_to(page, page.locator("main textarea"))
    page.keyboard.type("May we print the checklist?")
    button = page.locator("main form button[type=submit]")
    # The server's answer is meant here, not the browser's own check.
    page.locator("main form:has(textarea)").evaluate("form => { form.noValidate = true; }")
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main textarea").input_value() == "May we print the checklist?"
    assert page.locator("[aria-invalid=true]").count() >= 1
