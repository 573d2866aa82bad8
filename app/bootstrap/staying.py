"""A thread that keeps this station and one other place alike, and how that goes."""

import logging
import threading
from collections.abc import Callable

from app.bootstrap.workplace import Workplace
from app.errors import EmpfangError

logger = logging.getLogger(__name__)

STOP_WITHIN_S = 10

OnOutage = Callable[[EmpfangError | None], None]
Stay = Callable[[threading.Event, OnOutage], None]
"""Stays in touch until the event is set; tells of every loss, and None when it is over."""


class Staying:
    """Safe from several threads.

    Args:
        name: Of the thread.
        workplace: Whose event it is; the thread closes its own connection to it.
        stay: What the thread does.
    """

    def __init__(self, name: str, workplace: Workplace, stay: Stay) -> None:
        self._name = name
        self._workplace = workplace
        self._stay = stay
        self._stop = threading.Event()
        self._online = threading.Event()
        self._thread: threading.Thread | None = None
        self._trouble = ""

    @property
    def is_online(self) -> bool:
        """Whether the other place answers."""
        return self._online.is_set()

    @property
    def is_running(self) -> bool:
        """Whether the thread is at work."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def trouble(self) -> str:
        """The code of the error that keeps them apart; empty while there is none."""
        return self._trouble

    def start(self) -> None:
        """Begin, unless it is on its way."""
        if not self.is_running:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; what was not sent is sent next time."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)

    def _run(self) -> None:
        try:
            self._stay(self._stop, self._note)
        except EmpfangError as error:
            self._trouble = error.code
            logger.info("the sync ended: %s", error.sentence)
        finally:
            self._online.clear()
            self._workplace.close()

    def _note(self, error: EmpfangError | None) -> None:
        self._trouble = "" if error is None else error.code
        if error is None:
            self._online.set()
        else:
            self._online.clear()
            logger.info("%s is out of reach: %s", self._name, error.sentence)
