"""When the collector of cyclic garbage rests, and what it need not look at.

A full collection looks at all there is and stops all threads meanwhile, also that of the window:
a fifth of a second for the program alone, half a second with everybody of a large event. What long
work makes has no cycles and goes by itself, and what is loaded at the start stays.
"""

import contextlib
import gc
import threading
from collections.abc import Iterator

_lock = threading.Lock()
_working: list[None] = []


def keep_what_is_loaded() -> None:
    """Spare the collector from now on what is there and stays as long as the process."""
    gc.collect()
    gc.freeze()


@contextlib.contextmanager
def collector_resting() -> Iterator[None]:
    """Let the collector rest while the block runs, and any other block of another thread."""
    with _lock:
        _working.append(None)
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _working.pop()
            if not _working:
                gc.enable()
