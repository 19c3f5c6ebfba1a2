"""Each page type has all that a page type needs. A new one fails here until it has."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail.models import Page, get_page_models

from justcities.core.checks import check_page_types
from justcities.core.models import BasePage
from library.models import LibraryIndexPage
from tests.e2e.addresses import MODELS
from tests.factories import FACTORIES

PAGE_TYPES = [model for model in get_page_models() if model is not Page]
NAMES = [model.__name__ for model in PAGE_TYPES]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)
def test_page_type_stands_on_base_page(model):
    assert issubclass(model, BasePage)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)
def test_page_type_has_a_template_of_its_own_that_compiles(model):
    assert get_template(model.template_path())


@pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)
def test_page_type_has_description_and_search_fields(model):
    assert check_page_types([model]) == []


def test_every_page_type_has_a_factory():
    assert {model.__name__ for model in FACTORIES} == set(NAMES)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)
def test_factory_makes_a_page_that_validates_and_answers(model, site_tree, client):
    page = made(model, site_tree)
    page.full_clean()
    response = client.get(page.url)
    assert response.status_code == 200
    assert page.title in response.content.decode()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)
def test_unsaved_draft_of_page_type_can_be_previewed(model, site_tree, rf, administrator):
    page = made(model, site_tree)
    page.title = "A title that only the draft has"
    request = rf.get("/admin/")
    request.user = administrator
    response = page.make_preview_request(request, page.default_preview_mode)
    response.render() if hasattr(response, "render") else None
    assert response.status_code == 200
    assert "A title that only the draft has" in response.content.decode()


def test_every_page_type_has_a_place_in_the_sample_site():
    from home.demo.plan import page_types

    assert {model.__name__ for model in page_types()} == set(NAMES)


def test_browser_looks_at_every_page_type():
    assert set(MODELS.values()) == {model._meta.label for model in PAGE_TYPES}


def test_every_page_type_belongs_to_an_app_of_ours():
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert {model._meta.app_label for model in PAGE_TYPES} <= ours


def made(model, tree):
    """Return a page of the type in the tree; of a type that stands there once, that one."""
    if model._meta.model_name == "homepage":
        return tree.home
    if model._meta.model_name == "casestudyindexpage":
        return tree.case_index
    allowed = model.allowed_parent_page_models()
    if LibraryIndexPage in allowed:
        parent = FACTORIES[LibraryIndexPage](parent=tree.home)
    else:
        parent = tree.case_index if type(tree.case_index) in allowed else tree.home
    return FACTORIES[model](parent=parent)
