"""Which check-ins were seen at pretix; implements `app.ports.hearsay.HearsayBook`."""

from collections.abc import Collection, Mapping, Sequence

from app.model.entry import Draft
from app.ports.hearsay import CheckIn, Gone, Told
from app.ports.uploads import Presence, UploadState
from db.connection import reading
from db.journal import OpenRecords, SqliteJournal


class SqliteHearsayBook:
    """The hearsay of one station, in its event file."""

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._database = journal.database
        self._where = str(journal.path)

    def known(self, source: str, positions: Collection[int]) -> dict[int, tuple[int, str]]:
        """Return by number the position and the entry of what was seen there of *positions*."""
        marks = ", ".join("?" * len(positions))
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT number, position, entry FROM pretix_heard"
                f" WHERE source = ? AND position IN ({marks})",
                (source, *positions),
            ).fetchall()
        return {number: (position, entry) for number, position, entry in rows}

    def told(self, source: str, registrations: Collection[str]) -> list[Told]:
        """Return what the server was told of *registrations*, as far as it may be there."""
        marks = ", ".join("?" * len(registrations))
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT entry, registration, list_id, at_ms FROM pretix_upload"
                f" WHERE source = ? AND nonce <> '' AND registration IN ({marks})",
                (source, *registrations),
            ).fetchall()
        return [Told(*row) for row in rows]

    def take(
        self,
        source: str,
        new: Sequence[tuple[CheckIn, Draft | str]],
        gone: Mapping[int, Gone],
    ) -> int:
        """Record what is *new*, and by number what is there no more; return how many were new.

        What a station of this event did itself comes as its entry, and is only seen to be there.
        What another process took in meanwhile is left out. Of movements that this station told,
        only those are asked about of which it knew nothing else than that they are there.

        Raises:
            NotRecordedError: nothing was recorded.
        """
        taken = 0
        with self._journal.write() as records:
            for check_in, made in new:
                if not self._has(source, check_in.number):
                    is_heard = isinstance(made, Draft)
                    entry = records.append(made).id if isinstance(made, Draft) else made
                    self._database.execute_sql(
                        "INSERT INTO pretix_heard (source, number, position, entry)"
                        " VALUES (?, ?, ?, ?)",
                        (source, check_in.number, check_in.position, entry),
                    )
                    taken += is_heard
            for number, one in gone.items():
                if self._has(source, number):
                    self._let_go(records, one)
                    self._database.execute_sql(
                        "DELETE FROM pretix_heard WHERE source = ? AND number = ?",
                        (source, number),
                    )
        return taken

    def _let_go(self, records: OpenRecords, gone: Gone) -> None:
        """Take back what is gone there or ask, unless this station is about to say so itself."""
        if gone.is_moved:
            return
        row = self._database.execute_sql(
            "SELECT presence, state FROM pretix_upload WHERE entry = ?", (gone.entry,)
        ).fetchone()
        is_settled = row is None or row == (Presence.THERE.value, UploadState.DONE.value)
        if gone.draft is not None and is_settled:
            records.append(gone.draft)
        if row is not None and row[0] == Presence.THERE.value:
            # What was taken back here is settled so; what stands here is told anew if it is open.
            state = UploadState.DONE.value if gone.draft is None else row[1]
            self._database.execute_sql(
                "UPDATE pretix_upload SET presence = ?, nonce = '', reason = '', state = ?"
                " WHERE entry = ?",
                (Presence.ABSENT.value, state, gone.entry),
            )

    def _has(self, source: str, number: int) -> bool:
        row = self._database.execute_sql(
            "SELECT 1 FROM pretix_heard WHERE source = ? AND number = ?", (source, number)
        ).fetchone()
        return row is not None
