"""A station's link to its hub in its event file; implements `app.ports.link.SyncBook`.

Several processes may sync one event file. Each change names the epoch and the token (and a page
the cursor) that it builds on, and is dropped when that is no longer what is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from peewee import BigIntegerField, BooleanField, Expression, IntegerField, Model, TextField

from app.clock import ClockReading
from app.model.branch import branch_of
from app.model.entry import Draft, Entry, Kind
from app.ports.link import ClockSample, Fork, HubLink, Identity
from db import rehome
from db.connection import reading, writing
from db.journal import OpenRecords, SqliteJournal
from db.notes import STATION, STATION_NAME, note, save_notes

ONLY = 1
"""The number of the one row: a station has one hub."""

RENEWAL_MS = 30_000
"""How long a process that asks for a new identity keeps others from asking, too."""


class HubLinkRow(Model):
    """The link; ``token``, ``signing_key`` and ``renewal_key`` are secrets of this station."""

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
    next_pin = TextField()
    sample_boot = TextField()
    sample_offset_ms = BigIntegerField()
    sample_rtt_ms = BigIntegerField()
    renewal_key = TextField(default="")
    renewal_boot = TextField(default="")
    renewal_until_ms = BigIntegerField(default=0)

    class Meta:
        table_name = "hub_link"


_LINK = f"SELECT {', '.join(HubLink.__dataclass_fields__)} FROM hub_link"


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
        # Asked with every message: built without peewee's query builder, which takes longer.
        with reading(self._where):
            row = self._database.execute_sql(_LINK).fetchone()
        if row is None:
            return None
        values = dict(zip(HubLink.__dataclass_fields__, row, strict=True))
        return HubLink(**{**values, "is_relayed": bool(values["is_relayed"])})

    def save_link(self, link: HubLink) -> None:
        """Keep the link to a hub that was just joined, in place of any other.

        Raises:
            NotRecordedError: it could not be kept.
        """
        with writing(self._database):
            self._replace(link)

    def station(self) -> str:
        """Return the id under which this station writes now; another process may change it."""
        return self._journal.station

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

    def heads(self) -> dict[str, int]:
        """Return the last sequence number that is here of each station."""
        with reading(self._where):
            rows = self._database.execute_sql(
                "SELECT station, max(seq) FROM journal GROUP BY station"
            )
            return dict(rows.fetchall())

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

    def note_sample(self, link: HubLink, sample: ClockSample) -> None:
        """Record a comparison of clocks and keep it as the best of its boot."""
        values = {f"sample_{name}": value for name, value in asdict(sample).items()}
        with self._journal.write() as records:
            if self._update(link, values):
                # What people call this station goes with it, so that others can say it.
                named = {"name": note(self._database, STATION_NAME) or ""}
                records.append(Draft(kind=Kind.CLOCK, payload={**asdict(sample), **named}))

    def note_pins(self, link: HubLink, pin: str, next_pin: str) -> None:
        """Keep by which keys the hub is known, unless another process did."""
        is_same = (HubLinkRow.pin == link.pin) & (HubLinkRow.next_pin == link.next_pin)
        change = HubLinkRow.update(pin=pin, next_pin=next_pin).where(is_same)
        with writing(self._database):
            change.bind(self._database).execute()

    def note_address(self, link: HubLink, address: str) -> None:
        """Keep that the hub is found at another address now."""
        is_same = (HubLinkRow.pin == link.pin) & (HubLinkRow.address == link.address)
        change = HubLinkRow.update(address=address).where(is_same)
        with writing(self._database):
            change.bind(self._database).execute()

    def take_page(self, entries: Sequence[Entry], link: HubLink, *, expected_cursor: int) -> int:
        """Absorb a pulled page and move to the cursor of *link* in the same transaction.

        A page whose *expected_cursor* or epoch is no longer the stored one is ignored.
        Entries of others that stand here where the hub has another one give way to a branch
        of their own. Returns the number of new entries.

        Raises:
            JournalForkedError: the page contradicts this station's own entries.
            NotRecordedError: nothing was taken and the cursor stays.
        """
        place = {"cursor": link.cursor, "mark": link.mark, "contact_ms": link.contact_ms}
        with self._journal.write() as records:
            if not self._update(link, place, cursor=expected_cursor):
                return 0
            moved = rehome.make_room(self._database, records.station, entries, acked=link.acked)
            new = records.absorb(entries)
            self._note_moved(records, moved)
            return new

    def fork_at(self, station: str, seq: int) -> Fork:
        """Return the fork of *station* at *seq*, with the entry that is there here."""
        with reading(self._where):
            return rehome.fork_at(self._database, station, seq)

    def claim_renewal(self, link: HubLink, key: str, now: ClockReading) -> str | None:
        """Claim for this process to ask for a new identity; return the key to ask with.

        That is *key*, or the one of an earlier attempt that came to nothing. None means that
        another process is at it. A claim ends by itself after half a minute.
        """
        with writing(self._database):
            row = HubLinkRow.select().where(self._is_still(link)).bind(self._database).first()
            is_claimed = row is not None and row.renewal_boot == now.boot
            if row is None or (is_claimed and now.mono_ms < row.renewal_until_ms):
                return None
            values = {
                "renewal_key": row.renewal_key or key,
                "renewal_boot": now.boot,
                "renewal_until_ms": now.mono_ms + RENEWAL_MS,
            }
            HubLinkRow.update(**values).bind(self._database).execute()
        return str(values["renewal_key"])

    def release_renewal(self, link: HubLink) -> None:
        """Let the next attempt begin at once."""
        self._change(link, renewal_until_ms=0)

    def take_identity(self, fork: Fork, identity: Identity) -> bool:
        """Go on under a new identity from the fork on, in one transaction.

        Returns False, with nothing changed, when another process did it already.

        Raises:
            NotRecordedError: everything is as it was.
        """
        with self._journal.write() as records:
            if records.station != fork.station:
                return False
            moved = rehome.branch_off(self._database, fork, identity.station)
            notes = {STATION: identity.station, STATION_NAME: identity.name}
            save_notes(self._database, notes)
            self._replace(identity.link)
            records.refresh(moved)
            self._tell_fork(fork, len(moved))
        return True

    def branch_off(self, fork: Fork) -> int:
        """Give another station's entries from the fork on a branch of their own.

        Returns how many that were; they wait to be offered to the hub then.
        """
        with self._journal.write() as records:
            if not fork.entry or fork.station == records.station:
                return 0
            station = branch_of(fork.station, fork.entry)
            moved = rehome.branch_off(self._database, fork, station)
            self._note_moved(records, moved)
        return len(moved)

    def _tell_fork(self, fork: Fork, count: int) -> None:
        """Record, in the new name, what goes on under it."""
        if count:
            told = {"station": fork.station, "from_seq": fork.seq, "count": count}
            with self._journal.write() as records:
                records.append(Draft(kind=Kind.FORKED, payload=told))

    def _note_moved(self, records: OpenRecords, moved: Sequence[Entry]) -> None:
        """Refresh the views and remember that the hub may lack what was moved."""
        if moved:
            records.refresh(moved)
            HubLinkRow.update(is_relayed=False).bind(self._database).execute()

    def _replace(self, link: HubLink) -> None:
        HubLinkRow.replace(number=ONLY, **asdict(link)).bind(self._database).execute()

    def _change(self, link: HubLink, **values: object) -> None:
        with writing(self._database):
            self._update(link, values)

    def _update(self, link: HubLink, values: Mapping[str, object], **unchanged: object) -> int:
        """Change the link unless it is another one meanwhile; return how many rows that were.

        Done with every message: built without peewee's query builder, which takes longer.
        """
        same = {"epoch": link.epoch, "token": link.token, **unchanged}
        changes = ", ".join(f"{name} = ?" for name in values)
        conditions = " AND ".join(f"{name} = ?" for name in same)
        statement = f"UPDATE hub_link SET {changes} WHERE {conditions}"
        cursor = self._database.execute_sql(statement, (*values.values(), *same.values()))
        return int(cursor.rowcount)

    @staticmethod
    def _is_still(link: HubLink) -> Expression:
        """Whether the link is of the same life of the same hub, and this the same station."""
        return (HubLinkRow.epoch == link.epoch) & (HubLinkRow.token == link.token)
