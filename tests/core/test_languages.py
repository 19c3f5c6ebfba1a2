"""A language is known by its code: name, direction, what a browser wishes for."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as django_settings

from justcities.core.languages import codes, direction, native_name, wished


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ar", "rtl"),
        ("ur", "rtl"),
        ("he", "rtl"),
        ("en", "ltr"),
        ("pt-br", "ltr"),
        ("xx", "ltr"),
        ("", "ltr"),
        (None, "ltr"),
    ],
)
def test_the_direction_is_known_from_the_code(code: str | None, expected: str) -> None:
    assert direction(code) == expected


def test_names_are_those_of_the_settings_else_cldrs(settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "عربي")]

    assert codes() == ["en", "ar"]
    assert (native_name("ar"), native_name("sw")) == ("عربي", "Kiswahili")


@pytest.mark.parametrize(
    ("header", "among", "expected"),
    [
        ("fr", None, "fr"),
        ("pt, fr;q=0.5", None, "fr"),
        ("fr;q=0.3, ar;q=0.9", None, "ar"),
        ("fr", ["en", "ar"], "en"),
        ("fr", ["ar", "es"], "ar"),
        ("ar", [], "en"),
        ("fr;q=0", None, "en"),
    ],
)
def test_a_browsers_wish_is_met_where_it_can_be(
    header: str, among: list[str] | None, expected: str
) -> None:
    assert wished(header, among) == expected


def test_languages_come_from_the_environment_and_name_themselves() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.LANGUAGES)"],
        env={
            **os.environ,
            "LANGUAGES": "en,pt,id:Bahasa",
            "PYTHONPATH": f"{django_settings.ROOT}:{django_settings.ROOT / 'site'}",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert answer.strip() == "[('en', 'English'), ('pt', 'Português'), ('id', 'Bahasa')]"
