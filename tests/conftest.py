"""What every test may ask for. Fixtures of the browser are in tests/e2e/conftest.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

STRICT = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in tests/e2e, and leave out what belongs to another database."""
    other = "postgres_only" if connection.vendor == "sqlite" else "sqlite_only"
    kept, left_out = [], []
    for item in items:
        if (HERE / "e2e") in item.path.parents:
            item.add_marker("browser")
        (left_out if item.get_closest_marker(other) else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With CI=true a skipped test is a failed one: there, what tests need has to be installed."""
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI=true forbids: {report.longrepr[-1]}"
    return report


@pytest.fixture(autouse=True)
def clean_slate(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Start each test in English, with empty caches, and files of its own in a temporary folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    cache.clear()
    translation.activate(django_settings.LANGUAGE_CODE)
    yield
    translation.deactivate_all()


@pytest.fixture
def locales(db: None) -> dict[str, Any]:
    """The locales of all languages, by code."""
    from tests.factories import locale

    return {code: locale(code) for code, _name in django_settings.LANGUAGES}


@dataclass
class SiteTree:
    """The pages every site has, in each language."""

    root: Any
    site: Any
    homes: dict[str, Any] = field(default_factory=dict)
    case_indexes: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Any:
        """The English home page."""
        return self.homes["en"]

    @property
    def case_index(self) -> Any:
        """The English list of case studies."""
        return self.case_indexes["en"]

    def translated(self, page: Any, language: str, **changes: Any) -> Any:
        """Return a live, real translation of a page, with these fields changed."""
        copy = page.copy_for_translation(self.homes[language].locale)
        for name, value in changes.items():
            setattr(copy, name, value)
        copy.save_revision().publish()
        copy.refresh_from_db()
        return copy


@pytest.fixture
def site_tree(locales: dict[str, Any]) -> SiteTree:
    """A site with a home page and a list of case studies in each language, linked as translations.

    Wagtail's own welcome page is gone.
    """
    from wagtail.models import Page, Site

    from tests.factories import CaseStudyIndexPageFactory, HomePageFactory

    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    root = Page.objects.get(pk=root.pk)
    site = Site(hostname="localhost", port=80, is_default_site=True)
    tree = SiteTree(root=root, site=site)
    for code, language in locales.items():
        shared = {"translation_key": tree.home.translation_key} if tree.homes else {}
        tree.homes[code] = HomePageFactory(
            parent=root, slug=f"home-{code}", locale=language, **shared
        )
        if not site.pk:
            site.root_page = tree.home
            site.save()
        shared = {"translation_key": tree.case_index.translation_key} if tree.case_indexes else {}
        tree.case_indexes[code] = CaseStudyIndexPageFactory(
            parent=tree.homes[code], slug="case-studies", locale=language, **shared
        )
    return tree


@pytest.fixture
def editor(db: None) -> Any:
    """A person of Wagtail's group of editors, who may also enter the admin."""
    from tests.factories import UserFactory

    return UserFactory(
        name="Esther", groups=Group.objects.filter(name__in=["Editors", "Moderators"])
    )


@pytest.fixture
def translator(db: None) -> Any:
    """A person of the group of translators."""
    from tests.factories import UserFactory

    return UserFactory(name="Tarek", groups=[Group.objects.get_or_create(name="Translators")[0]])


@pytest.fixture
def member(db: None) -> Any:
    """A person who can sign in and belongs to no group."""
    from tests.factories import UserFactory

    return UserFactory(name="Miriam")


@pytest.fixture
def administrator(db: None) -> Any:
    """A person who may do everything."""
    from tests.factories import AdministratorFactory

    return AdministratorFactory(name="Ada")


@pytest.fixture
def client_of(db: None) -> Callable[[Any], Client]:
    """Return a client that is signed in as a person; None stays anonymous."""

    def signed_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def query_count(db: None) -> Callable[[], AbstractContextManager[CaptureQueriesContext]]:
    """Count queries: ``with query_count() as queries: …`` and then ``len(queries)``.

    What Wagtail keeps for the process (site roots, content types) is not warmed here: warm it by
    asking once before where the count in steady state is meant.
    """

    @contextmanager
    def counting() -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as queries:
            yield queries

    return counting
