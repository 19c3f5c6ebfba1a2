"""The reader's own list: kept in the browser with script, in the address without."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resource_is_put_on_the_list_found_there_and_taken_off(visit, language):
    page = visit().go("resource", language)
    title = page.locator("h1").inner_text()
    button = page.locator("[data-keep]").first
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")

    page.locator("[data-keep-list]").first.click()
    page.wait_for_url(re.compile(r"list/\?r=\d+$"))
    expect(page.locator(".records h3")).to_have_text([title])

    page.locator("[data-keep-remove]").click()
    page.wait_for_url(re.compile(r"list/$"))
    expect(page.locator(".records")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_button_leads_to_the_list_with_the_thing_on_it(visit, language):
    page = visit(java_script_enabled=False).go("case", language)
    title = page.locator("h1").inner_text()
    page.locator("[data-keep]").first.click()
    page.wait_for_url(re.compile(r"list/\?c=\d+$"))
    expect(page.locator(".records h3")).to_have_text([title])


def test_a_list_that_was_sent_can_be_kept_on_this_device(visit):
    page = visit().go("my_list")
    shown = page.locator(".records h3").all_inner_texts()
    page.locator("[data-keep-all]").click()
    page.goto(page.url.partition("?")[0])
    page.wait_for_url(re.compile(r"\?"))
    assert sorted(page.locator(".records h3").all_inner_texts()) == sorted(shown)
    page.locator("[data-keep-none]").click()
    page.wait_for_url(re.compile(r"list/$"))
