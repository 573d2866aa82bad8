"""Whose row is it: finds the registrations that the rows of a list speak about.

A wrong match gives one guest's arrival to another, a missed one makes a guest appear twice:
so every way but the code asks for more than one sign, or for a sign that nobody shares.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from app.model.code import is_own
from app.model.person import Person
from app.model.standing import Booking, Origin, Standing, Status
from app.roster.rows import RosterRow

SIMILARITY_MIN = 70
"""Percent; less similar names with one e-mail address are two people who share it."""


class Identity(NamedTuple):
    """Who somebody is, as far as a list can tell; compared without case and order."""

    email: str
    name: str
    organisation: str


Key = Callable[[Identity], Hashable | None]


@dataclass(slots=True)
class Matches:
    """Pairs of row and standing, found by one way after the other."""

    rows: Sequence[RosterRow]
    standings: Sequence[Standing]
    of_row: dict[int, Standing] = field(default_factory=dict)
    """Index of a row to its standing."""
    _taken: set[str] = field(default_factory=set)

    def pair(self, row: int, standing: Standing) -> None:
        """Note that the row with that index speaks about *standing*."""
        self.of_row[row] = standing
        self._taken.add(standing.registration)

    def is_free(self, standing: Standing) -> bool:
        """Whether no row speaks about *standing* yet."""
        return standing.registration not in self._taken

    def free_rows(self) -> Iterator[int]:
        """Yield the indices of the rows whose person is not found yet."""
        return (index for index in range(len(self.rows)) if index not in self.of_row)


def match(rows: Sequence[RosterRow], standings: Sequence[Standing]) -> Matches:
    """Return which row speaks about which registration.

    By code; then whoever is described in the same words as before; then by e-mail with name,
    by an e-mail that only one person on each side has (if the names are related), and by name
    with organisation.
    """
    matches = Matches(rows, standings)
    _pair_by_code(matches)
    _pair_by_words(matches)
    row_ids = [identity(row.person) for row in rows]
    known_ids = {standing.registration: identity(said(standing)) for standing in standings}
    for key in (lambda who: who, lambda who: who[:2] if who.email else None):
        _pair_by_key(matches, *_keys(row_ids, known_ids, key))
    _pair_by_email(matches, row_ids, known_ids)
    _pair_by_key(matches, *_keys(row_ids, known_ids, lambda who: who[1:]), only_single=True)
    return matches


def said(standing: Standing) -> Person:
    """Return the person as the list last said it; for others, as the desk did."""
    return last_word(standing)[0]


def last_word(standing: Standing) -> tuple[Person, Mapping[str, Booking], Status | None]:
    """Return what the list last said; for people of no list, what is true.

    No status is that of somebody whom the list left out, and who was cancelled for that.
    """
    if standing.origin is not Origin.LIST:
        return standing.person, standing.bookings, standing.status
    return Person(standing.source), standing.source_bookings, standing.source_status


def identity(person: Person) -> Identity:
    """Return the signs by which *person* is known again."""
    whole = person.get("name") or f"{person.given} {person.family}"
    return Identity(
        email=person.get("email").casefold(),
        name=" ".join(sorted(whole.replace(",", " ").casefold().split())),
        organisation=person.organisation.casefold(),
    )


def are_related(one: str, other: str) -> bool:
    """Whether two names may be spellings of one: a common word, or few different letters."""
    first, second = (anyascii(name).lower().split() for name in (one, other))
    if {word for word in first if len(word) > 1} & set(second):
        return True
    joined = ("".join(sorted(words)) for words in (first, second))
    return fuzz.ratio(*joined) >= SIMILARITY_MIN


def _pair_by_code(matches: Matches) -> None:
    by_code = {code: one for one in matches.standings for code in one.former_codes}
    # A living code goes before one that somebody else had once.
    by_code |= {one.code: one for one in matches.standings}
    for index, row in enumerate(matches.rows):
        standing = by_code.get(row.code) if row.code else None
        if standing is not None and matches.is_free(standing):
            matches.pair(index, standing)


def _pair_by_words(matches: Matches) -> None:
    """Pair rows with people of whom the list said exactly this before.

    It keeps namesakes apart who differ in nothing but a workshop or a status.
    """
    columns = matches.rows[0].fields if matches.rows else ()
    row_words = [
        (*(row.fields.get(name, "") for name in columns), _said(row.bookings), row.status)
        for row in matches.rows
    ]
    has_bookings = any(row.bookings is not None for row in matches.rows)
    has_status = any(row.status is not None for row in matches.rows)
    known_words = {}
    for standing in matches.standings:
        person, bookings, status = last_word(standing)
        known_words[standing.registration] = (
            *(person.get(name) for name in columns),
            _said(bookings if has_bookings else None),
            status if has_status else None,
        )
    _pair_by_key(matches, row_words, known_words)


def _said(bookings: Mapping[str, Booking] | None) -> frozenset[tuple[str, Booking]] | None:
    return None if bookings is None else frozenset(bookings.items())


def _keys(
    row_ids: Sequence[Identity], known_ids: Mapping[str, Identity], key: Key
) -> tuple[Sequence[Hashable], Mapping[str, Hashable]]:
    return [key(who) for who in row_ids], {one: key(who) for one, who in known_ids.items()}


def _pair_by_key(
    matches: Matches,
    row_keys: Sequence[Hashable],
    known_keys: Mapping[str, Hashable],
    *,
    only_single: bool = False,
) -> None:
    """Pair rows and standings with equal keys, in order; ``None`` is no key.

    In order, because people who cannot be told apart are interchangeable: two of them in the
    list stay two, however often it is read. With *only_single*, a key that several have is
    no sign at all.
    """
    waiting: dict[Hashable, list[Standing]] = defaultdict(list)
    for standing in filter(matches.is_free, matches.standings):
        waiting[known_keys[standing.registration]].append(standing)
    free = list(matches.free_rows())
    wanted = Counter(row_keys[index] for index in free)
    for index in free:
        key = row_keys[index]
        people = waiting.get(key, []) if key is not None else []
        if not people or (only_single and (len(people) > 1 or wanted[key] > 1)):
            continue
        if _may_be(matches.rows[index], people[0]):
            matches.pair(index, people.pop(0))


def _pair_by_email(
    matches: Matches, row_ids: Sequence[Identity], known_ids: Mapping[str, Identity]
) -> None:
    """Pair by an address that one person on either side has; group addresses tell nothing."""
    in_list = Counter(who.email for who in row_ids)
    in_event = Counter(who.email for who in known_ids.values())
    by_email = {known_ids[standing.registration].email: standing for standing in matches.standings}
    for index in list(matches.free_rows()):
        who = row_ids[index]
        standing = by_email.get(who.email)
        if not who.email or standing is None or not matches.is_free(standing):
            continue
        is_single = in_list[who.email] == 1 and in_event[who.email] == 1
        if is_single and are_related(who.name, known_ids[standing.registration].name):
            matches.pair(index, standing)


def _may_be(row: RosterRow, standing: Standing) -> bool:
    """Whether the codes leave room for the same person.

    Somebody with a ticket of another system and another such ticket are two guests, unless
    their e-mail address is one; a code of this product was made for lack of a ticket.
    """
    if row.code is None or is_own(standing.code):
        return True
    address = identity(row.person).email
    return bool(address) and address == identity(said(standing)).email
