"""Lists of a desk in memory: really read and compared, and kept as keys only."""

from dataclasses import dataclass, replace

from app.errors import ListQuestionError
from app.roster.choice import edits
from app.roster.difference import compare
from app.roster.finding import Finding, with_edits
from app.roster.listing import understand
from app.roster.mapping import guess_mapping
from app.roster.rows import to_registrations
from app.roster.table import read_table


@dataclass(frozen=True)
class Outcome:
    is_stopped: bool = False


class MemoryLists:
    """Implements `ui.list_desk.ListDesk`; ``taken`` are the keys of what was taken in."""

    portions = ((1, 2), (2, 2))

    def __init__(self, desk):
        self._desk = desk
        self.taken = []
        self.gate = None
        self.error = None

    def look(self, file, reading):
        if self.gate is not None:
            self.gate.wait(60)
        found = Finding(file=file, reading=reading)
        try:
            table = read_table(file, sheet=reading.sheet, encoding=reading.encoding)
            columns = guess_mapping(table.headings, reading.columns, needs_name=False)
            found = replace(found, table=table, columns=columns)
            listing = understand(table, file.name, replace(reading, repair=bool(reading.repair)))
        except ListQuestionError as question:
            return replace(found, question=question)
        sessions = self._desk.programme().sessions
        rows, refused = to_registrations(
            listing.table, listing.columns, sessions.values(), is_last_first=listing.is_last_first
        )
        standings = {one.registration: one for one in self._desk.guests.values()}
        difference = compare(rows, standings.values(), refused)
        return replace(
            with_edits(found, edits(difference, standings)),
            listing=listing,
            difference=difference,
            unchanged=tuple(standings[one].person.name for one in difference.unchanged),
            sessions={key: session.name for key, session in sessions.items()},
        )

    def take(self, _finding, keys, told):
        for done, count in self.portions:
            if self.gate is not None:
                self.gate.wait(60)
            if self.error is not None:
                raise self.error
            if not told(done, count):
                return Outcome(is_stopped=True)
        self.taken += sorted(keys)
        return Outcome()
