"""Reads the texts of the sample site from their files, touching no database."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
STARTING_TEXTS = FOLDER.parent / "starting_texts"
FACTS = "facts"

Texts = dict[str, Any]


class ContentError(ValueError):
    """Sample content that does not fit; the message names the page and the place in it."""


@dataclass(frozen=True)
class Content:
    """What is written for one page: facts for all languages, and its words in each."""

    key: str
    facts: dict[str, Any]
    texts: dict[str, Texts]


def read(folder: Path) -> Content:
    """Read a page's folder: ``facts.toml``, if there is one, and a file for each language.

    Raises:
        ContentError: a file is no TOML, or there is no English one.
    """
    files = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            files[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ContentError(f"{folder.name}/{path.name}: {error}") from error
    facts = files.pop(FACTS, {})
    if "en" not in files:
        raise ContentError(f"{folder.name}: there is no English text")
    return Content(folder.name, facts, files)


def page(key: str) -> Content:
    """Return what is written for an ordinary page; a legal page has its text to start from."""
    folder = FOLDER / "pages" / key
    return read(folder if folder.is_dir() else STARTING_TEXTS / key)


def cases() -> list[Content]:
    """Return what is written for the case studies, by their number."""
    found = [read(path) for path in (FOLDER / "cases").iterdir() if path.is_dir()]
    return sorted(found, key=lambda content: content.facts["number"])


def table(name: str) -> dict[str, Any]:
    """Return one of the sample site's single files: ``navigation`` or ``pictures``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def with_year(texts: Texts, year: int) -> Texts:
    """Return texts in which ``{year}`` is the year of the edition."""

    def replaced(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("{year}", str(year))
        if isinstance(value, list):
            return [replaced(item) for item in value]
        if isinstance(value, dict):
            return {key: replaced(item) for key, item in value.items()}
        return value

    return replaced(texts)
