"""Letting stations in: a one-time code for a name, few tries a minute, one use."""

import re
import secrets
from collections import deque
from dataclasses import dataclass
from itertools import count

from app.clock import Clock
from app.hub.intake import RefusedError
from app.model.branch import branch_of
from app.ports.hub import HubBook, HubStation
from app.sync import wire
from app.sync.enrolment import CODE_LIFE_MS, Enrolment, hashed, new_code, read_address
from app.sync.signing import is_public_key

TRIES_A_MINUTE = 5
"""Wrong codes that all strangers together may show: 50 in a code's life, of 2 to the 60."""

_MINUTE_MS = 60_000


def offer(book: HubBook, clock: Clock, name: str, *, address: str, pin: str) -> Enrolment:
    """Return an enrolment for one station called *name*, good for ten minutes.

    Args:
        book: Where the hub keeps the code's hash.
        clock: Tells when the ten minutes begin.
        name: What the station is called in lists.
        address: ``HOST:PORT`` under which the station reaches the hub.
        pin: The hub's pin.

    Raises:
        InputError: the address is none.
    """
    host, port = read_address(address)
    code = new_code()
    book.offer(name, hashed(code), clock.read().wall_ms + CODE_LIFE_MS)
    return Enrolment(host, port, code, pin)


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a station is told once: who it is, and its token in the clear."""

    station: HubStation
    token: str
    event: str


class Porter:
    """Looks at one-time codes and counts wrong ones."""

    def __init__(self, book: HubBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._wrong: deque[int] = deque(maxlen=TRIES_A_MINUTE)

    def admit(self, request: wire.EnrolRequest) -> Admitted:
        """Admit a station that shows a good code.

        Raises:
            RefusedError: wrong code, too many tries, another event. The code
                stays good unless it was used.
        """
        now = self._clock.read()
        self._require_patience(now.mono_ms)
        code_hash = hashed(request.code.upper())
        name = self._book.offered_name(code_hash, now.wall_ms)
        if name is None:
            self._wrong.append(now.mono_ms)
            raise _wrong_code()
        event = self._event(request)
        is_new = not request.station or self._is_another(request.station, request, name)
        station = HubStation(
            id=secrets.token_hex(6) if is_new else request.station,
            name=name,
            public_key=request.public_key,
            joined_ms=now.wall_ms,
        )
        token = secrets.token_urlsafe(32)
        if not self._book.enrol(station, hashed(token), event=event, code_hash=code_hash):
            raise _wrong_code()
        return Admitted(station, token, event)

    def readmit(self, carrier: HubStation, request: wire.RenewRequest) -> Admitted:
        """Give a branch of *carrier*'s journal an identity; its old one stays good.

        Another copy of the data folder may go on under that.

        Raises:
            RefusedError: the new key is none.
        """
        if not is_public_key(request.public_key):
            raise RefusedError(400, wire.BAD_REQUEST, "The station's key is none.")
        known = {one.id: one for one in self._book.stations()}
        again = next((one for one in known.values() if one.public_key == request.public_key), None)
        branch = branch_of(carrier.id, request.entry) if request.entry else ""
        is_free = bool(branch) and branch not in known
        station = again or HubStation(
            id=branch if is_free else secrets.token_hex(6),
            name=_next_name(carrier.name, {one.name for one in known.values()}),
            public_key=request.public_key,
            joined_ms=self._clock.read().wall_ms,
        )
        token = secrets.token_urlsafe(32)
        self._book.readmit(station, hashed(token))
        return Admitted(station, token, self._book.event())

    def _require_patience(self, now_ms: int) -> None:
        is_full = len(self._wrong) == TRIES_A_MINUTE
        if is_full and now_ms - self._wrong[0] < _MINUTE_MS:
            sentence = "Too many wrong codes were tried; wait a minute and try again."
            raise RefusedError(429, wire.TOO_MANY_TRIES, sentence)

    def _event(self, request: wire.EnrolRequest) -> str:
        """Return the event that station and hub will share."""
        if not is_public_key(request.public_key):
            raise RefusedError(400, wire.BAD_REQUEST, "The station's key is none.")
        event = self._book.event()
        if not event and not (request.event and request.station):
            sentence = (
                "The hub has no event yet; first join it with the station on which the event"
                " was created."
            )
            raise RefusedError(409, wire.NO_EVENT, sentence)
        if event and request.event and request.event != event:
            sentence = (
                "The hub holds another event; join with an empty folder, or start a hub with a"
                " folder of its own for this event."
            )
            raise RefusedError(409, wire.OTHER_EVENT, sentence)
        return event or request.event

    def _is_another(self, station: str, request: wire.EnrolRequest, name: str) -> bool:
        """Whether a folder is a copy: two stations under one id would fork its chain."""
        for known in self._book.stations():
            if known.id == station:
                return known.name != name and known.public_key != request.public_key
        return False


def _next_name(name: str, taken: set[str]) -> str:
    """Return *name* with the first number that no station has: Gate, Gate (2), Gate (3)."""
    bare = re.sub(r" \(\d+\)$", "", name)
    return next(text for n in count(2) if (text := f"{bare} ({n})") not in taken)


def _wrong_code() -> RefusedError:
    sentence = (
        "The hub does not know this code: it was used already, is older than ten minutes or was"
        " mistyped. Make a new one with `hub enrol`."
    )
    return RefusedError(403, wire.BAD_CODE, sentence)
