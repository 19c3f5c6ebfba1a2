"""Fills masthead and foot of each language, and says that the site is a sample."""

from uuid import uuid5

from wagtail.models import Locale, Page, Site

from home.demo import texts
from home.demo.made import recall, remember
from home.demo.plan import PlannedPage
from home.demo.streams import NAMESPACE, block_id
from home.demo.texts import with_year
from home.models import Navigation, SiteSettings

SETTINGS_KEY = "settings:sample"
KEY = uuid5(NAMESPACE, "navigation")


def load_navigation(
    locale: Locale, planned: dict[str, PlannedPage], pages: dict[str, Page]
) -> None:
    """Make the navigation of a language, unless it has one.

    Args:
        locale: the language.
        planned: the sample pages by key.
        pages: those of them that exist in this language, by key.
    """
    language = locale.language_code
    key = f"navigation:{language}"
    if recall(key) or Navigation.objects.filter(locale=locale).exists():
        return
    plan = texts.table("navigation")

    def links(place: str, keys: list[str]) -> list[dict]:
        made = []
        for name in keys:
            if name in pages:
                words = planned[name].content.texts[language]
                words = with_year(words, planned[name].year) if planned[name].year else words
                made.append(
                    {
                        "page": pages[name].pk,
                        "address": "",
                        "text": words.get("menu_title", ""),
                        "id": block_id(f"{place}.{name}"),
                    }
                )
        return made

    def block(kind: str, value: dict) -> dict:
        return {"type": kind, "id": value.pop("id"), "value": value}

    navigation = Navigation(
        locale=locale, translation_key=KEY, foot_text=plan["foot_text"][language]
    )
    navigation.main = [block("link", link) for link in links("main", plan["main"])]
    navigation.foot = [
        {
            "type": "group",
            "id": block_id(f"foot.{number}"),
            "value": {
                "heading": group["heading"][language],
                "links": [block("item", link) for link in links("foot", group["pages"])],
            },
        }
        for number, group in enumerate(plan["foot"])
    ]
    navigation.save()
    remember(key, navigation)


def say_it_is_a_sample(site: Site) -> None:
    """Set the site's setting that lets every page say so; once, so that it can be switched off."""
    settings = SiteSettings.for_site(site)
    if recall(SETTINGS_KEY) is None:
        settings.is_sample = True
        settings.save()
        remember(SETTINGS_KEY, settings)
