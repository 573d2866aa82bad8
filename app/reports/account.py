"""The numbers of an event, as `app.reports.figures` counts them: a tree of frozen objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.reports.occupancy import Attendance


@dataclass(frozen=True, slots=True)
class Bin:
    """First arrivals from the aware instant *start* on; ``minute`` is relative to the opening."""

    start: datetime
    arrivals: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """People with one value of a field: those of a list, and those who came."""

    registered: int
    arrived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Until when everything that a station wrote is here (aware UTC), as far as that is known.

    ``unsent`` is how many entries it then still had for itself, None where it did not say.
    """

    id: str
    name: str
    seen: datetime | None = None
    unsent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSight:
    """How old the knowledge of one station is; fresh when nothing of it can be missing."""

    id: str
    name: str
    seen_s: float | None
    unsent: int | None
    is_fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """How many people are inside now, named and counted ones, and how sure that is.

    ``counts_exits`` says whether anybody was ever scanned on the way out; where nobody is, the
    value is an upper bound.
    """

    value: int = 0
    minimum: int = 0
    maximum: int = 0
    counts_exits: bool = False
    stations: tuple[StationSight, ...] = ()


@dataclass(frozen=True, slots=True)
class NoShow:
    """Who was expected, how many of them did not come, and their share; None: nobody expected."""

    expected: int = 0
    missing: int = 0
    rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingSpeaker:
    """A speaker who has not come, with the first session that they are booked for.

    Names and telephones are for the organiser's own screen, never for a board or a report.
    """

    registration: str
    name: str
    phone: str
    starts: datetime
    session: str
    room: str


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """People without a name, by the label under which they were counted."""

    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds a guest takes at one station: half of them at most ``p50_s``.

    From the scan to the printed badge; at stations that print none, from one scan to the next
    while a queue stood there (``is_paper`` false).
    """

    station: str
    guests: int
    p50_s: float
    p95_s: float
    is_paper: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """How long guests wait by Erlang's formula, now and with one desk more.

    ``open`` are stations that let somebody in within the last five minutes, ``per_minute`` the
    guests who came then. A wait of None grows as long as people come like this. ``advised`` is
    the fewest desks at which 95 of 100 wait less than a minute.
    """

    open: int = 0
    per_minute: float = 0.0
    service_s: float | None = None
    wait_s: float | None = None
    wait_with_one_more_s: float | None = None
    advised: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many will have come by the opening, and in the end; None where nothing can be said."""

    at_opening: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All numbers of an event.

    ``registered`` came by a list, those who cancelled included; ``arrived`` have a living
    arrival at any session, walk-ins included; ``present`` are inside by their last movement
    at an entrance; ``counted`` were tallied without a name. ``bins`` are five minutes wide,
    ``bins_15`` fifteen; empty ones are left out. ``doors`` is when the first entrance opens,
    None when that is not before the opening. ``last_15`` are first arrivals of the last quarter
    of an hour, ``per_minute`` those of the last five minutes. Of ``speakers`` some are missing.
    """

    registered: int
    cancelled: int
    arrived: int
    present: int
    walk_ins: int
    counted: int
    bins: tuple[Bin, ...]
    bins_15: tuple[Bin, ...]
    by: Mapping[str, Mapping[str, Share]]
    sessions: tuple[Attendance, ...]
    opening: datetime
    doors: datetime | None = None
    as_of: datetime
    here: Here = field(default_factory=Here)
    no_show: NoShow = field(default_factory=NoShow)
    last_15: int = 0
    per_minute: float = 0.0
    speakers: int = 0
    missing_speakers: tuple[MissingSpeaker, ...] = ()
    groups: tuple[CountedGroup, ...] = ()
    pace: tuple[Pace, ...] = ()
    desks: Desks = field(default_factory=Desks)
    forecast: Forecast = field(default_factory=Forecast)

    @property
    def headcount(self) -> int:
        """How many people are inside, those without a name included."""
        return self.present + self.counted

    @property
    def no_show_rate(self) -> float | None:
        """The share of expected people who did not come, None where nobody was expected."""
        return self.no_show.rate
