"""Erasure on request (GDPR, article 17): one entry a registration, and all words of it are gone."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import UnknownError
from app.model.conflict import ConflictKind
from app.model.entry import Draft, Entry, Kind, Randbits
from app.model.erasure import is_harmless, kept_of, marked, signs_of
from app.model.person import Person
from app.model.standing import Standing
from app.ports import Journal, Reads, Records
from app.roster.matching import identity

_SALT_BITS = 128
_NAMES = ("title", "name", "given", "family")


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure concerns: registrations of one person, and entries that lose words."""

    registrations: tuple[str, ...]
    entries: int


class Eraser:
    """Erases people.

    Args:
        journal: The journal of this machine.
        randbits: Returns that many random bits, for the key of the marks.
    """

    def __init__(self, journal: Journal, randbits: Randbits = secrets.randbits) -> None:
        self._journal = journal
        self._randbits = randbits

    def preview(self, registration: str) -> Erased:
        """Return what `erase` would concern.

        Raises:
            UnknownError: nobody has that registration.
        """
        people = same_person(self._journal, registration)
        return _weighed(self._journal, people)

    def erase(self, registration: str, *, is_barred: bool = True) -> Erased:
        """Erase a person with every registration that turned out to be the same one.

        Totals stay: what is left says that somebody of a category came at a time.

        Args:
            registration: One of the person's registrations.
            is_barred: Whether no list may bring the person back; not so where data only had
                its time.

        Raises:
            UnknownError: nobody has that registration, or the person was erased before.
            NotRecordedError: nothing was changed.
        """
        with self._journal.write() as records:
            people = same_person(records, registration)
            weighed = _weighed(records, people)
            salt = self._salt(records) if is_barred else ""
            records.append_many([each for one in people for each in drafts_of(records, one, salt)])
        return weighed

    def _salt(self, records: Records) -> str:
        """Return the key of this event's marks: that of the first erasure that has one."""
        known = (entry.get("salt") for entry in records.erasing())
        return next(filter(None, known), "") or f"{self._randbits(_SALT_BITS):032x}"


def drafts_of(records: Records, registration: str, salt: str) -> Iterator[Draft]:
    """Yield what erases one registration; without *salt* it leaves no marks."""
    entries = records.about(registration)
    for tally in _labelled(records, entries):
        yield Draft(
            kind=Kind.COUNTED,
            registration=registration,
            session=tally.session,
            payload={"number": tally.get("number", 0), "label": ""},
        )
    standing = records.standing(registration)
    payload = {} if standing is None else _remains(standing, entries, salt)
    yield Draft(kind=Kind.ERASED, registration=registration, payload=payload)


def same_person(reads: Reads, registration: str) -> list[str]:
    """Return the registrations that people said are one person, the given one first.

    Raises:
        UnknownError: nobody has that registration, or it was erased before.
    """
    entries = reads.about(registration)
    if not any(entry.kind == Kind.REGISTERED for entry in entries):
        sentence = f"There is no registration {registration}; roster list shows all."
        raise UnknownError(sentence)
    if any(entry.kind == Kind.ERASED for entry in entries):
        sentence = "This person was erased before; nothing is left that could be erased."
        raise UnknownError(sentence)
    pairs = [
        {conflict.registration or "", conflict.other or ""}
        for conflict in reads.conflicts()
        if conflict.kind is ConflictKind.WALK_IN and conflict.resolution == "same"
    ]
    found, grown = [registration], True
    while grown:
        near = {key for pair in pairs if pair & set(found) for key in pair} - {"", *found}
        found += sorted(near)
        grown = bool(near)
    return found


def _weighed(reads: Reads, people: Sequence[str]) -> Erased:
    entries = (entry for one in people for entry in reads.about(one))
    losing = sum(entry.payload is not None and not is_harmless(entry) for entry in entries)
    return Erased(tuple(people), losing)


def _labelled(records: Records, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield living numbers of companions whose label might name somebody."""
    for entry in entries:
        if entry.kind == Kind.COUNTED and entry.get("label") and not records.is_annulled(entry.id):
            yield entry


def _remains(standing: Standing, entries: Sequence[Entry], salt: str) -> dict[str, Any]:
    """Return what stays of a person for the totals."""
    said = [dict(standing.person.fields), *(entry.get("fields") or {} for entry in entries)]
    names = " ".join(str(fields.get(name, "")) for fields in said for name in _NAMES)
    remains: dict[str, Any] = {
        "origin": standing.origin.value,
        "status": standing.status.value,
        "bookings": {session: seat.value for session, seat in standing.bookings.items()},
        "fields": kept_of(standing.person.fields, names),
    }
    if standing.merged_into:
        remains["into"] = standing.merged_into
    if salt:
        remains |= {"salt": salt, "marks": _marks(standing, said, salt)}
    return remains


def _marks(standing: Standing, said: Sequence[dict[str, str]], salt: str) -> list[str]:
    signs = set(signs_of(standing.codes, "", "", ""))
    for fields in said:
        who = identity(Person(fields))
        signs.update(signs_of((), who.email, "", ""))
        signs.update(signs_of((), "", who.name, who.organisation))
    return sorted(marked(salt, sign) for sign in signs)
