"""Letting stations in: a one-time code for a name, few tries a minute, one use.

A station whose journal forked is let in once more, under another id, on its own signature.
"""

import re
import secrets
from collections import deque
from dataclasses import dataclass

from app.clock import Clock
from app.hub.intake import RefusedError
from app.model.branch import branch_of
from app.model.entry import Randbits
from app.ports.hub import HubBook, HubStation
from app.sync import wire
from app.sync.enrolment import CODE_LIFE_MS, Enrolment, hashed, new_code, read_address
from app.sync.signing import is_public_key

TRIES_A_MINUTE = 5
"""Wrong codes that all strangers together may show: 50 in a code's life, of 2 to the 60."""

_MINUTE_MS = 60_000
_SECRET_BYTES = 32
_ID_BYTES = 6
_NUMBERED = re.compile(r" \(\d+\)$")


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
    """Looks at one-time codes and counts wrong ones.

    Args:
        book: Where stations and codes are kept.
        clock: Tells how old a code is.
        randbits: Returns that many random bits, for ids and tokens.
    """

    def __init__(self, book: HubBook, clock: Clock, randbits: Randbits = secrets.randbits) -> None:
        self._book = book
        self._clock = clock
        self._randbits = randbits
        self._wrong: deque[int] = deque(maxlen=TRIES_A_MINUTE)
        self._renewed: deque[int] = deque(maxlen=TRIES_A_MINUTE)

    def admit(self, request: wire.EnrolRequest) -> Admitted:
        """Admit a station that shows a good code; a copy of another's folder gets its own id.

        So does one that was shut out: what it writes under its old id does not count, and a
        guest who was told to be welcome there must.

        Raises:
            RefusedError: wrong code, too many tries, another event. The code stays good unless
                it was used.
        """
        now = self._clock.read()
        _require_patience(self._wrong, now.mono_ms, "wrong codes were tried")
        code_hash = hashed(request.code.upper())
        name = self._book.offered_name(code_hash, now.wall_ms)
        if name is None:
            self._wrong.append(now.mono_ms)
            raise _wrong_code()
        event = self._event(request)
        is_new = not request.station or self._needs_own_id(request, name)
        station = HubStation(
            id=self._draw(_ID_BYTES) if is_new else request.station,
            name=name,
            public_key=request.public_key,
            joined_ms=now.wall_ms,
        )
        return self._enrolled(station, event, code_hash)

    def renew(self, station: HubStation, request: wire.RenewRequest) -> Admitted:
        """Give *station* another identity: a fresh id, a token and a numbered name.

        The old identity stays, because it may be the original's of whom this is a copy. Who
        did not hear the answer and asks again with the same key gets the same identity.

        Raises:
            RefusedError: the key is none or in use, or too many ask.
        """
        now = self._clock.read()
        _require_patience(self._renewed, now.mono_ms, "new identities were asked for")
        _require_key(request.public_key)
        self._renewed.append(now.mono_ms)
        fresh = self._asked_before(station, request) or HubStation(
            id=self._branch_id(station, request),
            name=self._next_name(station),
            public_key=request.public_key,
            joined_ms=now.wall_ms,
        )
        code_hash = hashed(self._draw(_SECRET_BYTES))
        self._book.offer(fresh.name, code_hash, now.wall_ms + CODE_LIFE_MS)
        return self._enrolled(fresh, self._book.event(), code_hash)

    def _asked_before(self, station: HubStation, request: wire.RenewRequest) -> HubStation | None:
        """Return the station that this key was given before, None when it is a new one."""
        for known in self._book.stations():
            if known.public_key == request.public_key:
                if known.id == station.id or _base(known) != _base(station) or known.revoked_ms:
                    sentence = "Another station has this key; make a new one and ask again."
                    raise RefusedError(409, wire.OTHER_STATION, sentence)
                return known
        return None

    def _branch_id(self, station: HubStation, request: wire.RenewRequest) -> str:
        """Return the id that follows from the fork, a random one where that is taken."""
        if request.entry:
            branch = branch_of(station.id, request.entry)
            if all(known.id != branch for known in self._book.stations()):
                return branch
        return self._draw(_ID_BYTES)

    def _enrolled(self, station: HubStation, event: str, code_hash: str) -> Admitted:
        token = self._draw(_SECRET_BYTES)
        if not self._book.enrol(station, hashed(token), event=event, code_hash=code_hash):
            raise _wrong_code()
        return Admitted(station, token, event)

    def _draw(self, count: int) -> str:
        """Return *count* random bytes as hexadecimal digits."""
        return f"{self._randbits(8 * count):0{2 * count}x}"

    def _next_name(self, station: HubStation) -> str:
        names = {one.name.casefold() for one in self._book.stations()}
        base, number = _base(station), 2
        while f"{base} ({number})".casefold() in names:
            number += 1
        return f"{base} ({number})"

    def _event(self, request: wire.EnrolRequest) -> str:
        """Return the event that station and hub will share."""
        _require_key(request.public_key)
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

    def _needs_own_id(self, request: wire.EnrolRequest, name: str) -> bool:
        """Whether a folder is another station's, whose chain would fork, or was shut out."""
        for known in self._book.stations():
            if known.id == request.station:
                is_copy = known.name != name and known.public_key != request.public_key
                return is_copy or known.revoked_ms is not None
        return False


def _require_patience(times_ms: deque[int], now_ms: int, what: str) -> None:
    is_full = len(times_ms) == TRIES_A_MINUTE
    if is_full and now_ms - times_ms[0] < _MINUTE_MS:
        sentence = f"Too many {what}; wait a minute and try again."
        raise RefusedError(429, wire.TOO_MANY_TRIES, sentence)


def _require_key(public_key: str) -> None:
    if not is_public_key(public_key):
        raise RefusedError(400, wire.BAD_REQUEST, "The station's key is none.")


def _base(station: HubStation) -> str:
    """Return a station's name without the number that tells it from its copies."""
    return _NUMBERED.sub("", station.name)


def _wrong_code() -> RefusedError:
    sentence = (
        "The hub does not know this code: it was used already, is older than ten minutes or was"
        " mistyped. Make a new one with `hub enrol`."
    )
    return RefusedError(403, wire.BAD_CODE, sentence)
