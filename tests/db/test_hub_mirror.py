"""The mirror: the hub's journal as an event file, never ahead of it, caught up when opened."""

from contextlib import closing

import pytest

from app.admission.proof import verify_journal
from app.errors import NotRecordedError
from app.hub.author import Author, revoke
from app.model.entry import Draft, Kind
from app.search.searchable import searchable_words
from app.vault import key_of
from db.hub_memo import settle
from db.hub_mirror import PREFIX, mirror_of, open_mirror
from db.hub_store import open_hub_store
from db.notes import EVENT
from db.pen import Pen as JournalPen
from tests.app.journals import HandClock, Pen
from tests.db.hub_entries import admit

CLOCK = HandClock()


@pytest.fixture
def memo(tmp_path):
    return settle(tmp_path)


@pytest.fixture
def store(tmp_path, memo):
    opened = open_hub_store(memo.database, key_of(tmp_path))
    opened.save_note(EVENT, "e1")
    yield opened
    opened.close()


@pytest.fixture
def pen():
    pen = Pen("a")
    pen.plan_event()
    for number in range(5):
        pen.register(f"r{number}")
    return pen


@pytest.fixture
def look(tmp_path, memo):
    """Open the mirror as a command in the hub's folder does."""
    return lambda: closing(open_mirror(tmp_path, memo, CLOCK, searchable_words))


def add(store, entries):
    with store.write() as records:
        records.absorb(entries)


def own(opened):
    """Return what the mirror itself has, not what it asks of the hub's database."""
    return opened.database.execute_sql("SELECT position, id FROM journal ORDER BY 1").fetchall()


def there(store):
    return [(position, entry.id) for position, entry in store.entries()]


def test_a_mirror_has_everything_at_the_same_position(store, pen, look):
    add(store, pen.entries)
    with look() as opened:
        assert own(opened) == there(store)
        assert opened.event == "e1"
        assert [one.registration for one in opened.journal.standings()] == [
            f"r{number}" for number in range(5)
        ]


def test_a_mirror_catches_up_when_it_is_opened(store, pen, look):
    add(store, pen.entries[:2])
    with look() as opened:
        assert len(own(opened)) == 2
    add(store, pen.entries[2:])
    with look() as opened:
        assert own(opened) == there(store)


def test_a_mirror_of_a_blank_hub_learns_its_event(tmp_path, memo, look):
    store = open_hub_store(memo.database, key_of(tmp_path))
    with closing(store), look() as opened:
        assert opened.event == ""
        store.save_note(EVENT, "e1")
    with look() as opened:
        assert opened.event == "e1"


def test_what_is_written_in_the_mirror_is_in_the_hubs_database(store, pen, look, memo):
    add(store, pen.entries)
    with look() as opened, opened.journal.write() as records:
        records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
    with look() as opened:
        assert own(opened) == there(store)
    entry = [entry for _, entry in store.entries()][-1]
    assert (entry.station, entry.seq, entry.kind) == (memo.station, 1, Kind.COUNTED)


def test_what_came_to_the_hub_while_the_mirror_was_open_goes_first(store, pen, look):
    add(store, pen.entries[:3])
    with look() as opened:
        add(store, pen.entries[3:])
        with opened.journal.write() as records:
            records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
        assert own(opened) == there(store)
    assert len(there(store)) == 7


def test_a_write_that_is_given_up_is_nowhere(store, pen, look):
    add(store, pen.entries)
    with look() as opened:
        with pytest.raises(ZeroDivisionError):
            give_up(opened)
        assert own(opened) == there(store)
    assert len(there(store)) == 6


def give_up(opened):
    with opened.journal.write() as records:
        records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
        raise ZeroDivisionError


def test_what_the_hubs_database_refuses_is_not_in_the_mirror(store, pen, look):
    add(store, pen.entries)
    with look() as opened:
        store._database.execute_sql(
            "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        with pytest.raises(NotRecordedError), opened.journal.write() as records:
            records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
        assert own(opened) == there(store)


@pytest.mark.expects_log
def test_a_mirror_that_cannot_follow_does_so_later(store, pen, look):
    """The hub's database has committed; then the mirror's disk is full."""
    add(store, pen.entries)
    with look() as opened:
        # Deferred foreign keys fail at COMMIT, like a full disk.
        opened.database.execute_sql(
            "CREATE TABLE bad (parent TEXT REFERENCES note (key) DEFERRABLE INITIALLY DEFERRED)"
        )
        with opened.journal.write() as records:
            records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
            opened.database.execute_sql("INSERT INTO bad VALUES ('nowhere')")
        assert len(own(opened)) == 6
    assert len(there(store)) == 7
    with look() as opened:
        assert own(opened) == there(store)


def test_a_restored_hub_gets_back_what_only_the_mirror_has(tmp_path, memo, store, pen, look):
    add(store, pen.entries)
    before = store.epoch()
    with look() as opened, opened.journal.write() as records:
        records.append(Draft(kind=Kind.COUNTED, payload={"number": 25}))
    lost = there(store)
    store.close()
    for path in tmp_path.glob("hub.db*"):
        path.unlink()
    restored = open_hub_store(memo.database, key_of(tmp_path))
    with closing(restored):
        restored.save_note(EVENT, "e1")
        restored.save_note("epoch", before)
        add(restored, pen.entries[:2])
        with look() as opened:
            assert own(opened) == there(restored)
        assert [key for _, key in there(restored)] == [key for _, key in lost]
        assert restored.epoch() != before
    assert len(list(tmp_path.glob(f"{PREFIX}*.db"))) == 1


def restored_to(backup, memo, folder):
    """Put the hub's database back to what it was; the mirror stays as it is."""
    for path in folder.glob("hub.db*"):
        path.unlink()
    for path, content in backup.items():
        path.write_bytes(content)
    return closing(open_hub_store(memo.database, key_of(folder)))


@pytest.fixture
def backup(tmp_path, store, pen):
    """The hub's database with all entries of the pen, and one station."""
    add(store, pen.entries)
    admit(store, "lost")
    store.close()
    return {path: path.read_bytes() for path in tmp_path.glob("hub.db*")}


def test_whom_a_restored_hub_had_shut_out_it_shuts_out_again(tmp_path, memo, store, backup, look):
    revoke(store, Author(memo.station, JournalPen(CLOCK)), "lost")
    with look() as opened:
        assert [entry.kind for _, entry in opened.journal.entries()][-1] == Kind.REVOKED
    store.close()
    with restored_to(backup, memo, tmp_path) as restored:
        assert restored.holder("t").revoked_ms is None
        with look():
            pass
        assert restored.holder("t").revoked_ms is not None


def test_what_a_restored_hub_wrote_meanwhile_costs_nothing_of_the_mirror(
    tmp_path, memo, store, backup, look, pen
):
    with look() as opened, opened.journal.write() as records:
        for number in (25, 26):
            records.append(Draft(kind=Kind.COUNTED, payload={"number": number}))
    store.close()
    with restored_to(backup, memo, tmp_path) as restored:
        revoke(restored, Author(memo.station, JournalPen(CLOCK)), "lost")
        with look() as opened:
            assert own(opened) == there(restored)
            proof = verify_journal(
                (entry for _, entry in opened.journal.entries()), opened.journal.standings()
            )
        kinds = [entry.kind for _, entry in restored.entries()][len(pen.entries) :]
    assert kinds == [Kind.REVOKED, Kind.COUNTED, Kind.COUNTED]
    assert proof.is_sound


def test_serving_and_commands_share_one_mirror(tmp_path, memo, store, pen, look):
    add(store, pen.entries[:3])
    with closing(mirror_of(store, tmp_path, memo.station, CLOCK, searchable_words)) as served:
        add(store, pen.entries[3:])
        with look() as opened:
            assert len(own(opened)) == 6
        assert served.journal.catch_up() == 0
        assert own(served) == there(store)
