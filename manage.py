#!/usr/bin/env python
"""Run a Django command for the Just Cities site."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Put the repository root and ``site/`` first on the path, then hand over to Django.

    ``site/`` is a plain folder, never a package: ``site`` is a module of the standard library.
    """
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justcities.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
