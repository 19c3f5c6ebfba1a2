"""Names of people and organisations, split into what a citation needs."""

import re

from library.record import Agent

_SPACES = re.compile(r"\s+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ.'’\-]+(?: [A-Za-zÀ-ɏ.'’\-]+){1,3}")
_PARTICLES = {"al", "ben", "bin", "da", "de", "del", "der", "di", "do", "dos", "du", "el", "la"}
_PARTICLES |= {"le", "ten", "ter", "van", "von"}
# A name with one of these is no person's.
_ORGANISATIONS = set(
    """
    academy action agency alliance and asociación association authority banco bank banque board
    bureau centre center centro city coalition college comisión commission committee conseil
    consortium cooperative council department fondation forum foundation for fund fundación
    government group grupo habitat initiative instituto institut institute international
    laboratory league ministerio ministry ministère movement municipality nations network
    observatory of office organisation organization partnership press program programme project
    red réseau school secretariat service services society team the trust union universidad
    university université unit women world
    """.split()  # noqa: SIM905 -- a list of 70 strings would be 70 lines
)


def inverted(text: str, role: str = "author") -> Agent:
    """Read ``Family, Given``; a name without a comma is an organisation's, or a single name."""
    name, _comma, given = (_SPACES.sub(" ", part).strip() for part in text.partition(","))
    return Agent(name=name, given=given, role=role)


def typed(text: str, role: str = "author") -> Agent:
    """Read a name as people type it into a table: ``Family, Given`` or ``Given Family``.

    In Latin letters only, for other scripts' names are not told in that order. What could be an
    organisation is left whole.
    """
    plain = _SPACES.sub(" ", text).strip()
    if "," in plain:
        return inverted(plain, role)
    words = plain.split(" ")
    looks_like_person = (
        bool(_LATIN.fullmatch(plain))
        and not _ORGANISATIONS & {word.strip(".").lower() for word in words}
        and not any(len(word) > 3 and word.isupper() for word in words)
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
        and words[0][0].isupper()
    )
    if not looks_like_person:
        return Agent(name=plain, role=role)
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return Agent(name=" ".join(words[first:]), given=" ".join(words[:first]), role=role)
