"""What pretix is to be asked for, as it is ticked; pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.errors import EventChoiceError
from app.model.central import PretixChoice

ASKING = PretixChoice(is_asking=True)
"""Nothing is said yet: everything of which there are several is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PretixAsked:
    """One question, and what was said to those before it.

    ``asks`` is ``events``, ``dates`` or ``lists``. ``keys``, ``names`` and ``moments`` are what
    there is, ``ticked`` which of them are wanted.
    """

    asks: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    moments: tuple[datetime | None, ...]
    ticked: frozenset[str] = frozenset()
    said: PretixChoice = field(default=ASKING)

    @classmethod
    def of(cls, error: EventChoiceError, said: PretixChoice) -> "PretixAsked":
        """Return the question that *error* is."""
        return cls(
            asks=error.asks,
            keys=tuple(error.choices),
            names=error.names,
            moments=error.moments,
            ticked=error.ticked,
            said=said,
        )

    def ticking(self, number: int) -> "PretixAsked":
        """Return the question with the tick of a row set or taken away."""
        if not 0 <= number < len(self.keys):
            return self
        return replace(self, ticked=self.ticked ^ {self.keys[number]})

    def answered(self, number: int) -> PretixChoice:
        """Return what is said now: what is ticked, else the row at which the cursor stands."""
        ticked = tuple(key for key in self.keys if key in self.ticked)
        wanted = ticked or self.keys[number : number + 1]
        if self.asks == "events":
            return replace(self.said, events=wanted)
        if self.asks == "dates":
            return replace(self.said, dates=wanted)
        return replace(self.said, lists=wanted)
