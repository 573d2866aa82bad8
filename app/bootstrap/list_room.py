"""Lists as the window takes them in: looked at first, then taken as far as somebody chose."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from app.bootstrap.list_memory import ListMemory
from app.bootstrap.rosters import Breath, Import, counted, difference_of
from app.bootstrap.workplace import Workplace
from app.errors import ListQuestionError
from app.rest import collector_resting
from app.roster.choice import chosen, edits
from app.roster.finding import Finding, with_edits
from app.roster.listing import NO_HABITS, understand
from app.roster.mapping import guess_mapping
from app.roster.reading import Reading
from app.roster.table import read_table


class ListRoom:
    """Reads lists and compares them with the event; implements `ui.list_desk.ListDesk`."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._memory = ListMemory(workplace.file)

    @collector_resting()
    def look(self, file: Path, reading: Reading) -> Finding:
        """Read a list and compare it; nothing is kept.

        What looks damaged is told, not asked: it can be repaired any time before it is taken.

        Raises:
            InputError: it cannot be read.
        """
        found = Finding(file=file, reading=reading)
        try:
            table = read_table(
                file,
                sheet=reading.sheet,
                encoding=reading.encoding,
                separator=reading.separator,
            )
            habits = self._memory.known(table.headings)
            columns = guess_mapping(
                table.headings, reading.columns, habits.columns, needs_name=False
            )
            found = replace(found, table=table, columns=columns, is_remembered=habits != NO_HABITS)
            said = replace(reading, repair=bool(reading.repair))
            listing = understand(table, file.name, said, habits)
        except ListQuestionError as question:
            return replace(found, question=question)
        return self._compared(replace(found, listing=listing))

    @collector_resting()
    def take(
        self, finding: Finding, keys: Collection[str], told: Callable[[int, int], bool]
    ) -> Import:
        """Take in what has one of *keys* of a list that was looked at.

        Args:
            finding: What `look` returned.
            keys: Of the edits that somebody wants.
            told: Hears between portions how many of how many entries are kept; whether to go on.

        Raises:
            NotRecordedError: what was not kept yet is not.
        """
        wanted = frozenset(keys)
        breath = Breath(lambda: self._workplace.journal.is_awaited, told)
        while True:
            some = chosen(finding.difference, wanted)
            taken = self._workplace.registrar.apply(some, revision=finding.revision, go_on=breath)
            if not taken.is_outdated:
                break
            # Somebody was changed meanwhile; what was seen and chosen still counts, nothing else.
            finding = self._compared(finding)
        if finding.listing is None:
            return Import(0, 0, 0, 0, 0, 0, ())
        if not taken.is_stopped:
            self._memory.keep(finding.listing)
        return replace(counted(some, finding.listing), is_stopped=taken.is_stopped)

    def _compared(self, found: Finding) -> Finding:
        if found.listing is None:
            return found
        journal = self._workplace.journal
        revision = journal.roster_revision()
        standings = {one.registration: one for one in journal.standings()}
        difference = difference_of(self._workplace, found.listing, list(standings.values()))
        sessions = journal.programme().sessions.values()
        return replace(
            with_edits(found, edits(difference, standings)),
            difference=difference,
            unchanged=tuple(standings[one].person.name for one in difference.unchanged),
            sessions={session.id: session.name for session in sessions},
            revision=revision,
        )
