"""The admin's concept picker in a real browser: the real widgets and script, canned suggestions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from justcities.vocabulary.widgets import ConceptPicker, KeywordPicker

STATIC = Path(__file__).resolve().parents[2] / "site" / "static"
HOST = "http://picker.test"
WORDS = [
    {"value": 1, "text": "Care", "found": "care", "hint": ""},
    {
        "value": 2,
        "text": "Informal settlements",
        "found": "slum",
        "hint": "“slum”: say so instead.",
    },
    {"value": 7, "text": "house numbers", "found": "house numbers", "hint": ""},
]


def document(direction: str) -> str:
    themes = ConceptPicker(choices=[(1, "Care"), (2, "Housing › Informal settlements")])
    themes.scheme = "theme"
    fields = {
        "themes": themes.render("themes", [1], {"id": "id_themes"}),
        "tags": KeywordPicker().render("tags", "house numbers #7", {"id": "id_tags"}),
    }
    rows = "".join(f'<p><label for="id_{n}">{n}</label>{html}</p>' for n, html in fields.items())
    return (
        f'<!doctype html><html lang="en" dir="{direction}"><meta charset="utf-8">'
        "<title>Form</title>"
        '<link rel="stylesheet" href="/static/css/admin/concept-picker.css">'
        '<script type="module" src="/static/js/admin/concept-picker.js"></script>'
        f"<main><h1>Form</h1><form>{rows}</form></main></html>"
    )


def suggestions(query: str) -> str:
    found = [word for word in WORDS if query and word["found"].startswith(query.lower())]
    results = [
        {
            "value": word["value"],
            "token": f"{word['text']} #{word['value']}",
            "label": {"text": word["text"], "lang": "en", "dir": "ltr"},
            "context": "",
            "hint": word["hint"],
        }
        for word in found
    ]
    return json.dumps({"results": results, "message": f"{len(results)} found"})


@pytest.fixture
def form(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open the form: ``form(direction="rtl", java_script_enabled=False)``."""
    contexts: list[Any] = []

    def answer(route: Route, direction: str) -> None:
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            route.fulfill(path=STATIC / address.path.removeprefix("/static/"))
        elif "suggest" in address.path:
            query = parse_qs(address.query).get("q", [""])[0]
            route.fulfill(body=suggestions(query), content_type="application/json")
        else:
            route.fulfill(body=document(direction), content_type="text/html")

    def opened(direction: str = "ltr", **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(5_000)
        page = context.new_page()
        page.route(f"{HOST}/**", lambda route: answer(route, direction))
        page.goto(HOST + "/")
        return page

    yield opened
    for context in contexts:
        context.close()


def chosen(page: Page) -> list[str]:
    return page.locator("#id_themes").evaluate(
        "each => [...each.selectedOptions].map(o => o.value)"
    )


def test_a_concept_is_chosen_and_taken_away_by_keyboard_alone(form) -> None:
    page = form()
    box = page.get_by_role("combobox", name="themes")
    box.focus()
    page.keyboard.type("slum")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    pointed = box.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{pointed}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    assert chosen(page) == ["1", "2"]
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Remove Informal settlements")).to_be_focused()
    page.keyboard.press("Enter")
    assert chosen(page) == ["1"]
    expect(box).to_be_focused()


def test_what_happens_is_spoken_also_what_we_say_instead(form) -> None:
    page = form()
    status = page.locator("#id_themes + .concept-picker [role=status]")
    page.get_by_role("combobox", name="themes").focus()
    page.keyboard.type("slum")
    expect(status).to_have_text("1 found")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Informal settlements added. “slum”: say so instead.")


def test_escape_closes_the_list_and_keeps_what_was_typed(form) -> None:
    page = form()
    box = page.get_by_role("combobox", name="themes")
    box.focus()
    page.keyboard.type("care")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("care")


def test_a_known_keyword_is_completed_and_an_unknown_one_is_new(form) -> None:
    page = form()
    tags = page.locator("#id_tags")
    page.get_by_role("button", name="Remove house numbers").click()
    assert tags.input_value() == ""
    page.get_by_role("combobox", name="tags").focus()
    page.keyboard.type("House numbers")
    page.keyboard.press("Enter")
    expect(tags).to_have_value("house numbers #7")
    page.keyboard.type("house")  # the beginning of a known word is a word of its own
    page.keyboard.press("Enter")
    expect(tags).to_have_value("house numbers #7, house")


def test_enter_takes_the_last_word_typed_not_what_an_older_answer_offered(form) -> None:
    page = form()
    box = page.get_by_role("combobox", name="tags")
    box.focus()
    page.keyboard.type("care")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.fill("")
    page.keyboard.type("Street names")
    page.keyboard.press("Enter")
    expect(page.locator("#id_tags")).to_have_value("house numbers #7, Street names")


def test_without_javascript_there_is_a_list_and_a_text_field(form) -> None:
    page = form(java_script_enabled=False)
    page.get_by_label("themes").select_option(["1", "2"])
    page.get_by_label("tags").fill("roofs")
    expect(page.get_by_role("combobox")).to_have_count(0)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_has_no_barrier_that_axe_knows(form, direction: str) -> None:
    page = form(direction)
    page.get_by_role("combobox", name="themes").focus()
    page.keyboard.type("slum")
    expect(page.get_by_role("option")).to_have_count(1)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_chips_begin_where_the_text_begins(form) -> None:
    for direction, first in (("ltr", min), ("rtl", max)):
        page = form(direction)
        places = page.locator("#id_themes + .concept-picker").evaluate(
            "each => [...each.querySelectorAll('li, input')].map(e => e.getBoundingClientRect().x)"
        )
        assert places[0] == first(places)
