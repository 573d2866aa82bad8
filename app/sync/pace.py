"""How much of a page one transaction takes, so that a waiting scan never waits for long."""

HOLD_MS = 25
"""How long a transaction should keep others from writing."""

SMALLEST = 10
LARGEST = 500


class Pace:
    """Finds the number of entries that fit into `HOLD_MS` on this machine."""

    def __init__(self) -> None:
        self.size = 50

    def learn(self, count: int, took_ms: int) -> None:
        """Choose the next size after *count* entries took so long; it at most doubles."""
        wanted = count * HOLD_MS // max(1, took_ms)
        self.size = max(SMALLEST, min(LARGEST, 2 * count, wanted))
