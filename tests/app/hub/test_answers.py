"""What a hub answers, without a network: nothing lost, nothing doubled, no foreign word taken."""

import pytest

from app.errors import NotRecordedError
from app.hub.answers import Answers
from app.hub.hub_time import HubTime
from app.model.entry import LARGEST_BYTES, Kind
from app.model.life import is_later, life_after
from app.sync import wire
from tests.app.hub.crowd import EVENT, admit, chain, member
from tests.app.journals import Pen


@pytest.fixture(autouse=True)
def _members(store):
    admit(store, "a", "b")


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


def test_whoever_knows_a_later_life_makes_a_hub_that_was_put_back_begin_one(push, store, answers):
    put_back_to = store.epoch()
    later = life_after(put_back_to, "", 7)

    page = answers.page(member("a"), wire.PullQuery(epoch=later))
    (outcome,) = push(chain("b"), epoch=life_after(page.epoch, "", 7))

    assert is_later(page.epoch, later)
    assert is_later(outcome.epoch, page.epoch)
    assert (outcome.epoch, outcome.acked) == (store.epoch(), 0)


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
