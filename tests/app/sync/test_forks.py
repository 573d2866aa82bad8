"""Copied and restored data folders: nothing lost, nothing doubled, every chain whole."""

import asyncio
import shutil

import pytest

from app.clock import ClockReading
from app.errors import HubUnreachableError, JournalForkedError
from app.model.branch import branch_of
from app.model.entry import Kind
from app.sync import wire
from app.sync.central import Central
from app.sync.exchange import Exchange
from tests.app.network import CLOCK, Gate, HubHouse, proof
from tests.app.sync.backups import copy_folder, restored

ROUNDS = 8


@pytest.fixture
def copy(tmp_path):
    """Copies the data folder of a station that is not open; returns the copy, opened."""
    copies = []

    def make(gate: Gate) -> Gate:
        gate.file.close()
        source = gate.file.path.parents[1]
        target = tmp_path / f"copy{len(copies)}"
        shutil.copytree(source, target)
        twin = Gate(target)
        twin.file = twin.events.open()
        copies.append(twin)
        return twin

    yield make
    for twin in copies:
        twin.file.close()


def settle(*gates: Gate) -> None:
    """Let everybody hear of everything: what one sync brings may make others send."""
    for _ in range(ROUNDS):
        results = [gate.sync() for gate in gates]
        if not any(result.pushed or result.pulled for result in results):
            return
    pytest.fail("the stations never come to rest")


def ids(*places: Gate | HubHouse) -> set[str]:
    return {entry.id for place in places for _, entry in place.journal.entries()}


def require_all(written: set[str], hub: HubHouse, *gates: Gate) -> None:
    """Every entry everywhere, under one id once, in whole chains."""
    proofs = [proof(place) for place in (hub, *gates)]
    assert not [problem for one in proofs for problem in one.problems]
    assert len({one.digest for one in proofs}) == 1
    assert len({one.standings for one in proofs}) == 1
    for place in (hub, *gates):
        found = [entry.id for _, entry in place.journal.entries()]
        assert len(found) == len(set(found))
        assert written <= set(found)


def test_a_copy_that_comes_second_goes_on_under_a_new_name(hub, first, copy):
    twin = copy(first)
    first.say("a1", "a2")
    twin.say("b1", "b2", "b3")
    written = ids(first, twin)
    settle(first, twin)

    require_all(written, hub, first, twin)
    assert first.journal.station == "first"
    assert twin.journal.station != "first"


def test_a_fork_is_told_as_an_entry_of_the_new_name(first, copy):
    twin = copy(first)
    first.say("a1")
    twin.say("b1", "b2")
    settle(first, twin)
    told = [entry for _, entry in first.journal.entries() if entry.kind == Kind.FORKED]

    assert [entry.station for entry in told] == [twin.journal.station]
    assert told[0].payload["station"] == "first"
    assert told[0].payload["count"] == 2


def test_three_copies_of_one_folder_all_bring_what_they_have(hub, first, second, copy):
    twin, triplet = copy(first), copy(first)
    first.say("a1")
    twin.say("b1")
    triplet.say("c1", "c2")
    second.say("d1")
    written = ids(first, twin, triplet, second)
    settle(second, triplet, first, twin)

    require_all(written, hub, first, twin, triplet, second)
    assert len({gate.journal.station for gate in (first, twin, triplet)}) == 3


def test_a_restored_image_keeps_what_was_written_before_and_after(hub, first, copy):
    image = copy(first)
    first.say("a1", "a2")
    first.sync()
    written = ids(first)
    first.file.close()
    image.say("b1")
    written |= ids(image)
    settle(image)

    require_all(written, hub, image)


def test_a_restored_image_that_wrote_nothing_yet_stays_who_it_is(hub, first, copy):
    image = copy(first)
    first.say("a1", "a2")
    first.sync()
    image.sync()
    image.say("b1")
    image.sync()

    assert image.journal.station == "first"
    assert image.sync().unsent == 0
    assert proof(image) == proof(hub)


def test_a_copy_and_a_restored_image_at_once(hub, first, second, copy):
    image = copy(first)
    first.say("a1", "a2", "a3")
    first.sync()
    twin = copy(first)
    first.say("a4")
    twin.say("b1", "b2")
    image.say("c1")
    written = ids(first, second, twin, image)
    settle(image, twin, first, second)

    require_all(written, hub, first, second, twin, image)


def test_an_image_from_before_a_fork_finds_its_entries_under_the_new_name(hub, first, copy):
    twin = copy(first)
    first.say("a1")
    twin.say("b1", "b2")
    before = copy(twin)
    settle(first, twin)
    twin.file.close()
    before.say("c1")
    written = ids(first, twin, before)
    settle(before, first)

    require_all(written, hub, first, before)


@pytest.mark.expects_log
def test_who_carries_the_losing_branch_lets_it_have_the_name_that_its_writer_gives_it(
    tmp_path, hub, first, second, copy
):
    """The hub is older than the branch that the second station pulled; the copy comes first."""
    hub.stop()
    copy_folder(hub.folder, tmp_path / "older")
    hub.start()
    twin = copy(first)
    first.say("a1", "a2")
    first.sync()
    second.sync()
    twin.say("b1")
    hub.stop()
    older = restored(hub, tmp_path / "older")
    written = ids(first, second, twin)
    try:
        twin.sync()
        settle(second, first, twin)
        require_all(written, older, first, second, twin)
    finally:
        older.close()


@pytest.mark.expects_log
def test_a_station_that_is_gone_lives_on_in_those_who_carry_its_branch(
    tmp_path, hub, first, second, copy
):
    hub.stop()
    copy_folder(hub.folder, tmp_path / "older")
    hub.start()
    twin = copy(first)
    first.say("a1", "a2")
    first.sync()
    second.sync()
    twin.say("b1")
    hub.stop()
    older = restored(hub, tmp_path / "older")
    written = ids(second, twin)
    try:
        twin.sync()
        settle(second, twin)
        require_all(written, older, second, twin)
        branches = {entry.station for _, entry in older.journal.entries()}
        assert branch_of("first", entry_of(second, "a1").id) in branches
    finally:
        older.close()


def test_a_crash_between_the_hubs_answer_and_the_new_name_costs_nothing(hub, first, copy):
    twin = copy(first)
    first.say("a1")
    twin.say("b1")
    first.sync()
    exchange = forked(twin)
    station = renew_at_hub(twin, exchange.renewal.next())
    exchange.renewal.abandon()
    written = ids(first, twin)
    settle(twin, first)

    require_all(written, hub, first, twin)
    assert twin.journal.station == station


def test_of_two_processes_on_one_folder_one_asks_and_the_other_goes_on(hub, first, copy):
    twin = copy(first)
    other = Gate(twin.file.path.parents[1])
    other.file = other.events.open()
    first.say("a1")
    twin.say("b1")
    first.sync()
    loser = forked(other)
    winner = forked(twin)
    assert winner.renewal.next() is not None
    with pytest.raises(HubUnreachableError, match="new name"):
        loser.renewal.next()
    winner.renewal.abandon()
    twin.sync()
    other.say("b2")
    written = ids(first, twin)
    settle(other, first)

    require_all(written, hub, first, other)
    assert other.journal.station == twin.journal.station
    other.file.close()


def test_a_claim_that_was_never_redeemed_ends_by_itself(first):
    book, link = first.book, first.book.link()
    now = ClockReading("boot", 0, 0)
    later = ClockReading("boot", 60_000, 0)

    assert book.claim_renewal(link, "key", now) == "key"
    assert book.claim_renewal(link, "another", now) is None
    assert book.claim_renewal(link, "another", later) == "key"
    assert book.claim_renewal(link, "another", ClockReading("next boot", 0, 0)) == "key"


def test_history_is_as_guarded_as_before_after_a_fork(first, copy):
    twin = copy(first)
    first.say("a1")
    twin.say("b1")
    settle(first, twin)
    guards = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"

    assert twin.file.database.execute_sql(guards).fetchone() == (2,)


def test_a_copied_folder_may_join_by_a_new_enrolment(hub, first, copy):
    twin = copy(first)
    twin.say("b1")
    first.say("a1")
    written = ids(first, twin)
    twin.join(hub.invite("Twin"))
    settle(first, twin)

    require_all(written, hub, first, twin)
    assert twin.journal.station != "first"


def entry_of(gate: Gate, registration: str):
    return next(one for _, one in gate.journal.entries() if one.registration == registration)


def forked(gate: Gate) -> Exchange:
    """Return the exchange of a station that has just heard of its fork from the hub."""
    exchange = Exchange(gate.journal, gate.book, CLOCK)
    push = exchange.next_push()
    try:
        asyncio.run(ask(gate, lambda central: central.push(push)))
    except JournalForkedError as error:
        exchange.take_refusal(push, error)
    return exchange


def renew_at_hub(gate: Gate, request: wire.RenewRequest) -> str:
    """Ask for a new identity and lose the answer; return whose it was."""
    return asyncio.run(ask(gate, lambda central: central.renew(request))).station


async def ask(gate: Gate, question):
    async with Central.of(gate.book.link()) as central:
        return await question(central)
