"""The kinds of page that the browser looks at, in the two languages that differ most."""

KINDS = (
    "home",
    "listing",
    "case",
    "standard",
    "imprint",
    "privacy",
    "accessibility",
    "contact",
    "glossary",
    "edition",
    "library",
    "resource",
    "collection",
    "my_list",
    "sign_in",
    "not_found",
    "not_translated",
)
# Kinds that answer 404 on purpose.
MISSING_KINDS = ("not_found", "not_translated")
# Pages of text; the others show pictures.
TEXT_KINDS = (
    "imprint",
    "privacy",
    "accessibility",
    "contact",
    "glossary",
    "library",
    "collection",
    "my_list",
    "sign_in",
    "not_found",
)
LANGUAGES = ("en", "ar")

# Every case study exists in English, so none is missing there.
PAGES = tuple(
    (kind, language)
    for kind in KINDS
    for language in LANGUAGES
    if (kind, language) != ("not_translated", "en")
)
IDS = tuple(f"{kind}-{language}" for kind, language in PAGES)
