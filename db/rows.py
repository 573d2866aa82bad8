"""Between entries and rows of the journal table."""

from collections.abc import Sequence
from typing import Any

import msgspec

from app.model.entry import Entry, canonical

COLUMNS = (
    "id, station, seq, kind, boot, mono_ms, wall_ms, registration, session, ref, payload,"
    " payload_digest, prev, v"
)
INSERT = (
    f"INSERT INTO journal (position, {COLUMNS})"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_decode = msgspec.json.Decoder().decode


def to_row(position: int, entry: Entry) -> tuple[Any, ...]:
    """Return the values for `INSERT`; the payload is stored as the bytes that were digested."""
    payload = None if entry.payload is None else canonical(entry.payload).decode()
    return (
        position,
        entry.id,
        entry.station,
        entry.seq,
        entry.kind,
        entry.boot,
        entry.mono_ms,
        entry.wall_ms,
        entry.registration,
        entry.session,
        entry.ref,
        payload,
        entry.payload_digest,
        entry.prev,
        entry.v,
    )


def to_entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row that was selected by `COLUMNS`."""
    return Entry(
        id=row[0],
        station=row[1],
        seq=row[2],
        kind=row[3],
        boot=row[4],
        mono_ms=row[5],
        wall_ms=row[6],
        registration=row[7],
        session=row[8],
        ref=row[9],
        payload=None if row[10] is None else _decode(row[10]),
        payload_digest=row[11],
        prev=row[12],
        v=row[13],
    )
