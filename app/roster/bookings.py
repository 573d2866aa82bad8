"""What a cell says about sessions."""

import re
from collections.abc import Iterable, Mapping

from app.model.programme import Session
from app.model.standing import Booking
from app.roster.cleaning import clean

_SEPARATORS = re.compile(r"([;,|\r\n]+)")
_SUFFIX = re.compile(
    r"\s*(?:[(\[]|[:–-])\s*"
    r"(?:(?P<waiting>warteliste|wartend|waiting(?: list)?|waitlist(?:ed)?)"
    r"|gebucht|booked|best[äa]tigt|confirmed)\s*[)\]]?$",
    re.IGNORECASE,
)


class SessionNames:
    """Finds the sessions of a programme by id or name, in any case."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._ids: dict[str, set[str]] = {}
        for session in sessions:
            for name in (session.id, session.name):
                self._ids.setdefault(_key(name), set()).add(session.id)

    def bookings(self, cell: str) -> tuple[dict[str, Booking], str | None]:
        """Return the bookings in *cell*, and the first name that is no session.

        Names are separated by semicolon, comma, bar or line break; a session whose own name
        holds one of these is found first. "(Warteliste)" behind a name is a waiting place.
        """
        pieces = _SEPARATORS.split(cell)
        found: dict[str, Booking] = {}
        start = 0
        while start < len(pieces):
            end, booking = self._longest(pieces, start)
            if booking is None and clean(pieces[start]):
                return found, clean(pieces[start])
            found.update(booking or {})
            start = end + 1
        return found, None

    def _longest(self, pieces: list[str], start: int) -> tuple[int, Mapping[str, Booking] | None]:
        """Return where the longest session name from *start* on ends, and its booking."""
        for end in range(len(pieces), start, -2):
            booking = self._booking("".join(pieces[start:end]))
            if booking is not None:
                return end, booking
        return start + 1, None

    def _booking(self, text: str) -> Mapping[str, Booking] | None:
        """Return the booking when *text* names exactly one session."""
        suffix = _SUFFIX.search(text)
        waits = suffix is not None and suffix["waiting"] is not None
        names = (text, text[: suffix.start()]) if suffix else (text,)
        for name in names:
            ids = self._ids.get(_key(name), set())
            if len(ids) == 1:
                state = Booking.WAITING if waits and name != text else Booking.BOOKED
                return dict.fromkeys(ids, state)
        return None


def named_sessions(cells: Iterable[str]) -> list[str]:
    """Return the names of sessions that *cells* speak of, each once, in their order.

    For a list that comes before any programme. A piece that begins small goes on with the one
    before: "Netzwerken, aber richtig" is one session.
    """
    found: dict[str, str] = {}
    for cell in cells:
        for text in _pieces(cell):
            if name := clean(_SUFFIX.sub("", text)):
                found.setdefault(name.casefold(), name)
    return list(found.values())


def _pieces(cell: str) -> list[str]:
    parts = _SEPARATORS.split(cell)
    pieces = parts[:1]
    for sign, text in zip(parts[1::2], parts[2::2], strict=True):
        if text.lstrip()[:1].islower():
            pieces[-1] += sign + text
        else:
            pieces.append(text)
    return pieces


def _key(name: str) -> str:
    return clean(name).casefold()
