"""The editor's form of a record: drafts may lack all, nothing is lost, doubles are shown first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from justcities.assets.models import DocumentReading
from justcities.core.panels import rows
from justcities.vocabulary.schemes import Scheme
from library.models import ResourceFile, ResourceIdentifier, ResourcePage
from library.services import worth_adding
from tests.factories import (
    ConceptFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)

pytestmark = pytest.mark.django_db

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home)


@pytest.fixture
def admin(client_of: Callable[[Any], Client], administrator: Any) -> Client:
    return client_of(administrator)


@pytest.fixture
def add_url(library: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["library", "resourcepage", library.pk])


@pytest.fixture
def facts(db: None) -> dict[str, Any]:
    """What is needed to publish, beside the title."""
    return {
        "summary": "How a city heard its street traders.",
        "concepts_resource_type": [ConceptFactory(scheme=Scheme.RESOURCE_TYPE).pk],
        "concepts_theme": [ConceptFactory(scheme=Scheme.THEME).pk],
        "action-publish": "1",
    }


def posted(**changes: Any) -> dict[str, Any]:
    empty = {
        "title": "",
        "slug": "a-slug",
        "summary": "",
        "why": "",
        "access": "public",
        "languages": "",
        "licence": "",
        "tags": "",
        "told_of_look_alikes": "",
        "comments": inline_formset([]),
        **{
            name: inline_formset([])
            for name in ("files", "agents", "identifiers", "places", "relations", "citations")
        },
    }
    chosen = {name: changes.pop(name) for name in list(changes) if name.startswith("concepts_")}
    return {**nested_form_data({**empty, **changes}), **chosen}


def file_row(**changes: Any) -> dict[str, Any]:
    return {
        "document": "", "link": "", "role": "work", "language": "", "label": "", **changes
    }  # fmt: skip


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def read(document: Any, **found: Any) -> DocumentReading:
    """Store a reading of a document, in place of the one that was made of it."""
    DocumentReading.objects.filter(document=document).delete()
    return DocumentReading.objects.create(
        document=document,
        **{"outcome": "text", "file_hash": document.file_hash, "file_name": document.file.name}
        | found,
    )


# Drafts and publishing


def test_a_draft_needs_a_title_only(admin: Client, add_url: str) -> None:
    response = admin.post(
        add_url,
        posted(
            title="An idea",
            files=inline_formset([file_row(label="Annex 2")]),
            identifiers=inline_formset([{"kind": "", "value": "10.1234/abcd"}]),
            agents=inline_formset([{"name": "", "given": "Amina", "role": "author"}]),
        ),
    )

    assert response.status_code == 302, response.context["form"].errors
    page = ResourcePage.objects.get()
    assert (page.live, page.files.get().label) == (False, "Annex 2")


def test_publishing_names_each_missing_thing_and_keeps_the_text(
    admin: Client, add_url: str
) -> None:
    response = admin.post(
        add_url,
        posted(
            **{
                "title": "An idea",
                "why": "It works.",
                "files": inline_formset([file_row(label="Annex 2")]),
                "action-publish": "1",
            }
        ),
    )

    form = response.context["form"]
    assert {name: list(messages) for name, messages in form.errors.items()} == {
        "summary": ["Say in one sentence what it is."],
        "concepts_resource_type": ["Choose what kind of resource it is."],
        "concepts_theme": ["Choose at least one theme."],
        "__all__": [
            "Files and links: Choose a file, or write a link: one of the two.",
        ],
    }
    assert form["why"].value() == "It works."
    assert not ResourcePage.objects.exists()


def test_languages_are_typed_by_name_and_identifiers_put_into_their_normal_form(
    admin: Client, add_url: str, facts: dict[str, Any]
) -> None:
    document = SiteDocumentFactory()
    response = admin.post(
        add_url,
        posted(
            **facts,
            title="Street trade",
            languages="français, Krio",
            identifiers=inline_formset(
                [
                    {"kind": "doi", "value": "https://doi.org/10.1234/ABCD"},
                    {"kind": "isbn", "value": "0-306-40615-2"},
                ]
            ),
            files=inline_formset([file_row(document=document.pk, language="Arabic")]),
        ),
    )

    assert response.status_code == 302, response.context["form"].errors
    page = ResourcePage.objects.get()
    assert page.live
    assert page.languages == ["fr", "kri"]
    assert [each.value for each in page.identifiers.all()] == ["10.1234/abcd", "9780306406157"]
    assert page.files.get().language == "ar"


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("doi", "abcd", "A DOI looks like this: 10.1234/abcd."),
        ("isbn", "123", "This ISBN has a wrong number of digits, or one digit is wrong."),
        ("issn", "1234-5670", "This ISSN has a wrong number of digits, or one digit is wrong."),
        ("url", "nonsense", "A web address begins with https:// or http://."),
    ],
)
def test_a_wrong_identifier_is_told_beside_its_field(
    admin: Client, add_url: str, kind: str, value: str, message: str
) -> None:
    identifiers = inline_formset([{"kind": kind, "value": value}])

    form = admin.post(add_url, posted(title="A", identifiers=identifiers)).context["form"]

    (row,) = form.formsets["identifiers"].forms
    assert row.errors == {"value": [message]}
    assert row["value"].value() == value


def test_a_row_holds_a_file_or_a_link_never_both(admin: Client, add_url: str) -> None:
    both = file_row(document=SiteDocumentFactory().pk, link="https://example.org/a")

    form = admin.post(add_url, posted(title="A", files=inline_formset([both]))).context["form"]

    (row,) = form.formsets["files"].forms
    assert row.errors == {"__all__": ["Choose a file, or write a link: one of the two."]}


def test_rows_can_be_moved(admin: Client, add_url: str) -> None:
    first = file_row(link="https://example.org/1", ORDER="2")
    second = file_row(link="https://example.org/2", ORDER="1")

    admin.post(add_url, posted(title="A", files=inline_formset([first, second])))

    links = [row.link for row in ResourcePage.objects.get().files.all()]
    assert links == ["https://example.org/2", "https://example.org/1"]


def test_text_over_the_limit_is_kept_and_named(admin: Client, add_url: str) -> None:
    long = "word " * 400
    form = admin.post(add_url, posted(title="A", why=long)).context["form"]
    assert form["why"].value() == long
    assert "why" in form.errors


def test_another_work_of_the_same_title_gets_a_slug_of_its_own(
    admin: Client, add_url: str, library: Any
) -> None:
    ResourcePageFactory(parent=library, title="Annual report", slug="annual-report")
    typed = posted(title="Annual report", slug="annual-report", is_another_one="on")
    assert admin.post(add_url, typed).status_code == 302
    made = ResourcePage.objects.latest("pk")
    assert made.slug == "annual-report-2"
    chosen = posted(title="Other", slug="annual-report", is_another_one="on")
    assert list(admin.post(add_url, chosen).context["form"].errors) == ["slug"]


# What a file tells


def test_the_form_tells_what_was_found_in_a_file(admin: Client, library: Any) -> None:
    document = SiteDocumentFactory(file=ContentFile(b"What we learned.", name="lesson.txt"))
    page = ResourcePageFactory(parent=library, files=[ResourceFile(document=document)])
    for found, words in (
        ({"outcome": "text", "page_count": 3, "language": "fr"}, "readers can search in it"),
        ({"outcome": "no_text"}, "Perhaps its pages are pictures"),
        ({"outcome": "encrypted"}, "locked with a password"),
        ({"outcome": "damaged"}, "It is damaged"),
        ({"outcome": "text", "flags": ["javascript"]}, "a small program (JavaScript)"),
    ):
        read(document, **found)
        html = admin.get(edit_url(page)).content.decode()
        assert words in html, found
        assert words in admin.get(f"/admin/library/files/{document.pk}/").content.decode()
    read(document, page_count=3, language="fr")
    assert "TXT · 16\xa0bytes · 3 pages · French" in admin.get(edit_url(page)).content.decode()


def test_a_reading_of_another_file_is_not_told(admin: Client, library: Any) -> None:
    document = SiteDocumentFactory()
    read(document, file_hash="of another file")
    assert "It is being read" in admin.get(f"/admin/library/files/{document.pk}/").content.decode()


def test_pages_and_languages_are_filled_in_from_the_files_where_nobody_wrote_them(
    admin: Client, library: Any
) -> None:
    first, second = SiteDocumentFactory(), SiteDocumentFactory()
    read(first, page_count=48, language="fr")
    read(second, page_count=50, language="ar")
    files = [ResourceFile(document=first), ResourceFile(document=second, language="es")]
    page = ResourcePageFactory(parent=library, languages=[], files=files)

    form = admin.get(edit_url(page)).context["form"]
    assert (form["page_count"].value(), form["languages"].value()) == (48, ["fr", "es"])
    assert str(form.fields["page_count"].help_text).startswith("Filled in from the file")

    ResourcePage.objects.filter(pk=page.pk).update(page_count=12, languages=["en"])
    form = admin.get(edit_url(page)).context["form"]
    assert (form["page_count"].value(), form["languages"].value()) == (12, ["en"])


# Worth adding


def test_what_is_worth_adding_is_listed_and_stops_nobody(site_tree: Any, library: Any) -> None:
    bare = ResourcePageFactory(
        parent=library, licence="", languages=[], date="", search_description=""
    )
    assert [str(wish) for wish in worth_adding(bare)] == [
        "A licence: until one is chosen, only editors can open the files.",
        "A file, a link, or an identifier such as a DOI.",
        "The languages of the resource.",
        "Why it matters here, in your own words.",
        "A description for search engines, under “Promote”.",
        "Who made it.",
        "When it was published.",
        "For whom: the population groups.",
        "The places it is about.",
        "The targets of SDG 11 it serves.",
        "The day somebody last confirmed that it is still right.",
    ]
    translation = site_tree.translated(library, "fr")
    french = bare.copy_for_translation(translation.locale)
    assert [str(wish) for wish in worth_adding(french)] == [
        "Why it matters here, in your own words.",
        "A description for search engines, under “Promote”.",
    ]


@pytest.mark.parametrize(
    ("kind", "ending", "role", "wished"),
    [
        ("video", "txt", "work", True),
        ("report", "mp4", "work", True),
        ("video", "vtt", "captions", False),
        ("audio", "txt", "transcript", False),
        ("report", "pdf", "work", False),
    ],
)
def test_film_and_sound_want_words_beside_them(
    library: Any, kind: str, ending: str, role: str, wished: bool
) -> None:
    document = SiteDocumentFactory(file=ContentFile(b"WEBVTT", name=f"file.{ending}"))
    concepts = [ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation=kind)]
    files = [ResourceFile(document=document, role=role)]
    page = ResourcePageFactory(parent=library, concepts=concepts, files=files)
    words = "A transcript or captions, so that film and sound reach everybody."
    assert (words in map(str, worth_adding(page))) is wished


def test_a_picture_without_alternative_text_is_named(library: Any) -> None:
    page = ResourcePageFactory(parent=library, listing_image=SiteImageFactory(alt_texts={}))
    assert "Alternative text for the picture." in map(str, worth_adding(page))
    page.listing_image.alt_texts = {"en": "A market"}
    assert "Alternative text for the picture." not in map(str, worth_adding(page))


# What may be there already


@pytest.fixture
def there(library: Any) -> Any:
    return ResourcePageFactory(
        parent=library,
        title="Street trade in Freetown",
        date="2019",
        identifiers=[ResourceIdentifier(kind="doi", value="10.1234/abcd")],
    )


def same(**changes: Any) -> dict[str, Any]:
    return posted(
        title="Another title",
        identifiers=inline_formset([{"kind": "doi", "value": "10.1234/ABCD"}]),
        **changes,
    )


def test_a_double_is_shown_before_it_is_saved(admin: Client, add_url: str, there: Any) -> None:
    response = admin.post(add_url, same())

    assert response.status_code == 200
    html = response.content.decode()
    assert there.title in html
    assert f'href="{edit_url(there)}"' in html
    assert [str(each.page) for each in response.context["form"].look_alikes(None)] == [there.title]
    assert ResourcePage.objects.count() == 1

    assert admin.post(add_url, same(is_another_one="on")).status_code == 302
    made = ResourcePage.objects.exclude(pk=there.pk).get()
    assert made.different_from == [str(there.translation_key)]
    assert admin.get(edit_url(made)).context["form"].look_alikes(None) == []
    assert admin.get(edit_url(there)).context["form"].look_alikes(None) == []


def test_publishing_asks_and_autosave_never_does(
    admin: Client, add_url: str, there: Any, facts: dict[str, Any]
) -> None:
    told = {"told_of_look_alikes": "on"}
    autosaved = admin.post(add_url, same(**told), **JSON)
    assert autosaved.json()["success"] is True
    draft = ResourcePage.objects.exclude(pk=there.pk).get()

    published = admin.post(edit_url(draft), same(**facts, **told, slug=draft.slug))
    assert published.context["form"].non_field_errors() == [
        "This may already be in the library: look at the top of the form. Open what is there, or "
        "tick “It is another one”."
    ]
    declared = admin.post(
        edit_url(draft), same(**facts, **told, slug=draft.slug, is_another_one="on")
    )
    assert declared.status_code == 302
    draft.refresh_from_db()
    assert (draft.live, draft.different_from) == (True, [str(there.translation_key)])


def test_while_typing_the_same_is_answered_and_nothing_saved(
    admin: Client, add_url: str, library: Any, there: Any
) -> None:
    address = reverse("library_admin:look_alikes")

    assert there.title in admin.post(f"{address}?parent={library.pk}", same()).content.decode()
    assert ResourcePage.objects.count() == 1

    itself = admin.post(f"{address}?page={there.pk}", same()).content.decode().strip()
    assert itself == ""
    unlike = admin.post(f"{address}?parent={library.pk}", posted(title="Rain in Lima"))
    assert unlike.content.decode().strip() == ""
    assert admin.post(f"{address}?parent={library.pk}", {}).status_code == 200


def test_a_translation_shows_facts_in_words_and_keeps_keys_to_itself(
    site_tree: Any, library: Any, there: Any
) -> None:
    there.different_from = ["key"]
    there.imported_as = "zotero:A"
    there.languages = ["fr", "kri"]
    there.save()
    site_tree.translated(library, "fr")
    french = there.copy_for_translation(site_tree.homes["fr"].locale)
    facts = {row.name: row.values for row in rows(french)}
    assert facts["languages of the resource"] == ["French, Krio"]
    assert "key" not in str(facts)
    assert "zotero:A" not in str(facts)
