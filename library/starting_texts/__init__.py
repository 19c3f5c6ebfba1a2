"""The text that a library comes with: what belongs into it, to be changed by its editors."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"


@cache
def scope(language: str) -> str:
    """Return what belongs into the library, as HTML; in English where there is no text yet."""
    path = FOLDER / f"scope.{language}.html"
    if not path.is_file():
        path = FOLDER / f"scope.{SOURCE_LANGUAGE}.html"
    return path.read_text("utf-8").strip()
