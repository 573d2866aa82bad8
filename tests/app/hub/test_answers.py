"""What a hub answers, without a network: nothing lost, nothing doubled, no foreign word taken."""

import threading

import pytest

from app.errors import NotRecordedError
from app.hub.answers import Answers
from app.hub.author import Author, revoke
from app.hub.hub_time import HubTime
from app.hub.intake import RefusedError
from app.model.entry import FORMAT_VERSION, LARGEST_BYTES, Kind
from app.ports.hub import HubStation
from app.sync import wire
from app.sync.enrolment import hashed
from app.sync.signing import new_key, public_part
from db.journal import Pen as JournalPen
from tests.app.journals import Pen

EVENT = "e1"


def member(name):
    return HubStation(id=name, name=name.title(), public_key="", joined_ms=1)


def admit(store, *names):
    """Let stations in; the token of each is its id."""
    for name in names:
        store.offer(name, f"code-{name}", 2**40)
        station = HubStation(
            id=name, name=name.title(), public_key=public_part(new_key()), joined_ms=1
        )
        assert store.enrol(station, hashed(name), event=EVENT, code_hash=f"code-{name}")


@pytest.fixture(autouse=True)
def _members(store):
    admit(store, "a", "b")


def chain(station, length=3):
    pen = Pen(station)
    for number in range(length):
        pen.register(f"{station}-r{number}")
    return pen.entries


@pytest.fixture
def push(answers, store):
    """Push entries of one station, in a group of their own or with others; return the outcomes."""

    def push_all(*batches, carrier=None, epoch=None, event=""):
        pushes = [
            (
                member(carrier or batch[0].station),
                wire.PushRequest(
                    epoch=epoch or store.epoch(),
                    station=batch[0].station,
                    entries=list(batch),
                    event=event,
                ),
            )
            for batch in batches
        ]
        return answers.push_group(pushes)

    return push_all


def query(store, **more):
    return wire.PullQuery(epoch=store.epoch(), **more)


def positions(store):
    return [position for position, _ in store.entries()]


def test_many_stations_share_one_group(push, store):
    outcomes = push(*(chain(f"s{number}") for number in range(50)))

    assert [outcome.acked for outcome in outcomes] == [3] * 50
    assert positions(store) == list(range(1, 151))


def test_pushes_that_follow_each_other_in_one_group_are_joined(push, store):
    entries = chain("a", 6)
    first, second, again = push(entries[:3], entries[3:], entries)

    assert (first.acked, second.acked, again.acked) == (3, 6, 6)
    assert len(positions(store)) == 6


def test_a_fork_is_refused_with_its_number_and_the_rest_is_taken(push, store):
    other = Pen("a")
    other.write("arrived", id="other")
    push(chain("a"))
    forked, fine = push(other.entries, chain("b"))

    assert (forked.status, forked.reason, forked.refusal.seq) == (409, wire.FORKED, 1)
    assert fine.acked == 3
    assert len(positions(store)) == 6


def test_another_process_may_write_between_two_groups(push, store, clock):
    entries = chain("a", 6)
    push(entries[:2])
    elsewhere = Answers(store, HubTime(clock))
    request = wire.PushRequest(epoch=store.epoch(), station="a", entries=entries[2:4])
    elsewhere.push_group([(member("a"), request)])

    (outcome,) = push(entries[4:])

    assert outcome.acked == 6
    assert positions(store) == list(range(1, 7))


def test_an_id_that_stands_elsewhere_is_refused(push, store):
    push(chain("a"))
    thief = Pen("b")
    thief.write("arrived", id="a1")

    (outcome,) = push(thief.entries)

    assert outcome.reason == wire.DAMAGED
    assert len(positions(store)) == 3


def test_what_nobody_can_read_is_kept_and_passed_on(push, answers, store):
    odd = Pen("a")
    odd.write("registered", payload={"origin": "nobody knows", "code": 5, "fields": 7})
    odd.write("something new", payload={"a": [1.5, 2**70, "\0", None]})
    push(odd.entries)

    page = answers.page(member("b"), query(store))

    assert [entry for _, entry in page.entries] == odd.entries


def test_a_push_of_another_life_is_not_taken(push, store):
    (outcome,) = push(chain("a"), epoch="another")

    assert (outcome.epoch, outcome.acked) == (store.epoch(), 0)
    assert positions(store) == []


def test_a_refusing_disk_takes_nothing_and_works_again(push, store):
    push(chain("a"))
    store._database.execute_sql(
        "CREATE TRIGGER full BEFORE INSERT ON journal WHEN NEW.station = 'b' AND NEW.seq = 3"
        " BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    with pytest.raises(NotRecordedError):
        push(chain("b"))
    assert positions(store) == [1, 2, 3]
    store._database.execute_sql("DROP TRIGGER full")

    (outcome,) = push(chain("b"))

    assert outcome.acked == 3
    assert positions(store) == list(range(1, 7))


@pytest.mark.parametrize("told", [{"event": "another"}, {}])
def test_entries_of_another_event_are_refused(push, store, told):
    pen = Pen("a")
    pen.write(Kind.PROGRAMME, None, payload={"what": "event", "id": "another"})
    (outcome,) = push(pen.entries if not told else chain("a"), **told)

    assert (outcome.status, outcome.reason) == (409, wire.OTHER_EVENT)
    assert positions(store) == []


def test_the_hubs_own_event_is_taken(push):
    pen = Pen("a")
    pen.plan_event()
    (outcome,) = push(pen.entries, event=EVENT)

    assert outcome.acked == 1


def test_a_station_that_knows_more_begins_a_new_epoch(push, answers, store):
    push(chain("a"))
    before = store.epoch()

    page = answers.page(member("a"), query(store, acked=4))

    assert page.epoch == store.epoch() != before
    assert page.entries == []


def test_another_entry_at_the_cursor_begins_a_new_epoch(push, answers, store):
    push(chain("a"))
    assert answers.page(member("b"), query(store, after=2, mark="a2")).next == 3
    before = store.epoch()

    answers.page(member("b"), query(store, after=2, mark="another"))

    assert store.epoch() != before


def test_a_push_behind_a_hole_begins_a_new_epoch(push, store):
    before = store.epoch()
    (outcome,) = push(chain("a")[1:])

    assert outcome.epoch == store.epoch() != before


def test_a_hole_in_what_is_carried_for_another_does_not(push, store):
    before = store.epoch()
    (outcome,) = push(chain("a")[1:], carrier="b")

    assert (outcome.acked, store.epoch()) == (0, before)


def test_a_reader_in_another_process_does_not_take_news_for_a_restore(push, store, clock):
    reader = Answers(store, HubTime(clock))
    reader.page(member("a"), query(store))
    before = store.epoch()
    push(chain("a"))

    page = reader.page(member("a"), query(store, acked=3))

    assert page.epoch == before
    assert len(page.entries) == 3


def test_who_was_here_and_what_was_unsent_is_told(push, answers, store, clock):
    push(chain("a"))
    answers.page(member("a"), query(store, acked=3, last_seq=8, version="0.2"))
    answers.keep_sightings()

    status = {station.id: station for station in answers.status().stations}["a"]

    assert (status.acked, status.unsent, status.version) == (3, 5, "0.2")
    assert status.seen_ms == clock.wall_ms


def test_repeats_are_answered_and_counted(push, answers):
    push(chain("a"))
    (outcome,) = push(chain("a"))

    assert outcome.acked == 3
    assert answers.status().refused == {wire.REPEATED: 1}


def test_entries_that_fill_a_body_come_page_by_page(push, answers, store):
    pen = Pen("a")
    for number in range(3):
        pen.register(f"r{number}", name="x" * (6 * 2**20))
    push(pen.entries)

    first = answers.page(member("b"), query(store))
    second = answers.page(member("b"), query(store, after=first.next, mark=first.entries[-1][1].id))

    assert (len(first.entries), first.is_cut) == (2, True)
    assert (len(second.entries), second.is_cut) == (1, False)


def test_an_entry_that_no_page_could_carry_is_not_taken(push, store):
    pen = Pen("a")
    pen.register(name="x" * LARGEST_BYTES)

    (outcome,) = push(pen.entries)

    assert outcome.reason == wire.DAMAGED
    assert positions(store) == []


def test_counts_of_several_processes_add_up(answers, store, clock):
    other = Answers(store, HubTime(clock))
    answers.refusals.count(wire.DAMAGED)
    other.refusals.count(wire.DAMAGED)
    other.keep_sightings()

    assert answers.status().refused == {wire.DAMAGED: 2}


@pytest.fixture
def author(clock):
    return Author("hub", JournalPen(clock))


def test_revoking_is_an_entry_and_the_token_is_dead(push, answers, store, author):
    push(chain("a"))
    assert answers.station_of("a").id == "a"

    revoked = revoke(store, author, "A")

    (entry,) = [entry for _, entry in store.entries() if entry.kind == Kind.REVOKED]
    assert (entry.station, entry.payload["station"], entry.payload["last_seq"]) == ("hub", "a", 3)
    assert revoked.revoked_ms == entry.wall_ms
    with pytest.raises(RefusedError) as refusal:
        answers.station_of("a")
    assert (refusal.value.status, refusal.value.reason) == (401, wire.REVOKED)


def test_the_hubs_own_chain_goes_on(store, author):
    revoke(store, author, "a")
    revoke(store, author, "b")
    first, second = [entry for _, entry in store.entries()]

    assert second.prev == first.link()


def test_an_absorbed_revocation_kills_the_token_too(push, answers):
    elsewhere = Pen("outside")
    elsewhere.write(Kind.REVOKED, None, payload={"station": "a", "name": "A", "last_seq": 0})
    push(elsewhere.entries, carrier="b")

    with pytest.raises(RefusedError) as refusal:
        answers.station_of("a")
    assert refusal.value.reason == wire.REVOKED


def test_an_unknown_token_is_no_revoked_one(answers):
    with pytest.raises(RefusedError) as refusal:
        answers.station_of("nobody")
    assert refusal.value.reason == wire.UNKNOWN_TOKEN


def test_two_writers_at_once_leave_no_gap(store, clock):
    """Two processes would do the same: each has its own connection and its own memory."""
    chains = {name: chain(name, 40) for name in ("a", "b")}

    def write(name):
        mine = Answers(store, HubTime(clock))
        for entry in chains[name]:
            request = wire.PushRequest(epoch=store.epoch(), station=name, entries=[entry])
            mine.push_group([(member(name), request)])
        mine.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in chains]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert positions(store) == list(range(1, 81))
    assert {entry.id for _, entry in store.entries()} == {
        entry.id for entries in chains.values() for entry in entries
    }


def test_versions_are_told(answers):
    assert answers.status().versions == (1, FORMAT_VERSION)
