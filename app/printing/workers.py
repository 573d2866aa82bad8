"""A worker for each printer: badges go out behind everybody's back, and again after a failure."""

import logging
import threading
import time
from collections.abc import Callable

from app.errors import EmpfangError
from app.model.badge import JobState, Receipt, Trouble
from app.printing.queue import PrintDesk

LOOK_S = 0.5
"""How often a printer is asked about badges that it has."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Rests between attempts at a printer in trouble; the last one goes on for ever."""
STOP_WITHIN_S = 10.0

logger = logging.getLogger(__name__)


class PrintWorkers:
    """Lets every printer work for itself: one that hangs delays no other, and no scan.

    Args:
        desk: Where the jobs are.
        leave: Called by each worker when it ends, to close what belongs to its thread.
    """

    def __init__(self, desk: PrintDesk, leave: Callable[[], None]) -> None:
        self._desk = desk
        self._leave = leave
        self._workers: dict[str, _Worker] = {}
        self._lock = threading.Lock()

    def wake(self, printer: str, *, again: bool = False) -> None:
        """Let a printer's worker look for jobs; with *again* also at once after a failure."""
        self._worker(printer).wake(again=again)

    def attempt(self, printer: str, within_s: float, *, again: bool = False) -> None:
        """Wake a printer's worker as `wake` does; return when it has looked, or after a while."""
        self._worker(printer).attempt(within_s, again=again)

    def stop(self) -> None:
        """End all workers; what is not sent stays open."""
        with self._lock:
            workers = list(self._workers.values())
            self._workers.clear()
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join()

    def _worker(self, printer: str) -> "_Worker":
        with self._lock:
            worker = self._workers.get(printer)
            if worker is None or not worker.is_alive:
                worker = self._workers[printer] = _Worker(self._desk, printer, self._leave)
            return worker


class _Worker:
    """The thread of one printer."""

    def __init__(self, desk: PrintDesk, printer: str, leave: Callable[[], None]) -> None:
        self._desk, self._printer, self._leave = desk, printer, leave
        self._turn = threading.Condition()
        self._is_called = self._is_ended = False
        self._begun = self._done = 0
        self._failures = 0
        self._rests_until = 0.0
        self._refusal: Receipt | None = None
        self._thread = threading.Thread(target=self._run, name=f"print {printer}", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    def wake(self, *, again: bool) -> None:
        """Have it look for jobs; with *again* it does not rest any longer."""
        with self._turn:
            self._call(again=again)

    def attempt(self, within_s: float, *, again: bool) -> None:
        """Have it look for jobs; return when it has, or after a while."""
        with self._turn:
            wanted = self._begun + 1
            self._call(again=again)
            self._turn.wait_for(lambda: self._done >= wanted or self._is_ended, within_s)

    def _call(self, *, again: bool) -> None:
        self._is_called = True
        if again:
            self._rests_until = 0.0
        self._turn.notify_all()

    def stop(self) -> None:
        """Let it end after the badge that it is sending."""
        with self._turn:
            self._is_ended = True
            self._turn.notify_all()

    def join(self) -> None:
        """Wait for its end, `STOP_WITHIN_S` at most."""
        self._thread.join(STOP_WITHIN_S)

    def _run(self) -> None:
        pause: float | None = 0.0
        try:
            while self._next(pause):
                pause = self._round()
        finally:
            self.stop()
            self._leave()

    def _next(self, pause: float | None) -> bool:
        """Wait until called or *pause* is over; return whether to go on."""
        with self._turn:
            self._turn.wait_for(lambda: self._is_called or self._is_ended, pause)
            self._is_called = False
            self._begun += 1
            return not self._is_ended

    def _round(self) -> float | None:
        """Do what there is to do; return how long to wait then, None until the next call."""
        try:
            pause = self._rest() if time.monotonic() < self._rests_until else self._work()
        except EmpfangError as error:
            logger.info("the worker of %s rests: %s", self._printer, error.sentence)
            pause = self._pause()
        with self._turn:
            self._done = self._begun
            self._turn.notify_all()
        return pause

    def _work(self) -> float | None:
        jobs = self._desk.work_printer(self._printer, go_on=lambda: not self._is_ended)
        refused = [job for job in jobs if job.state is JobState.OPEN and job.reason]
        if refused:
            first = refused[0]
            if first.trouble is Trouble.BUSY:
                return LOOK_S
            self._refusal = Receipt(JobState.OPEN, first.reason, trouble=first.trouble)
            return self._pause()
        self._failures = 0
        if any(job.is_underway for job in jobs):
            return LOOK_S
        # What is open without a reason is in the hands of another process.
        return PAUSES_S[-1] if any(job.state is JobState.OPEN for job in jobs) else None

    def _rest(self) -> float:
        """Say at new jobs why they wait, so that nobody waits for this printer with them."""
        if self._refusal is not None and self._refusal.reason:
            self._desk.hold(self._printer, self._refusal)
        return max(0.0, self._rests_until - time.monotonic())

    def _pause(self) -> float:
        """Return the rest after a failure, longer with every one in a row."""
        pause = PAUSES_S[min(self._failures, len(PAUSES_S) - 1)]
        self._failures += 1
        self._rests_until = time.monotonic() + pause
        return pause
