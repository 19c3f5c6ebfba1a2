"""``manage.py check_catalogues``: tells what is missing or wrong in the translated texts."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from justcities.core.catalogues import (
    CatalogueError,
    Problem,
    languages_to_translate,
    path_of,
    problems,
    texts,
)

SUFFIXES = {".py", ".html", ".txt", ".po", ".toml"}
NOT_COPIED = {"var", "tests", "docs", "tools", "static", "data", "node_modules", "__pycache__"}


class Command(BaseCommand):
    """Checks every catalogue; with gettext there, also against the code. Changes nothing."""

    help = "Check that the catalogues are complete and that their placeholders are right."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is amiss, catalogue by catalogue.

        Raises:
            CommandError: where anything is.
        """
        found: list[str] = []
        for code in languages_to_translate():
            path = path_of(code)
            if not path.exists():
                found.append(f"{path}: there is no catalogue")
                continue
            try:
                found += [str(problem) for problem in problems(path, code)]
            except CatalogueError as error:
                found.append(str(error))
        if shutil.which("xgettext"):
            found += [str(problem) for problem in _against_code()]
        else:
            self.stdout.write(
                "gettext isn’t installed, so nobody looked for texts that the catalogues lack."
            )
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} found in the catalogues.")
        self.stdout.write("The catalogues are complete.")


def _against_code() -> list[Problem]:
    """Collect texts into a copy of the code, and compare the copy's catalogues with ours."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        _copy_code(Path(settings.ROOT), copy)
        for code in languages_to_translate():
            ours, there = path_of(code), path_of(code, copy / "site" / "locale")
            if ours.exists():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ours, there)
        done = subprocess.run(
            [sys.executable, "manage.py", "collect_messages", "--verbosity", "0"],
            cwd=copy,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "justcities.settings.dev",
                "LANGUAGES": ",".join(f"{code}:{name}" for code, name in settings.LANGUAGES),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"The texts could not be collected:\n{done.stderr.strip()}")
        return [
            problem
            for code in languages_to_translate()
            for problem in _differences(path_of(code), path_of(code, copy / "site" / "locale"))
        ]


def _differences(ours: Path, collected: Path) -> list[Problem]:
    if not ours.exists():
        return []
    try:
        known, needed = texts(ours), texts(collected)
    except CatalogueError:
        return []
    missing = [
        Problem(ours, 0, key[1], "lacks a text of the code") for key in needed.keys() - known
    ]
    surplus = [
        Problem(ours, known[key], key[1], "no code has this text") for key in known.keys() - needed
    ]
    return sorted(missing + surplus, key=lambda problem: (problem.line, problem.text))


def _copy_code(root: Path, copy: Path) -> None:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_COPIED and name[0] != "."]
        target = copy / Path(folder).relative_to(root)
        for name in files:
            if Path(name).suffix in SUFFIXES:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(folder) / name, target / name)
