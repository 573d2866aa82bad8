"""PostgreSQL killed under load, hub processes killed beside each other: nothing lost or doubled."""

import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest

from app.admission.proof import verify_journal
from db.hub_store import open_hub_store
from tests.db.hub_pusher import bring

RESTARTS = 5
PUSHES_BETWEEN = 40
"""Acknowledged pushes after which the server is killed again."""

SOON_S = 60
LONG = 100_000
"""Entries that no writer comes to the end of."""


@dataclass
class Log:
    """What writers were told is durable: the last number of each station's chain."""

    acked: dict[str, int] = field(default_factory=dict)
    _pushes: int = 0
    _news: threading.Condition = field(default_factory=threading.Condition)

    def note(self, station, acked):
        with self._news:
            self._pushes += 1
            self.acked[station] = acked
            self._news.notify_all()

    def wait_for_more(self, pushes):
        with self._news:
            goal = self._pushes + pushes
            assert self._news.wait_for(lambda: self._pushes >= goal, SOON_S)


@dataclass(frozen=True)
class Recount:
    lost: int
    doubled: int
    is_contiguous: bool
    is_sound: bool


CLEAN = Recount(lost=0, doubled=0, is_contiguous=True, is_sound=True)


def recount(url, acked):
    """Compare what writers were told with what is there, by id."""
    with closing(open_hub_store(url)) as store:
        found = list(store.entries())
    ids = Counter(entry.id for _, entry in found)
    told = {f"{station}{seq}" for station, last in acked.items() for seq in range(1, last + 1)}
    return Recount(
        lost=len(told - ids.keys()),
        doubled=sum(count - 1 for count in ids.values()),
        is_contiguous=[position for position, _ in found] == list(range(1, len(found) + 1)),
        is_sound=verify_journal((entry for _, entry in found), []).is_sound,
    )


@contextmanager
def pushing(url, station, log):
    """Run a hub process that pushes a chain without end; killed on leaving."""
    command = [sys.executable, "-m", "tests.db.hub_pusher", url, station, str(LONG)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    listener = threading.Thread(target=_listen, args=(process, station, log))
    listener.start()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()


def _listen(process, station, log):
    for line in process.stdout:
        if line.endswith("\n"):
            log.note(station, int(line))


@pytest.mark.timeout(600)
def test_a_server_killed_five_times_under_load_loses_and_doubles_nothing(own_postgresql):
    url, log, count = own_postgresql.create("fair"), Log(), 450
    threads = [
        threading.Thread(
            target=bring,
            args=(url, name, count, lambda acked, name=name: log.note(name, acked)),
        )
        for name in ("t1-", "t2-", "t3-")
    ]
    with pushing(url, "p1-", log), pushing(url, "p2-", log):
        for thread in threads:
            thread.start()
        for _ in range(RESTARTS):
            log.wait_for_more(PUSHES_BETWEEN)
            own_postgresql.restart_at_once()
        for thread in threads:
            thread.join()
        log.wait_for_more(PUSHES_BETWEEN)

    assert recount(url, log.acked) == CLEAN
    assert {log.acked[name] for name in ("t1-", "t2-", "t3-")} == {count}
    assert min(log.acked.values()) > 0


def test_the_recount_sees_a_loss_and_a_double(postgresql_url):
    bring(postgresql_url, "a", 9, lambda _acked: None)
    assert recount(postgresql_url, {"a": 9}) == CLEAN

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE journal DISABLE TRIGGER ALL")
        connection.execute("DELETE FROM journal WHERE id = 'a5'")

    broken = recount(postgresql_url, {"a": 9})
    assert (broken.lost, broken.is_contiguous, broken.is_sound) == (1, False, False)


def test_a_hub_goes_on_where_another_one_on_the_same_database_was_killed(postgresql_url):
    log, later = Log(), Log()
    with pushing(postgresql_url, "b", later):
        with pushing(postgresql_url, "a", log):
            log.wait_for_more(PUSHES_BETWEEN)
            later.wait_for_more(PUSHES_BETWEEN)
        # The station turns to the hub that is left, and knows no better than to begin again.
        bring(postgresql_url, "a", log.acked["a"] + 30, lambda acked: later.note("a", acked))
        later.wait_for_more(PUSHES_BETWEEN)

    assert later.acked["a"] == log.acked["a"] + 30
    assert recount(postgresql_url, later.acked) == CLEAN
