"""Arrivals that were ticked on paper, entered again: ``3,7-12`` of the list of a desk."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clock import to_ms
from app.errors import RowsError
from app.model.entry import Draft, Entry, Kind
from app.model.standing import Standing
from app.model.verdict import Reason
from app.ports import Journal, Records

_NAME = re.compile(r"(\d+)([A-Z])")
_PART = re.compile(r"(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?")
_BETWEEN = re.compile(r"[,;]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Reentered:
    """Who was entered, and who was here already; by row."""

    table: str
    entered: tuple[Standing, ...]
    already: tuple[Standing, ...]


def read_rows(text: str) -> list[int]:
    """Return the numbers that ``3,7-12`` means, each once, in order.

    Raises:
        RowsError: it is no such text.
    """
    spaced = re.sub(r"\s*([-–—])\s*", r"\1", text.strip())
    rows: set[int] = set()
    for part in filter(None, _BETWEEN.split(spaced)):
        found = _PART.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            sentence = f"{part} is no row; write rows like 3,7-12. Nothing was entered."
            raise RowsError(sentence)
        rows.update(range(first, last + 1))
    if not rows:
        sentence = "No row was named; write rows like 3,7-12. Nothing was entered."
        raise RowsError(sentence)
    return sorted(rows)


class PaperLists:
    """Remembers which row of a printed list is whom, and takes in what was ticked.

    The rows are entries of their own, so that lists that one station printed are entered at
    any other.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def next_pack(self) -> str:
        """Return what the names of the next lists begin with: no list here has it."""
        packs = [int(found[1]) for name, _ in self._lists() if (found := _NAME.fullmatch(name))]
        return str(max(packs, default=0) + 1)

    def remember(self, tables: Mapping[str, Sequence[str]]) -> None:
        """Record the registrations of each list's rows; do so before the list is printed."""
        drafts = [
            Draft(kind=Kind.LISTED, payload={"table": name, "rows": list(rows)})
            for name, rows in tables.items()
        ]
        with self._journal.write() as records:
            records.append_many(drafts)

    def names(self) -> list[str]:
        """Return the names of all lists that were printed, the latest first."""
        return list(dict.fromkeys(name for name, _ in reversed(list(self._lists()))))

    def enter(
        self,
        table: str,
        rows: str,
        *,
        session: str | None = None,
        at: datetime | None = None,
        now: datetime | None = None,
    ) -> Reentered:
        """Let the people of some rows in; who is here already is not entered again.

        Nobody is judged: whoever ticked them has seen them come. One undo takes all back.

        Args:
            table: The name of the list, in any case.
            rows: Like ``3,7-12``.
            session: The door; None is the event's own.
            at: When they came, if that was noted; not after *now*.
            now: What time it is.

        Raises:
            RowsError: there is no such list or row, or a time that makes no sense.
            NotRecordedError: nobody was entered.
        """
        listed = self._rows(table)
        numbers = _numbers(table, rows, len(listed))
        if at is not None and now is not None and at > now:
            sentence = "That time is still to come; nothing was entered."
            raise RowsError(sentence)
        with self._journal.write() as records:
            people = [records.standing(listed[number - 1]) for number in numbers]
            known = [one for one in people if one is not None and not one.is_erased]
            coming = [one for one in known if one.first_arrival(session) is None]
            records.append_many(_drafts(coming, table.upper(), session, at))
            entered = tuple(_now(records, one) for one in coming)
        already = tuple(one for one in known if one not in coming)
        return Reentered(table.upper(), entered, already)

    def _rows(self, table: str) -> Sequence[str]:
        wanted = "".join(table.split()).upper()
        found = [entry for name, entry in self._lists() if name == wanted]
        own = [entry for entry in found if entry.station == self._journal.station]
        if not found:
            known = ", ".join(self.names()) or "none yet"
            sentence = f"There is no paper list {table}; there are: {known}. Nothing was entered."
            raise RowsError(sentence)
        if len(own or found) > 1:
            sentence = f"Several stations printed a list {wanted}; enter it where it was printed."
            raise RowsError(sentence)
        return [str(row) for row in (own or found)[0].get("rows", ())]

    def _lists(self) -> Iterator[tuple[str, Entry]]:
        for _position, entry in self._journal.entries():
            if entry.kind == Kind.LISTED and isinstance(entry.get("rows"), list | tuple):
                yield str(entry.get("table", "")), entry


def _numbers(table: str, rows: str, last: int) -> list[int]:
    """Return the rows that are meant; all of them are on the list."""
    numbers = read_rows(rows)
    if numbers[-1] > last:
        sentence = (
            f"List {table.upper()} ends with row {last}; there is no row {numbers[-1]}."
            " Nothing was entered."
        )
        raise RowsError(sentence)
    return numbers


def _drafts(
    people: Sequence[Standing], table: str, session: str | None, at: datetime | None
) -> list[Draft]:
    payload = {
        "reason": Reason.REGISTERED.value,
        "manual": True,
        "paper": table,
        "together": str(uuid.uuid4()),
    }
    since = {} if at is None else {"since_ms": to_ms(at)}
    return [
        Draft(
            kind=Kind.ARRIVED,
            registration=one.registration,
            session=session,
            payload={**payload, **since},
        )
        for one in people
    ]


def _now(records: Records, standing: Standing) -> Standing:
    return records.standing(standing.registration) or standing
