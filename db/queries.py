"""What can be asked of the journal and its views, inside or outside a transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.admission.bearings import take_bearings
from app.admission.conflicts import answered
from app.admission.fold import living
from app.admission.planning import plan
from app.errors import AmbiguousError, UnknownError
from app.model.bearings import Bearings
from app.model.call import Call
from app.model.code import normalised_lookup
from app.model.conflict import Conflict
from app.model.entry import Entry, Kind
from app.model.group import group_key
from app.model.programme import Occupancy, Programme
from app.model.standing import Standing
from db import disputes, lookups, occupancy, views
from db.calls import open_calls
from db.connection import reading
from db.notes import MOVES, STATION, note
from db.rows import COLUMNS, to_entry

_PLANNING = """WITH RECURSIVE planning (id) AS (
    SELECT id FROM journal WHERE kind = 'programme'
    UNION
    SELECT journal.id FROM journal JOIN planning ON journal.ref = planning.id
)"""
"""Entries about event and sessions, what takes them back, what takes that back, and so on."""

_BEARINGS = """WITH RECURSIVE bearing (id) AS (
    SELECT id FROM journal WHERE kind IN ('clock', 'revoked', 'resolved')
    UNION
    SELECT journal.id FROM journal JOIN bearing ON journal.ref = bearing.id
)"""
"""Entries about clocks, stations shut out and what people resolved, and what annuls them."""


_STILL = (
    Kind.ARRIVED,
    Kind.DEPARTED,
    Kind.REFUSED,
    Kind.PRINTED,
    Kind.CLOCK,
    Kind.COUNTED,
    Kind.CALLED,
    Kind.ANSWERED,
    Kind.DECLINED,
)
"""Kinds that change nothing that a list could say."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the entries up to a position of the journal lead to, beside the standings.

    ``moves`` tells how often entries had been given other places until then (`db.rehome`).
    """

    position: int
    moves: str
    programme: Programme | None
    bearings: Bearings


class Queries:
    """Reads of one event file; implements `app.ports.Reads`."""

    def __init__(
        self, database: SqlCipherDatabase, station: str, outlook: Outlook | None = None
    ) -> None:
        self.database = database
        self._first_station = station
        self._last_outlook = outlook

    @property
    def station(self) -> str:
        """Id under which this machine writes.

        Asked of the file, because another process may have given the station another one.
        """
        with reading(self._where):
            return note(self.database, STATION) or self._first_station

    def programme(self) -> Programme:
        """Return event and sessions.

        Raises:
            UnknownError: the event itself has not arrived here yet.
        """
        with reading(self._where):
            programme = self._outlook().programme
        if programme is None:
            sentence = "This station does not know its event yet; let it sync with the hub first."
            raise UnknownError(sentence)
        return programme

    def bearings(self) -> Bearings:
        """Return what is known of clocks and of stations that were shut out."""
        with reading(self._where):
            return self._outlook().bearings

    def find(self, candidates: Sequence[str]) -> str | None:
        """Return the registration to which the candidates lead.

        First they are taken exactly, else case-blind, else as short codes.

        Raises:
            AmbiguousError: they lead to two different people.
        """
        with reading(self._where):
            found = (
                self._registrations("code", candidates)
                or self._registrations("folded", [text.casefold() for text in candidates])
                or self.looked_up(candidates)
            )
        if len(found) > 1:
            sentence = "This code leads to more than one person; search by name instead."
            raise AmbiguousError(sentence, found)
        return found[0] if found else None

    def standing(self, registration: str) -> Standing | None:
        """Return the folded standing of one registration."""
        with reading(self._where):
            return next(views.load(self.database, [registration], self._outlook().bearings), None)

    def standings(self) -> Iterator[Standing]:
        """Yield every standing, by registration id."""
        with reading(self._where):
            cursor = self.database.execute_sql(
                f"SELECT {COLUMNS} FROM journal WHERE registration IS NOT NULL"
                " ORDER BY registration"
            )
            yield from views.fold_rows(cursor, self._outlook().bearings)

    def occupancy(self, session: str) -> Occupancy:
        """Return how full a session is, counted only as far as a scan has to know.

        ``booked`` ends at one, ``present`` and ``reserved`` at the capacity, because a scan at a
        door where thousands went in must not wait until they are counted.
        """
        with reading(self._where):
            return occupancy.counted(self.database, session, self._seats(session))

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry by its id."""
        rows = self._select("id = ?", (entry_id,))
        return rows[0] if rows else None

    def about(self, registration: str) -> list[Entry]:
        """Return every entry about one registration, in the order in which they came here."""
        return self._select("registration = ? ORDER BY position", (registration,))

    def erasing(self) -> list[Entry]:
        """Return every entry that takes words away, in the order in which they came here."""
        return self._select("kind IN ('erased', 'reduced') ORDER BY position", ())

    def exported(self) -> list[Entry]:
        """Return every entry about a file that was written, in the order of coming here."""
        return self._select("kind = 'exported' ORDER BY position", ())

    def is_annulled(self, entry_id: str) -> bool:
        """Whether a living annulment takes that entry back."""
        related = self._annulments(entry_id)
        return any(entry.ref == entry_id for entry in living(related, self.bearings()))

    def conflicts(self) -> list[Conflict]:
        """Return what people are asked about this event, resolved conflicts too."""
        with reading(self._where):
            bearings = self._outlook().bearings
            said = living(self._chosen(_BEARINGS, "bearing"), bearings)
            asked = disputes.asked(self.database, bearings, self._outlook().programme)
            return answered(asked, [e for e in said if e.kind == Kind.RESOLVED])

    def roster_revision(self) -> int:
        """Return a number that grows when anybody is registered or changed."""
        still = ",".join(f"'{kind.value}'" for kind in _STILL)
        with reading(self._where):
            row = self.database.execute_sql(
                f"SELECT coalesce(max(position), 0) FROM journal WHERE kind NOT IN ({still})"
            ).fetchone()
        return int(row[0])

    def recent_own(self, kinds: Sequence[str]) -> Iterator[Entry]:
        """Yield this station's entries of *kinds* that are not annulled, latest first."""
        before = 1 << 62
        marks = ",".join("?" * len(kinds))
        while page := self._select(
            f"station = ? AND seq < ? AND kind IN ({marks}) ORDER BY seq DESC LIMIT 50",
            (self.station, before, *kinds),
        ):
            yield from (entry for entry in page if not self.is_annulled(entry.id))
            before = page[-1].seq

    def calls(self) -> list[Call]:
        """Return the calls that nobody has taken, the oldest first."""
        with reading(self._where):
            return open_calls(self.database, self._outlook().bearings)

    def group_members(self, name: str) -> list[Standing]:
        """Return everybody who comes with the group called *name*, by registration id."""
        key = group_key(name)
        with reading(self._where):
            rows = self.database.execute_sql(
                "SELECT id FROM registration WHERE party = ? AND party <> '' ORDER BY id", (key,)
            ).fetchall()
            wanted = (registration for (registration,) in rows)
            return list(views.load_many(self.database, wanted, self._outlook().bearings))

    def moves(self) -> str:
        """Return how often entries were given other places, as a text."""
        return note(self.database, MOVES) or ""

    def last_position(self) -> int:
        """Return the place of the entry that came last, 0 where there is none."""
        row = self.database.execute_sql("SELECT max(position) FROM journal").fetchone()
        return row[0] or 0

    @property
    def _where(self) -> str:
        return str(self.database.database)

    def _outlook(self) -> Outlook:
        """Return programme and bearings, made anew only when later entries may change them."""
        position = self.last_position()
        last = self._last_outlook
        if last is None or self._may_change(last, position):
            moves = self.moves()
            bearings = take_bearings(self._chosen(_BEARINGS, "bearing"))
            programme = plan(self._chosen(_PLANNING, "planning"), bearings)
            self._last_outlook = Outlook(position, moves, programme, bearings)
        else:
            self._last_outlook = replace(last, position=position)
        return self._last_outlook

    def _chosen(self, table: str, name: str) -> list[Entry]:
        return self._select(f"id IN ({table} SELECT id FROM {name})", ())

    def lookup_codes(self) -> dict[str, str]:
        """Return everybody's short code by registration id.

        Whoever was registered first has the first choice, also when that was taken back.
        """
        with reading(self._where):
            return lookups.all_codes(self.database)

    def looked_up(self, candidates: Sequence[str]) -> list[str]:
        """Return the registrations whose short codes are among *candidates*."""
        wanted = {code for text in candidates if (code := normalised_lookup(text))}
        if not wanted:
            return []
        with reading(self._where):
            return lookups.holders(self.database, sorted(wanted))

    def _may_change(self, seen: Outlook, position: int) -> bool:
        """Whether a later entry plans something or tells how to read others, or some moved."""
        row = self.database.execute_sql(
            "SELECT EXISTS (SELECT 1 FROM journal"
            " WHERE position > ? AND kind IN"
            " ('programme', 'annulled', 'clock', 'revoked', 'resolved'))",
            (seen.position,),
        ).fetchone()
        return bool(row[0]) or position < seen.position or self.moves() != seen.moves

    def _seats(self, session: str) -> int:
        """Return the capacity of a session; one where everybody may come."""
        programme = self._outlook().programme
        planned = programme.sessions.get(session) if programme else None
        return 1 if planned is None or planned.capacity is None else planned.capacity

    def _registrations(self, column: str, candidates: Sequence[str]) -> list[str]:
        marks = ",".join("?" * len(candidates))
        rows = self.database.execute_sql(
            f"SELECT DISTINCT registration FROM code WHERE {column} IN ({marks})",
            tuple(candidates),
        )
        return [registration for (registration,) in rows]

    def _annulments(self, entry_id: str) -> list[Entry]:
        """Return what annuls an entry, what annuls that, and so on."""
        found: list[Entry] = []
        wanted = [entry_id]
        while wanted:
            rows = self._select("ref = ? AND kind = ?", (wanted.pop(), Kind.ANNULLED.value))
            fresh = [entry for entry in rows if entry not in found]
            found.extend(fresh)
            wanted.extend(entry.id for entry in fresh)
        return found

    def _select(self, condition: str, values: tuple[object, ...]) -> list[Entry]:
        with reading(self._where):
            rows = self.database.execute_sql(
                f"SELECT {COLUMNS} FROM journal WHERE {condition}", values
            ).fetchall()
        return [to_entry(row) for row in rows]
