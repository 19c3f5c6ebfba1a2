"""What other programs say of rights, as one of the site's licences and rights statements."""

import re

from justcities.core.licences import ADDRESSES, Rights
from justcities.vocabulary.text import fold

_CC = re.compile(
    r"\b(?:cc|creative commons)[\s-]*(?P<terms>by(?:[\s-]?(?:nc|nd|sa))*|zero|0)"
    r"(?:[\s-]*(?P<version>\d\.\d))?(?:[\s-]*(?P<port>igo))?"
)
_CC_NAMES = (
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("non commercial", "nc"),
    ("noderivatives", "nd"),
    ("no derivatives", "nd"),
    ("sharealike", "sa"),
    ("share alike", "sa"),
    ("international", ""),
)


def parse_licence(text: str) -> str:
    """Return the licence that a text names, by identifier, address or name; empty for none of ours.

    A version that we don't have is not taken for the one we have.
    """
    plain = text.strip()
    if plain in Rights.values:
        return plain
    folded = fold(plain)
    for value, address in ADDRESSES.items():
        stem = address.partition("://")[2].rstrip("/")
        if re.search(rf"{re.escape(stem)}(?:/(?:deed|legalcode)?[\w.-]*)?(?![\w-])", folded):
            return str(value)
    named = {fold(str(label)): value for value, label in Rights.choices}
    if folded in named:
        return str(named[folded])
    for name, short in _CC_NAMES:
        folded = folded.replace(name, short)
    found = _CC.search(folded)
    if found:
        return _creative_commons(found)
    if "public domain" in folded:
        return Rights.PUBLIC_DOMAIN.value
    if "all rights reserved" in folded:
        return Rights.ALL_RIGHTS.value
    return ""


def _creative_commons(found: re.Match[str]) -> str:
    terms = found["terms"]
    if terms in {"zero", "0"}:
        return Rights.CC0.value
    parts = re.findall("by|nc|nd|sa", terms)
    spelt = "-".join(part.upper() for part in parts)
    if found["version"] is None:
        return ""
    wanted = f"CC-{spelt}-{found['version']}" + ("-IGO" if found["port"] else "")
    return wanted if wanted in Rights.values else ""
