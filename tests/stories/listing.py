"""The list of stories: which of them hold, and what was measured.

A plugin of pytest. Every test in this folder is marked ``stories`` and named after the story that
it proves (``test_r07_…``); a story holds when all tests of its name have passed.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
FIGURE = "measured"
_NAME = re.compile(r"test_([rhao]\d\d)_")


@dataclass
class Outcome:
    """What the tests of one story have said."""

    failed: int = 0
    passed: int = 0
    skipped: int = 0
    figures: list[str] = field(default_factory=list)

    @property
    def word(self):
        if self.failed:
            return "FAILS"
        if self.passed:
            return "holds" if not self.skipped else "in part"
        return "skipped" if self.skipped else "no test"


def stories():
    """Return the table of every story by its number."""
    return tomllib.loads((FOLDER / "stories.toml").read_text("utf-8"))


def story_of(nodeid):
    """Return the number of the story that a test is named after, or None."""
    found = _NAME.match(nodeid.partition("[")[0].rpartition("::")[2])
    return found and found[1].upper()


def outcomes(reports):
    """Return the outcome of each story that has tests among *reports*."""
    found = defaultdict(Outcome)
    for report in reports:
        story = story_of(report.nodeid)
        if story is None or not (report.when == "call" or report.outcome != "passed"):
            continue
        outcome = found[story]
        setattr(outcome, report.outcome, getattr(outcome, report.outcome) + 1)
        known = (text for name, text in report.user_properties if name == f"{FIGURE} {story}")
        outcome.figures += [text for text in known if text not in outcome.figures]
    return found


def lines(found):
    """Return a line for every story that must hold and for every other that has a test."""
    nothing = Outcome()
    for number, story in stories().items():
        outcome = found.get(number, nothing)
        if story["priority"] == "M" or number in found:
            words = (f"{number} {story['priority']}", f"{outcome.word:8}{story['title']:45}")
            yield " ".join((*words, "; ".join(outcome.figures))).rstrip()


def summary(found):
    """Return one sentence on the stories that must hold."""
    must = [number for number, story in stories().items() if story["priority"] == "M"]
    held = [number for number in must if number in found and found[number].word == "holds"]
    missing = [number for number in must if number not in found]
    sentence = f"{len(held)} of {len(must)} stories that must hold do"
    return f"{sentence}; without a test: {', '.join(missing)}" if missing else sentence


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder, before marks choose what is run."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker("stories")


def pytest_terminal_summary(terminalreporter, config):
    """Print the list after a run that chose the stories, one sentence after any other."""
    kinds = ("passed", "failed", "error", "skipped")
    every = [report for kind in kinds for report in terminalreporter.stats.get(kind, ())]
    found = outcomes(report for report in every if hasattr(report, "user_properties"))
    if not found:
        return
    terminalreporter.section("stories")
    if "stories" in config.option.markexpr:
        for line in lines(found):
            terminalreporter.write_line(line)
    terminalreporter.write_line(summary(found))
