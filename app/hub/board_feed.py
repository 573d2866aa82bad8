"""Reads the hub's journal for the board, entry after entry, beside the writer and never before it.

The mirror of a hub follows when nobody has pushed for a second: too late for a board. This keeps
the numbers in memory, and a scan costs it the one person scanned.
"""

import time
from collections.abc import Callable, Sequence

import msgspec

from app.clock import to_instant
from app.hub.board_content import Frame, Groups, frame, regrouped
from app.hub.board_key import board_key
from app.ports.hub import HubBook, HubStation, HubStore
from app.reports.account import Contact
from app.reports.following import Following

PAGE = 200
"""Entries that are taken at once; in between pushes have the processor for as long."""

BEFORE = "board_before"
"""The note that holds the arrivals of an earlier edition, as JSON pairs of minute and number."""


def save_before(book: HubBook, bins: Sequence[tuple[int, int]]) -> None:
    """Show arrivals of an earlier edition beside those of today; none puts them away.

    Raises:
        NotRecordedError: nothing was changed.
    """
    book.save_note(BEFORE, msgspec.json.encode(list(bins)).decode())


class Feed:
    """Makes states of the board; used by one thread.

    Args:
        store: The hub's database.
        now_ms: Tells the hub's time.
        rest: Called with seconds, to give way to pushes while a long journal is read.
    """

    def __init__(
        self,
        store: HubStore,
        now_ms: Callable[[], int],
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._now_ms = now_ms
        self._rest = rest
        self._epoch = ""
        self._position = 0
        self._following = Following()
        self._groups = Groups()
        self.is_stopping = False
        self.cost_s = 0.0
        """Processor time of the latest look; how long it waited for its turn is no cost."""

    def key(self) -> str:
        """Return the board's key as it is now.

        Raises:
            StorageError: the database cannot be read.
        """
        return board_key(self._store)

    def look(self) -> Frame | None:
        """Return the state of the board now; None while the hub knows no event.

        Raises:
            StorageError: the database cannot be read.
        """
        begun_s = time.thread_time()
        try:
            return self._look()
        finally:
            self.cost_s = time.thread_time() - begun_s

    def close(self) -> None:
        """Let this thread's connection go."""
        self._store.close()

    def _look(self) -> Frame | None:
        self._catch_up()
        now = to_instant(self._now_ms())
        contacts = [_contact(one) for one in self._store.stations() if one.revoked_ms is None]
        numbers = self._following.figures(now, contacts)
        programme = self._following.programme
        if numbers is None or programme is None:
            return None
        self._groups = regrouped(numbers, self._groups)
        return frame(programme, numbers, self._groups, self._before())

    def _catch_up(self) -> None:
        epoch = self._store.epoch()
        if epoch != self._epoch:
            # Entries may have other places and other stations than before: all is read again.
            self._epoch, self._position = epoch, 0
            self._following, self._groups = Following(), Groups()
        while not self.is_stopping:
            begun_s = time.perf_counter()
            page = list(self._store.entries(self._position, PAGE))
            if not page:
                return
            self._following.take(entry for _, entry in page)
            self._position = page[-1][0]
            if len(page) < PAGE:
                return
            self._following.settle()
            self._rest(time.perf_counter() - begun_s)

    def _before(self) -> Sequence[tuple[int, int]]:
        text = self._store.note(BEFORE)
        return msgspec.json.decode(text, type=list[tuple[int, int]]) if text else ()


def _contact(station: HubStation) -> Contact:
    """Return how well a station is known; what it is called is nothing for a board."""
    seen = None if station.seen_ms is None else to_instant(station.seen_ms)
    return Contact(id=station.id, name="", seen=seen, unsent=station.unsent)
