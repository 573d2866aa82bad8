"""What the organiser lets people at the doors decide by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LATEST_RELEASE_MIN = 365 * 24 * 60
"""So long after a beginning there still is a date; more minutes are no rule but a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Rules of one event; the same at every station.

    ``guarded`` are the warnings (values of `app.model.verdict.Reason`) that only an organiser
    overrides, all others take one key of anybody. ``walk_ins`` says whether guests without a
    registration are let in. Seats that were booked and not taken are free ``release_min``
    after a session began. Within ``undo_min`` everybody may take back what a desk did, later
    an organiser. A certificate needs presence for ``enough_percent`` of a session. When
    somebody of a category in ``alerts`` arrives, the station of that id is told, all stations
    when it is empty.
    """

    guarded: frozenset[str] = frozenset()
    walk_ins: bool = True
    release_min: int = 5
    undo_min: int = 5
    enough_percent: int = 80
    alerts: Mapping[str, str] = field(default_factory=lambda: {"VIP": ""})

    def alerted(self, category: str) -> str | None:
        """Return the station to tell that somebody of *category* came, None for nobody."""
        wanted = category.strip().casefold()
        return next((to for name, to in self.alerts.items() if name.casefold() == wanted), None)
