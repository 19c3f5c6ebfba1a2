"""What the library's listing offers to filter and sort by."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from justcities.core.licences import Rights
from justcities.core.models import Access
from justcities.vocabulary.language_names import language_name
from justcities.vocabulary.listing import filters
from justcities.vocabulary.listing.offer import (
    BY_LABEL,
    BY_VALUE_DOWN,
    FacetOffer,
    Offer,
    Wording,
    yes,
)
from justcities.vocabulary.schemes import Scheme

OFFER = Offer(
    facets={
        "file": yes(_("With a file to download")),
        "open": yes(_("Openly licensed")),
        "type": FacetOffer(_("Kind"), Scheme.RESOURCE_TYPE, open=True),
        "theme": FacetOffer(_("Theme"), Scheme.THEME, nested=True, open=True),
        "group": FacetOffer(_("People"), Scheme.POPULATION_GROUP),
        "language": FacetOffer(
            _("Language of the resource"), order=BY_LABEL, words=language_name, most=20
        ),
        "year": FacetOffer(_("Year"), order=BY_VALUE_DOWN, words=str, most=20),
        "region": FacetOffer(_("Region"), Scheme.REGION, nested=True),
        "country": FacetOffer(_("Country"), Scheme.COUNTRY, order=BY_LABEL),
        "target": FacetOffer(_("SDG target"), Scheme.SDG_TARGET),
        "licence": FacetOffer(
            _("Licence"),
            values=tuple(Rights.values),
            words=lambda value: str(Rights(value).label),
        ),
        "access": FacetOffer(
            _("Availability"),
            values=tuple(Access.values),
            words=lambda value: str(Access(value).label),
        ),
        "tag": FacetOffer(_("Keyword"), order=BY_LABEL, most=20),
    },
    sorts={
        "added": _("Newest in the library first"),
        "published": _("Newest publication first"),
        "title": _("By title, A to Z"),
    },
    wording=Wording(
        filters=_("Filter the resources"),
        unknown=_("No resource has “%(value)s” under “%(facet)s”, so it is left out."),
        none=_("No resource fits all of this."),
        total=ngettext_lazy("%(count)d resource", "%(count)d resources", "count"),
        some=ngettext_lazy(
            "%(count)d of %(all)d resource fits", "%(count)d of %(all)d resources fit", "count"
        ),
        counted=ngettext_lazy("%(shown)s resource", "%(shown)s resources", "count"),
        show_all=ngettext_lazy(
            "Show the %(shown)s resource", "Show all %(shown)s resources", "count"
        ),
        nothing=_("Nothing in the library fits this combination yet."),
    ),
    per_page=20,
)

# A choice among these facets, and a choice read from an address.
Filters = partial(filters.Filters, OFFER)
parse = partial(filters.parse, OFFER)
