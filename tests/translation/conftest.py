"""Pages in several languages, for the tests of translation."""

from typing import Any

import pytest

from tests.factories import CaseStudyPageFactory


@pytest.fixture
def lanes(site_tree: Any) -> Any:
    """A public English case study at /en/case-studies/lane-numbers/."""
    return CaseStudyPageFactory(
        parent=site_tree.case_index, title="Lane numbers", slug="lane-numbers"
    )
