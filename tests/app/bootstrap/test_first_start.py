"""From a list to an event."""

from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from app.bootstrap.first_start import FirstStart
from app.bootstrap.workplace import folder, open_workplace
from app.clock import SystemClock, to_instant
from app.errors import EnrolmentError, FileError, InputError, ListQuestionError
from app.paths import resources_dir
from app.roster.reading import Doubt, Reading, answered
from tests.app.network import Gate, HubHouse

SAMPLE = resources_dir() / "samples" / "gaeste.csv"


@pytest.fixture
def first(tmp_path):
    return FirstStart(tmp_path / "new", SystemClock())


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_only_looked_at(first):
    finding = first.look_at(SAMPLE, Reading())

    assert (finding.guests, finding.cancelled, finding.refused) == (207, 7, ())
    assert finding.sessions == (
        "Bewerben in Deutschland",
        "Gründen am Rhein",
        "Netzwerken, aber richtig",
    )
    assert not first.data.exists()


def test_taking_it_makes_event_sessions_and_guests(first):
    first.take(first.look_at(SAMPLE, Reading()), "Fest am Rhein", date(2026, 12, 3), Reading())

    with closing(open_workplace(first.data)) as workplace:
        programme = workplace.journal.programme()
        standings = list(workplace.journal.standings())
    assert programme.event.name == "Fest am Rhein"
    assert programme.event.starts == datetime(2026, 12, 3, 7, tzinfo=UTC)
    assert {one.name for one in programme.sessions.values()} == set(
        first.look_at(SAMPLE, Reading()).sessions
    )
    assert len(standings) == 214
    assert sum(bool(one.bookings) for one in standings) > 50


def today():
    return to_instant(SystemClock().read().wall_ms).astimezone().date()


@pytest.mark.parametrize(
    ("file", "name", "day"),
    [
        ("Gäste_Sommerfest_2026-12-03.csv", "Sommerfest", date(2026, 12, 3)),
        ("Teilnehmerliste Rhein-Forum 3.12.2026 final.csv", "Rhein Forum", date(2026, 12, 3)),
        ("20261203 Empfang.csv", "Empfang", date(2026, 12, 3)),
        ("Export 2026-99-99.csv", "", None),
        ("liste(2).csv", "", None),
    ],
)
def test_name_and_day_are_proposed_from_the_file(first, tmp_path, file, name, day):
    before = today()
    finding = first.look_at(written(tmp_path, file, "Name\nAna\n"), Reading())

    assert finding.name == name
    assert finding.day in ([day] if day else [before, today()])  # it may be midnight


def test_rows_that_are_left_out_are_told(first, tmp_path):
    path = written(tmp_path, "a.csv", "Vorname;Nachname;Code\nAna;Li;C1\n;;C2\nBo;Li;C1\n")

    finding = first.look_at(path, Reading())

    assert finding.guests == 1
    assert [line for line, _ in finding.refused] == [3, 4]


def test_what_is_no_list_is_refused_in_a_sentence(first, tmp_path):
    with pytest.raises(ListQuestionError):
        first.look_at(written(tmp_path, "notes.txt", "nothing;here\n1;2\n"), Reading())
    with pytest.raises(FileError):
        first.look_at(tmp_path / "missing.csv", Reading())


def test_an_event_needs_a_name(first):
    with pytest.raises(InputError):
        first.take(first.look_at(SAMPLE, Reading()), "  ", date(2026, 12, 3), Reading())

    assert folder(first.data).paths() == []


def test_a_hub_is_joined_with_everything_it_has(first, tmp_path):
    house, gate = HubHouse(tmp_path / "hub"), Gate(tmp_path / "old")
    house.start()
    try:
        gate.plan()
        gate.join(house.invite("Laptop 1"))
        gate.say("r1")
        gate.sync()
        first.join(f" {house.invite('Laptop 2')}\n")
    finally:
        house.close()

    with closing(open_workplace(first.data)) as workplace:
        assert workplace.journal.programme().event.name
        assert [one.person.name for one in workplace.journal.standings()] == ["Ana Li"]


def test_a_text_that_is_no_invitation_leaves_no_trace(first):
    with pytest.raises(EnrolmentError):
        first.join("EV1:nonsense")

    assert folder(first.data).paths() == []


def test_a_list_that_cannot_be_read_any_more_leaves_no_event(first, tmp_path):
    file = written(tmp_path, "fest.csv", "Name;E-Mail\nAnh;anh@example.org\n")
    finding = first.look_at(file, Reading())
    file.write_text("", encoding="utf-8")

    with pytest.raises(InputError):
        first.take(finding, "Fest", date(2026, 12, 3), Reading())
    assert folder(first.data).paths() == []

    file.write_text("Name\nAnh\n", encoding="utf-8")
    first.take(finding, "Fest", date(2026, 12, 3), Reading())


def test_what_can_be_read_in_two_ways_is_asked_before_there_is_an_event(tmp_path):
    first = FirstStart(tmp_path / "data", SystemClock())
    file = written(tmp_path, "list.csv", "Vorname;Nachname\nAnna;MÃ¼ller\n")
    with pytest.raises(ListQuestionError) as question:
        first.look_at(file, Reading())
    assert question.value.choices == ("repair", "keep")

    said = answered(Reading(), Doubt.REPAIR, "repair")
    first.take(first.look_at(file, said), "Fest", date(2026, 12, 3), said)

    with closing(open_workplace(tmp_path / "data")) as workplace:
        (anna,) = workplace.journal.standings()
        assert anna.person.family == "Müller"
