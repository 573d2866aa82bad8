"""What is left of a person's entries once the person is erased: that something happened.

An entry keeps its place and its digest, so chains stay whole, and loses its words. Which entries
do follows from the entries themselves and from those that erase, so every machine blanks the same
ones, in whatever order they came.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.model.entry import Entry, Kind

ERASING = (Kind.ERASED, Kind.REDUCED)
"""Kinds that take other entries' words away."""

KEPT_FIELDS = ("category", "sector", "country", "university", "organisation")
"""Fields by which people are counted; what they say of an erased person stays in the totals."""

_MARK_DIGITS = 20
"""80 bits: no two people of an event share a mark, and nobody reads a name out of one."""

_PLAIN = frozenset({"reason", "admit", "manual", "together", "of", "since_ms", "with", "paper"})
"""Members of movements and annulments that this release writes."""

_NUMBER = re.compile(r"[0-9a-fA-F-]{1,40}")
_WORD = re.compile(r"[a-z_]{1,30}")
_TABLE = re.compile(r"[0-9]{1,6}[A-Z]")
"""The name of a paper list, on which an arrival was ticked."""


@dataclass(frozen=True, slots=True)
class Erasures:
    """Whose entries have no words any more, and which single ones of others have none."""

    people: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()

    def __or__(self, other: "Erasures") -> "Erasures":
        """Return both together."""
        return Erasures(self.people | other.people, self.entries | other.entries)

    def __bool__(self) -> bool:
        """Whether anything is erased."""
        return bool(self.people or self.entries)

    def silences(self, entry: Entry) -> bool:
        """Whether *entry* has words, and must lose them."""
        if entry.payload is None:
            return False
        if entry.registration in self.people:
            return not is_harmless(entry)
        return entry.id in self.entries

    def applied(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return *entries* without the words that are erased."""
        return [replace(one, payload=None) if self.silences(one) else one for one in entries]


def told_by(entries: Iterable[Entry]) -> Erasures:
    """Return what those of *entries* erase that erase anything."""
    erasing = [entry for entry in entries if entry.kind in ERASING]
    return Erasures(
        frozenset(
            one.registration for one in erasing if one.kind == Kind.ERASED and one.registration
        ),
        frozenset(key for one in erasing for key in replaced_by(one)),
    )


def replaced_by(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the entries whose words *entry* takes the place of."""
    ids = entry.get("instead") if entry.kind == Kind.REDUCED else None
    return tuple(filter(_is_text, ids)) if isinstance(ids, list | tuple) else ()


def is_harmless(entry: Entry) -> bool:
    """Whether an entry about an erased person may keep its words, because they name nobody.

    These are movements, what takes them back and numbers of companions: the totals rest on them.
    Words of a kind that this release does not know go.
    """
    said = entry.payload or {}
    if entry.kind == Kind.ERASED:
        return True
    if entry.kind in (Kind.ARRIVED, Kind.DEPARTED, Kind.ANNULLED, Kind.ANSWERED):
        return all(key in _PLAIN and _is_plain(value) for key, value in said.items())
    if entry.kind == Kind.COUNTED:
        return not said.get("label") and set(said) <= {"number", "label"}
    if entry.kind == Kind.RESOLVED:
        known = {"conflict", "as", "of", "into", "codes"}
        return not said.get("codes") and set(said) <= known
    return False


@dataclass(frozen=True, slots=True)
class Barrier:
    """What tells that a row of a list is about somebody who was erased.

    A mark is an HMAC-SHA256 of a code, an address or a name under a key of this event: with the
    journal one can ask whether a guess is right, and read nothing out of it.
    """

    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anybody was erased for good."""
        return bool(self.marks)

    def stops(self, signs: Iterable[str]) -> bool:
        """Whether one of *signs* (`signs_of`) is of somebody who was erased."""
        wanted = list(signs)
        return any(
            marked(salt, sign) in known for salt, known in self.marks.items() for sign in wanted
        )


NOBODY = Barrier()
"""The barrier of an event in which nobody was erased."""


def barrier_of(entries: Iterable[Entry]) -> Barrier:
    """Return the barrier that erasures raise."""
    marks: dict[str, set[str]] = {}
    for entry in entries:
        salt, told = entry.get("salt"), entry.get("marks")
        if entry.kind == Kind.ERASED and _is_text(salt) and isinstance(told, list | tuple):
            marks.setdefault(salt, set()).update(filter(_is_text, told))
    return Barrier({salt: frozenset(some) for salt, some in marks.items() if some})


def marked(salt: str, sign: str) -> str:
    """Return the mark of *sign* under the key *salt*."""
    keyed = hmac.new(salt.encode(), sign.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return keyed.hexdigest()[:_MARK_DIGITS]


def signs_of(codes: Iterable[str], email: str, name: str, organisation: str) -> list[str]:
    """Return by what somebody is known again: codes, the address, and the name without one.

    Address, name and organisation are folded already (`app.roster.matching.identity`).
    """
    signs = [f"code {''.join(code.casefold().split())}" for code in codes]
    if email:
        signs.append(f"email {email}")
    elif name:
        signs.append(f"name {name} {organisation}")
    return signs


def kept_of(fields: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the fields that stay for the totals, unless one tells the name after all."""
    words = {word for word in _words(name) if len(word) > 1}
    kept = {key: fields[key] for key in KEPT_FIELDS if fields.get(key)}
    return {
        key: value
        for key, value in kept.items()
        if "@" not in value and not words & set(_words(value))
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_plain(value: Any) -> bool:
    """Whether a value is a truth, a number, an id, a list's name or one of our own words."""
    if value is None or isinstance(value, bool | int):
        return True
    shapes = (_NUMBER, _WORD, _TABLE)
    return isinstance(value, str) and any(shape.fullmatch(value) for shape in shapes)
