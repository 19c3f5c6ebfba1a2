"""Who may see what: decided here once, asked by every page, list, count, feed and export.

An object has *tokens* (who it is shown to); a person *holds* tokens. What the two share is seen.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail.permissions import page_permission_policy

from justcities.core import memo

PUBLIC = "public"
MEMBERS = "members"
OWN_FIELD = "access"  # the field of a page type whose pages say each for itself who may see them

Holder = Callable[[Any], Iterable[str]]
_holders: list[Holder] = []


def register_holder(holder: Holder) -> Holder:
    """Add a function that says which further tokens a person holds (groups, for instance)."""
    _holders.append(holder)
    return holder


def group_token(group_id: int) -> str:
    """Return the token of one of Django's groups."""
    return f"group:{group_id}"


def tokens_held(user: Any) -> frozenset[str]:
    """Return the tokens a person holds; an anonymous visitor holds ``public`` only.

    Read once a request: every link and every list asks.
    """
    if user is None or not user.is_authenticated:
        return frozenset({PUBLIC})
    return memo.once(f"tokens of {user.pk}", lambda: _read_tokens(user))


def _read_tokens(user: Any) -> frozenset[str]:
    held = {PUBLIC, MEMBERS}
    held.update(group_token(pk) for pk in user.groups.values_list("pk", flat=True))
    for holder in _holders:
        held.update(holder(user))
    return frozenset(held)


def restrictions() -> list[tuple[str, frozenset[str]]]:
    """Return every view restriction as (tree path, tokens of which one is needed).

    One query a request, however many lists ask. A restriction by shared password can't be held as
    a token, so nobody sees such a page in a list. The site's settings don't offer it.
    """
    return memo.once("restrictions", _read_restrictions)


def _read_restrictions() -> list[tuple[str, frozenset[str]]]:
    rows = PageViewRestriction.objects.order_by("pk").values_list(
        "pk", "page__path", "restriction_type", "groups__pk"
    )
    return _tokens_needed(rows)


def _tokens_needed(rows: Iterable[tuple[Any, ...]]) -> list[tuple[str, frozenset[str]]]:
    """Put together rows of (key, path, kind, group), one for each group of a restriction."""
    needed: dict[tuple[int, str], set[str]] = {}
    for pk, path, kind, group_id in rows:
        tokens = needed.setdefault((pk, path), set())
        if kind == BaseViewRestriction.LOGIN:
            tokens.add(MEMBERS)
        elif kind == BaseViewRestriction.GROUPS and group_id is not None:
            tokens.add(group_token(group_id))
    return [(path, frozenset(tokens)) for (_pk, path), tokens in needed.items()]


def _rules_of_collection(collection: Collection) -> list[tuple[str, frozenset[str]]]:
    """Return the restrictions on a file folder and on those above it."""
    rows = (
        CollectionViewRestriction.objects.filter(
            collection__in=collection.get_ancestors(inclusive=True)
        )
        .order_by("pk")
        .values_list("pk", "collection__path", "restriction_type", "groups__pk")
    )
    return _tokens_needed(rows)


def can_see_collection(user: Any, collection: Collection) -> bool:
    """Tell whether a person may open the documents of a file folder."""
    rules = _rules_of_collection(collection)
    return not rules or may_see_path(collection.path, tokens_held(user), rules)


def is_restricted_collection(collection: Collection) -> bool:
    """Tell whether a file folder, or one above it, is not for everybody."""
    return bool(_rules_of_collection(collection))


def tokens_of_path(path: str, rules: list[tuple[str, frozenset[str]]]) -> list[frozenset[str]]:
    """Return, for a page's tree path, one set for each rule above it: a token of each is needed."""
    return [needed for root, needed in rules if path.startswith(root)]


def may_see_path(path: str, held: frozenset[str], rules: list[tuple[str, frozenset[str]]]) -> bool:
    """Tell whether a person with these tokens passes every restriction above a tree path."""
    return all(held & needed for needed in tokens_of_path(path, rules))


def types_with_own_access() -> list[type[Page]]:
    """Return the page types whose pages say in their field ``access`` who may see them."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page) and OWN_FIELD in {field.name for field in model._meta.fields}
    ]


def visible_pages(pages: QuerySet, user: Any = None) -> QuerySet:
    """Narrow a queryset of pages to the live ones that this person may see.

    Args:
        pages: any queryset of pages.
        user: the person, or None for the public.

    Returns:
        The queryset; one more query is made for the restrictions.
    """
    held = tokens_held(user)
    hidden = Q()
    for path, needed in restrictions():
        if not held & needed:
            hidden |= Q(path__startswith=path)
    for model in types_with_own_access():
        closed = model._default_manager.exclude(**{f"{OWN_FIELD}__in": held})
        hidden |= Q(pk__in=closed.order_by().values("pk"))
    pages = pages.filter(live=True)
    return pages.exclude(hidden) if hidden else pages


def seen_of(pages: Iterable[Page], held: frozenset[str]) -> list[Page]:
    """Return those of some pages, live or not, that a person with these tokens may see.

    Args:
        pages: pages of any types, loaded; their order is kept.
        held: the person's tokens.

    Returns:
        The pages; one query for each type among them whose pages have an access of their own,
        where they were not loaded with it.
    """
    rules = restrictions()
    seen = [page for page in pages if may_see_path(page.path, held, rules)]
    closed: set[int] = set()
    for model in types_with_own_access():
        mine = [page for page in seen if page.cached_content_type.model_class() is model]
        unread = [page.pk for page in mine if not isinstance(page, model)]
        closed |= {page.pk for page in mine if getattr(page, OWN_FIELD, PUBLIC) not in held}
        if unread:
            found = model._default_manager.filter(pk__in=unread)
            closed |= set(found.exclude(**{f"{OWN_FIELD}__in": held}).values_list("pk", flat=True))
    return [page for page in seen if page.pk not in closed]


def can_see_page(user: Any, page: Page) -> bool:
    """Tell whether a person may read one live page."""
    return page.live and bool(seen_of([page], tokens_held(user)))


def known_pages(pages: QuerySet, user: Any) -> QuerySet:
    """Narrow a queryset of pages to those whose titles a person of the admin may read.

    These are the public ones, and those that Wagtail's explorer shows: what they may add to,
    change, publish, lock or delete, and what stands above it. Members' pages are not among them
    for the sake of being a member: what the admin shows of a page can be its draft.

    Args:
        pages: any queryset of pages, live or not.
        user: the person.
    """
    mine = page_permission_policy.explorable_instances(user).order_by().values("pk")
    public = visible_pages(Page.objects.order_by()).values("pk")
    return pages.filter(Q(pk__in=mine) | Q(pk__in=public))
