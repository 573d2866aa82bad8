"""New rows that may be somebody who is registered already, by another code or address."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from anyascii import anyascii

from app.model.person import Person
from app.model.standing import Standing, Status
from app.roster.matching import are_related
from app.roster.rows import RosterRow

_CROWD = 3
"""An address that more people share is that of a school or an office."""
_GONE = (Status.CANCELLED, Status.SUBSTITUTED, Status.REVOKED)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A new row that resembles somebody: of the event, or of an earlier row of the list.

    ``registration`` is empty for the second kind, ``other_line`` 0 for the first.
    """

    line: int
    name: str
    other_name: str
    registration: str = ""
    other_line: int = 0


class _Known(NamedTuple):
    name: str
    email: str
    organisation: str
    registration: str
    line: int


def duplicates(rows: Iterable[RosterRow], standings: Iterable[Standing]) -> list[Duplicate]:
    """Return which of the new *rows* may be doubles, each with the one that it resembles most.

    One sign is an address of one's own with a similar name, the other the same name, however
    it is spelt, at the same organisation.
    """
    coming = [one for one in standings if not one.is_erased and one.status not in _GONE]
    known: dict[Hashable, list[_Known]] = defaultdict(list)
    for standing in coming:
        _note(known, standing.person, standing.registration, 0)
    found: list[Duplicate] = []
    for row in rows:
        person = row.person
        signs = _signs(person)
        other = next((one for sign in signs for one in _fitting(known[sign], person)), None)
        if other is not None and row.status is not Status.CANCELLED:
            found.append(
                Duplicate(row.line, person.name, other.name, other.registration, other.line)
            )
        _note(known, person, "", row.line)
    return found


def _note(
    known: dict[Hashable, list[_Known]], person: Person, registration: str, line: int
) -> None:
    one = _Known(
        person.name, person.get("email").casefold(), person.organisation, registration, line
    )
    for sign in _signs(person):
        known[sign].append(one)


def _signs(person: Person) -> Sequence[Hashable]:
    """Return what two registrations of one person have in common."""
    name = _folded(person.get("name") or f"{person.given} {person.family}")
    email = person.get("email").casefold()
    signs: list[Hashable] = [("email", email)] if email else []
    if name and person.organisation:
        signs.append((name, _folded(person.organisation)))
    return signs


def _fitting(others: Sequence[_Known], person: Person) -> Sequence[_Known]:
    if not 0 < len(others) <= _CROWD:
        return ()
    return [one for one in others if are_related(one.name, person.name)]


def _folded(text: str) -> str:
    plain = text if text.isascii() else anyascii(text)
    return " ".join(sorted(plain.casefold().replace(",", " ").replace("-", " ").split()))
