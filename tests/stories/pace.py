"""Limits in time, and looks at a moment, on a machine that others may keep busy."""

import os
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer

BUSY_SHARE = 20.0
"""Percent of the last ten seconds in which somebody waited for a processor."""

MUCH_LONGER = 10
_PRESSURE = Path("/proc/pressure/cpu")


def is_quiet():
    """Whether this machine has a core for us alone."""
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1):
        return False
    if not _PRESSURE.exists():
        return True
    found = re.search(r"some avg10=([\d.]+)", _PRESSURE.read_text("ascii"))
    return found is None or float(found[1]) < BUSY_SHARE


def allowed(limit):
    """Return *limit*, and much more where the clock on the wall tells of others.

    What is periodic or stuck takes longer still, so the verdict keeps its sense.
    """
    return limit if is_quiet() else MUCH_LONGER * limit


def look_after(seconds, look):
    """Look once by the window's own timers; return a list that gets what was seen.

    Timers that are due are run in their order, however late the machine is: what a timer of the
    product does before or after is seen as it would be on a machine that does nothing else.
    """
    seen = []
    timer = QTimer(QCoreApplication.instance(), singleShot=True, interval=round(seconds * 1000))
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: seen.append(look()))
    timer.timeout.connect(timer.deleteLater)
    timer.start()
    return seen
