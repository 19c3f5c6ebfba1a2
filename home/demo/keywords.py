"""Makes the open keywords that the sample case studies carry, with labels in their languages."""

from home.demo.made import remember
from home.demo.texts import Content, ContentError
from justcities.vocabulary.models import Concept, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold


def load_keywords(cases: list[Content]) -> dict[str, Concept]:
    """Return the keywords by their English wording; those that are missing are made.

    Raises:
        ContentError: a case study's keywords are not as many in another language.
    """
    found: dict[str, Concept] = {}
    for content in cases:
        for position, english in enumerate(content.facts["tags"]):
            if english not in found:
                found[english] = _existing(english) or _made(english)
            for language, texts in content.texts.items():
                if len(texts["tags"]) != len(content.facts["tags"]):
                    raise ContentError(f"{content.key}.{language}: not as many keywords")
                _label(found[english], language, texts["tags"][position])
    return found


def _existing(english: str) -> Concept | None:
    label = Label.objects.filter(
        concept__scheme=Scheme.KEYWORD,
        concept__replaced_by=None,
        language="en",
        folded=fold(english),
    ).first()
    return label.concept if label else None


def _made(english: str) -> Concept:
    concept = Concept.objects.create(name=english, scheme=Scheme.KEYWORD)
    remember(f"keyword:{concept.slug}", concept)
    return concept


def _label(concept: Concept, language: str, text: str) -> None:
    """Add a preferred label, unless the keyword has one in that language already."""
    Label.objects.get_or_create(
        concept=concept, language=language, kind=Label.Kind.PREFERRED, defaults={"text": text}
    )
