"""A station's link to pretix in its event file; implements `app.ports.pretix.PretixBook`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

import msgspec

from app.model.entry import Draft, Kind
from app.ports.link import ClockSample
from app.ports.pretix import PretixLink, Progress, Selection, WalkInProduct
from db.connection import reading, writing
from db.journal import SqliteJournal
from db.notes import STATION_NAME, note, save_notes

_LINK = tuple(one.name for one in fields(PretixLink))
_WALK_IN_PRODUCT = "pretix_walk_in_product"
_SELECTION = "pretix_selection"
_ROLL_NAME = "pretix_roll_name"
_PROGRESS = tuple(one.name for one in fields(Progress))
_EVERYTHING = Selection()


class SqlitePretixBook:
    """The link of one station.

    Args:
        journal: The station's journal, in whose file the link is kept.
    """

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal
        self._database = journal.database
        self._where = str(journal.path)

    def link(self) -> PretixLink | None:
        """Return the link, None when this station is not paired."""
        with reading(self._where):
            row = self._database.execute_sql(
                f"SELECT {', '.join(_LINK)} FROM pretix_link"
            ).fetchone()
        if row is None:
            return None
        values = dict(zip(_LINK, row, strict=True))
        events = tuple(msgspec.json.decode(values["events"]))
        return PretixLink(**{**values, "events": events, "is_revoked": bool(values["is_revoked"])})

    def save_link(self, link: PretixLink, selection: Selection = _EVERYTHING) -> None:
        """Keep the link in place of any other, and forget how far its downloads were.

        Raises:
            NotRecordedError: it could not be kept.
        """
        values = {name: _stored(getattr(link, name)) for name in _LINK}
        marks = ", ".join("?" * len(values))
        with writing(self._database):
            self._database.execute_sql("DELETE FROM pretix_progress")
            self._database.execute_sql(
                f"REPLACE INTO pretix_link (number, {', '.join(values)}) VALUES (1, {marks})",
                tuple(values.values()),
            )
            self._save_selection(selection)

    def selection(self) -> Selection:
        """Return what of its events this station works for."""
        with reading(self._where):
            kept = note(self._database, _SELECTION)
        return msgspec.json.decode(kept, type=Selection) if kept else _EVERYTHING

    def select(self, link: PretixLink, events: Sequence[str], selection: Selection) -> None:
        """Work for other events, dates or lists from now on; all of them is fetched anew."""
        with writing(self._database):
            if self._change(link, {"events": tuple(events)}):
                self._database.execute_sql("DELETE FROM pretix_progress")
                self._save_selection(selection)

    def change_link(self, link: PretixLink, **values: object) -> None:
        """Change members of the stored link, unless it is another device's meanwhile."""
        with writing(self._database):
            self._change(link, values)

    def forget(self) -> None:
        """Keep no link any more."""
        with writing(self._database):
            self._database.execute_sql("DELETE FROM pretix_progress")
            self._database.execute_sql("DELETE FROM pretix_link")

    def progress(self, event: str) -> Progress:
        """Return how far the download of an event is."""
        with reading(self._where):
            row = self._database.execute_sql(
                f"SELECT {', '.join(_PROGRESS)} FROM pretix_progress WHERE event = ?", (event,)
            ).fetchone()
        return Progress() if row is None else Progress(**dict(zip(_PROGRESS, row, strict=True)))

    def save_progress(self, event: str, progress: Progress) -> None:
        """Keep how far the download of an event is."""
        marks = ", ".join("?" * len(_PROGRESS))
        with writing(self._database):
            self._database.execute_sql(
                f"REPLACE INTO pretix_progress (event, {', '.join(_PROGRESS)}) VALUES (?, {marks})",
                (event, *asdict(progress).values()),
            )

    def walk_in_product(self) -> WalkInProduct | None:
        """Return what is ordered for walk-ins, None where nothing is."""
        with reading(self._where):
            kept = note(self._database, _WALK_IN_PRODUCT)
        return msgspec.json.decode(kept, type=WalkInProduct) if kept else None

    def save_walk_in_product(self, product: WalkInProduct | None) -> None:
        """Keep what is ordered for walk-ins.

        Raises:
            NotRecordedError: it could not be kept.
        """
        said = "" if product is None else msgspec.json.encode(product).decode()
        with writing(self._database):
            save_notes(self._database, {_WALK_IN_PRODUCT: said})

    def roll_name(self) -> str:
        """Return under which name another token was asked for, empty where none is expected."""
        with reading(self._where):
            return note(self._database, _ROLL_NAME) or ""

    def save_roll_name(self, name: str) -> None:
        """Keep under which name another token is asked for, until the answer is here.

        Raises:
            NotRecordedError: it could not be kept.
        """
        with writing(self._database):
            save_notes(self._database, {_ROLL_NAME: name})

    def note_sample(self, link: PretixLink, sample: ClockSample) -> None:
        """Record a comparison of clocks and keep it as the best of its boot."""
        said = asdict(sample)
        with self._journal.write() as records:
            if self._change(link, {f"sample_{name}": value for name, value in said.items()}):
                named = {"name": note(self._database, STATION_NAME) or ""}
                records.append(Draft(kind=Kind.CLOCK, payload={**said, **named}))

    def _save_selection(self, selection: Selection) -> None:
        save_notes(self._database, {_SELECTION: msgspec.json.encode(selection).decode()})

    def _change(self, link: PretixLink, values: Mapping[str, object]) -> int:
        """Change the stored link; return how many rows that were."""
        changes = ", ".join(f"{name} = ?" for name in values)
        same = (link.address, link.organizer, link.device)
        cursor = self._database.execute_sql(
            f"UPDATE pretix_link SET {changes} WHERE address = ? AND organizer = ? AND device = ?",
            (*map(_stored, values.values()), *same),
        )
        return int(cursor.rowcount)


def _stored(value: object) -> object:
    """Return *value* as SQLite keeps it."""
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple) else value
