"""Whether pushed entries continue a station's chain; pure, the writer makes it durable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model.entry import GENESIS, Entry, digest
from app.ports.hub import Head
from app.sync import wire

EMPTY = Head(0, GENESIS)
"""The chain of a station that never pushed."""

_LARGEST = 2**63
"""SQLite's integers end here."""


class RefusedError(Exception):
    """The request is answered with no; ``status`` is the HTTP status that fits."""

    def __init__(self, status: int, reason: str, sentence: str, seq: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.refusal = wire.Refusal(reason=reason, sentence=sentence, seq=seq)


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
    """Take the longest beginning of a push that continues the chain.

    Args:
        push: Entries of one station, in sequence.
        head: The end of that station's chain at the hub.
        known: Ids at the hub by sequence number, at least for those that the push repeats.

    Raises:
        RefusedError: another entry is known under one of the numbers, the chain is broken, or
            an entry is damaged or of a newer format. Nothing of the push is taken then.
    """
    fresh: list[Entry] = []
    ids = dict(known)
    acked = 0
    for entry in push.entries:
        if entry.seq > head.seq + 1:
            return Intake(fresh, head, acked or head.seq, has_hole=not acked)
        if entry.seq <= head.seq:
            _require_same(entry, ids.get(entry.seq))
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
    """Whether the payload is what was digested and every number fits the database."""
    numbers = (entry.seq, entry.mono_ms, entry.wall_ms, entry.v)
    if not all(-_LARGEST <= number < _LARGEST for number in numbers):
        return False
    return entry.payload is None or digest(entry.payload) == entry.payload_digest


def _forked(entry: Entry) -> RefusedError:
    sentence = (
        f"The hub has another entry under number {entry.seq} of this station: its data folder"
        " was copied or restored from a backup. Nothing is lost; it goes on under a new name."
    )
    return RefusedError(409, wire.FORKED, sentence, entry.seq)
