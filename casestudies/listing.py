"""The list of case studies as a template needs it, and the same set on a map."""

from django.http import HttpRequest
from django.utils.functional import cached_property

from casestudies.facets import CaseIndex, Entry
from casestudies.filters import OFFER
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.places import marks
from casestudies.queries import for_cards, visible_index
from justcities.core.worldmap import WorldMap, world
from justcities.vocabulary.listing import listing


class Listing(listing.Listing[Entry]):
    """One reader's view of the case studies."""

    index: CaseIndex

    def __init__(self, request: HttpRequest, page: CaseStudyIndexPage) -> None:
        index, visible = visible_index(page.locale.language_code, request.user)
        super().__init__(request, page.get_url(request), OFFER, index, visible, for_cards)

    @property
    def cases(self) -> list[CaseStudyPage]:
        """The case studies of the page shown."""
        return self.items

    @cached_property
    def world(self) -> WorldMap:
        """The same set on a map."""
        return world(marks(self.index, self.matches, self.base))
