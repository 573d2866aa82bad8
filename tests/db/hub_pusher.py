"""A hub without its door: brings one station's chain to a database, and says what is durable.

``python -m tests.db.hub_pusher URL STATION COUNT`` writes a line a push: its last number. The
chain is the same in every process, so another one can go on where this one was killed.
"""

import sys
import threading
from contextlib import closing

from app.clock import SystemClock
from app.errors import StorageError
from app.hub.answers import Answers
from app.hub.hub_time import HubTime
from app.model.entry import Kind
from app.ports.hub import HubStation
from app.sync.wire import PushReply, PushRequest
from db.hub_store import open_hub_store
from tests.app.journals import Pen

PUSH = 3
_RETRY_S = 0.02


def bring(url, station, count, on_durable):
    """Push until *count* is acknowledged, however often the database goes away meanwhile.

    *on_durable* is called with the last acknowledged number after each push.
    """
    pen, acked = Pen(station), 0
    pen.register(f"r-{station}")
    with closing(_opened(url)) as store:
        answers = Answers(store, HubTime(SystemClock()))
        while acked < count:
            while len(pen.entries) < min(acked + PUSH, count):
                pen.write(Kind.ARRIVED, f"r-{station}")
            push = PushRequest(
                epoch=_epoch(store),
                station=station,
                entries=pen.entries[acked:],
            )
            acked = _pushed(answers, push) or acked
            on_durable(acked)


def _pushed(answers, push):
    """Return the last number that is durable, None when the database was away."""
    carrier = HubStation(id=push.station, name=push.station, public_key="", joined_ms=0)
    try:
        (reply,) = answers.push_group([(carrier, push)])
    except StorageError:
        _later()
        return None
    assert isinstance(reply, PushReply), reply.refusal
    return reply.acked


def _opened(url):
    while True:
        try:
            return open_hub_store(url)
        except StorageError:
            _later()


def _epoch(store):
    while True:
        try:
            return store.epoch()
        except StorageError:
            _later()


def _later():
    threading.Event().wait(_RETRY_S)


if __name__ == "__main__":
    bring(
        sys.argv[1],
        sys.argv[2],
        int(sys.argv[3]),
        lambda acked: print(acked, flush=True),  # noqa: T201 - its way to say so
    )
