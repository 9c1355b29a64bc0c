"""Sums the Surefire reports of all modules; the last line is `N passed, N failed, N skipped`.

It fails when a test failed, none ran, or one was skipped: .ci/run has every server that a test may ask for.
"""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def outcomes(report):
    """One (name, outcome) per test; a report cut short counts as a failure."""
    try:
        cases = list(xml.parse(report).iter("testcase"))
    except xml.ParseError as cause:
        return [(f"{report}: {cause}", "failed")]
    # The file names the class in full; for an ArchUnit rule the test case does not.
    tested = report.stem.removeprefix("TEST-")
    return [(f"{tested}.{case.get('name')}", outcome(case)) for case in cases]


def outcome(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "passed" if case.find("skipped") is None else "skipped"


def main():
    reports = sorted(Path().glob("**/target/surefire-reports/TEST-*.xml"))
    tests = [test for report in reports for test in outcomes(report)]
    for name, what in tests:
        if what != "passed":
            print(f"[ci] {what}: {name}")
    counts = {kind: sum(what == kind for _, what in tests) for kind in ("passed", "failed", "skipped")}
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return counts["passed"] == 0 or counts["failed"] > 0 or counts["skipped"] > 0


sys.exit(main())
