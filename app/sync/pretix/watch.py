"""Staying in touch with pretix while the station works.

What happens here is told at once, what is new there is asked for now and then. Nothing waits for
the network; an outage is told once, tried again with growing pauses, and its end is told once.
"""

import asyncio
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.clock import Clock
from app.errors import EmpfangError, HubRefusedError
from app.ports.pretix import PretixLink
from app.sync.pretix.client import PretixClient
from app.sync.pretix.download import Fetched
from app.sync.pretix.troubles import PretixBusyError, PretixRevokedError

PAUSE_S = 15.0
"""Between two looks at pretix; each costs about ten requests of the 360 a minute."""

GLANCE_S = 0.1
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
REFUSED_PAUSE_S = 60.0
"""After a refusal only a human can help, so pretix is asked less often."""

_chance = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Observer:
    """Who wants to know, in the thread of the watch.

    ``on_change`` gets what a round brought, ``on_outage`` the error when pretix is lost, and
    None when it answers (again).
    """

    on_change: Callable[[Fetched], None] = lambda _fetched: None
    on_outage: Callable[[EmpfangError | None], None] = lambda _error: None


class Watched(Protocol):
    """The steps between a station and pretix."""

    @property
    def clock(self) -> Clock:
        """Measures pauses."""
        ...

    @property
    def connect(self) -> Callable[[str, str], PretixClient]:
        """Makes a client of an address and a token."""
        ...

    @property
    def has_news(self) -> Callable[[], bool]:
        """Tells whether there may be something to tell; asked every moment."""
        ...

    def link(self) -> PretixLink:
        """Return the link; raises `HubRefusedError` where there is none."""
        ...

    async def tell(self, client: PretixClient) -> bool:
        """Tell what happened here; return whether nothing is left to tell."""
        ...

    async def round(self, client: PretixClient, link: PretixLink) -> Fetched:
        """Tell what happened here and fetch what is new."""
        ...


class Watch:
    """One loop; lives until it is told to stop, or nobody is paired any more.

    Args:
        steps: What is between the station and pretix.
        observer: Who is told.
    """

    def __init__(self, steps: Watched, observer: Observer) -> None:
        self._steps = steps
        self._observer = observer
        self._next_ms = 0
        self._pause_s = FIRST_PAUSE_S
        self._trouble: str | None = None
        self._is_online: bool | None = None

    async def run(self, stop: threading.Event) -> None:
        """Stay in touch until *stop* is set, from whatever thread.

        Raises:
            HubRefusedError: the station is paired no more, or was shut out.
        """
        while not stop.is_set():
            link = self._steps.link()
            async with self._steps.connect(link.address, link.token) as client:
                while not stop.is_set() and _is_same(link, self._steps.link()):
                    await self._go(client, self._steps.link())
                    await self._pause(stop)

    async def _go(self, client: PretixClient, link: PretixLink) -> None:
        """Look at pretix when it is time for that, else only tell."""
        is_due = not self._is_online or self._left_ms() <= 0
        try:
            if is_due:
                self._note_change(await self._steps.round(client, link))
            elif not await self._steps.tell(client):
                self._wait_for(0)  # a look tells whether that is the server's or the ticket's
        except PretixRevokedError as error:
            self._observer.on_outage(error)
            raise
        except EmpfangError as error:
            self._note_trouble(error)
        else:
            self._note_contact(is_round=is_due)

    async def _pause(self, stop: threading.Event) -> None:
        """Wait until the next look, or until there is something to tell."""
        while not stop.is_set() and self._left_ms() > 0:
            if self._is_online and self._has_news():
                return
            await asyncio.sleep(GLANCE_S)

    def _has_news(self) -> bool:
        try:
            return self._steps.has_news()
        except EmpfangError:
            return False

    def _note_change(self, fetched: Fetched) -> None:
        if fetched.has_news:
            self._observer.on_change(fetched)

    def _note_trouble(self, error: EmpfangError) -> None:
        is_final = isinstance(error, HubRefusedError)
        longest_s = REFUSED_PAUSE_S if is_final else self._pause_s
        if isinstance(error, PretixBusyError):
            longest_s = max(longest_s, 2 * error.wait_s)
        # All stations lost pretix at the same moment; they shall not return at the same.
        self._wait_for(_chance.uniform(longest_s / 2, longest_s))
        self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
        if self._is_online is not False or error.code != self._trouble:
            self._observer.on_outage(error)
        self._is_online, self._trouble = False, error.code

    def _note_contact(self, *, is_round: bool) -> None:
        self._pause_s = FIRST_PAUSE_S
        if is_round:
            self._wait_for(PAUSE_S)
        if not self._is_online:
            self._is_online, self._trouble = True, None
            self._observer.on_outage(None)

    def _wait_for(self, pause_s: float) -> None:
        self._next_ms = self._steps.clock.read().mono_ms + round(1000 * pause_s)

    def _left_ms(self) -> int:
        return self._next_ms - self._steps.clock.read().mono_ms


def _is_same(one: PretixLink, other: PretixLink) -> bool:
    return (one.address, one.token) == (other.address, other.token)
