"""The deletion plan of an event: which class of data is kept for how long after its end.

In the spirit of DIN 66398: each class has a beginning, a period and a rule. What a funder wants to
see for years is a file of its own, written by an export; it is not kept here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.model.person import SENSITIVE_FIELDS

LONGEST_H = 10 * 366 * 24
"""So long after an event there still is a date."""


class DataClass(StrEnum):
    """What has one period; the values are stored and are the command line's."""

    SPECIAL = "special"
    """Needs, diet, allergies (GDPR, article 9); without consent they are due at once."""
    STATION = "station"
    """What a laptop has that has brought everything to a hub."""
    CONTACT = "contact"
    """Addresses and all that a list said beside who somebody is."""
    NO_SHOW = "no-show"
    """People who did not come, whole."""
    LOG = "log"
    """Words of calls and exports: what shows how somebody worked."""
    PEOPLE = "people"
    """Everybody else, whole; numbers stay."""


_DAY = 24
USUAL_H: Mapping[DataClass, int] = MappingProxyType(
    {
        DataClass.SPECIAL: 2 * _DAY,
        DataClass.STATION: 3 * _DAY,
        DataClass.CONTACT: 42 * _DAY,
        DataClass.NO_SHOW: 42 * _DAY,
        DataClass.LOG: 90 * _DAY,
        DataClass.PEOPLE: 180 * _DAY,
    }
)
"""Hours after the end of the event."""

_WHO = (
    "title",
    "given",
    "family",
    "name",
    "organisation",
    "category",
    "sector",
    "country",
    "university",
    "group",
)
"""Fields that say who somebody is; they stay as long as the person does."""

_SPECIAL = re.compile(
    r"\bdi[äa]t|\bdiet|ern[äa]hrung|\b(?:mittag|abend)?essen|\bmeal|\bfood|\bveg[ae]|allerg"
    r"|unvertr[äa]g|intoler|halal|\bkos(?:ch|h)er|behinder|disab|barriere|accessib|access need"
    r"|rollstuhl|wheelchair|gesundheit|health|religio|\bneeds",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """How one class stands: when it is due, and whom it would concern."""

    what: DataClass
    at: datetime
    is_due: bool
    people: int
    entries: int


def due_at(what: DataClass, ends: datetime, hours: Mapping[DataClass, int]) -> datetime:
    """Return when a class of an event that *ends* then is due."""
    return ends + timedelta(hours=hours.get(what, USUAL_H[what]))


def is_special(field: str) -> bool:
    """Whether a field, standard or of this event only, is of a special category."""
    return field in SENSITIVE_FIELDS or bool(_SPECIAL.search(field))


def is_contact(field: str) -> bool:
    """Whether a field says more than who somebody is; special ones go with these at the latest."""
    return field not in _WHO


def fields_of(what: DataClass, fields: Iterable[str]) -> set[str]:
    """Return those of *fields* that a class takes away; of other classes none."""
    if what is DataClass.SPECIAL:
        return {name for name in fields if is_special(name)}
    return {name for name in fields if is_contact(name)} if what is DataClass.CONTACT else set()
