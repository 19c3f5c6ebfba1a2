"""Prints, as JSON, one address of each kind of page in each language of the sample site.

Run as a program of its own with the server's settings: a test that drives a browser may not ask
the database itself.
"""

import json
from typing import Any

import django

from tests.e2e.kinds import LANGUAGES

# Kinds of page, and the model whose first page stands for it.
MODELS = {
    "home": "home.HomePage",
    "listing": "casestudies.CaseStudyIndexPage",
    "case": "casestudies.CaseStudyPage",
    "standard": "home.StandardPage",
    "imprint": "home.ImprintPage",
    "privacy": "home.PrivacyPage",
    "accessibility": "home.AccessibilityPage",
    "contact": "home.ContactPage",
    "glossary": "home.GlossaryPage",
    "edition": "casestudies.EditionPage",
    "library": "library.LibraryIndexPage",
    "resource": "library.ResourcePage",
    "collection": "library.CollectionPage",
}


def addresses() -> dict[str, dict[str, str]]:
    """Return addresses by kind and language; ``not_translated`` where a language lacks a page."""
    from django.apps import apps
    from django.conf import settings
    from wagtail.models import Page

    languages = [code for code, _name in settings.LANGUAGES]
    found: dict[str, dict[str, str]] = {}
    for kind, label in MODELS.items():
        pages = apps.get_model(label).objects.live().order_by("path")
        # One that exists in every language where there is one, so that languages compare; at
        # least in those that the browser looks at.
        sources = [page for page in pages if page.locale.language_code == settings.LANGUAGE_CODE]
        source = max(sources, key=_languages_of)
        found[kind] = {
            page.locale.language_code: page.url
            for page in source.get_translations(inclusive=True).live()
        }
    found["my_list"] = {
        code: f"{address}list/?{_kept(code)}" for code, address in found["library"].items()
    }
    found["sign_in"] = {code: f"/{code}/account/login/" for code in languages}
    found["not_found"] = {code: f"/{code}/no-such-page/" for code in languages}
    found["not_translated"] = {}
    cases = apps.get_model(MODELS["case"]).objects.live()
    for case in cases.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path"):
        there = set(
            Page.objects.live()
            .filter(translation_key=case.translation_key)
            .values_list("locale__language_code", flat=True)
        )
        for code in languages:
            if code not in there:
                missing = case.url.replace(f"/{settings.LANGUAGE_CODE}/", f"/{code}/", 1)
                found["not_translated"].setdefault(code, missing)
    return found


def _languages_of(page: Any) -> tuple[int, int]:
    """Return in how many of the looked at languages a page exists, and in how many of all."""
    live = page.get_translations(inclusive=True).live()
    codes = set(live.values_list("locale__language_code", flat=True))
    return len(codes & set(LANGUAGES)), len(codes)


def _kept(language: str) -> str:
    """Return the query string of a list with some resources and case studies of a language."""
    from django.apps import apps

    pairs = []
    for kind, label in (("r", MODELS["resource"]), ("c", MODELS["case"])):
        pages = apps.get_model(label).objects.live().filter(locale__language_code=language)
        pairs += [f"{kind}={page.pk}" for page in pages.order_by("path")[:3]]
    return "&".join(pairs)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(addresses()))  # noqa: T201 (what this program is for)
