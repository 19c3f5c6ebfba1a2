"""How a case study is cited, in words and in the head of its page."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from casestudies.choices import OrganisationRole
from casestudies.models import CaseStudyPage

AUTHOR_ROLES = (OrganisationRole.LEAD, OrganisationRole.PARTNER)


@dataclass
class Citation:
    """The parts of a citation. ``text`` has them in one line."""

    text: str
    authors: list[str]
    year: str
    url: str


def citation(page: CaseStudyPage) -> Citation:
    """Return how to cite a case study: authors, year, title, site, address."""
    authors = [item.name for item in page.organisations.all() if item.role in AUTHOR_ROLES]
    published = page.last_published_at or page.first_published_at
    year = str(page.edition or (published.year if published else ""))
    parts = {
        "authors": "; ".join(authors),
        "year": year,
        "title": page.title,
        "site": settings.WAGTAIL_SITE_NAME,
        "url": uri_to_iri(page.full_url or ""),  # as it is read, not as it is sent
    }
    return Citation(
        text=_("%(authors)s (%(year)s). %(title)s. %(site)s. %(url)s") % parts,
        authors=authors,
        year=year,
        url=page.full_url or "",
    )


def head_metadata(page: CaseStudyPage, cited: Citation) -> list[tuple[str, str]]:
    """Return the names and contents of ``meta`` elements that reference managers read.

    Highwire's tags are what Zotero's button and Google Scholar take; Dublin Core's are for
    libraries.
    """
    language = page.locale.language_code
    published = page.first_published_at
    meta = [("citation_title", page.title)]
    meta += [("citation_author", author) for author in cited.authors]
    meta += [
        ("citation_publication_date", published.strftime("%Y/%m/%d") if published else cited.year),
        ("citation_publisher", settings.WAGTAIL_SITE_NAME),
        ("citation_language", language),
        ("citation_public_url", cited.url),
        ("citation_keywords", "; ".join(link.concept.label() for link in page.concept_links.all())),
        ("citation_abstract", page.summary),
        ("DC.title", page.title),
    ]
    meta += [("DC.creator", author) for author in cited.authors]
    meta += [
        ("DC.date", published.date().isoformat() if published else cited.year),
        ("DC.language", language),
        ("DC.identifier", cited.url),
        ("DC.rights", page.licence),
        ("DC.type", "Text"),
        ("DC.coverage", page.place_label),
        ("DC.publisher", settings.WAGTAIL_SITE_NAME),
        ("DC.description", page.summary),
    ]
    return [(name, content) for name, content in meta if content]
