"""Where Wagtail has another word for a thing than the house, its screens say ours."""

import re
from pathlib import Path

import polib
import wagtail.images
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from wagtail.admin.localization import get_available_admin_languages

from justcities.core.catalogues import compile_stale

IMAGE = re.compile(r"(?<!%\()\bimages?\b(?!_)", re.IGNORECASE)
# The name of the app, and words that nobody reads on a screen.
LEFT = {"Wagtail images"}


def test_pictures_are_called_pictures_on_every_english_screen() -> None:
    compile_stale()
    folder = Path(wagtail.images.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    with override(settings.LANGUAGE_CODE):
        said = {
            entry.msgid: gettext(entry.msgid)
            if not entry.msgid_plural
            else ngettext(entry.msgid, entry.msgid_plural, 2)
            for entry in polib.pofile(str(folder))
        }
    assert said["Choose an image"] == "Choose a picture"
    assert [text for key, text in said.items() if IMAGE.search(text) and key not in LEFT] == []


def test_the_admin_is_to_be_had_in_the_sites_languages() -> None:
    assert list(get_available_admin_languages()) == list(settings.LANGUAGES)
