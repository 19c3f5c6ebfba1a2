"""What the list of case studies offers to filter and sort by."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from casestudies.choices import Status
from justcities.vocabulary.listing import filters
from justcities.vocabulary.listing.filters import MOST_VALUES
from justcities.vocabulary.listing.offer import (
    BY_LABEL,
    BY_VALUE_DOWN,
    FacetOffer,
    Offer,
    Wording,
)
from justcities.vocabulary.schemes import Scheme

__all__ = ["FACETS", "MOST_VALUES", "OFFER", "SCHEME_FACETS", "Filters", "parse"]

SCHEME_FACETS = {
    "theme": Scheme.THEME,
    "aim": Scheme.AIM,
    "group": Scheme.POPULATION_GROUP,
    "question": Scheme.FOCUS_QUESTION,
    "target": Scheme.SDG_TARGET,
}
FACETS: dict[str, FacetOffer] = {
    "theme": FacetOffer(_("Theme"), Scheme.THEME, nested=True, open=True),
    "aim": FacetOffer(_("Aim"), Scheme.AIM),
    "group": FacetOffer(_("People"), Scheme.POPULATION_GROUP, open=True),
    "question": FacetOffer(_("Focus question"), Scheme.FOCUS_QUESTION),
    "target": FacetOffer(_("SDG target"), Scheme.SDG_TARGET),
    "region": FacetOffer(_("Region"), Scheme.REGION, nested=True),
    "country": FacetOffer(_("Country"), Scheme.COUNTRY, order=BY_LABEL),
    "status": FacetOffer(
        _("Status"),
        values=tuple(Status.values),
        words=lambda value: str(Status(value).label),
    ),
    "edition": FacetOffer(_("Edition"), order=BY_VALUE_DOWN, words=str),
    "tag": FacetOffer(_("Keyword"), order=BY_LABEL, most=20),
}
OFFER = Offer(
    facets=FACETS,
    sorts={
        "confirmed": _("Last confirmed first"),
        "newest": _("Newest first"),
        "city": _("By city, A to Z"),
        "title": _("By title, A to Z"),
    },
    wording=Wording(
        filters=_("Filter the case studies"),
        unknown=_("No case study has “%(value)s” under “%(facet)s”, so it is left out."),
        none=_("No case study fits all of this."),
        total=ngettext_lazy("%(count)d case study", "%(count)d case studies", "count"),
        some=ngettext_lazy(
            "%(count)d of %(all)d case studies fits",
            "%(count)d of %(all)d case studies fit",
            "count",
        ),
        counted=ngettext_lazy("%(shown)s case study", "%(shown)s case studies", "count"),
        show_all=ngettext_lazy(
            "Show the %(shown)s case study", "Show all %(shown)s case studies", "count"
        ),
        nothing=_("No place has tried this combination yet, or nobody has written it down."),
    ),
)

# A choice among these facets, and a choice read from an address.
Filters = partial(filters.Filters, OFFER)
parse = partial(filters.parse, OFFER)
