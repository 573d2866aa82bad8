"""A hub's own version of a forked journal goes on as a branch, on SQLite and PostgreSQL."""

from contextlib import closing

import pytest

from app.admission.proof import verify_journal
from app.clock import ClockReading
from app.errors import NotRecordedError, StorageError
from app.hub.author import Author
from app.hub.branching import branch_off
from app.hub.upstream import Upstream, save_upstream, upstream
from app.model.branch import branch_of, rehomed
from db.hub_store import open_hub_store
from db.pen import Pen
from tests.app.journals import HandClock
from tests.db.hub_entries import absorb, written, written_by_a_copy


@pytest.fixture
def store(hub_url):
    with closing(open_hub_store(hub_url)) as opened:
        absorb(opened, written("a", arrivals=3))
        absorb(opened, written("b"))
        yield opened


def branched(store, seq=3):
    with store.write() as records:
        return records.branch_off("a", seq)


def test_entries_go_on_under_the_branch_at_their_positions(store):
    before = dict(store.entries())

    assert branched(store) == 2

    after, branch = dict(store.entries()), branch_of("a", before[3].id)
    assert [(n, one.id, one.payload) for n, one in after.items()] == [
        (n, one.id, one.payload) for n, one in before.items()
    ]
    assert [(after[n].station, after[n].seq) for n in (2, 3, 4, 5)] == [
        ("a", 2),
        (branch, 1),
        (branch, 2),
        ("b", 1),
    ]
    assert not verify_journal(list(after.values()), []).problems


def test_the_freed_numbers_take_the_other_version(store):
    twin = written_by_a_copy(arrivals=3)
    branched(store, 1)

    absorb(store, twin)

    assert store.heads()["a"].link == twin[-1].link()


def test_where_there_is_nothing_nothing_moves(store):
    assert branched(store, 5) == 0
    assert {key: head.seq for key, head in store.heads().items()} == {"a": 4, "b": 2}


def test_history_is_guarded_again_afterwards(store):
    branched(store)

    with pytest.raises(NotRecordedError), store.write():
        store._database.execute_sql("UPDATE journal SET seq = 9 WHERE seq = 2")
    assert store.heads()["a"].seq == 2


def branch_off_and_fail(records):
    records.branch_off("a", 3)
    sentence = "The power failed."
    raise StorageError(sentence)


def test_what_fails_on_the_way_changes_nothing_and_leaves_the_guard(store):
    before = list(store.entries())

    with pytest.raises((StorageError, NotRecordedError)), store.write() as records:
        branch_off_and_fail(records)

    assert list(store.entries()) == before
    with pytest.raises(NotRecordedError), store.write():
        store._database.execute_sql("UPDATE journal SET seq = 9 WHERE seq = 2")


class BrokenClock:
    def read(self) -> ClockReading:
        sentence = "The power failed."
        raise StorageError(sentence)


def test_branch_news_epoch_and_link_are_one_transaction(store):
    link = Upstream(address="h:1", pin="p", token="t", signing_key="k", cursor=4, sent=4)  # noqa: S106 - for nobody
    save_upstream(store, link)
    before, epoch = list(store.entries()), store.epoch()

    with pytest.raises((StorageError, NotRecordedError)):
        branch_off(store, Author("hub", Pen(BrokenClock())), ("a", 3), lambda _entry: True)
    assert (list(store.entries()), store.epoch(), upstream(store)) == (before, epoch, link)

    author = Author("hub", Pen(HandClock()))
    assert branch_off(store, author, ("a", 3), lambda _entry: True) == 2
    assert store.epoch() != epoch
    assert (upstream(store).cursor, upstream(store).sent) == (0, 0)
    assert store.heads()["hub"].seq == 1


def test_two_branches_never_share_a_name(store):
    first = dict(store.entries())[3].id
    absorb(store, written(branch_of("a", first)))

    branched(store)

    taken = branch_of("a", first)
    assert store.heads()[taken].seq == 2
    assert store.heads()[branch_of(taken, first)].seq == 2


def test_what_is_here_under_another_name_goes_where_it_is_said_to_be(store):
    before = dict(store.entries())
    theirs = list(rehomed([before[2]], "copy"))

    with store.write() as records:
        assert records.give_up(theirs) == 1

    after = list(store.entries())
    assert [(n, one.id) for n, one in after] == [(n, one.id) for n, one in before.items()]
    assert [(one.station, one.seq) for _, one in after[:4]] == [
        ("a", 1),
        ("copy", 1),
        ("a", 2),
        ("a", 3),
    ]
    assert not verify_journal([one for _, one in after], []).problems


def test_a_first_entry_that_goes_lets_the_second_be_the_first(store):
    theirs = list(rehomed([dict(store.entries())[1]], "copy"))

    with store.write() as records:
        records.give_up(theirs)

    after = [one for _, one in store.entries()]
    assert store.heads()["a"].seq == 3
    assert not verify_journal(after, []).problems
