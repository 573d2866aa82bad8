"""Everywhere at a desk a guest's badge has the design of the guest's category."""

from datetime import UTC, datetime, timedelta

import pytest

from app.badge.raster import page_texts
from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.commands.self_call import hub_calls
from app.settings import Settings
from tests.plain_designs import keep_designs, plain_design

STARTS = datetime(2024, 12, 3, 16, 0, tzinfo=UTC)


@pytest.fixture
def out(tmp_path):
    """Where a printer that is a folder puts its papers."""
    return tmp_path / "out"


@pytest.fixture
def desk(tmp_path, out):
    create_event(tmp_path, "Evening", starts=STARTS, ends=STARTS + timedelta(hours=5))
    settings = Settings(printer=f"folder:{out}")
    desk = open_desk(open_workplace(tmp_path), settings, hub_calls())
    keep_designs(desk.designs, speaker="a6", team="a6", guest="a6")
    desk.use_design(desk.designs.setting("guest"))
    desk.designs.choose("Referent:in", "speaker")
    desk.designs.choose("Helfer:in", "team")
    yield desk
    desk.stop_background()


@pytest.fixture
def people(desk):
    """A guest, a speaker and a helper."""
    named = [("Ana", "Gast"), ("Bo", "Referentin"), ("Chi", "HELFERIN")]
    added = [desk.add_walk_in({"given": name, "category": kind}) for name, kind in named]
    return [one.registration for one in added]


def words(pdf):
    return [text.split() for text in page_texts(pdf)]


def printed(out):
    """Return the words of what was printed, sorted."""
    return sorted(word for path in out.glob("*.pdf") for word in words(path.read_bytes()))


def test_what_is_printed_at_reception_is_of_the_guests_category(desk, people, out):
    for registration in people:
        desk.print_badge(registration)

    assert printed(out) == [["GUEST", "Ana"], ["SPEAKER", "Bo"], ["TEAM", "Chi"]]


def test_a_pile_has_the_designs_of_all(desk, people, out):
    desk.crowd.spool(people)

    assert printed(out) == [["GUEST", "Ana"], ["SPEAKER", "Bo"], ["TEAM", "Chi"]]


def test_a_second_badge_has_the_same_design(desk, people, out):
    desk.print_badge(people[1])
    desk.print_badge(people[1])

    assert printed(out) == [["SPEAKER", "Bo"]] * 2


def test_the_preview_follows_a_category_that_is_being_amended(desk, people):
    assert words(desk.badge_pdf(people[0])) == [["GUEST", "Ana"]]
    assert words(desk.badge_pdf(people[0], {"category": "Helfer:in"})) == [["TEAM", "Ana"]]


def test_another_usual_design_leaves_those_of_categories(desk, people):
    desk.designs.keep("other", plain_design("OTHER"))

    desk.use_design(desk.designs.setting("other"))

    shown = [words(desk.badge_pdf(registration))[0][0] for registration in people]
    assert shown == ["OTHER", "SPEAKER", "TEAM"]


def test_a_choice_counts_from_the_next_badge_on_whoever_made_it(desk, people):
    desk.designs.choose("Helfer:in", "")
    assert words(desk.badge_pdf(people[2])) == [["GUEST", "Chi"]]

    desk.designs.choose("Helfer:in", "speaker")
    assert words(desk.badge_pdf(people[2])) == [["SPEAKER", "Chi"]]


def test_choices_that_cannot_be_read_leave_one_design_for_all(desk, people, tmp_path):
    file = tmp_path / "designs" / "categories.json"
    file.write_text("no JSON", encoding="utf-8")

    assert words(desk.badge_pdf(people[2])) == [["GUEST", "Chi"]]
    assert file.with_suffix(".broken.json").read_text(encoding="utf-8") == "no JSON"
