"""Links of the navigation lead somewhere, and run nothing."""

import pytest
from django.core.exceptions import ValidationError

from home.blocks import LinkBlock


def fits(address: str) -> bool:
    block = LinkBlock()
    try:
        block.clean(block.to_python({"address": address, "text": "Words"}))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "address",
    ["/vocabulary.ttl", "/", "#main", "https://example.org/?a=b", "mailto:a@example.org"],
)
def test_an_address_of_the_site_of_another_or_of_a_person_fits(address: str) -> None:
    assert fits(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//example.org", "nowhere"],
)
def test_what_runs_or_leads_nowhere_is_refused(address: str) -> None:
    assert not fits(address)
