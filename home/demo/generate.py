"""Makes any number of varied case studies for measuring, in bulk.

They are pages like any other, but no editor ever saw them: they have no revisions, and neither
Wagtail's search nor its index of references knows them (``update_index``,
``rebuild_references_index``). What they say makes sense to nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction

from casestudies.choices import CostBand, OrganisationRole, Precision, Status
from casestudies.forms import MANY, ONE
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyIndexPage,
    CaseStudyOrganisation,
    CaseStudyPage,
    CaseStudyTag,
    EditionPage,
)
from casestudies.signals import NAME as CASE_STUDIES
from home.demo.drafts import SECTIONS
from home.demo.streams import block_id, items, stream
from justcities.assets.models import SiteImage
from justcities.core.licences import Licence
from justcities.core.versions import bump
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme

BATCH = 500
RESTRICTED = 5
CITIES = 1500
KEYWORDS = 60
KEYWORD_SLUG = "measured"

WHO = ("Tenants", "Market women", "Rickshaw drivers", "Grandmothers", "Pupils", "Waste pickers")
WHAT = ("number", "repair", "map", "insure", "light", "shade", "clean", "share", "count", "rent")
WHICH = ("their lanes", "the pumps", "the night bus", "every roof", "the clinic", "the river wall")
SAID = (
    "The first winter went by before anybody counted.",
    "It was the cheapest part that broke, and it broke in the second week.",
    "Nobody at the city hall had asked for it, which turned out to help.",
    "By spring the list hung at the door, in two scripts and three colours.",
    "The money came late; the neighbours had by then agreed to do without.",
    "One street refused, and its reasons were better than ours.",
    "A figure was kept for every week, also for the weeks in which it fell.",
    "When the grant ended the meetings went on, shorter and better attended.",
)


@dataclass
class Stock:
    """What generated pages are made of."""

    random: Random
    cities: list[City]
    concepts: dict[str, list[int]]
    keywords: list[int]
    kinds: list[int]
    pictures: list[int]
    editions: list[int]
    today: date = field(default_factory=timezone.localdate)


def generate(count: int, seed: int = 1) -> None:
    """Add case studies below the English list of them.

    Args:
        count: how many.
        seed: the same seed, and as many pages before, the same pages.

    Raises:
        LookupError: there is no English list of case studies, no vocabulary or no gazetteer.
    """
    index = CaseStudyIndexPage.objects.filter(locale__language_code="en").first()
    if index is None:
        raise LookupError("There is no list of case studies yet: load_demo makes one.")
    before = index.numchild
    stock = _stock(f"{seed} {before}")
    made: list[CaseStudyPage] = []
    for start in range(0, count, BATCH):
        with transaction.atomic():
            made += _add(index, before + start, min(BATCH, count - start), stock)
    _restrict(made, stock)
    bump(CASE_STUDIES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _stock(seed: str) -> Stock:
    random = Random(seed)  # noqa: S311 (made-up pages)
    cities = list(City.objects.select_related("country__broader")[:CITIES])
    concepts: dict[str, list[int]] = {}
    rows = Concept.objects.filter(replaced_by=None).order_by("scheme", "sort_order", "pk")
    for scheme, pk in rows.values_list("scheme", "pk"):
        concepts.setdefault(scheme, []).append(pk)
    if not cities or Scheme.THEME not in concepts:
        raise LookupError("There are no cities or no themes: load_vocabulary and load_gazetteer.")
    return Stock(
        random=random,
        cities=cities,
        concepts=concepts,
        keywords=_keywords(),
        kinds=concepts[Scheme.ORGANISATION_KIND],
        pictures=list(SiteImage.objects.order_by("pk").values_list("pk", flat=True)),
        editions=sorted(set(EditionPage.objects.values_list("year", flat=True))) or [0],
    )


def _keywords() -> list[int]:
    """Return the keywords of generated pages, made at the first go."""
    known = Concept.objects.filter(scheme=Scheme.KEYWORD, slug__startswith=KEYWORD_SLUG)
    if known.count() < KEYWORDS:
        Concept.objects.bulk_create(
            Concept(scheme=Scheme.KEYWORD, name=f"measured {n}", slug=f"{KEYWORD_SLUG}-{n}")
            for n in range(KEYWORDS)
        )
    return list(known.order_by("pk").values_list("pk", flat=True))


def _add(index: CaseStudyIndexPage, before: int, count: int, stock: Stock) -> list[CaseStudyPage]:
    """Insert one batch of case studies and what hangs on them."""
    drafts = [_draft(before + number, stock) for number in range(count)]
    insert(index, drafts)
    _add_parts(drafts, stock)
    return drafts


def insert(index: Page, drafts: Sequence[Page]) -> None:
    """Insert live pages of one type below a page: rows of the tree and rows of the page type."""
    model = type(drafts[0])
    last = index.get_children().order_by("path").values_list("path", flat=True).last()
    step = int(last[-Page.steplen :], 36) if last else 0
    content_type = ContentType.objects.get_for_model(model)
    now = timezone.now()
    rows = []
    for number, draft in enumerate(drafts, start=1):
        draft.path = Page._get_path(index.path, index.depth + 1, step + number)
        draft.depth = index.depth + 1
        draft.numchild = 0
        draft.content_type = content_type
        draft.locale_id = index.locale_id
        draft.url_path = f"{index.url_path}{draft.slug}/"
        draft.draft_title = draft.title
        draft.latest_revision_created_at = now
        rows.append(
            Page(**{f.attname: getattr(draft, f.attname) for f in Page._meta.concrete_fields})
        )
    Page.objects.bulk_create(rows)
    for draft, row in zip(drafts, rows, strict=True):
        draft.pk = draft.page_ptr_id = row.pk
    # Django's bulk_create refuses models with a parent table; the parents' rows are there now.
    model._base_manager._insert(
        drafts, fields=model._meta.local_concrete_fields, using=connection.alias
    )
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(drafts))


def _draft(number: int, stock: Stock) -> CaseStudyPage:
    pick = stock.random
    city = pick.choice(stock.cities)
    title = f"{pick.choice(WHO)} {pick.choice(WHAT)} {pick.choice(WHICH)}"
    start = pick.randrange(2008, stock.today.year)
    ended = pick.random() < 0.3
    published = timezone.now() - timedelta(minutes=pick.randrange(3_000_000))
    hidden = pick.random() < 0.05
    page = CaseStudyPage(
        title=f"{title}, {city.name}",
        slug=f"{slugify(title)}-{number}",
        translation_key=UUID(int=pick.getrandbits(128)),
        summary=f"In {city.name}, {title.lower()}. {pick.choice(SAID)}",
        search_description=f"How {title.lower()} in {city.name}.",
        what_is_new=pick.choice(SAID),
        original_language="en",
        listing_image_id=pick.choice(stock.pictures) if stock.pictures else None,
        edition=pick.choice(stock.editions) or None,
        city=None if hidden else city,
        precision=Precision.REGION if hidden else Precision.NEAR,
        start=f"{start}-{pick.randrange(1, 13):02}",
        end=str(pick.randrange(start, stock.today.year + 1)) if ended else "",
        status=pick.choice((Status.CHANGED, Status.ENDED)) if ended else Status.RUNNING,
        last_confirmed=stock.today - timedelta(days=pick.randrange(900)),
        cost_band=pick.choice(CostBand.values),
        licence=Licence.CC_BY_4,
        live=True,
        first_published_at=published,
        last_published_at=published,
    )
    page.country = city.country
    page.fill_place()
    place = f"generated-{number}"
    for section in SECTIONS:
        setattr(page, section, stream(f"{place}.{section}", _blocks(stock)))
    page.lessons = items(
        f"{place}.lessons",
        "lesson",
        [{"claim": pick.choice(SAID), "rests_on": pick.choice(SAID), "elsewhere": ""}],
    )
    page.infographics = [
        {
            "type": "key_figures",
            "id": block_id(f"{place}.infographics"),
            "value": {
                "heading": "",
                "figures": [
                    {"type": "item", "id": block_id(f"{place}.{n}"), "value": value}
                    for n, value in enumerate(_figures(stock))
                ],
                "source": "",
            },
        }
    ]
    return page


def _blocks(stock: Stock) -> list[dict]:
    pick = stock.random
    return [
        {"type": "text", "heading": "", "paragraphs": [" ".join(pick.sample(SAID, 6))] * 2},
        {"type": "quote", "text": pick.choice(SAID), "speaker": "Amina B.", "role": "treasurer"},
        {"type": "pullout", "text": pick.choice(SAID)},
    ]


def _figures(stock: Stock) -> Iterator[dict]:
    for _number in range(3):
        yield {"value": str(stock.random.randrange(2, 9000)), "text": stock.random.choice(SAID)}


def _add_parts(drafts: list[CaseStudyPage], stock: Stock) -> None:
    pick = stock.random
    links: list[CaseStudyConcept] = []
    tags: list[CaseStudyTag] = []
    organisations: list[CaseStudyOrganisation] = []
    for draft in drafts:
        chosen = [
            pk
            for scheme in MANY
            for pk in pick.sample(
                stock.concepts[scheme], min(pick.choice((1, 1, 2, 3)), len(stock.concepts[scheme]))
            )
        ]
        chosen += [pick.choice(stock.concepts[scheme]) for scheme in ONE]
        links += [
            CaseStudyConcept(page_id=draft.pk, concept_id=pk, sort_order=order)
            for order, pk in enumerate(chosen)
        ]
        tags += [
            CaseStudyTag(content_object_id=draft.pk, tag_id=pk)
            for pk in pick.sample(stock.keywords, 2)
        ]
        organisations += [
            CaseStudyOrganisation(
                page_id=draft.pk,
                name=f"{pick.choice(WHO)}’ Association {draft.pk}",
                kind_id=pick.choice(stock.kinds),
                role=role,
                sort_order=order,
            )
            for order, role in enumerate(
                (OrganisationRole.LEAD, OrganisationRole.PARTNER, OrganisationRole.FUNDER)
            )
        ]
    CaseStudyConcept.objects.bulk_create(links)
    CaseStudyTag.objects.bulk_create(tags)
    CaseStudyOrganisation.objects.bulk_create(organisations)


def _restrict(made: list[CaseStudyPage], stock: Stock) -> None:
    """Let only members see a few, so that what is measured has something to hide."""
    for page in stock.random.sample(made, min(RESTRICTED, len(made) // 10)):
        PageViewRestriction.objects.create(
            page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
        )
