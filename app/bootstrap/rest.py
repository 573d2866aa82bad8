"""Long work beside a window, during which the collector of cyclic garbage rests.

A full collection over everybody of a large event stops all threads for half a second, also that of
the window.
What such work makes has no cycles and goes by itself.
"""

import contextlib
import gc
import threading
from collections.abc import Iterator

_lock = threading.Lock()
_working: list[None] = []


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
