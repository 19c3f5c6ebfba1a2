"""Texts that legal pages come with, to be filled in where they say [so]."""

from functools import cache
from pathlib import Path
from typing import Any

from home.demo.streams import stream
from home.demo.texts import read
from justcities.core.blocks import BodyBlocks

FOLDER = Path(__file__).parent / "starting_texts"
SOURCE_LANGUAGE = "en"


def starting_text(name: str, language: str) -> dict[str, Any]:
    """Return what a new legal page's form is filled with.

    Args:
        name: ``imprint``, ``privacy``, ``accessibility`` or ``contact``.
        language: the page's language; where there is no text in it, the English one is given.

    Returns:
        ``title``, ``summary``, ``search_description`` and ``body``, ready for a form's initial
        values.
    """
    texts = _texts(name)
    text = texts.get(language, texts[SOURCE_LANGUAGE])
    return {
        "title": text["title"],
        "summary": text["summary"],
        "search_description": text["search_description"],
        "body": BodyBlocks().to_python(stream(f"{name}.body", text["body"])),
    }


@cache
def _texts(name: str) -> dict[str, dict[str, Any]]:
    return read(FOLDER / name).texts
