"""Identifiers in their one normal form, checked by their own check digits."""

import re
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _
from stdnum import isbn, issn
from stdnum.exceptions import ValidationError as WrongNumber

from library.choices import IdentifierKind

# The registered form of a DOI (ISO 26324): directory 10, registrant, anything that can be printed.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_BEFORE = re.compile(r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, never which page is meant.
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id)$")


def normalise(kind: str, value: str) -> str:
    """Return an identifier in its normal form.

    Args:
        kind: a value of ``IdentifierKind``.
        value: as it was typed or pasted.

    Raises:
        ValueError: with words for the person who typed it, where it can't be right.
    """
    return _NORMAL[IdentifierKind(kind)](value.strip())


def normal_doi(text: str) -> str:
    """Return a DOI without its address, in lower case: DOIs are the same in any case."""
    found = _DOI.fullmatch(_DOI_BEFORE.sub("", text).strip().rstrip(".,;"))
    if not found:
        raise ValueError(_("A DOI looks like this: 10.1234/abcd."))
    return found.group().lower()


def normal_isbn(text: str) -> str:
    """Return an ISBN of 13 digits without hyphens."""
    try:
        return str(isbn.to_isbn13(isbn.validate(text)))
    except WrongNumber as error:
        raise ValueError(
            _("This ISBN has a wrong number of digits, or one digit is wrong.")
        ) from error


def normal_issn(text: str) -> str:
    """Return an ISSN as it is printed: 1234-5678."""
    try:
        return str(issn.format(issn.validate(text)))
    except WrongNumber as error:
        raise ValueError(
            _("This ISSN has a wrong number of digits, or one digit is wrong.")
        ) from error


def normal_url(text: str) -> str:
    """Return a web address with scheme and host in lower case, without default port or fragment.

    Its scheme stays: whether a site answers to both is not ours to say. :func:`same_page` is
    what duplicates are found by.
    """
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(_("This is no web address.")) from error
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").lower()
    if scheme not in _DEFAULT_PORTS or "." not in host or re.search(r"\s", text):
        raise ValueError(_("A web address begins with https:// or http://."))
    netloc = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))


def same_page(url: str) -> str:
    """Return what is the same for two addresses of one page.

    Without scheme, ``www.``, a slash at the end, fragment and tracking parameters; parameters in
    order.
    """
    parts = urlsplit(normal_url(url))
    host = parts.netloc.removeprefix("www.")
    query = sorted(
        pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.split("=")[0])
    )
    return f"{host}{parts.path.rstrip('/')}" + ("?" + "&".join(query) if query else "")


_NORMAL = {
    IdentifierKind.DOI: normal_doi,
    IdentifierKind.ISBN: normal_isbn,
    IdentifierKind.ISSN: normal_issn,
    IdentifierKind.URL: normal_url,
}
