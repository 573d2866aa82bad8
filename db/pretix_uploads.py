"""Which movements a pretix server has; implements `app.ports.uploads.UploadBook`."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace

from app.model.entry import Draft, Entry, Kind
from app.model.standing import CENTRAL
from app.ports.uploads import UNSENT, Presence, Upload, UploadState
from db.connection import reading
from db.journal import OpenRecords, SqliteJournal
from db.notes import note, save_notes
from db.rows import COLUMNS, to_entry

_LOOKED_AT = "pretix_upload_position"
_NAMES = tuple(Upload.__dataclass_fields__)
_MOVES = (Kind.ARRIVED, Kind.DEPARTED)
_WAITING = """SELECT reason, sum(number) FROM (
    SELECT coalesce(nullif(reason, ''), ?1) AS reason, count(*) AS number
        FROM pretix_upload WHERE state = 'open' GROUP BY 1
    UNION ALL SELECT ?1, count(*)
        FROM journal WHERE position > ?2 AND kind IN ('arrived', 'departed')
) GROUP BY reason ORDER BY reason"""
_NEW = f"""SELECT {COLUMNS}, position FROM journal
    WHERE position > ? AND kind IN ('arrived', 'departed', 'annulled') ORDER BY position"""


class SqliteUploadBook:
    """The uploads of one station, in its event file."""

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._database = journal.database
        self._where = str(journal.path)
        self._quiet_until = -1

    def gather(self) -> int:
        """Take up what the journal has that was not looked at yet; return how many movements."""
        if not self._new():
            return 0
        with self._journal.write() as records:
            fresh = self._new()
            rows = [self._row(records, position, entry) for position, entry in fresh]
            found = [row for row in rows if row is not None]
            for row in found:
                self._take_up(row)
            save_notes(self._database, {_LOOKED_AT: str(fresh[-1][0] if fresh else 0)})
        return len(found)

    def open(self) -> list[Upload]:
        """Return what is not settled, in the order in which it came here."""
        with reading(self._where):
            rows = self._database.execute_sql(
                f"SELECT {', '.join(_NAMES)} FROM pretix_upload WHERE state = 'open'"
                " ORDER BY position"
            ).fetchall()
        return list(map(_upload, rows))

    def has_news(self) -> bool:
        """Whether the journal has movements that `gather` has not seen; two index look-ups.

        To be asked again and again by one thread: what it found without any is not looked at anew.
        """
        with reading(self._where):
            row = self._database.execute_sql("SELECT max(position) FROM journal").fetchone()
        latest = row[0] or 0
        if latest <= self._quiet_until:
            return False
        has_any = self._has_new()
        if not has_any:
            self._quiet_until = latest
        return has_any

    def waiting(self) -> dict[str, int]:
        """Return how many movements wait, by reason; `UNSENT` where they only have to be told."""
        with reading(self._where):
            looked_at = int(note(self._database, _LOOKED_AT) or 0)
            rows = self._database.execute_sql(_WAITING, (UNSENT, looked_at)).fetchall()
        return {reason: number for reason, number in rows if number}

    def counts(self) -> dict[str, int]:
        """Return how many movements are in which state."""
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT state, count(*) FROM pretix_upload GROUP BY state"
            ).fetchall()
        return dict(rows)

    def note(self, uploads: Sequence[Upload], declined: Sequence[Draft] = ()) -> None:
        """Keep how far *uploads* are, and record what was *declined*, all or nothing.

        One that an annulment touched meanwhile stays open whatever is said of it.

        Raises:
            NotRecordedError: nothing was kept.
        """
        with self._journal.write() as records:
            for upload in uploads:
                self._keep(upload)
            if declined:
                records.append_many(declined)

    def _keep(self, upload: Upload) -> None:
        found = self._database.execute_sql(
            "SELECT touched FROM pretix_upload WHERE entry = ?", (upload.entry,)
        ).fetchone()
        if found is not None and found[0] != upload.touched:
            upload = replace(upload, touched=found[0], state=UploadState.OPEN)
        marks = ", ".join("?" * len(_NAMES))
        self._database.execute_sql(
            f"INSERT OR REPLACE INTO pretix_upload ({', '.join(_NAMES)}) VALUES ({marks})",
            astuple(upload),
        )

    def _take_up(self, row: Upload) -> None:
        """Add a movement, or open it again when something touched it."""
        self._database.execute_sql(
            "INSERT INTO pretix_upload (entry, position, registration, touched)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
            " touched = excluded.touched, state = 'open', due_ms = 0, attempts = 0",
            (row.entry, row.position, row.registration, row.touched),
        )

    def _new(self) -> list[tuple[int, Entry]]:
        with reading(self._where):
            looked_at = int(note(self._database, _LOOKED_AT) or 0)
            rows = self._database.execute_sql(_NEW, (looked_at,)).fetchall()
        return [(row[-1], to_entry(row)) for row in rows]

    def _has_new(self) -> bool:
        with reading(self._where):
            looked_at = int(note(self._database, _LOOKED_AT) or 0)
            row = self._database.execute_sql(f"{_NEW} LIMIT 1", (looked_at,)).fetchone()
        return row is not None

    def _row(self, records: OpenRecords, position: int, entry: Entry) -> Upload | None:
        """Return the upload that *entry* begins or touches, None where it is about neither."""
        move = next((one for one in _chain(records, entry) if one.kind in _MOVES), None)
        if move is None or move.registration is None or move.get("reason") == CENTRAL:
            return None
        touched = entry.id if entry.kind == Kind.ANNULLED else ""
        return Upload(
            entry=move.id, position=position, registration=move.registration, touched=touched
        )


def _chain(records: OpenRecords, entry: Entry) -> Iterator[Entry]:
    """Yield *entry* and what it takes back, and what that takes back, as far as that is here."""
    seen: set[str] = set()
    current: Entry | None = entry
    while current is not None and current.id not in seen:
        yield current
        seen.add(current.id)
        is_last = current.kind != Kind.ANNULLED or current.ref is None
        current = None if is_last else records.entry(current.ref or "")


def _upload(row: Sequence[object]) -> Upload:
    said = dict(zip(_NAMES, row, strict=True))
    said["presence"] = Presence(str(said["presence"]))
    said["state"] = UploadState(str(said["state"]))
    return Upload(**said)  # type: ignore[arg-type] # the table's columns have the fields' types
