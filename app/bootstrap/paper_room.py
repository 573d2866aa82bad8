"""What the window writes as files, and takes in from paper; implements `ui.papers_desk`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.auditing import Exported
from app.bootstrap.paper_sources import logos_in, remember_lists, source_of
from app.bootstrap.workplace import Workplace, localised
from app.bootstrap.written import note_written
from app.clock import to_instant
from app.errors import FileError, RowsError
from app.model.role import Role
from app.reentry import PaperLists, Reentered
from app.reports.account import Contact
from app.reports.export import Format, Kind, export, unwritable
from app.reports.orders import Order, Written, file_name
from app.reports.paper_files import files_of
from app.reports.source import Tick
from app.rest import collector_resting
from app.settings import load_settings

FOLDER = "exports"
"""The folder, in the data folder, of files that the window wrote."""

_TICKED = re.compile(r"\s*(\d+\s*[A-Za-z])[\s:]+(.*?)(?:\s+(\d?\d[:.]\d\d))?\s*")


class PaperRoom:
    """Files out and paper in of one event. Safe to call from several threads.

    Args:
        workplace: The event.
        contacts: Returns how well the stations are known.
        role: Returns who works here, for the audit.
    """

    def __init__(
        self,
        workplace: Workplace,
        contacts: Callable[[], Sequence[Contact]] = tuple,
        role: Callable[[], Role] = lambda: Role.ORGANISER,
    ) -> None:
        self._workplace, self._contacts, self._role = workplace, contacts, role
        self._data = workplace.file.path.parent.parent

    def folder(self) -> Path:
        """Return where files go when nobody says another place."""
        return self._data / FOLDER

    def write(self, order: Order, folder: Path, tick: Tick) -> Written:
        """Write a file into a folder, which is made where it is missing.

        Args:
            order: What.
            folder: Where.
            tick: Is told how far the work is; may raise to end it.

        Raises:
            FileError: the folder cannot be written.
            InputError: a choice is missing or makes no sense.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            sentence = f"{folder} cannot be used: {error}; choose another folder."
            raise FileError(sentence) from error
        with collector_resting():
            return self._write(order, folder, tick)

    def evacuation(self, language: str) -> Written:
        """Write the evacuation sheet as things are now, where files usually go."""
        order = Order(kind=Kind.EVACUATION, form=Format.PDF, language=language)
        return self.write(order, self.folder(), lambda _done, _all: None)

    def lists(self) -> list[str]:
        """Return the names of printed paper lists, the latest first."""
        return PaperLists(self._workplace.journal).names()

    def enter(self, text: str, *, session: str | None) -> Reentered:
        """Let in whom a desk ticked: ``1A 3,7-12``, perhaps with the time at the end.

        Raises:
            RowsError: that names no list, no rows or no time; nothing was entered.
        """
        found = _TICKED.fullmatch(text)
        if found is None or not found[2]:
            sentence = "Write the list and its rows like 1A 3,7-12. Nothing was entered."
            raise RowsError(sentence)
        now = to_instant(self._workplace.clock.read().wall_ms)
        return PaperLists(self._workplace.journal).enter(
            found[1], found[2], session=session, at=self._moment(found[3], now), now=now
        )

    def _write(self, order: Order, folder: Path, tick: Tick) -> Written:
        here = self._workplace
        options = replace(order.options, logos=order.options.logos or logos_in(self._data))
        source = source_of(
            here,
            order.kind,
            load_settings(self._data),
            session=here.journal.programme().sessions.get(order.session or ""),
            language=order.language,
            options=options,
        )
        source = replace(source, contacts=tuple(self._contacts()), tick=tick)
        lists = remember_lists(here, source) if order.kind is Kind.FALLBACK else []
        door = source.session.name if source.session else ""
        path = _free(folder / file_name(order, source.programme.event, source.instant, door))
        rows = export(order.kind, order.form, path, source)
        what, form = order.kind.value, order.form.value
        said = Exported(what=what, form=form, rows=rows, purpose=options.purpose, by=self._role())
        note_written(here, files_of(order.kind, path, source), said)
        damaged = [(one.person.name, signs) for one, signs in unwritable(order.kind, source)]
        return Written(path=path, rows=rows, damaged=tuple(damaged), lists=tuple(lists))

    def _moment(self, text: str | None, now: datetime) -> datetime | None:
        """Return a time of today as an instant."""
        if text is None:
            return None
        zone = self._workplace.journal.programme().event.zone
        hours, minutes = map(int, re.split("[:.]", text))
        day = now.astimezone(zone)
        try:
            naive = day.replace(hour=hours, minute=minutes, second=0, microsecond=0, tzinfo=None)
        except ValueError as error:
            sentence = f"{text} is no time. Nothing was entered."
            raise RowsError(sentence) from error
        return localised(naive, zone)


def _free(path: Path) -> Path:
    """Return *path*, or one beside it: what was written in the same minute stays."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return found
