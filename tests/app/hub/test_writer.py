"""The one writer: contiguous positions, one commit for many, one sender's fault stays his."""

import asyncio
import logging

import pytest

from app.errors import NotRecordedError
from app.hub.intake import RefusedError
from app.hub.writer import Writer
from app.ports.hub import Sighting
from app.sync import wire
from tests.app.journals import Pen


def push(entries):
    return wire.PushRequest(epoch="e", station=entries[0].station, entries=entries)


def chain(station, length=3):
    pen = Pen(station)
    for number in range(length):
        pen.register(f"{station}-r{number}")
    return pen.entries


class Rings:
    def __init__(self):
        self.count = 0

    def ring(self):
        self.count += 1


@pytest.fixture
def rings():
    return Rings()


@pytest.fixture
def submit_rounds(file, book, rings):
    """Push several batches at once, round after round; return what becomes of each."""

    def submit_all(*rounds):
        async def main():
            writer = Writer(file.journal, book, rings.ring)
            running = asyncio.create_task(writer.run())
            try:
                return [
                    await asyncio.gather(*map(writer.submit, pushes), return_exceptions=True)
                    for pushes in rounds
                ]
            finally:
                running.cancel()
                await asyncio.wait([running])

        return asyncio.run(main())

    return submit_all


@pytest.fixture
def submit(submit_rounds):
    """Push several batches at once; return what becomes of each."""
    return lambda *pushes: submit_rounds(pushes)[0]


def positions(file):
    return [position for position, _ in file.journal.entries()]


def test_many_stations_share_one_commit(submit, rings, file):
    submit(*(push(chain(f"s{number}")) for number in range(100)))

    assert rings.count == 1
    assert positions(file) == list(range(1, 301))


def test_pushes_that_follow_each_other_in_one_group_are_joined(submit, file):
    entries = chain("a", 6)
    first, second = submit(push(entries[:3]), push(entries[3:]))

    assert (first.acked, second.acked) == (3, 6)
    assert len(positions(file)) == 6


def test_a_push_continues_the_one_before(submit_rounds, file):
    entries = chain("a", 6)
    rounds = submit_rounds([push(entries[:3])], [push(entries[3:])], [push(entries)])

    assert [(one.acked, len(one.fresh)) for (one,) in rounds] == [(3, 3), (6, 3), (6, 0)]
    assert len(positions(file)) == 6


def test_the_same_push_twice_at_once_is_taken_once(submit, file):
    entries = chain("a")
    outcomes = submit(push(entries), push(entries))

    assert [outcome.acked for outcome in outcomes] == [3, 3]
    assert len(positions(file)) == 3


def test_a_fork_within_a_group_is_refused_and_the_rest_is_taken(submit, file):
    other = Pen("a")
    other.write("arrived", id="other")
    first, forked, third = submit(push(chain("a")), push(other.entries), push(chain("b")))

    assert isinstance(forked, RefusedError)
    assert (first.acked, third.acked) == (3, 3)
    assert len(positions(file)) == 6


def test_an_id_that_stands_elsewhere_is_refused(submit, file):
    submit(push(chain("a")))
    thief = Pen("b")
    thief.write("arrived", id="a1")

    (outcome,) = submit(push(thief.entries))

    assert isinstance(outcome, RefusedError)
    assert len(positions(file)) == 3


@pytest.mark.expects_log
def test_an_entry_that_cannot_be_folded_fails_only_its_sender(submit, file, caplog):
    bad = Pen("b")
    bad.write("registered", payload={"origin": "nobody knows", "code": 5, "fields": 7})

    with caplog.at_level(logging.CRITICAL):
        good, failed = submit(push(chain("a")), push(bad.entries))

    assert good.acked == 3
    assert isinstance(failed, Exception)
    assert len(positions(file)) == 3


@pytest.mark.expects_log
def test_a_refusing_disk_is_told_to_the_sender_and_nothing_is_taken(submit, file):
    file.database.execute_sql(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    (failed,) = submit(push(chain("a")))

    assert isinstance(failed, NotRecordedError)
    assert positions(file) == []


def test_after_a_restart_the_chain_goes_on(submit):
    entries = chain("a", 5)
    submit(push(entries[:2]))
    (intake,) = submit(push(entries))

    assert [entry.seq for entry in intake.fresh] == [3, 4, 5]
    assert intake.acked == 5


def test_who_was_here_is_written_down(file, book):
    file.database.execute_sql(
        "INSERT INTO hub_station (id, name, public_key, token_hash, joined_ms, cursor)"
        " VALUES ('s1', 'Gate', '', '', 1, 0)"
    )

    async def main():
        writer = Writer(file.journal, book, lambda: None)
        writer.note(Sighting("s1", 7, 99))
        running = asyncio.create_task(writer.run())
        await writer.submit(push(chain("a")))
        running.cancel()
        await asyncio.wait([running])

    asyncio.run(main())
    (station,) = book.stations()

    assert (station.cursor, station.seen_ms) == (7, 99)
