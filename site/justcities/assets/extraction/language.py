"""Guesses the language of a page, with a model that lies on this machine."""

from collections import Counter
from functools import cache
from typing import Any

from justcities.assets.extraction.text import words

# Of the model's 142, the languages that a document of some length is likely in. Near relatives
# that few documents are written in would only take pages from their neighbours: Malay half of all
# Indonesian ones, Moroccan Arabic some Arabic ones.
LANGUAGES = """
    af am ar az bg bn ca cs cy da de el en es et eu fa fi fr gl ha he hi hr hu hy id ig is it ja ka
    kk km ko ku lo lt lv mg mk mn my ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg
    th tl tr uk ur uz vi xh yo zh zu
    """.split()  # noqa: SIM905 -- a list of 80 strings would be 80 lines
LEAST_LETTERS = 20
LOOKED_AT = 20_000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier


def of_page(text: str) -> str:
    """Return the code of a text's language, or an empty string where there is too little of it."""
    sample = text[:LOOKED_AT]
    if sum(character.isalpha() for character in sample) < LEAST_LETTERS:
        return ""
    return str(_identifier().classify(sample)[0])


def of_all(pages: list[tuple[str, str]]) -> str:
    """Return the language that most words are in, of pages as (text, language)."""
    counted: Counter[str] = Counter()
    for text, language in pages:
        if language:
            counted[language] += words(text)
    return counted.most_common(1)[0][0] if counted else ""
