"""Words that were erased are gone: from journal, views, log and every page of the file."""

import contextlib
import itertools
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.admission.proof import verify_journal
from app.errors import NotRecordedError
from app.model.entry import Draft, Kind
from app.search.searchable import searchable_words
from db import erase
from db.events import create_event_file, open_event_file
from db.hub_store import open_hub_store
from db.notes import save_notes
from tests.app.journals import HandClock, Pen
from tests.bytes_on_disk import found
from tests.db.hub_entries import absorb

KEY = bytes(range(32))
WORDS = ("Brzkwyk", "brzkwyk", "brzkwyk@example.org", "QTZ-4711-CODE", "Hnatyszyn")
GUEST = {
    "name": "Brzkwyk Hnatyszyn",
    "email": "brzkwyk@example.org",
    "notes": "Brzkwyk kommt mit Zug",
}
ERASED = {"origin": "list", "status": "active"}


def person():
    pen = Pen("desk1")
    pen.write(Kind.REGISTERED, payload={"origin": "list", "code": "QTZ-4711-CODE", "fields": GUEST})
    pen.write(Kind.ARRIVED, payload={"reason": "registered"})
    pen.write(Kind.AMENDED, payload={"by": "desk", "fields": {"name": "Brzkwyk X."}})
    pen.write(Kind.CALLED, payload={"reason": "help", "to": "", "note": "Brzkwyk sucht"})
    pen.write(Kind.COUNTED, payload={"number": 3, "label": ""})
    return pen


def others(count=40):
    pen = Pen("desk2")
    for number in range(count):
        pen.register(f"o{number}", name=f"Guest {number} Other", email=f"g{number}@example.com")
    return pen.entries


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request):
    return request.param


@pytest.fixture
def opened(tmp_path, key):
    notes = {"event": "e1", "station": "s1", "station_name": "S"}
    path = tmp_path / "file" / "e1.db"
    with contextlib.closing(
        create_event_file(path, notes, HandClock(), searchable_words, key=key)
    ) as file:
        planner = Pen("planner")
        planner.plan_event()
        file.journal.absorb(planner.entries)
        yield file


def payloads(journal, registration="r1"):
    kinds = {
        entry.kind: entry.payload
        for _, entry in journal.entries()
        if entry.registration == registration
    }
    kinds.pop("erased", None)
    return kinds


def test_no_byte_is_left_and_the_control_sees_them_before(opened, key, tmp_path):
    pen = person()
    opened.journal.absorb([*others(), *pen.entries])
    before = found(WORDS, tmp_path, key)
    opened.journal.absorb([pen.write(Kind.ERASED, payload=ERASED)])

    assert {word for _, word in before} == set(WORDS)
    assert found(WORDS, tmp_path, key) == set()
    assert not erase.is_scrubbing(opened.database)
    kept = {"arrived": {"reason": "registered"}, "counted": {"number": 3, "label": ""}}
    assert {kind: said for kind, said in payloads(opened.journal).items() if said} == kept


def test_chains_stay_whole_and_the_standing_stays_counted(opened):
    pen = person()
    opened.journal.absorb(pen.entries)
    before = opened.journal.counts()
    opened.journal.absorb([pen.write(Kind.ERASED, payload=ERASED)])

    entries = [entry for _, entry in opened.journal.entries()]
    assert verify_journal(entries, opened.journal.standings()).is_sound
    assert opened.journal.counts() == before
    standing = opened.journal.standing("r1")
    assert (standing.is_erased, standing.person.name, standing.code) == (True, "", "")
    assert standing.arrived is not None
    assert opened.journal.find(["QTZ-4711-CODE"]) is None


@pytest.mark.parametrize("seed", range(6))
def test_any_order_of_arrival_leaves_the_same(tmp_path, seed):
    pen = person()
    pen.write(Kind.ERASED, payload=ERASED)
    pen.write(Kind.AMENDED, payload={"by": "desk", "fields": {"name": "Brzkwyk late"}})
    entries, chance = list(pen.entries), random.Random(seed)  # noqa: S311 - an order
    chance.shuffle(entries)
    notes = {"event": "e1", "station": "s1", "station_name": "S"}
    with contextlib.closing(
        create_event_file(tmp_path / "e1.db", notes, HandClock(), searchable_words)
    ) as file:
        while entries:
            size = chance.choice((1, 2, 9))
            file.journal.absorb(entries[:size])
            entries = entries[size:]
        assert {kind for kind, said in payloads(file.journal).items() if said} == {
            "arrived",
            "counted",
        }
        assert file.journal.standing("r1").arrived is not None
        assert found(WORDS, tmp_path) == set()


def test_what_the_station_itself_says_afterwards_loses_its_words(opened, key, tmp_path):
    pen = person()
    pen.write(Kind.ERASED, payload=ERASED)
    opened.journal.absorb(pen.entries)

    with opened.journal.write() as records:
        records.append(
            Draft(
                kind=Kind.AMENDED,
                registration="r1",
                payload={"by": "desk", "fields": {"name": "Brzkwyk"}},
            )
        )

    own = opened.journal.own_entries(0, 9)
    assert [entry.payload for entry in own] == [None]
    assert found(WORDS, tmp_path, key) == set()


def test_reduced_entries_lose_their_words_in_any_order(tmp_path):
    pen = Pen("desk1")
    first = pen.register(name="Ana Li", email="brzkwyk@example.org", organisation="HHU")
    amended = pen.write(
        Kind.AMENDED, payload={"by": "desk", "fields": {"email": "brzkwyk@example.org"}}
    )
    pen.write(
        Kind.REDUCED,
        payload={
            "instead": [first.id, amended.id],
            "origin": "list",
            "code": "CODE-r1",
            "fields": {"name": "Ana Li", "organisation": "HHU"},
            "gone": ["email"],
        },
    )
    late = Pen("desk2")
    late.write(Kind.AMENDED, payload={"by": "desk", "fields": {"email": "x@y.z", "name": "Ana"}})
    standings = []
    orders = itertools.permutations([*pen.entries, *late.entries])
    for number, order in enumerate(itertools.islice(orders, 0, None, 3)):
        notes = {"event": "e1", "station": "s1", "station_name": "S"}
        path = tmp_path / str(number) / "e1.db"
        with contextlib.closing(
            create_event_file(path, notes, HandClock(), searchable_words)
        ) as file:
            for entry in order:
                file.journal.absorb([entry])
            standings.append(file.journal.standing("r1"))
            assert found(WORDS, path.parent) == set()

    assert all(one == standings[0] for one in standings)
    assert dict(standings[0].person.fields) == {"name": "Ana", "organisation": "HHU"}
    assert standings[0].code == "CODE-r1"


def test_nothing_but_an_erasure_takes_words_away(opened):
    opened.journal.absorb(person().entries)

    with pytest.raises(NotRecordedError, match="append-only"), opened.journal.write() as records:
        records.database.execute_sql("UPDATE journal SET payload = NULL WHERE registration = 'r1'")


STEPS = ("_remove_copies", "_empty_log", "scrub")


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_before_any_step_is_made_good_at_the_next_start(
    tmp_path, monkeypatch, step, opened, key
):
    pen = person()
    opened.journal.absorb([*others(), *pen.entries])
    copy = opened.path.with_name("e1.before-0009_erasing.db")
    copy.write_bytes(b"Brzkwyk")
    with monkeypatch.context() as broken:
        broken.setattr(erase, step, _crash)
        with pytest.raises(_CrashError):
            opened.journal.absorb([pen.write(Kind.ERASED, payload=ERASED)])
    # Closing would tidy up; the power does not.
    disk = Path(shutil.copytree(opened.path.parent, tmp_path / "after"))

    assert found(WORDS, disk, key)
    open_event_file(disk / opened.path.name, HandClock(), searchable_words, key).close()
    assert found(WORDS, disk, key) == set()


def test_a_crash_inside_the_transaction_leaves_all_or_nothing(opened, monkeypatch):
    pen = person()
    opened.journal.absorb(pen.entries)
    with monkeypatch.context() as broken:
        broken.setattr(erase, "silence", _crash)
        with pytest.raises(_CrashError):
            opened.journal.absorb([pen.write(Kind.ERASED, payload=ERASED)])

    assert payloads(opened.journal)["registered"] is not None
    assert not opened.journal.standing("r1").is_erased


def test_a_reader_that_is_at_work_only_delays_the_last_bytes(opened, tmp_path, key, monkeypatch):
    monkeypatch.setattr(erase, "_BUSY_MS", 1)
    pen = person()
    opened.journal.absorb([*others(), *pen.entries])
    reader = open_event_file(opened.path, HandClock(), searchable_words, key)
    reader.database.execute_sql("BEGIN")
    reader.database.execute_sql("SELECT count(*) FROM journal").fetchone()
    opened.journal.absorb([pen.write(Kind.ERASED, payload=ERASED)])
    is_left = erase.is_scrubbing(opened.database)
    reader.database.execute_sql("COMMIT")
    reader.close()

    assert is_left
    assert erase.finish(opened.database)
    assert found(WORDS, tmp_path, key) == set()


def test_an_erasure_that_comes_as_a_removal_ends_has_its_own(opened, monkeypatch):
    removed, another = [], person()

    def scrub(database, **options):
        if not removed:
            removed.append("first")
            with opened.journal.write() as records:
                records.absorb([another.write(Kind.ERASED, payload=ERASED)])
                records.has_erased = False  # another process is about to see to it
        return real(database, **options)

    real = erase.scrub
    opened.journal.absorb(another.entries)
    save_notes(opened.database, {erase.SCRUB: erase.fresh_mark()})
    monkeypatch.setattr(erase, "scrub", scrub)

    erase.finish(opened.database)
    assert removed
    assert erase.is_scrubbing(opened.database)
    erase.finish(opened.database)
    assert not erase.is_scrubbing(opened.database)


class _CrashError(BaseException):
    """The power fails: nobody catches that."""


def _crash(*_arguments, **_named):
    raise _CrashError


@pytest.mark.parametrize("is_first", [True, False])
def test_a_hub_takes_words_away_whichever_comes_first(hub_url, is_first):
    pen = person()
    erasure = pen.write(Kind.ERASED, payload=ERASED)
    late = replace(erasure, station="x", seq=1)
    store = open_hub_store(hub_url)
    with contextlib.closing(store):
        portions = [[late], pen.entries[:-1]] if is_first else [pen.entries[:-1], [late]]
        for portion in portions:
            absorb(store, portion)
        said = {entry.kind: entry.payload for _, entry in store.entries()}
        assert {kind for kind, words in said.items() if words} == {"arrived", "counted", "erased"}
        assert store.scrub()
        assert not store.scrub()
