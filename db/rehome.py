"""Giving entries another place when two journals went on under one name.

A data folder that was copied, or restored from a backup, writes numbers that others have
written before. What the hub has stands; the other entries go on as the journal of another
station: same ids, times and words, new numbers and chain. Nothing else ever changes history,
so the trigger that guards it is lifted here and in a hub's database (`db.hub_store`), and nowhere
else, inside the transaction.
"""

import contextlib
from collections.abc import Iterator, Sequence

from app.errors import JournalForkedError
from app.model.branch import branch_of, rehomed
from app.model.entry import GENESIS, Entry
from app.ports.link import Fork
from db.connection import Database
from db.notes import MOVES, note, save_notes
from db.rows import COLUMNS, to_entry
from db.views import CHUNK

GUARD = "journal_is_append_only"
"""The trigger that keeps history, in an event file and in a hub's database."""

_AWAY = 1 << 48
"""So far behind any chain entries wait for their places."""

_Place = tuple[str, int]
"""Station and sequence number."""


def branch_off(database: Database, fork: Fork, station: str) -> list[Entry]:
    """Move the entries from *fork* on behind those of *station*; call it inside a transaction.

    Returns them at their new places; the views of what they concern must be refreshed.
    """
    entries = _chain(database, fork.station, fork.seq)
    seq, prev = tail(database, station)
    moved = list(rehomed(entries, station, seq=seq, prev=prev))
    _put(database, moved)
    return moved


def fork_at(database: Database, station: str, seq: int) -> Fork:
    """Return the fork of *station* at *seq*, with the entry that is there here."""
    row = database.execute_sql(
        "SELECT id FROM journal WHERE station = ? AND seq = ?", (station, seq)
    ).fetchone()
    return Fork(station, seq, row[0] if row else "")


def make_room(
    database: Database, own: str, arriving: Sequence[Entry], *, acked: int
) -> list[Entry]:
    """Let *arriving* entries of a hub have their places; call it inside a transaction.

    What stands at such a place branches off, and an entry that is here at another place than
    at the hub goes where the hub has it. Own entries behind *acked* may do so, too: nobody
    has seen their places yet. Returns what was moved.

    Raises:
        JournalForkedError: the station *own* itself is concerned; only its hub can give it
            another identity.
    """
    moved: list[Entry] = []
    while branched := _contradicting(database, own, arriving):
        # What branched off may stand where others arrive of the branch itself.
        moved += branched
    moved += _given_up(database, own, arriving, acked)
    _require_own_chain(database, own, arriving)
    moved += _misplaced(database, own, arriving)
    return moved


def _given_up(database: Database, own: str, arriving: Sequence[Entry], acked: int) -> list[Entry]:
    """Move own entries that the hub already has under another station's name, and close up.

    So it is when a data folder is restored to a day before its journal forked: what branched
    off then is at the hub as a station of its own.
    """
    here = places(database, arriving)
    elsewhere = [
        entry
        for entry in arriving
        if entry.station != own and here.get(entry.id, ("", 0))[0] == own
    ]
    numbers = [here[entry.id][1] for entry in elsewhere]
    if not elsewhere or min(numbers) <= acked:
        return []
    _put(database, elsewhere)
    return elsewhere + _closed_up(database, own, min(numbers))


def _closed_up(database: Database, station: str, first: int) -> list[Entry]:
    """Let a chain that lost entries from number *first* on be whole again."""
    row = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE station = ? AND seq = ?", (station, first - 1)
    ).fetchone()
    prev = GENESIS if row is None else to_entry(row).link()
    rest = _chain(database, station, first)
    closed = list(rehomed(rest, station, seq=first - 1, prev=prev))
    _put(database, closed)
    return closed


def _require_own_chain(database: Database, own: str, arriving: Sequence[Entry]) -> None:
    """Let own entries arrive only as a backup's owner gets back what it had written since."""
    here = places(database, arriving)
    for entry in arriving:
        station, seq = here.get(entry.id, (entry.station, entry.seq))
        if station == own and (station, seq) != (entry.station, entry.seq):
            raise _forked(seq)
    seq, prev = tail(database, own)
    for entry in arriving:
        if entry.station != own or entry.id in here:
            continue
        if entry.seq != seq + 1 or entry.prev != prev:
            raise _forked(min(entry.seq, seq + 1))
        seq, prev = entry.seq, entry.link()


def _contradicting(database: Database, own: str, arriving: Sequence[Entry]) -> list[Entry]:
    """Let what stands of others at the places of *arriving* branch off; return what moved."""
    moved: list[Entry] = []
    for station in sorted({entry.station for entry in arriving} - {own}):
        seq = _first_contradiction(database, station, arriving)
        if seq:
            fork = fork_at(database, station, seq)
            moved += branch_off(database, fork, branch_of(station, fork.entry))
    return moved


def _first_contradiction(database: Database, station: str, arriving: Sequence[Entry]) -> int:
    """Return the first number under which another entry of *station* is here, 0 for none."""
    ids = {entry.seq: entry.id for entry in arriving if entry.station == station}
    rows = database.execute_sql(
        "SELECT seq, id FROM journal WHERE station = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        (station, min(ids), max(ids)),
    )
    return next((seq for seq, here in rows if ids.get(seq, here) != here), 0)


def _misplaced(database: Database, own: str, arriving: Sequence[Entry]) -> list[Entry]:
    """Move what is here at another place than at the hub to where the hub has it.

    What it leaves behind may be nowhere else; it must be whole to be offered to the hub.
    """
    here = places(database, arriving)
    moved = [
        entry
        for entry in arriving
        if here.get(entry.id, (entry.station, entry.seq)) != (entry.station, entry.seq)
    ]
    _put(database, moved)
    left: dict[str, int] = {}
    for entry in moved:
        station, seq = here[entry.id]
        if station not in {own, entry.station}:
            left[station] = min(seq, left.get(station, seq))
    for station, first in sorted(left.items()):
        moved += _closed_up(database, station, first)
    return moved


def places(database: Database, entries: Sequence[Entry]) -> dict[str, _Place]:
    """Return where those of *entries* are that are here, by id."""
    places: dict[str, _Place] = {}
    ids = [entry.id for entry in entries]
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        rows = database.execute_sql(
            f"SELECT id, station, seq FROM journal WHERE id IN ({','.join('?' * len(chunk))})",
            tuple(chunk),
        )
        places.update((key, (station, seq)) for key, station, seq in rows)
    return places


def _chain(database: Database, station: str, first: int) -> list[Entry]:
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE station = ? AND seq >= ? ORDER BY seq",
        (station, first),
    )
    return [to_entry(row) for row in rows]


def tail(database: Database, station: str) -> tuple[int, str]:
    """Return sequence number and link of the last entry of *station*."""
    row = database.execute_sql(
        f"SELECT {COLUMNS} FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1", (station,)
    ).fetchone()
    if row is None:
        return 0, GENESIS
    last = to_entry(row)
    return last.seq, last.link()


def _put(database: Database, entries: Sequence[Entry]) -> None:
    """Write the places of *entries* into the journal."""
    if not entries:
        return
    moves = int(note(database, MOVES) or 0)
    save_notes(database, {MOVES: str(moves + 1)})
    with unguarded(database):
        # They may change places with each other: first all leave theirs.
        database.connection().executemany(
            "UPDATE journal SET seq = seq + ? WHERE id = ?",
            [(_AWAY, entry.id) for entry in entries],
        )
        database.connection().executemany(
            "UPDATE journal SET station = ?, seq = ?, prev = ? WHERE id = ?",
            [(entry.station, entry.seq, entry.prev, entry.id) for entry in entries],
        )


@contextlib.contextmanager
def unguarded(database: Database) -> Iterator[None]:
    """Lift the trigger that keeps history; it is back before anybody can see it gone."""
    (guard,) = database.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (GUARD,)
    ).fetchone()
    database.execute_sql(f"DROP TRIGGER {GUARD}")
    yield
    database.execute_sql(guard)


def _forked(seq: int) -> JournalForkedError:
    sentence = (
        f"The hub has another entry under number {seq} of this station: its data folder was"
        " copied or restored from a backup. Nothing is lost; it goes on under another name."
    )
    return JournalForkedError(sentence, seq)
