"""What processes keep is read anew after a change, and no change waits for another."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from justcities.core.models import DataChange
from justcities.core.versions import CHANGES_TO_FOLD, Kept, bump, fold, version
from tests.elsewhere import elsewhere

pytestmark = pytest.mark.django_db


def test_a_change_counts_within_its_own_transaction_and_not_once_that_is_rolled_back() -> None:
    before = version("a", "b")
    with transaction.atomic():
        bump("a")
        within = version("a", "b")
        transaction.set_rollback(True)
    assert (within[0] > before[0], within[1]) == (True, before[1])
    assert version("a", "b") == before


def test_a_change_after_one_that_was_rolled_back_gives_another_version() -> None:
    with transaction.atomic():
        bump("a")
        rolled_back = version("a")
        transaction.set_rollback(True)
    bump("a")
    assert version("a") != rolled_back


def test_what_is_kept_is_read_anew_after_a_change_of_its_kind_only() -> None:
    read: list[str] = []
    kept: Kept[str, int] = Kept(lambda key: read.append(key) or len(read), "a")
    values = [kept.get("x"), kept.get("x")]
    bump("b")
    values.append(kept.get("x"))
    bump("a")
    values.append(kept.get("x"))
    assert values == [1, 1, 1, 2]


def test_a_change_is_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        bump("a")


def test_putting_rows_together_changes_no_version() -> None:
    for name in ("a", "b", "a", "c", "a"):
        bump(name)
    before = version("a", "b", "c")
    fold()
    assert version("a", "b", "c") == before
    assert sorted(DataChange.objects.values_list("name", flat=True)) == ["a", "b", "c"]


def test_rows_are_put_together_after_so_many_changes(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2 * CHANGES_TO_FOLD):
            bump("a")
    assert DataChange.objects.filter(name="a").count() == 1


@pytest.mark.postgres_only
def test_two_transactions_that_change_the_same_kinds_wait_for_neither() -> None:
    def other_way_round() -> None:
        bump("b")
        bump("a")

    bump("a")
    bump("b")
    assert elsewhere(other_way_round) == []


@pytest.mark.postgres_only
def test_rows_another_process_puts_together_are_waited_for_by_nobody() -> None:
    bump("a")
    fold()
    assert elsewhere(lambda: (bump("a"), fold())) == []
