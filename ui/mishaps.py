"""Unexpected errors: caught wherever they come from, told once, and never with a guest's name."""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Qt, Signal

from app.logs import discreet_trace

logger = logging.getLogger(__name__)

_MOST = 5
"""So many different traces a report holds; the first ones say most."""


class Mishaps(QObject):
    """Takes the place of Python's last resort while a window is open.

    Signals:
        happened: The report so far; comes in the thread of the window.
    """

    happened = Signal(str)
    _came = Signal(str)

    def __init__(self, where: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._where = where
        self._traces: dict[str, int] = {}
        self._before = (sys.excepthook, threading.excepthook)
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of every exception that nobody caught, in this thread and in others."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._note
        threading.excepthook = lambda args: self._note(
            args.exc_type, args.exc_value, args.exc_traceback
        )

    def uninstall(self) -> None:
        """Give the last resort back."""
        sys.excepthook, threading.excepthook = self._before

    def clear(self) -> None:
        """Forget what happened; the window was started anew."""
        self._traces.clear()

    def _note(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not issubclass(kind, Exception):  # somebody ends the program
            self._before[0](kind, error or kind(), trace)
            return
        text = discreet_trace(error, trace).replace(str(Path.home()), "~")
        logger.error("Something unexpected happened.\n%s", text)
        self._came.emit(text)

    def _take(self, text: str) -> None:
        if text in self._traces or len(self._traces) < _MOST:
            self._traces[text] = self._traces.get(text, 0) + 1
        self.happened.emit(self._report())

    def _report(self) -> str:
        head = (
            f"Empfang on {platform.system()} {platform.release()}, Python"
            f" {platform.python_version()}, Qt {qt_version}, at {self._where() or 'reception'}"
        )
        parts = [f"{count} ×\n{trace}" for trace, count in self._traces.items()]
        return "\n\n".join([head, *parts])
