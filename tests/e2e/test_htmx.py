"""What changes without a new page keeps focus, renames the page and speaks its count."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import LANGUAGES


def filtered(visit, language):
    """Set the first filter that narrows the list, and return the page and the box."""
    page = visit().go("listing", language)
    box = page.locator("form input[type=checkbox]:visible").first
    box.focus()
    before = {
        "title": page.title(),
        "spoken": page.get_by_role("status").first.inner_text(),
        "marked": page.evaluate("window.__same = true"),
    }
    name, value = box.get_attribute("name"), box.get_attribute("value")
    page.keyboard.press("Space")
    page.wait_for_url(f"**{name}={value}*")
    page.wait_for_load_state("networkidle")
    return page, box, before


@pytest.mark.parametrize("language", LANGUAGES)
def test_filter_changes_the_list_without_loading_a_new_page(visit, language):
    page, _box, _before = filtered(visit, language)
    assert page.evaluate("window.__same") is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_filter_keeps_focus(visit, language):
    _page, box, _before = filtered(visit, language)
    assert box.evaluate("element => element === document.activeElement && element.checked")


@pytest.mark.parametrize("language", LANGUAGES)
def test_filter_changes_the_title(visit, language):
    page, _box, before = filtered(visit, language)
    assert page.title() != before["title"]
    assert page.title().strip() != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_filter_speaks_the_count(visit, language):
    page, _box, before = filtered(visit, language)
    spoken = page.get_by_role("status").first.inner_text().strip()
    assert spoken != before["spoken"].strip()
    assert any(character.isdigit() for character in spoken)


@pytest.mark.parametrize("language", LANGUAGES)
def test_back_returns_to_the_unfiltered_list(visit, language):
    page, _box, before = filtered(visit, language)
    page.go_back()
    expect(page).to_have_url(re.compile(r"^[^?]*$"))
    expect(page).to_have_title(before["title"])
    expect(page.locator("form input[type=checkbox]:checked")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_filtered_address_opens_the_same_list(visit, language):
    page, _box, _before = filtered(visit, language)
    again = visit().to(page.url)
    assert again.title() == page.title()
    assert again.locator("#results").inner_text() == page.locator("#results").inner_text()
