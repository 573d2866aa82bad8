"""The list of stories tells the truth about the tests."""

import re
from types import SimpleNamespace

from tests.stories.listing import FOLDER, lines, outcomes, stories, story_of, summary


def report(name, outcome="passed", when="call", figures=()):
    properties = [(f"measured {story}", text) for story, text in figures]
    return SimpleNamespace(
        nodeid=f"tests/stories/test_x.py::{name}",
        outcome=outcome,
        when=when,
        user_properties=properties,
    )


def test_a_test_says_by_its_name_what_it_proves():
    assert story_of("tests/stories/test_x.py::test_r07_a_slip[a::b]") == "R07"
    assert story_of("tests/stories/test_x.py::test_r07_a_slip[a]") == "R07"
    assert story_of("tests/stories/test_x.py::test_a_slip") is None


def test_all_stories_are_known_with_what_they_ask_for():
    assert len(stories()) == 67
    assert all(story["title"] and story["holds_when"] for story in stories().values())


def test_every_story_that_must_hold_has_a_test():
    sources = (file.read_text("utf-8") for file in FOLDER.glob("test_*.py"))
    named = {
        name.upper() for text in sources for name in re.findall(r"def test_([rhao]\d\d)_", text)
    }
    must = {number for number, story in stories().items() if story["priority"] == "M"}

    assert must - named == set()


def test_a_story_holds_when_all_its_tests_passed():
    found = outcomes([
        report("test_r06_one", figures=[("R06", "98 %")]),
        report("test_r06_one", when="teardown"),
        report("test_r07_one"),
        report("test_r07_two", outcome="failed"),
        report("test_r07_three", outcome="failed", when="setup"),
        report("test_r10_one", outcome="skipped", when="setup"),
    ])  # fmt: skip
    listed = {line[:3]: line for line in lines(found)}

    assert "holds" in listed["R06"]
    assert listed["R06"].endswith("98 %")
    assert "FAILS" in listed["R07"]
    assert "skipped" in listed["R10"]
    assert "no test" in listed["R11"]
    assert "R08" not in listed
    assert summary(found).startswith("1 of 45 ")
