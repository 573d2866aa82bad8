"""Wakes everybody who waits for something new; lives in one event loop."""

import asyncio


class Bell:
    """Rung after each commit, so that waiting pulls look again.

    Take `stroke` before looking: what is committed between looking and waiting then still
    wakes the waiter.
    """

    def __init__(self) -> None:
        self._stroke = asyncio.Event()
        self.is_closed = False

    @property
    def stroke(self) -> asyncio.Event:
        """The next ring, to wait for."""
        return self._stroke

    def ring(self) -> None:
        """Wake all who wait now."""
        rung, self._stroke = self._stroke, asyncio.Event()
        rung.set()

    def close(self) -> None:
        """Wake all and let nobody wait again: the hub stops."""
        self.is_closed = True
        self.ring()

    async def wait(self, stroke: asyncio.Event, seconds: float) -> None:
        """Return when *stroke* was rung, at the latest after *seconds*."""
        if self.is_closed:
            return
        try:
            await asyncio.wait_for(stroke.wait(), seconds)
        except TimeoutError:
            return
