"""Makes pages, pictures, concepts and people for tests: valid, small, and told by their title."""

from __future__ import annotations

import io
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from PIL import Image as Pillow
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText
from wagtail_factories import DocumentFactory, ImageFactory
from wagtail_factories.factories import MP_NodeFactory

from casestudies.choices import CostBand, OrganisationRole, Precision, Status
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyIndexPage,
    CaseStudyOrganisation,
    CaseStudyPage,
    EditionPage,
)
from home.models import (
    AccessibilityPage,
    ContactMessage,
    ContactPage,
    GlossaryPage,
    HomePage,
    ImprintPage,
    Navigation,
    PrivacyPage,
    StandardPage,
)
from justcities.assets.models import SiteDocument, SiteImage
from justcities.core.licences import Licence, Rights
from justcities.vocabulary.models import City, Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from library.models import (
    CollectionItem,
    CollectionPage,
    LibraryIndexPage,
    ResourceConcept,
    ResourcePage,
)

PASSWORD = "a password for tests"


def locale(code: str) -> Locale:
    """Return the locale of a language, made where it is missing."""
    return Locale.objects.get_or_create(language_code=code)[0]


# People


class UserFactory(DjangoModelFactory):
    """A person with a verified address, who belongs to no group."""

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")

    class Meta:
        model = get_user_model()

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        groups = kwargs.pop("groups", ())
        user = model_class.objects.create_user(kwargs.pop("email"), PASSWORD, **kwargs)
        user.groups.set(groups)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class AdministratorFactory(UserFactory):
    """A person who may do everything."""

    is_staff = True
    is_superuser = True


# Vocabulary


class ConceptFactory(DjangoModelFactory):
    """A concept: ``ConceptFactory(scheme=Scheme.THEME, notation="heat", en="Heat", ar="الحر")``.

    Labels are given as ``labels={"en": "Heat"}``; without any, the English one is made from the
    notation. ``definitions={"en": "…"}`` adds what it means.
    """

    scheme = Scheme.THEME
    notation = factory.Sequence(lambda number: f"concept-{number}")

    class Meta:
        model = Concept

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Concept:
        labels = kwargs.pop("labels", None) or {"en": kwargs["notation"].replace("-", " ")}
        alternatives = kwargs.pop("alternatives", {})
        avoid = kwargs.pop("avoid", {})
        definitions = kwargs.pop("definitions", {})
        kwargs.setdefault("name", next(iter(labels.values())))
        kwargs.setdefault("slug", slugify(f"{kwargs['scheme']}-{kwargs['notation']}"))
        concept = model_class.objects.create(**kwargs)
        for language, text in labels.items():
            Label.objects.create(concept=concept, language=language, text=text)
        for kind, wordings in (
            (Label.Kind.ALTERNATIVE, alternatives),
            (Label.Kind.AVOID, avoid),
        ):
            for language, texts in wordings.items():
                for text in texts:
                    Label.objects.create(concept=concept, language=language, kind=kind, text=text)
        for language, text in definitions.items():
            Definition.objects.create(concept=concept, language=language, text=text)
        return concept


class KeywordFactory(ConceptFactory):
    """An open keyword."""

    scheme = Scheme.KEYWORD


class RegionFactory(ConceptFactory):
    """A region of the world."""

    scheme = Scheme.REGION


class CountryFactory(ConceptFactory):
    """A country in a region of its own, unless another is given as ``broader``."""

    scheme = Scheme.COUNTRY
    notation = factory.Sequence(lambda number: f"X{number}")
    broader = factory.SubFactory(RegionFactory)


class CityFactory(DjangoModelFactory):
    """A city of the gazetteer."""

    name = factory.Sequence(lambda number: f"City {number}")
    country = factory.SubFactory(CountryFactory)
    latitude = 8.48
    longitude = -13.23
    population = 900_000

    class Meta:
        model = City


# Pictures and files


def picture_bytes(
    width: int = 640,
    height: int = 480,
    file_format: str = "JPEG",
    colour: tuple[int, int, int] = (15, 90, 94),
    **save: Any,
) -> bytes:
    """Return a real picture's bytes; further arguments (exif, icc_profile) go to Pillow."""
    buffer = io.BytesIO()
    picture = Pillow.linear_gradient("L").resize((width, height))
    Pillow.composite(
        Pillow.new("RGB", picture.size, colour), Pillow.new("RGB", picture.size, "white"), picture
    ).save(buffer, format=file_format, **save)
    return buffer.getvalue()


class SiteImageFactory(ImageFactory):
    """A picture with alternative text in English and Arabic."""

    title = factory.Sequence(lambda number: f"Picture {number}")
    alt_texts = factory.LazyFunction(
        lambda: {"en": "A lane with numbered doors", "ar": "زقاق أبوابه مرقمة"}
    )
    credit = "Somebody with a camera"
    licence = Licence.CC_BY_4
    file = factory.LazyAttributeSequence(
        lambda _picture, number: ContentFile(
            picture_bytes(colour=(15, (90 + number) % 256, 94)), name=f"picture-{number}.jpg"
        )
    )
    collection = None

    class Meta:
        model = SiteImage

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> SiteImage:
        if kwargs.get("collection") is None:
            kwargs.pop("collection", None)
        return super()._create(model_class, *args, **kwargs)


class SiteDocumentFactory(DocumentFactory):
    """A small text file to download."""

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyAttributeSequence(
        lambda _document, number: ContentFile(b"What we learned.", name=f"document-{number}.txt")
    )
    collection = None

    class Meta:
        model = SiteDocument

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> SiteDocument:
        if kwargs.get("collection") is None:
            kwargs.pop("collection", None)
        return super()._create(model_class, *args, **kwargs)


# Pages


class BasePageFactory(MP_NodeFactory):
    """What the factories of page types share. ``parent`` is needed but for a home page."""

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title, allow_unicode=True))
    summary = "What the page says in one sentence."
    search_description = "What the page says, for search engines."

    class Meta:
        abstract = True


class HomePageFactory(BasePageFactory):
    """The first page of a language, below the root."""

    title = "Just Cities"
    slug = factory.Sequence(lambda number: f"home-{number}")
    statement = "Cities are made by the people who *live in them*."

    class Meta:
        model = HomePage

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> HomePage:
        kwargs["parent"] = kwargs.get("parent") or Page.get_first_root_node()
        kwargs.setdefault("locale", locale("en"))
        return super()._create(model_class, *args, **kwargs)


def body() -> list[tuple[str, Any]]:
    """Return a body with two blocks."""
    return [("heading", "What we look for"), ("text", RichText("<p>Work that others can use.</p>"))]


class StandardPageFactory(BasePageFactory):
    """A page of text."""

    body = factory.LazyFunction(body)

    class Meta:
        model = StandardPage


class ImprintPageFactory(BasePageFactory):
    """The imprint."""

    title = "Imprint"
    body = factory.LazyFunction(body)

    class Meta:
        model = ImprintPage


class PrivacyPageFactory(BasePageFactory):
    """The privacy page."""

    title = "Privacy"
    body = factory.LazyFunction(body)

    class Meta:
        model = PrivacyPage


class AccessibilityPageFactory(BasePageFactory):
    """The accessibility page."""

    title = "Accessibility"
    body = factory.LazyFunction(body)

    class Meta:
        model = AccessibilityPage


class ContactPageFactory(BasePageFactory):
    """The contact page."""

    title = "Contact"
    body = factory.LazyFunction(body)

    class Meta:
        model = ContactPage


class GlossaryPageFactory(BasePageFactory):
    """The glossary."""

    title = "Glossary"

    class Meta:
        model = GlossaryPage


class CaseStudyIndexPageFactory(BasePageFactory):
    """The list of case studies."""

    title = "Case studies"

    class Meta:
        model = CaseStudyIndexPage


def section() -> list[tuple[str, Any]]:
    """Return a section of a narrative: a paragraph and somebody's own words."""
    return [
        ("text", RichText("<p>The ambulance asked for an address, and there was none.</p>")),
        ("quotation", {"text": "Number nine does.", "speaker": "Isata K.", "role": "resident"}),
    ]


class CaseStudyPageFactory(BasePageFactory):
    """A case study that could be published: title, sentence, city, lead, theme, section, licence.

    ``concepts=[…]`` replaces the one theme, ``organisations=[…]`` the one lead organisation,
    ``keywords=[…]`` adds keywords. Saved once with all of them, as the editor's form does.
    """

    title = factory.Sequence(lambda number: f"Case study {number}")
    city = factory.SubFactory(CityFactory)
    context = factory.LazyFunction(section)
    licence = Licence.CC_BY_4
    precision = Precision.NEAR
    start = "2018-08"
    status = Status.RUNNING
    cost_band = CostBand.FROM_50K

    class Meta:
        model = CaseStudyPage

    @classmethod
    def _create_instance(cls, model_class: type, parent: Page, kwargs: Any) -> CaseStudyPage:
        concepts = kwargs.pop("concepts", None)
        organisations = kwargs.pop("organisations", None)
        keywords = kwargs.pop("keywords", ())
        if concepts is None:
            concepts = [ConceptFactory(scheme=Scheme.THEME)]
        if organisations is None:
            organisations = [
                CaseStudyOrganisation(name="Doorway Freetown", role=OrganisationRole.LEAD)
            ]
        page = model_class(**kwargs)
        page.concept_links = [
            CaseStudyConcept(concept=concept, sort_order=position)
            for position, concept in enumerate(concepts)
        ]
        for position, organisation in enumerate(organisations):
            organisation.sort_order = position
        page.organisations = organisations
        parent.add_child(instance=page)
        if keywords:
            page.tags.set(keywords)
            page.save()
        return page


class LibraryIndexPageFactory(BasePageFactory):
    """The list of resources."""

    title = "Library"

    class Meta:
        model = LibraryIndexPage


class ResourcePageFactory(BasePageFactory):
    """A resource that could be published: title, sentence, kind, theme; open to all.

    ``concepts=[…]`` replaces kind and theme; ``agents``, ``identifiers``, ``places``, ``files``,
    ``relations`` and ``citations`` take unsaved children, ``keywords=[…]`` adds keywords.
    """

    title = factory.Sequence(lambda number: f"Resource {number}")
    date = "2019-05"
    publisher = "Doorway Freetown"
    languages = ["en"]
    licence = Rights.CC_BY_4

    class Meta:
        model = ResourcePage

    @classmethod
    def _create_instance(cls, model_class: type, parent: Page, kwargs: Any) -> ResourcePage:
        concepts = kwargs.pop("concepts", None)
        keywords = kwargs.pop("keywords", ())
        if concepts is None:
            concepts = [
                ConceptFactory(scheme=Scheme.RESOURCE_TYPE),
                ConceptFactory(scheme=Scheme.THEME),
            ]
        parts = ("agents", "identifiers", "places", "files", "relations", "citations")
        children = {name: kwargs.pop(name) for name in parts if name in kwargs}
        page = model_class(**kwargs)
        page.concept_links = [
            ResourceConcept(concept=concept, sort_order=position)
            for position, concept in enumerate(concepts)
        ]
        for name, rows in children.items():
            for position, row in enumerate(rows):
                row.sort_order = position
            setattr(page, name, rows)
        parent.add_child(instance=page)
        if keywords:
            page.tags.set(keywords)
            page.save()
        return page


class CollectionPageFactory(BasePageFactory):
    """A collection of the library; ``resources=[…]`` are put into it in this order."""

    title = factory.Sequence(lambda number: f"Collection {number}")

    class Meta:
        model = CollectionPage

    @classmethod
    def _create_instance(cls, model_class: type, parent: Page, kwargs: Any) -> CollectionPage:
        resources = kwargs.pop("resources", ())
        page = model_class(**kwargs)
        page.items = [
            CollectionItem(resource=resource, sort_order=position)
            for position, resource in enumerate(resources)
        ]
        parent.add_child(instance=page)
        return page


class EditionPageFactory(BasePageFactory):
    """One year's report."""

    year = factory.Sequence(lambda number: 2020 + number % 80)
    title = factory.LazyAttribute(lambda page: f"Edition {page.year}")
    body = factory.LazyFunction(body)

    class Meta:
        model = EditionPage


# The rest


class NavigationFactory(DjangoModelFactory):
    """The links of one language."""

    locale = factory.LazyFunction(lambda: locale("en"))
    foot_text = "A network of people who make cities fairer."

    class Meta:
        model = Navigation
        django_get_or_create = ("locale",)


class ContactMessageFactory(DjangoModelFactory):
    """A message from somebody who is not a member."""

    name = "Amina"
    email = "amina@example.org"
    message = "May we print the checklist?"
    language = "en"

    class Meta:
        model = ContactMessage


# Every page type needs one: tests/core/test_page_types.py
FACTORIES = {
    factory_class._meta.model: factory_class
    for factory_class in (
        HomePageFactory,
        StandardPageFactory,
        ImprintPageFactory,
        PrivacyPageFactory,
        AccessibilityPageFactory,
        ContactPageFactory,
        GlossaryPageFactory,
        CaseStudyIndexPageFactory,
        CaseStudyPageFactory,
        EditionPageFactory,
        LibraryIndexPageFactory,
        ResourcePageFactory,
        CollectionPageFactory,
    )
}
