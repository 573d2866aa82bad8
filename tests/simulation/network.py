"""The network between two machines: it loses, doubles, delays and reorders messages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from app.errors import (
    HubRefusedError,
    HubUnreachableError,
    JournalForkedError,
    StationRevokedError,
)
from app.hub.intake import RefusedError
from app.sync import wire
from app.sync.trip import Trip
from tests.simulation.world import Clock, World

TIMEOUT_MS = 12_000
QUICK_MS, SLOW_MS = 40, 6_000

Reply = msgspec.Struct | Exception
Respond = Callable[[Reply], None]
Serve = Callable[[Respond], None]
Hear = Callable[[Any, Trip], None]


@dataclass(slots=True)
class Weather:
    """How bad the network of one run is; all probabilities."""

    loss: float = 0.0
    doubling: float = 0.0
    slowness: float = 0.0


class Way:
    """The way from one machine to its hub and back."""

    def __init__(self, world: World, weather: Weather) -> None:
        self._world = world
        self._weather = weather
        self.is_cut = False

    def ask(self, clock: Clock, serve: Serve, hear: Hear) -> None:
        """Carry a question to *serve* and what it responds to *hear*, or that nobody answers."""
        sent = clock.read()
        answered: list[bool] = []

        def deliver(reply: Reply) -> None:
            answered.append(True)
            hear(reply, Trip(sent, clock.read()))

        def respond(reply: Reply) -> None:
            for delay_ms in self._copies():
                self._world.later(delay_ms, lambda: deliver(_carried(reply)))

        def give_up() -> None:
            if not answered:
                deliver(HubUnreachableError("The hub does not answer."))

        for delay_ms in self._copies():
            self._world.later(delay_ms, lambda: serve(respond))
        self._world.later(TIMEOUT_MS, give_up)

    def _copies(self) -> list[int]:
        """Return after how long each copy of a message arrives; none when it is lost."""
        world, weather = self._world, self._weather
        if self.is_cut or world.likely(weather.loss):
            return []
        count = 2 if world.likely(weather.doubling) else 1
        return [self._delay_ms() for _ in range(count)]

    def _delay_ms(self) -> int:
        is_slow = self._world.likely(self._weather.slowness)
        return 1 + self._world.chance.randrange(SLOW_MS if is_slow else QUICK_MS)


def sent(message: msgspec.Struct) -> msgspec.Struct:
    """Return *message* as it arrives: another object, made of its bytes."""
    return wire.decode(wire.encode(message), type(message))


def _carried(reply: Reply) -> Any:
    """Return a reply as the other side hears it, a refusal as `app.sync.central` tells it."""
    if not isinstance(reply, Exception):
        return sent(reply)
    if not isinstance(reply, RefusedError):
        return HubUnreachableError(str(reply))
    refusal = reply.refusal
    if refusal.reason == wire.FORKED:
        return JournalForkedError(refusal.sentence, refusal.seq)
    if refusal.reason == wire.REVOKED:
        return StationRevokedError(refusal.sentence)
    return HubRefusedError(refusal.sentence)
