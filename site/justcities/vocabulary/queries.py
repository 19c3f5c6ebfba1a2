"""Reads of the vocabulary."""

from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme


def region_of_country(country: Concept) -> Concept | None:
    """Return the smallest region a country lies in: the concept it stands below."""
    region = country.broader
    return region if region is not None and region.scheme == Scheme.REGION else None
