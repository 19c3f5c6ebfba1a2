"""A further language is a setting, a catalogue and labels: Portuguese, for instance."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale

from justcities.vocabulary.models import Label
from justcities.vocabulary.schemes import Scheme
from tests.conftest import SiteTree
from tests.factories import CaseStudyPageFactory, ConceptFactory, locale

ADDED = [("pt", "Português"), ("id", "Bahasa Indonesia")]
WORDS = {
    "pt": {
        "Ask for this translation": "Pedir esta tradução",
        "Thank you.": "Obrigado.",
        "Search": "Pesquisar",
    },
    "id": {"Ask for this translation": "Minta terjemahan ini", "Thank you.": "Terima kasih."},
}
PLURALS = {"pt": "nplurals=2; plural=(n != 1);", "id": "nplurals=1; plural=0;"}


def write_catalogue(folder: Path, code: str) -> None:
    path = folder / code / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": PLURALS[code],
    }
    catalogue.extend(polib.POEntry(msgid=text, msgstr=words) for text, words in WORDS[code].items())
    catalogue.save(str(path))


@pytest.fixture
def added(site_tree: SiteTree, settings: Any, tmp_path: Path) -> SiteTree:
    """Add both languages as an operator does."""
    folder = tmp_path / "locale"
    for code, _name in ADDED:
        write_catalogue(folder, code)
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, *ADDED]
    settings.LOCALE_PATHS = [folder, *settings.LOCALE_PATHS]
    call_command("compile_catalogues", verbosity=0)
    call_command("sync_languages", verbosity=0)
    return site_tree


def translated(tree: SiteTree, page: Any, code: str, title: str) -> Any:
    copy = page.copy_for_translation(locale(code))
    copy.title = title
    copy.save_revision().publish()
    return copy


@pytest.mark.parametrize(("code", "name"), ADDED)
def test_before_its_home_page_a_language_offers_what_there_is(
    client: Client, added: SiteTree, code: str, name: str
) -> None:
    response = client.get(f"/{code}/")

    html = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == code
    assert f'<html lang="{code}" dir="ltr"' in html
    assert WORDS[code]["Ask for this translation"] in html
    assert [item["code"] for item in response.context["languages"]] == ["en", "fr", "es", "ar"]


@pytest.mark.parametrize(("code", "name"), ADDED)
def test_a_wish_in_the_new_language_is_thanked_for_in_it(
    client: Client, added: SiteTree, code: str, name: str
) -> None:
    response = client.post(f"/{code}/translation/ask/{added.home.pk}/", follow=True)

    assert WORDS[code]["Thank you."] in response.content.decode()


@pytest.mark.parametrize(("code", "name"), ADDED)
def test_every_page_names_the_new_language(
    client: Client, added: SiteTree, code: str, name: str
) -> None:
    links = {link.code: link for link in client.get("/en/").context["switcher"]}
    assert (links[code].name, links[code].state, links[code].url) == (name, "missing", f"/{code}/")

    translated(added, added.home, code, name)

    links = {link.code: link for link in client.get("/en/").context["switcher"]}
    assert links[code].state == "translated"
    assert f'hreflang="{code}"' in client.get("/en/").content.decode()


@pytest.mark.parametrize(("code", "name"), ADDED)
def test_once_translated_the_home_page_answers_in_the_new_language(
    client: Client, added: SiteTree, code: str, name: str
) -> None:
    translated(added, added.home, code, f"Just Cities em {name}")

    response = client.get(f"/{code}/")

    assert response.status_code == 200
    assert response.context["page"].title == f"Just Cities em {name}"
    assert f'<html lang="{code}" dir="ltr"' in response.content.decode()
    assert client.get("/", headers={"accept-language": f"{code}-XX"})["Location"] == f"/{code}/"
    assert f"http://localhost/{code}/" in client.get("/sitemap.xml").content.decode()


def test_labels_stand_in_the_new_language_or_say_which_they_are_in(
    client: Client, added: SiteTree
) -> None:
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat", labels={"en": "Heat"})
    water = ConceptFactory(scheme=Scheme.THEME, notation="water", labels={"en": "Water"})
    Label.objects.create(concept=water, language="pt", text="Água")
    CaseStudyPageFactory(
        parent=added.case_index, title="Shaded stops", slug="shaded-stops", concepts=[heat, water]
    )
    translated(added, added.home, "pt", "Cidades justas")

    response = client.get("/pt/case-studies/shaded-stops/")

    themes = {fact.key: fact for fact in response.context["facts"]}["theme"].values
    assert [(value.label, value.lang) for value in themes] == [("Heat", "en"), ("Água", "")]
    html = response.content.decode()
    marked = r'<span lang="en" dir="ltr">(<[^>]+>)?'
    assert re.search(marked + "Heat", html)
    assert "Água" in html
    assert not re.search(marked + "Água", html)


def test_syncing_languages_again_changes_nothing(added: SiteTree) -> None:
    before = sorted(Locale.objects.values_list("pk", "language_code"))
    answer = StringIO()

    call_command("sync_languages", stdout=answer)

    assert sorted(Locale.objects.values_list("pk", "language_code")) == before
    assert [code for _pk, code in before] == ["en", "fr", "es", "ar", "pt", "id"]
    assert answer.getvalue().splitlines() == [
        f"{name} has no live home page yet: translate it in the admin to show the language."
        for _code, name in ADDED
    ]


def test_a_language_taken_out_again_keeps_its_pages(
    client: Client, added: SiteTree, settings: Any
) -> None:
    page = translated(added, added.home, "pt", "Cidades justas")
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES[:4]

    call_command("sync_languages", verbosity=0)

    assert client.get("/pt/").status_code == 404
    assert client.get("/en/").status_code == 200
    assert [link.code for link in client.get("/en/").context["switcher"]] == [
        "en",
        "fr",
        "es",
        "ar",
    ]
    page.refresh_from_db()
    assert page.live is True
