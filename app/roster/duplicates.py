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
    registration: str
    line: int


def duplicates(rows: Iterable[RosterRow], standings: Iterable[Standing]) -> list[Duplicate]:
    """Return which of the new *rows* may be doubles, each with the one that it resembles most.

    One sign is an address of one's own with a similar name, the other the same name, however
    it is spelt, at the same organisation.
    """
    known: dict[Hashable, list[_Known]] = defaultdict(list)
    for standing in standings:
        if not standing.is_erased and standing.status not in _GONE:
            one = _Known(standing.person.name, standing.registration, 0)
            for sign in _signs(standing.person):
                known[sign].append(one)
    found: list[Duplicate] = []
    for row in rows:
        person = row.person
        one, signs = _Known(person.name, "", row.line), _signs(person)
        other = next((other for sign in signs for other in _fitting(known[sign], one)), None)
        if other is not None and row.status is not Status.CANCELLED:
            found.append(Duplicate(row.line, one.name, other.name, other.registration, other.line))
        for sign in signs:
            known[sign].append(one)
    return found


def _signs(person: Person) -> Sequence[Hashable]:
    """Return what two registrations of one person have in common."""
    email = person.get("email")
    signs: list[Hashable] = [email.casefold()] if email else []
    organisation = person.organisation
    name = person.get("name") or f"{person.given} {person.family}"
    if organisation and not name.isspace():
        signs.append((_folded(name), organisation.casefold()))
    return signs


def _fitting(others: Sequence[_Known], one: _Known) -> Sequence[_Known]:
    if not 0 < len(others) <= _CROWD:
        return ()
    return [other for other in others if are_related(other.name, one.name)]


def _folded(text: str) -> str:
    plain = text if text.isascii() else anyascii(text)
    return " ".join(sorted(plain.casefold().replace(",", " ").replace("-", " ").split()))
