"""Whether pushed entries continue a station's chain; pure, the writer makes it durable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.entry import GENESIS, LARGEST_BYTES, Entry, Kind, digest, size_bytes
from app.ports.hub import Head
from app.sync import wire

EMPTY = Head(0, GENESIS)
"""The chain of a station that never pushed."""

_LARGEST = 2**63
"""The integers of SQLite and PostgreSQL end here."""

_DEEPEST = 64
"""Levels of a payload: what is deeper could be read by one part of this program, not by all."""


class RefusedError(Exception):
    """The request is answered with no; ``status`` is the HTTP status that fits."""

    def __init__(self, status: int, reason: str, sentence: str, seq: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.refusal = wire.Refusal(reason=reason, sentence=sentence, seq=seq)

    @property
    def reason(self) -> str:
        """One of the constants of `app.sync.wire`."""
        return self.refusal.reason


@dataclass(frozen=True, slots=True)
class Intake:
    """What a push brings.

    ``fresh`` is new, ``head`` the end of the chain with it. Everything up to ``acked`` was
    compared or taken: a station that sends all again learns of each difference. ``has_hole``
    tells that the push begins behind the end of the chain.
    """

    fresh: Sequence[Entry]
    head: Head
    acked: int
    has_hole: bool = False


def take_in(push: wire.PushRequest, head: Head, known: Mapping[int, str]) -> Intake:
    """Take the longest beginning of a push that continues the chain and can be checked.

    Args:
        push: Entries of one station, in sequence.
        head: The end of that station's chain at the hub.
        known: Ids at the hub by sequence number, at least for those that the push repeats.

    Raises:
        RefusedError: another entry is known under one of the numbers, the chain is broken, an
            entry is damaged, or the first one is of a newer format. Nothing is taken then.
    """
    fresh: list[Entry] = []
    ids = dict(known)
    acked = 0
    for entry in push.entries:
        if entry.seq > head.seq + 1:
            return Intake(fresh, head, acked or head.seq, has_hole=not acked)
        if entry.seq <= head.seq:
            _require_same(entry, ids.get(entry.seq))
        elif acked and not wire.is_readable(entry):
            # What comes before it is taken now; the next push begins with it and is refused.
            break
        else:
            _require_sound(entry, push.station, head)
            fresh.append(entry)
            ids[entry.seq] = entry.id
            head = Head(entry.seq, entry.link())
        acked = entry.seq
    return Intake(fresh, head, acked or head.seq)


def _require_same(entry: Entry, known_id: str | None) -> None:
    if entry.id != known_id:
        raise _forked(entry)


def _require_sound(entry: Entry, station: str, head: Head) -> None:
    if not wire.is_readable(entry):
        sentence = "This station is newer than the hub; update Empfang on the hub."
        raise RefusedError(426, wire.TOO_NEW, sentence)
    if entry.prev != head.link:
        raise _forked(entry)
    if entry.station != station or not _is_whole(entry):
        sentence = (
            f"Entry {entry.seq} arrived damaged; run `journal verify` on the station and keep"
            " its data folder."
        )
        raise RefusedError(422, wire.DAMAGED, sentence)


def _is_whole(entry: Entry) -> bool:
    """Whether the payload is what was digested and every machine can hold and pass on the rest."""
    numbers = (entry.seq, entry.mono_ms, entry.wall_ms, entry.v)
    if not all(-_LARGEST <= number < _LARGEST for number in numbers):
        return False
    texts = (entry.id, entry.kind, entry.boot, entry.registration, entry.session, entry.ref)
    if any("\0" in text for text in texts if text):
        return False  # PostgreSQL's texts have no such character; in a payload it is escaped
    if not _is_shallow(entry.payload or {}) or size_bytes(entry) > LARGEST_BYTES:
        return False
    if entry.payload is None:
        return "\0" not in entry.payload_digest
    return digest(entry.payload) == entry.payload_digest


def _is_shallow(value: Mapping[str, Any]) -> bool:
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        inner = (one.values() if isinstance(one, Mapping) else one for one in level)
        level = [item for items in inner for item in items if isinstance(item, Mapping | list)]
        if not level:
            return True
    return False


def require_event(push: wire.PushRequest, entries: Sequence[Entry], event: str) -> None:
    """Refuse what belongs to another event than the hub's.

    Raises:
        RefusedError: the push says so, or an entry of it plans another event.
    """
    plans = (entry for entry in entries if entry.kind == Kind.PROGRAMME)
    planned = {str(plan.get("id")) for plan in plans if plan.get("what") == "event"}
    if push.event not in {"", event} or planned - {event}:
        sentence = (
            "These entries belong to another event than the hub's; nothing was taken. Start a"
            " hub with a folder of its own for that event."
        )
        raise RefusedError(409, wire.OTHER_EVENT, sentence)


def _forked(entry: Entry) -> RefusedError:
    sentence = (
        f"The hub has another entry under number {entry.seq} of this station: its data folder"
        " was copied or restored from a backup. Nothing is lost: the station goes on under a"
        " new number and brings everything again."
    )
    return RefusedError(409, wire.FORKED, sentence, entry.seq)
