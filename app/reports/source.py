"""What an export is made from, and what somebody chose about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.model.programme import Programme, Session
from app.model.standing import Standing
from app.reports.account import Contact
from app.reports.doings import Doings

Tick = Callable[[int, int], None]
"""Is told how many of how many are done; may raise to end the work."""


class Encoding(StrEnum):
    """How the letters of a CSV file are written; the values are the command line's."""

    UTF_8 = "utf-8"
    CP1252 = "cp1252"


def _go_on(_done: int, _all: int) -> None:
    """Do nothing: nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What somebody chose about one file.

    ``status`` and ``purpose`` choose the people of a mail-merge file. ``column`` and ``consent``
    name the columns of a list with diets and with who agreed that they are counted. ``guest`` is
    the registration whose certificate is wanted, all when empty; ``is_each`` writes one file a
    guest. ``logos`` are pictures on papers, ``desks`` how many tables a list is parted between.
    """

    status: str = ""
    purpose: str = ""
    column: str = ""
    consent: str = ""
    guest: str = ""
    is_each: bool = False
    desks: int = 4
    encoding: Encoding = Encoding.UTF_8
    logos: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is exported.

    ``session`` narrows attendance and no-shows to one door. ``counted`` are people without
    a name. ``language`` is ``de`` or ``en``. ``lookups`` are short codes by registration.
    ``prints`` tells whether desks print a badge with each arrival; ``now`` is until when people
    were in a session that certificates are about. ``doings`` is what the journal says beside the
    standings, ``contacts`` how well the stations are known. ``tick`` is told how far the work
    is. ``label`` names a pack of paper lists; with ``series_key`` an aggregate tells by whose
    digests it was visited.
    """

    programme: Programme
    standings: Iterable[Standing]
    session: Session | None = None
    counted: int = 0
    language: str = "de"
    lookups: Mapping[str, str] = field(default_factory=dict)
    prints: bool = True
    now: datetime | None = None
    doings: Doings | None = None
    contacts: Sequence[Contact] = ()
    series_key: bytes | None = None
    options: Options = field(default_factory=Options)
    tick: Tick = _go_on
    label: str = "1"

    def __post_init__(self) -> None:
        """Keep everybody: several tables of one paper look at them."""
        object.__setattr__(self, "standings", tuple(self.standings))

    @property
    def instant(self) -> datetime:
        """Until when things are told: now, or else the end of the event."""
        return self.now or self.programme.event.ends
