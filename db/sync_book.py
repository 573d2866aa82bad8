"""A station's link to its hub in its event file; implements `app.ports.link.SyncBook`.

Several processes may sync one event file. Each change names the epoch (and a page the cursor)
that it builds on, and is dropped when that is no longer what is stored.
"""

from collections.abc import Sequence
from dataclasses import asdict

from peewee import BigIntegerField, BooleanField, IntegerField, Model, TextField

from app.model.entry import Entry
from app.ports.link import HubLink
from db.connection import reading, writing
from db.journal import SqliteJournal

_ONLY = 1
"""The number of the one row: a station has one hub."""


class HubLinkRow(Model):
    """The link; ``token`` and ``signing_key`` are secrets of this station."""

    number = IntegerField(primary_key=True)
    address = TextField()
    pin = TextField()
    token = TextField()
    signing_key = TextField()
    epoch = TextField()
    cursor = BigIntegerField()
    mark = TextField()
    acked = BigIntegerField()
    is_relayed = BooleanField()
    contact_ms = BigIntegerField(null=True)

    class Meta:
        table_name = "hub_link"


class SqliteSyncBook:
    """The link of one station.

    Args:
        journal: The station's journal, in whose file the link is kept.
    """

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._database = journal.database
        self._where = str(journal.path)

    def link(self) -> HubLink | None:
        """Return the link, None when this station never joined a hub."""
        fields = [getattr(HubLinkRow, name) for name in HubLink.__dataclass_fields__]
        with reading(self._where):
            row = HubLinkRow.select(*fields).bind(self._database).dicts().first()
        return None if row is None else HubLink(**row)

    def save_link(self, link: HubLink) -> None:
        """Keep the link to a hub that was just joined, in place of any other.

        Raises:
            NotRecordedError: it could not be kept.
        """
        with writing(self._database):
            HubLinkRow.replace(number=_ONLY, **asdict(link)).bind(self._database).execute()

    def last_seq(self) -> int:
        """Return this station's latest sequence number, 0 when it never wrote."""
        with reading(self._where):
            row = self._database.execute_sql(
                "SELECT coalesce(max(seq), 0) FROM journal WHERE station = ?",
                (self._journal.station,),
            ).fetchone()
        return int(row[0])

    def last_position(self) -> int:
        """Return the position of the latest entry in this file, 0 when there is none."""
        with reading(self._where):
            row = self._database.execute_sql(
                "SELECT coalesce(max(position), 0) FROM journal"
            ).fetchone()
        return int(row[0])

    def foreign(self) -> int:
        """Return how many entries of other stations are here."""
        with reading(self._where):
            row = self._database.execute_sql(
                "SELECT count(*) FROM journal WHERE station <> ?", (self._journal.station,)
            ).fetchone()
        return int(row[0])

    def note_acked(self, link: HubLink, acked: int, contact_ms: int) -> None:
        """Keep how far the hub has this station's entries, unless its epoch changed since."""
        self._change(link, acked=acked, contact_ms=contact_ms)

    def note_contact(self, link: HubLink, contact_ms: int) -> None:
        """Keep when the hub last answered, unless its epoch changed since."""
        self._change(link, contact_ms=contact_ms)

    def note_relayed(self, link: HubLink) -> None:
        """Keep that the hub was offered everything of others, unless its epoch changed since."""
        self._change(link, is_relayed=True)

    def adopt_epoch(self, link: HubLink, epoch: str) -> None:
        """Begin at nought with a hub that has a new epoch, unless another process did."""
        self._change(link, epoch=epoch, cursor=0, mark="", acked=0, is_relayed=False)

    def take_page(self, entries: Sequence[Entry], link: HubLink, *, expected_cursor: int) -> int:
        """Absorb a pulled page and move to the cursor of *link* in the same transaction.

        A page whose *expected_cursor* or epoch is no longer the stored one is ignored.
        Returns the number of new entries.

        Raises:
            NotRecordedError: nothing was taken and the cursor stays.
        """
        unmoved = HubLinkRow.cursor == expected_cursor
        move = HubLinkRow.update(
            cursor=link.cursor, mark=link.mark, contact_ms=link.contact_ms
        ).where(unmoved & (HubLinkRow.epoch == link.epoch))
        with self._journal.write() as records:
            if not move.bind(self._database).execute():
                return 0
            return records.absorb(entries)

    def _change(self, link: HubLink, **values: object) -> None:
        change = HubLinkRow.update(**values).where(HubLinkRow.epoch == link.epoch)
        with writing(self._database):
            change.bind(self._database).execute()
