"""The same code again within seconds: the same guest still standing there."""

DOUBLE_READ_MS = 10_000
"""So long a code that was answered well is not taken a second time."""


class DoubleReads:
    """Remembers what was read lately; times are of the clock that nobody can set."""

    def __init__(self) -> None:
        self._read_ms: dict[tuple[str, ...], int] = {}

    def note(self, candidates: tuple[str, ...], now_ms: int) -> bool:
        """Note a scan at *now_ms*; return whether it is one of the same guest."""
        self._read_ms = {
            codes: at for codes, at in self._read_ms.items() if now_ms - at < DOUBLE_READ_MS
        }
        if candidates in self._read_ms:
            return True
        self._read_ms[candidates] = now_ms
        return False

    def forget(self, candidates: tuple[str, ...] | None) -> None:
        """Take the same scan again at once."""
        if candidates is not None:
            self._read_ms.pop(candidates, None)

    def clear(self) -> None:
        """Take every scan again."""
        self._read_ms.clear()
