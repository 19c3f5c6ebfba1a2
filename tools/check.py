"""Runs every check of ``make check``, two at a time, and tells what each that failed said."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable

# A server as an operator would set it up, so that check --deploy finds what is really amiss.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "justcities.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
}


@dataclass
class Check:
    """One tool's job."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    """Return all checks, the slowest first."""
    manage = [PYTHON, "manage.py"]
    templates = _tracked("site/templates/*.html")
    return [
        Check("types", [str(BIN / "mypy")]),
        Check(
            "settings of a server",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check("catalogues", [*manage, "check_catalogues"]),
        Check("rooms and doors", [str(BIN / "lint-imports")], {"PYTHONPATH": "site:."}),
        Check("code", [str(BIN / "ruff"), "check", "--output-format", "concise", "."]),
        Check(
            "format of code",
            [str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."],
        ),
        Check(
            "format of templates",
            [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates],
        ),
        Check("style sheets", [PYTHON, "tools/check_css.py"]),
        Check("plain values in style sheets", [PYTHON, "tools/css_fallbacks.py", "--check"]),
        Check("public templates", [PYTHON, "tools/check_templates.py"]),
    ]


def _tracked(pattern: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


def run(check: Check) -> tuple[Check, int, str, float]:
    """Run one check and return it with its exit code, what it said, and the seconds it took."""
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return check, done.returncode, done.stdout, time.monotonic() - begun


def main() -> int:
    """Run all checks and return 0 where none failed."""
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, code, said, seconds in pool.map(run, checks()):
            print(f"{'ok  ' if code == 0 else 'FAIL'} {check.name} ({seconds:.0f} s)", flush=True)
            if code:
                failed += 1
                print(said.rstrip(), flush=True)
    print(f"{failed} of the checks failed." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
