"""Which check-ins of other devices were taken in; implements `app.ports.hearsay.HearsayBook`."""

from collections.abc import Collection, Mapping, Sequence

from app.model.entry import Draft
from app.ports.hearsay import CheckIn
from db.connection import reading
from db.journal import SqliteJournal


class SqliteHearsayBook:
    """The hearsay of one station, in its event file."""

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._database = journal.database
        self._where = str(journal.path)

    def known(self, source: str, positions: Collection[int]) -> dict[int, tuple[int, str]]:
        """Return by number the position and the entry of what was taken in of *positions*."""
        marks = ", ".join("?" * len(positions))
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT number, position, entry FROM pretix_heard"
                f" WHERE source = ? AND position IN ({marks})",
                (source, *positions),
            ).fetchall()
        return {number: (position, entry) for number, position, entry in rows}

    def told(self, source: str, moments: Collection[int]) -> set[tuple[str, int, int]]:
        """Return what the server was told of these *moments*: registration, list and Unix ms."""
        marks = ", ".join("?" * len(moments))
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT registration, list_id, at_ms FROM pretix_upload"
                f" WHERE source = ? AND nonce <> '' AND at_ms IN ({marks})",
                (source, *moments),
            ).fetchall()
        return set(rows)

    def take(
        self, source: str, new: Sequence[tuple[CheckIn, Draft]], gone: Mapping[int, Draft]
    ) -> int:
        """Record what is *new*, and by number what is there no more; return how many were new.

        What another process took in meanwhile is left out.

        Raises:
            NotRecordedError: nothing was recorded.
        """
        taken = 0
        with self._journal.write() as records:
            for check_in, draft in new:
                if not self._has(source, check_in.number):
                    entry = records.append(draft)
                    self._database.execute_sql(
                        "INSERT INTO pretix_heard (source, number, position, entry)"
                        " VALUES (?, ?, ?, ?)",
                        (source, check_in.number, check_in.position, entry.id),
                    )
                    taken += 1
            for number, draft in gone.items():
                if self._has(source, number):
                    records.append(draft)
                    self._database.execute_sql(
                        "DELETE FROM pretix_heard WHERE source = ? AND number = ?",
                        (source, number),
                    )
        return taken

    def _has(self, source: str, number: int) -> bool:
        row = self._database.execute_sql(
            "SELECT 1 FROM pretix_heard WHERE source = ? AND number = ?", (source, number)
        ).fetchone()
        return row is not None
