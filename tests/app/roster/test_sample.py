"""The sample event is the same everywhere, and as awkward as a real one."""

import unicodedata
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from app.model.standing import Booking, Status
from app.paths import resources_dir
from app.roster.mapping import guess_mapping
from app.roster.rows import to_registrations
from app.roster.sample import (
    HEADINGS,
    SAMPLE_GUESTS,
    SAMPLE_SEED,
    sample_csv,
    sample_programme,
    sample_rows,
)
from app.roster.table import read_table

PATH = resources_dir() / "samples" / "gaeste.csv"
PROGRAMME = sample_programme(date(2026, 12, 3))


@pytest.fixture(scope="module")
def guests():
    """Return the sample list as an import understands it."""
    table = read_table(PATH)
    rows, refused = to_registrations(
        table, guess_mapping(table.headings), PROGRAMME.sessions.values()
    )
    assert refused == []
    return rows


def test_the_delivered_list_is_what_the_generator_makes():
    assert sample_csv(sample_rows(SAMPLE_GUESTS, SAMPLE_SEED)) == PATH.read_bytes()


def test_another_seed_makes_other_guests():
    assert sample_rows(20, 1) != sample_rows(20, 2)


def test_the_list_is_a_german_excel_file():
    content = PATH.read_bytes()

    assert content.startswith("\ufeffTitel;Vorname;".encode())
    assert content.count(b"\r\n") == SAMPLE_GUESTS + 1


def test_every_column_is_understood():
    assert set(guess_mapping(HEADINGS).fields).isdisjoint(HEADINGS)


def test_everybody_can_be_taken_in_and_written_to(guests):
    assert len(guests) == SAMPLE_GUESTS
    assert all(row.person.get("email").endswith("@example.org") for row in guests)


def test_the_world_is_invited(guests):
    texts = "".join("".join(row.fields.values()) for row in guests)
    scripts = {unicodedata.name(char).split()[0] for char in texts if char.isalpha()}

    european = {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"}
    asian = {"DEVANAGARI", "BENGALI", "TAMIL", "SINHALA", "THAI", "CJK", "HIRAGANA", "HANGUL"}
    assert european | asian <= scripts
    assert len({row.person.get("country") for row in guests}) >= 30


def test_names_are_as_awkward_as_real_ones(guests):
    raw = "".join("".join(row.values()) for row in sample_rows(SAMPLE_GUESTS))
    names = Counter(f"{row.person.given} {row.person.family}" for row in guests)
    families = [row.person.family for row in guests]

    assert not unicodedata.is_normalized("NFC", raw)
    assert max(names.values()) >= 2
    assert max(map(len, names)) >= 60
    assert {"", "Ng"} <= set(families)
    assert any(len(name) > 2 and name.isupper() for name in families)


def test_workshops_fill_up_and_some_wait(guests):
    for session in PROGRAMME.sessions.values():
        states = Counter(row.bookings.get(session.id) for row in guests)

        assert session.capacity is None or states[Booking.BOOKED] <= session.capacity
    assert any(Booking.WAITING in row.bookings.values() for row in guests)
    assert 4 <= sum(row.status is Status.CANCELLED for row in guests) <= 20


def test_the_event_takes_place_on_the_chosen_day():
    summer = sample_programme(date(2027, 7, 1))

    assert PROGRAMME.event.starts == datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert summer.event.starts == datetime(2027, 7, 1, 13, 30, tzinfo=UTC)
    assert [session.name for session in summer.entrances] == ["Eingang"]


def test_a_long_list_has_many_different_guests():
    rows = sample_rows(5000, seed=1)

    assert len(rows) == 5000
    assert len({(row["Vorname"], row["Nachname"]) for row in rows}) > 3000
    assert len({row["E-Mail"] for row in rows}) > 4500
