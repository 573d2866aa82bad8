"""Short codes in the event file: those of the pure rule, in whatever order entries come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.code import LOOKUP_LENGTH, lookup_codes
from db import lookups
from tests.app.journals import NOON_MS, Pen, event_file

FEW = 40
"""So few different codes that nearly everybody has to give way once."""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with event_file(tmp_path_factory.mktemp("lookups")) as opened:
        yield opened.database


@pytest.fixture
def crowded(monkeypatch):
    """Let all registrations want codes out of a few."""
    wide = lookups.lookup_choice
    monkeypatch.setattr(
        "db.lookups.lookup_choice",
        lambda registration, attempt: f"{int(wide(registration, attempt)[:2], 36) % FEW:06}",
    )
    return lookups.lookup_choice


def registrations(count):
    pen = Pen()
    return [pen.register(f"r{n}") for n in range(count)]


def placed(database, entries):
    lookups.LookupRow.delete().bind(database).execute()
    for entry in entries:
        lookups.place(database, [entry])
    return lookups.all_codes(database)


def test_codes_are_those_of_the_pure_rule(database):
    entries = registrations(300)

    assert placed(database, entries) == lookup_codes(e.registration for e in entries)


@pytest.mark.usefixtures("crowded")
def test_who_comes_later_gives_way_however_late_the_news(database):
    entries = registrations(FEW // 2)
    in_order = placed(database, entries)

    assert placed(database, entries[::-1]) == in_order
    assert len(set(in_order.values())) == FEW // 2


@pytest.mark.usefixtures("crowded")
def test_a_registration_that_turns_out_to_be_earlier_wins_back(tmp_path):
    entries = registrations(FEW // 2)
    early = replace(entries[-1], id="early", station="b", seq=1, wall_ms=NOON_MS - 1)
    with event_file(tmp_path) as opened:
        opened.journal.absorb(entries)
        opened.journal.absorb([early])
        kept = opened.journal.lookup_codes()
        opened.journal.rebuild()

        assert opened.journal.lookup_codes() == kept


@given(st.randoms())
def test_any_order_gives_the_same_codes(database, random):
    entries = registrations(30)
    shuffled = random.sample(entries, len(entries))

    assert placed(database, shuffled) == placed(database, entries)


def test_a_code_leads_to_its_holder(database):
    codes = placed(database, registrations(5))

    assert lookups.holders(database, [codes["r3"]]) == ["r3"]
    assert len(codes["r3"]) == LOOKUP_LENGTH
