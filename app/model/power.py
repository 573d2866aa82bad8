"""How long this laptop will still run: the battery, and when to speak of it."""

from dataclasses import dataclass

LEVELS = (5, 15, 30)
"""Percent left at which people are told, lowest first."""


@dataclass(frozen=True, slots=True)
class Power:
    """One look at the battery; ``percent`` is None where there is none."""

    percent: int | None = None
    is_plugged: bool = True

    @property
    def level(self) -> int | None:
        """The lowest of `LEVELS` that is reached; None while there is nothing to say."""
        if self.percent is None or self.is_plugged:
            return None
        return next((level for level in LEVELS if self.percent <= level), None)
