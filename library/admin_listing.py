"""The list of all resources in the admin: columns, filters, search, and changing many at once."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.forms import ModelChoiceField, RadioSelect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from justcities.core.languages import current, native_name
from justcities.core.licences import Rights
from justcities.core.models import Access
from justcities.vocabulary.fields import choices_of
from justcities.vocabulary.language_names import language_name
from justcities.vocabulary.queries import labels_for
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold
from library import care
from library.file_facts import reading_of
from library.models import CollectionPage, Import, ImportRow, ResourceConcept, ResourcePage

MISSING = "missing"
MOST_IMPORTS = 30


def languages_there_are() -> list[tuple[str, str]]:
    """Return the languages that resources are in, by name."""
    rows = ResourcePage.objects.order_by().values_list("languages", flat=True).distinct()
    found = {code for several in rows for code in several}
    named = [(code, language_name(code)) for code in found]
    return sorted(named, key=lambda pair: fold(pair[1]))


def imports_there_are() -> list[tuple[str, str]]:
    """Return the last imports by name and day."""
    return [(str(each.pk), f"{each.name} ({each.made_at:%Y-%m-%d})") for each in _imports()]


def _imports() -> Iterable[Import]:
    return Import.objects.filter(state=Import.State.DONE)[:MOST_IMPORTS]


def of_concept(pages: QuerySet, value: str) -> QuerySet:
    """Narrow to resources with a coded fact."""
    return pages.filter(
        Exists(ResourceConcept.objects.filter(page=OuterRef("pk"), concept_id=value))
    )


def of_licence(pages: QuerySet, value: str) -> QuerySet:
    """Narrow to resources with this licence, or without any."""
    return pages.filter(licence="" if value == MISSING else value)


def of_language(pages: QuerySet, value: str) -> QuerySet:
    """Narrow to resources in a language.

    The list of codes is compared as text: SQLite can't ask whether JSON contains something.
    """
    as_text = pages.annotate(languages_as_text=Cast("languages", TextField()))
    return as_text.filter(languages_as_text__contains=f'"{value}"')


def of_files(pages: QuerySet, value: str) -> QuerySet:
    """Narrow by what files there are."""
    narrow = {
        "some": care.with_files,
        "none": care.without_files,
        "text": care.with_text,
        "no-text": care.without_text,
    }
    return narrow[value](pages)


def of_care(pages: QuerySet, value: str) -> QuerySet:
    """Narrow to one of the lists of the care report."""
    return care.LISTS[value].narrow(pages)


def of_import(pages: QuerySet, value: str) -> QuerySet:
    """Narrow to what an import brought in or changed."""
    rows = ImportRow.objects.filter(resource=OuterRef("pk"), of_id=int(value), written=True)
    return pages.filter(Exists(rows))


class Chosen(django_filters.ChoiceFilter):
    """A choice that narrows by a subquery on keys, which Wagtail's search can take too.

    The search refuses a filter by any field that isn't in its index.
    """

    def __init__(self, narrow: Callable[[QuerySet, str], QuerySet], **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("All"))
        super().__init__(**kwargs)
        self.narrow = narrow

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrow the pages; nothing chosen leaves them as they are."""
        if not value:
            return qs
        found = self.narrow(ResourcePage.objects.order_by(), value)
        return qs.filter(pk__in=found.values("pk"))


class ResourceFilterSet(WagtailFilterSet):
    """What the list of resources can be narrowed by."""

    kind = Chosen(of_concept, label=_("Type"), choices=lambda: choices_of(Scheme.RESOURCE_TYPE))
    theme = Chosen(of_concept, label=_("Theme"), choices=lambda: choices_of(Scheme.THEME))
    licence = Chosen(
        of_licence,
        label=_("Licence"),
        choices=lambda: [(MISSING, _("none chosen yet")), *Rights.choices],
    )
    access = Chosen(
        lambda pages, value: pages.filter(access=value),
        label=_("Who may see it"),
        choices=Access.choices,
    )
    language = Chosen(of_language, label=_("Language of the resource"), choices=languages_there_are)
    files = Chosen(
        of_files,
        label=_("Files"),
        choices=[
            ("some", _("with a file or link")),
            ("none", _("without")),
            ("text", _("text found")),
            ("no-text", _("no text found")),
        ],
    )
    care = Chosen(
        of_care,
        label=_("Needs care"),
        choices=lambda: [(each.name, each.heading) for each in care.LISTS.values()],
    )
    brought = Chosen(of_import, label=_("Import"), choices=imports_there_are)
    state = Chosen(
        lambda pages, value: pages.filter(live=value == "live"),
        label=_("State"),
        choices=[("live", _("published")), ("draft", _("not published"))],
    )

    class Meta:
        model = ResourcePage
        fields: list[str] = []


def kind_of(page: ResourcePage) -> str:
    """Return the type of a listed resource in words."""
    kind = page.resource_type
    return labels_for([kind.pk]).get(kind.pk, (kind.name, ""))[0] if kind else ""


def files_of(page: ResourcePage) -> str:
    """Return in a few words what files a listed resource has."""
    rows = list(page.files.all())
    documents = [row.document for row in rows if row.document]
    if not rows:
        return _t("none")
    if not documents:
        return _t("link")
    readings = [reading_of(document) for document in documents]
    if any(reading and reading.outcome == "text" for reading in readings):
        return _t("text found")
    if all(reading is None for reading in readings):
        return _t("being read")
    return _t("no text")


class ResourceTitleColumn(PageTitleColumn):
    """Title, language and lock. Wagtail’s own cell has a menu of actions that asks for each row."""

    cell_template_name = "library/admin/title_cell.html"


def words_to_find(data: Any) -> str:
    """Return what is looked for, as the search can take it; an empty text for nothing.

    A quotation mark is a syntax error to SQLite’s search, which doesn’t know of phrases here.

    Args:
        data: what the address asks for.
    """
    form = SearchForm(data)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return " ".join(words.replace('"', " ").split())


class SearchedIndexView(IndexView):
    """A list that can be searched for whatever is typed."""

    @cached_property
    def search_query(self) -> str:
        """What is looked for."""
        return words_to_find(self.request.GET)


class ResourceIndexView(SearchedIndexView):
    """The list; each further resource on it costs no query."""

    template_name = "library/admin/resources.html"
    paginate_by = 100
    default_ordering = "-latest_revision_created_at"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Load what the columns show."""
        return (
            super()
            .annotate_queryset(pages)
            .prefetch_related("concept_links__concept", "files__document__reading")
        )

    @cached_property
    def verbose_name_plural(self) -> Any:
        """What is listed."""
        return self.model._meta.verbose_name_plural


class ChooseLanguageView(ChooseParentView):
    """Asks in which language a new page is written: each language has one library for it.

    Wagtail would let one look for the library among all pages.
    """

    page_title = _("Add")

    def get_form(self) -> Any:
        """Return the form, with the languages this person may write in."""
        form = super().get_form()
        libraries = self.get_valid_parent_pages(self.request.user).select_related("locale")
        field = LibraryField(
            queryset=libraries,
            widget=RadioSelect,
            empty_label=None,
            label=_("In which language will you describe it?"),
            help_text=_("Translations are made of it later."),
        )
        form.fields["parent_page"] = field
        form.initial["parent_page"] = libraries.filter(locale__language_code=current()).first()
        return form


class LibraryField(ModelChoiceField):
    """Chooses a library by its language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the language’s own name."""
        return native_name(obj.locale.language_code)


class ResourceListing(PageListingViewSet):
    """All resources of all languages."""

    model = ResourcePage
    icon = "doc-full"
    name = "library_resources"
    url_prefix = "library/resources"
    menu_label = _("Resources")
    add_to_admin_menu = False
    index_view_class = ResourceIndexView
    choose_parent_view_class = ChooseLanguageView
    filterset_class = ResourceFilterSet
    columns = [
        # A name of its own: the actions on many pages of Wagtail’s are offered in its own lists.
        BulkActionsCheckboxColumn("bulk_actions", obj_type="page"),
        ResourceTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("kind", label=_("Type"), accessor=kind_of),
        Column("date", label=_("Date"), accessor="date", sort_key="date"),
        Column("languages", label=_("Languages"), accessor="get_languages_display"),
        Column("licence", label=_("Licence"), accessor="get_licence_display", sort_key="licence"),
        Column("access", label=_("Seen by"), accessor="get_access_display", sort_key="access"),
        Column("files", label=_("Files"), accessor=files_of),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]


class CollectionListing(PageListingViewSet):
    """All collections of all languages."""

    model = CollectionPage
    icon = "folder-open-inverse"
    name = "library_collections"
    url_prefix = "library/collections"
    menu_label = _("Collections of resources")
    add_to_admin_menu = False
    index_view_class = SearchedIndexView
    choose_parent_view_class = ChooseLanguageView
