"""Five journeys as a screen reader speaks them, kept as text and compared.

``SPOKEN=write`` writes the texts anew; a person then reads the difference before it is kept.
"""

import os
import re
from pathlib import Path

import pytest
from babel.dates import get_month_names

from tests.e2e.kinds import LANGUAGES

FOLDER = Path(__file__).parent / "spoken"
# Who sends the contact form sooner is taken for a program (home/contact.py).
SECONDS_TO_WRITE = 3.5


def told(name, language, steps):
    """Compare what was heard with the text that is kept."""
    heard = "\n\n".join(f"# {step}\n{tree}" for step, tree in steps) + "\n"
    # Addresses are not spoken, and those of Arabic pages no person could read.
    heard = re.sub(r"^ *- /url: .*\n", "", heard, flags=re.MULTILINE)
    heard = timeless(heard)
    path = FOLDER / f"{name}.{language}.txt"
    if os.environ.get("SPOKEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(heard)
    assert path.exists(), f"{path.name} is missing: SPOKEN=write makes it"
    assert heard == path.read_text()


def timeless(heard):
    """Return what was heard without days, years and the port, which change from run to run.

    The sample site's current edition has dates ahead of the day it is loaded.
    """
    months = "|".join(
        name
        for language in LANGUAGES
        for form in ("format", "stand-alone")
        for name in get_month_names("wide", form, locale=language).values()
    )
    heard = re.sub(rf"\d{{1,2}}–\d{{1,2}} (?:{months}) 20\d\d", "‹days›", heard)
    heard = re.sub(rf"\d{{1,2}} (?:{months}) 20\d\d", "‹day›", heard)
    # Days of one month are written otherwise than days of two.
    heard = re.sub("‹day› to ‹day›|من ‹day› إلى ‹day›", "‹days›", heard)
    heard = re.sub(r"\b20\d\d\b", "‹year›", heard)
    return re.sub(r"localhost:\d+", "localhost", heard)


def tree(page, selector="body"):
    """Return what is spoken of a part of the page."""
    return page.locator(selector).first.aria_snapshot()


@pytest.mark.parametrize("language", LANGUAGES)
def test_arriving_at_the_home_page(visit, language):
    page = visit().go("home", language)
    told("home", language, [("The whole page", tree(page))])


@pytest.mark.parametrize("language", LANGUAGES)
def test_finding_case_studies_by_a_filter(visit, language):
    page = visit().go("listing", language)
    steps = [("The list with its filters", tree(page, "main"))]
    box = page.locator("form input[type=checkbox]:visible").first
    box.focus()
    name, value = box.get_attribute("name"), box.get_attribute("value")
    page.keyboard.press("Space")
    page.wait_for_url(f"**{name}={value}*")
    page.wait_for_load_state("networkidle")
    steps.append(
        ("After the first filter, what is spoken", page.get_by_role("status").first.inner_text())
    )
    steps.append(("After the first filter, the results", tree(page, "#results")))
    told("find", language, steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_a_case_study(visit, language):
    page = visit().go("case", language)
    told("case", language, [("The case study", tree(page, "main"))])


@pytest.mark.parametrize("language", LANGUAGES)
def test_coming_to_a_page_that_is_not_translated(visit, language):
    # Every case study exists in English; there, the switcher is what tells of missing languages.
    if language == "en":
        steps = [("The languages of a page", tree(visit().go("standard", "en"), "header"))]
    else:
        page = visit().go("not_translated", language)
        steps = [("The page that is not translated", tree(page, "main"))]
    told("language", language, steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_writing_to_the_network(visit, language):
    page = visit().go("contact", language)
    steps = [("The form", tree(page, "main"))]
    form = page.locator("main form:has(textarea)")
    form.evaluate("form => { form.noValidate = true; }")
    page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state("load")
    steps.append(("With nothing filled in", tree(page, "main")))
    page.locator("main input[name=name]").fill("Amina")
    page.locator("main input[name=email]").fill("amina@example.org")
    page.locator("main textarea").fill("May we print the checklist?")
    page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
    page.locator("main form:has(textarea) button[type=submit]").click()
    page.wait_for_load_state("load")
    steps.append(("Sent", tree(page, "main")))
    told("contact", language, steps)
