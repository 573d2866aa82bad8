"""The live board: one computation for each change, however many people watch.

Nobody computes while nobody watches. While somebody does, the bell that wakes waiting stations
wakes the board as well; a busy hub is looked at less often, so that its pushes come first.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.errors import EmpfangError
from app.hub.bell import Bell
from app.hub.board_content import Frame
from app.hub.board_feed import Feed

TICK_S = 2.0
"""So often the board looks though nobody wrote: time itself changes some figures."""

PAUSE_S = 0.05
"""At least so long it lets pushes go first after each look."""

MOST_PAUSE_S = 0.5
SHARE = 4
"""Times as long as a look worked it rests afterwards, up to `MOST_PAUSE_S`."""

BEAT_S = 10.0
"""So often readers hear that the hub is there, when there is nothing else to tell."""

MOST_READERS = 300

logger = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


class Board:
    """What is shown now, and who waits for the next state; lives in one event loop.

    Args:
        feed: Makes the states, in a thread of this board.
        rung: The hub's bell, rung after each commit.
    """

    def __init__(self, feed: Feed, rung: Bell) -> None:
        self._feed = feed
        self._rung = rung
        self._bell = Bell()
        self._watched, self._came = asyncio.Event(), asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub-board")
        self._frame: Frame | None = None
        self._key = ""
        self._readers = 0

    @property
    def is_full(self) -> bool:
        """Whether there are as many readers as a hub can look after."""
        return self._readers >= MOST_READERS

    def is_watched(self) -> bool:
        """Whether anybody watches."""
        return self._watched.is_set()

    async def admits(self, key: str) -> bool:
        """Whether *key* opens the board now."""
        try:
            self._learn_key(await self._ask(self._feed.key))
        except EmpfangError as error:
            logger.info("the board's key cannot be read: %s", error.sentence)
        return self._is_key(key)

    async def frames(self, key: str, seen: str = "") -> AsyncIterator[Frame | None]:
        """Yield each state as soon as it is true, None when there was none for a while.

        Ends when the hub stops or the key is no longer good.

        Args:
            key: What the reader was let in with.
            seen: The id of the state that it has already.
        """
        self._readers += 1
        self._watched.set()
        if self._frame is None:
            self._came.set()
        try:
            while self._is_key(key) and not self._bell.is_closed:
                stroke, present = self._bell.stroke, self._frame
                if present is not None and present.id != seen:
                    seen = present.id
                    yield present
                    continue
                await self._bell.wait(stroke, BEAT_S)
                if not stroke.is_set():
                    yield None
        finally:
            self._readers -= 1
            if not self._readers:
                # Whoever comes next is to see the present, not what was true when the last left.
                self._watched.clear()
                self._frame = None

    async def run(self) -> None:
        """Look whenever something was committed and somebody watches, until cancelled."""
        try:
            while not self._rung.is_closed:
                await self._watched.wait()
                self._came.clear()
                stroke = self._rung.stroke
                await self._look()
                await asyncio.sleep(min(MOST_PAUSE_S, max(PAUSE_S, SHARE * self._feed.cost_s)))
                await self._rest(stroke)
        finally:
            self._bell.close()
            self._feed.is_stopping = True
            self._thread.submit(self._feed.close)
            self._thread.shutdown(wait=True)

    async def _rest(self, stroke: asyncio.Event) -> None:
        """Return at the next stroke, or when somebody has come who sees nothing yet."""
        waits = (self._rung.wait(stroke, TICK_S), self._came.wait())
        tasks = [asyncio.ensure_future(one) for one in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def _look(self) -> None:
        """Show what is true now; what cannot be read is tried again at the next stroke."""
        try:
            self._learn_key(await self._ask(self._feed.key))
            found = await self._ask(self._feed.look)
        except EmpfangError as error:
            logger.info("the board cannot look: %s", error.sentence)
        except Exception:
            # A board that fails must not take the hub along.
            logger.exception("the board failed")
            await asyncio.sleep(TICK_S)
        else:
            if found is not None and (self._frame is None or found.id != self._frame.id):
                self._frame = found
                self._bell.ring()

    def _learn_key(self, key: str) -> None:
        """Know the key as it is now; who waits with another one is woken and sent away."""
        if key != self._key:
            self._key = key
            self._bell.ring()

    def _is_key(self, key: str) -> bool:
        return bool(self._key) and secrets.compare_digest(self._key.encode(), key.encode())

    async def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, question)
