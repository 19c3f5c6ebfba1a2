"""What can be told of a resource in a language its record isn't translated into."""

from typing import Any

from justcities.translation.tellers import register_teller
from library.models import ResourcePage
from library.queries import for_page
from library.views import resource_context


@register_teller(ResourcePage)
def tell(page: ResourcePage, language: str) -> dict[str, Any]:
    """Return the record's facts and related resources, as far as the public may see them."""
    return resource_context(for_page(page.pk), language, None)
