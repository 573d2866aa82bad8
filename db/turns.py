"""Who waits to write: long work in portions looks here between two of them."""

import contextlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager

from playhouse.sqlcipher_ext import SqlCipherDatabase


class Turns:
    """Counts the threads of this process that wait for the one write transaction."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    @property
    def is_awaited(self) -> bool:
        """Whether a thread of this process waits; other processes are not seen."""
        return self._count > 0

    @contextlib.contextmanager
    def waiting(self, transaction: AbstractContextManager[object]) -> Iterator[None]:
        """Enter *transaction*, seen to wait until it is begun."""
        with contextlib.ExitStack() as entered:
            self._add(1)
            try:
                entered.enter_context(transaction)
            finally:
                self._add(-1)
            yield

    def _add(self, number: int) -> None:
        with self._lock:
            self._count += number


_NOBODY = Turns()


def turns_of(database: SqlCipherDatabase) -> Turns:
    """Return who waits for *database*; for one that others do not share, it does not matter."""
    return getattr(database, "turns", _NOBODY)
