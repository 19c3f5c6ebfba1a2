"""Runs the suites named (sqlite, postgres, browser) and closes with one line that counts them all.

What is not installed is named, and its tests count as skipped; with CI=true that fails the run.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "test-results"
STRICT = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
UNIT = "not browser and not benchmark"


@dataclass
class Outcome:
    """What one suite came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)
    broken: bool = False

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.reasons + other.reasons,
            self.broken or other.broken,
        )


def pytest(name: str, arguments: list[str], environment: Mapping[str, str]) -> Outcome:
    """Run pytest with two workers and return its counts."""
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    print(f"\n== {name} ==", flush=True)
    begun = time.monotonic()
    code = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"),
            *("--durations", "5", "--durations-min", "3"),
            *(f"--junitxml={report}", *arguments),
        ],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    ).returncode
    print(f"{name}: {time.monotonic() - begun:.0f} seconds", flush=True)
    outcome = counts(report)
    # pytest says by its exit code what its counts don't: that it ran no test, or broke off.
    outcome.broken = code not in {0, 1} or outcome.passed + outcome.failed == 0
    return outcome


def counts(report: Path) -> Outcome:
    """Read what pytest wrote of a run."""
    outcome = Outcome()
    if not report.exists():
        return outcome
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 (pytest's own report)
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        elif skipped is not None:
            outcome.skipped += 1
            outcome.reasons.append(skipped.get("message") or "no reason given")
        else:
            outcome.passed += 1
    return outcome


def on_sqlite() -> Outcome:
    """Run the unit tests on SQLite, in memory."""
    return pytest("sqlite", ["-m", UNIT], {"DATABASE_URL": "sqlite://:memory:"})


def on_postgres() -> Outcome:
    """Run the unit tests on a PostgreSQL of our own; without one, count them as skipped."""
    try:
        with postgres.cluster() as url:
            return pytest("postgres", ["-m", UNIT], {"DATABASE_URL": url})
    except postgres.NoPostgresError as error:
        number = _collected(UNIT)
        return Outcome(skipped=number, reasons=[f"{error} (all tests on PostgreSQL)"] * number)


def in_browser() -> Outcome:
    """Run the tests that look at a production-like server through Chromium."""
    return pytest("browser", ["tests/e2e"], {})


def _collected(marked: str) -> int:
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", marked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return sum("::" in line for line in listed.splitlines())


SUITES = {"sqlite": on_sqlite, "postgres": on_postgres, "browser": in_browser}


def closing_lines(total: Outcome) -> list[str]:
    """Return what is said last: why tests were skipped, and the counts."""
    lines = []
    for reason, number in Counter(total.reasons).most_common():
        lines.append(f"Skipped {number}: {reason}")
    lines.append(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return lines


def main(names: list[str]) -> int:
    """Run the suites and return 0 where all of it passed.

    The catalogues are compiled first: a test that reads a translated text would else pass or fail
    by whether another one has compiled them before it.
    """
    RESULTS.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "manage.py", "compile_catalogues"], cwd=ROOT, check=True)
    total = Outcome()
    for name in names:
        total += SUITES[name]()
    lines = closing_lines(total)
    (RESULTS / "summary.txt").write_text("\n".join(lines) + "\n")
    print("\n" + "\n".join(lines), flush=True)
    failed = total.failed or total.broken or (STRICT and total.skipped)
    if total.broken:
        print("A suite broke off or ran no test: see above.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(SUITES)))
