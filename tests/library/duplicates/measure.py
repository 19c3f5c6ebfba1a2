"""Measures the rule for duplicates on the pairs of ``pairs.toml``."""

import tomllib
from pathlib import Path
from typing import Any

from library.duplicates import Finder
from library.models import ResourcePage
from library.record import Agent, Record

PAIRS = Path(__file__).with_name("pairs.toml")


def pairs() -> list[dict[str, Any]]:
    """Return the pairs, in the order of the file."""
    return tomllib.loads(PAIRS.read_text())["pairs"]


def record(side: dict[str, str]) -> Record:
    """Return one side of a pair as a record."""
    return Record(
        title=side["title"],
        date=side.get("date", ""),
        agents=[Agent(side["by"])] if "by" in side else [],
        publisher=side.get("publisher", ""),
        doi=side.get("doi", ""),
        isbn=[side["isbn"]] if "isbn" in side else [],
        urls=[side["url"]] if "url" in side else [],
        volume=side.get("volume", ""),
        issue=side.get("issue", ""),
    )


def found(pair: dict[str, Any]) -> bool:
    """Tell whether the rule takes the two sides for one work. It must not matter which is first."""
    answers = set()
    for one, other in (("a", "b"), ("b", "a")):
        finder = Finder(ResourcePage.objects.none())
        finder.remember(record(pair[one]), 1, [pair[one].get("hash", "")])
        answers.add(bool(finder.find(record(pair[other]), hashes=[pair[other].get("hash", "")])))
    (answer,) = answers
    return answer


def measure(chosen: list[dict[str, Any]]) -> tuple[float, float, list[str]]:
    """Return precision, recall and what went wrong."""
    answers = [(pair, found(pair)) for pair in chosen]
    right = sum(pair["same"] for pair, said in answers if said)
    said_same = sum(said for _pair, said in answers)
    wrong = [
        f"{pair['about']}: {pair['a']['title']} | {pair['b']['title']}"
        for pair, said in answers
        if said != pair["same"]
    ]
    return right / said_same, right / sum(pair["same"] for pair in chosen), wrong
