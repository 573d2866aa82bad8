"""A lane: one worker thread that does its tasks in the order in which they came."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.workers.task import Task

_TURN_S = 0.0001
"""How long a thread of Python may keep the window's waiting for its turn; 5 ms by default, at each
of the many steps of a painting. Others pay nothing that could be measured."""


class Lane(QObject):
    """Runs tasks one after the other beside the window and hands results back to it.

    Signals:
        finished: A call to make in the thread of the window.
    """

    finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_S)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._newest: Future[None] | None = None
        self._is_closed = False
        self.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, task: Task) -> None:
        """Queue a task; after `close` nothing is taken any more."""
        if not self._is_closed:
            self._newest = self._pool.submit(self._run, task)

    def replace(self, task: Task) -> None:
        """Queue a task in place of the last one, when that has not begun yet."""
        if self._newest is not None:
            self._newest.cancel()
        self.submit(task)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was queued is done."""
        return self._newest is None or self._newest.done()

    def close(self, *, finish: bool = True) -> None:
        """End the thread; with *finish* only after everything that is queued."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=not finish)

    def _run(self, task: Task) -> None:
        self.finished.emit(task.run())

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()
