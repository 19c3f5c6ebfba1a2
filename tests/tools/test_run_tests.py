"""The closing line counts what ran, and says why something did not."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from run_tests import Outcome, closing_lines, counts

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><error message="no"/></testcase>
<testcase name="d"><skipped message="Java is not installed"/></testcase>
</testsuite></testsuites>"""


def test_counts_are_those_of_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    outcome = counts(report)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (1, 2, 1)
    assert outcome.reasons == ["Java is not installed"]


def test_missing_report_counts_nothing(tmp_path):
    assert counts(tmp_path / "none.xml") == Outcome()


def test_closing_lines_give_each_reason_once_and_the_sum_last():
    total = Outcome(passed=5, skipped=1, reasons=["no Java"]) + Outcome(
        passed=2, failed=1, skipped=2, reasons=["no browser", "no Java"]
    )
    assert closing_lines(total) == [
        "Skipped 2: no Java",
        "Skipped 1: no browser",
        "7 passed, 1 failed, 3 skipped",
    ]
