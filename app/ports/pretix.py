"""What a station keeps about the pretix server with which it is paired."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.ports.link import ClockSample


@dataclass(frozen=True, slots=True, kw_only=True)
class PretixLink:
    """How this station reaches pretix.

    ``events`` are the short names of those that it works for, ``profile`` what pretix lets it
    do, ``version`` what it last told of this program, ``server`` the release of pretix.
    ``is_revoked`` tells that somebody took its access away: what is here stays, nothing is asked
    any more. ``sample_*`` is the best comparison of clocks in the boot that is named.
    """

    address: str
    organizer: str
    token: str = field(repr=False)
    events: Sequence[str] = ()
    device: int = 0
    name: str = ""
    profile: str = ""
    version: str = ""
    server: str = ""
    is_revoked: bool = False
    contact_ms: int | None = None
    sample_boot: str = ""
    sample_offset_ms: int = 0
    sample_rtt_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the download of one event is.

    ``since`` is the server's time from which on changes are to be asked for, empty before the
    first download is whole. ``started`` and ``page`` are of a download that was interrupted: the
    server's time of its first page, and the page to go on with. ``shape`` tells products, lists
    and questions of then from others; ``revoked`` and ``blocked`` are the latest of such codes.
    ``tests`` is how many test orders were left out.
    """

    since: str = ""
    started: str = ""
    page: str = ""
    shape: str = ""
    revoked: str = ""
    blocked: str = ""
    tests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkInProduct:
    """What is ordered for people who came without a ticket: numbers of pretix in an event there."""

    event: str
    item: int
    variation: int | None = None
    subevent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of its events a station works for: numbers of pretix.

    ``dates`` are those of series whose guests are expected here, None for all of them, later ones
    too. ``left_out`` are check-in lists that are no doors here; every other is, a later one too.
    """

    dates: frozenset[int] | None = None
    left_out: frozenset[int] = frozenset()

    def expects(self, date: int | None) -> bool:
        """Whether who has a ticket for that date of a series is expected; None: for no date."""
        return self.dates is None or date is None or date in self.dates


class PretixBook(Protocol):
    """Where a station keeps its link to pretix; several processes may share it."""

    def link(self) -> PretixLink | None:
        """Return the link, None when this station is not paired."""
        ...

    def save_link(self, link: PretixLink, selection: Selection = ...) -> None:
        """Keep the link in place of any other, and forget how far its downloads were."""
        ...

    def selection(self) -> Selection:
        """Return what of its events this station works for."""
        ...

    def select(self, link: PretixLink, events: Sequence[str], selection: Selection) -> None:
        """Work for other events, dates or lists from now on; all of them is fetched anew."""
        ...

    def change_link(self, link: PretixLink, **values: object) -> None:
        """Change members of the stored link, unless it is another device's meanwhile."""
        ...

    def forget(self) -> None:
        """Keep no link any more."""
        ...

    def progress(self, event: str) -> Progress:
        """Return how far the download of an event is."""
        ...

    def save_progress(self, event: str, progress: Progress) -> None:
        """Keep how far the download of an event is."""
        ...

    def walk_in_product(self) -> WalkInProduct | None:
        """Return what is ordered for walk-ins, None where nothing is."""
        ...

    def save_walk_in_product(self, product: WalkInProduct | None) -> None:
        """Keep what is ordered for walk-ins."""
        ...

    def roll_name(self) -> str:
        """Return under which name another token was asked for, empty where none is expected."""
        ...

    def save_roll_name(self, name: str) -> None:
        """Keep under which name another token is asked for, until the answer is here."""
        ...

    def note_sample(self, link: PretixLink, sample: ClockSample) -> None:
        """Record a comparison of clocks and keep it as the best of its boot."""
        ...
