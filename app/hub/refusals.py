"""How often a hub said no, by reason; kept in its database, so that all its processes add up."""

import threading
from collections import Counter

import msgspec

from app.ports.hub import HubBook, HubStore

NOTE = "refused"


class Refusals:
    """Counts refusals; safe to use from several threads.

    Args:
        store: Where the sums are kept.
    """

    def __init__(self, store: HubStore) -> None:
        self._store = store
        self._fresh: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._keeping = threading.Lock()

    def count(self, reason: str) -> None:
        """Remember one more refusal; `keep` writes it down."""
        with self._lock:
            self._fresh[reason] += 1

    def known(self) -> dict[str, int]:
        """Return the sums that are written down."""
        return refused(self._store)

    def keep(self) -> None:
        """Write down what was counted since the last time, after whoever is writing now.

        Raises:
            StorageError: it stays counted for the next time.
        """
        with self._keeping:
            with self._lock:
                fresh, self._fresh = self._fresh, Counter()
            if fresh:
                self._add(fresh)

    def _add(self, fresh: Counter[str]) -> None:
        try:
            with self._store.write():
                sums = _read(self._store.note(NOTE)) + fresh
                self._store.save_note(NOTE, msgspec.json.encode(dict(sums)).decode())
        except BaseException:
            with self._lock:
                self._fresh += fresh
            raise


def refused(book: HubBook) -> dict[str, int]:
    """Return how often a hub said no, by reason."""
    return dict(sorted(_read(book.note(NOTE)).items()))


def _read(text: str | None) -> Counter[str]:
    return Counter(msgspec.json.decode(text, type=dict[str, int]) if text else {})
