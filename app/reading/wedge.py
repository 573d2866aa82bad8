"""Tells a scanner that types like a keyboard from the fingers of a person.

The window feeds every key press of the application, before any field gets it, and does what
the ruling says: deliver what was held back, keep the new key back or let it through. So the
first characters of a scan never reach the field that happens to have the focus, and those
of a person reach it at most `HOLD_MS` late.

Only the presses' own time stamps count: when the window was busy, the intervals at which
presses are delivered say nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reading.layouts import US, Stroke, composed, layouts

HOLD_MS = 40
"""So long a character waits for the next one before it goes where it was typed."""

JOIN_MS = 60
"""Presses further apart are not one run; people need 80 to 250 ms a key."""

AVERAGE_MS = 40
"""A run with a longer average interval is typing; scanners need 2 to 40 ms a key."""

END_MS = 120
"""A scan without Enter or Tab ends after so long a silence; a second Enter within is its own."""

RUN_MIN = 6
"""Characters from which on a fast run is a scan without waiting for Enter or Tab."""

ENDED_RUN_MIN = 3
"""Characters from which on a fast run with Enter or Tab is a scan."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key press; pure modifiers (Shift alone) are none and not to be fed.

    Args:
        text: The typed text; empty for keys without one, the combining mark for a dead key.
        stroke: The place of the key, with Shift and AltGr.
        at_ms: The event's own time stamp.
        ends: Whether it is Enter or Tab.
        repeats: Whether it is the auto-repeat of a key that is held down.
    """

    text: str
    stroke: Stroke
    at_ms: int
    ends: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Burst:
    """One scan: the text as this computer's layout spelt it, and as an American one does.

    ``leaked`` characters at the beginning had already been let through, because the scanner
    paused or the window was late; the field that has the focus may take them back. ``keys``
    are the presses; ``ending`` is what Enter or Tab typed, empty when silence ended it.
    """

    text: str
    us_text: str
    leaked: int = 0
    keys: tuple[Key, ...] = field(default=(), compare=False, repr=False)
    ending: str = field(default="", compare=False)

    @classmethod
    def of(cls, keys: Sequence[Key], leaked: int = 0, ending: str = "") -> "Burst":
        """Read the presses of one scan."""
        return cls(
            text=composed("".join(key.text for key in keys)),
            us_text="".join(character_of(key) or "" for key in keys),
            leaked=leaked,
            keys=tuple(keys),
            ending=ending,
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """What to do with a key press, in this order.

    Args:
        released: Held presses that were typing after all: deliver them where they belong.
        burst: A scan that is complete.
        passes: Whether the new press goes on to its field; if not, it is kept back, and will
            be released or become part of a burst later.
    """

    released: tuple[Key, ...] = ()
    burst: Burst | None = None
    passes: bool = False


@dataclass(slots=True)
class Wedge:
    """The detector of one window. Feed `press`, and call `tick` when `due_ms` is reached."""

    _run: list[Key] = field(default_factory=list, init=False)
    # So many presses at the start of the run are no longer held.
    _let_through: int = field(default=0, init=False)
    _is_scan: bool = field(default=False, init=False)
    _ended_ms: int | None = field(default=None, init=False)

    @property
    def due_ms(self) -> int | None:
        """The moment, in the presses' own time, at which `tick` has something to do."""
        if not self._run or (self._let_through == len(self._run) and not self._is_scan):
            return None
        return self._run[-1].at_ms + (END_MS if self._is_scan else HOLD_MS)

    @property
    def is_scanning(self) -> bool:
        """Whether a scan is certainly under way; shortcuts must not act now."""
        return self._is_scan

    def is_amid(self, at_ms: int) -> bool:
        """Whether a press at *at_ms* comes as fast upon the last one as only scanners press."""
        return bool(self._run) and not self._is_broken(at_ms)

    def press(self, key: Key) -> Ruling:
        """Rule on one key press."""
        before = self._close() if self._is_broken(key.at_ms) else Ruling()
        if key.repeats:
            return self._join(before, Ruling(passes=not self._run))
        if key.ends:
            return self._join(before, self._end(key))
        if not self._run and character_of(key) is None:
            return self._join(before, Ruling(passes=True))
        self._run.append(key)
        self._is_scan = self._is_scan or self._is_fast(RUN_MIN)
        return before

    def tick(self, now_ms: int) -> Ruling:
        """Release what waited too long for a next character, or end a scan by silence.

        Args:
            now_ms: The present moment on the clock of the presses' time stamps.
        """
        due_ms = self.due_ms
        if due_ms is None or now_ms < due_ms:
            return Ruling()
        if self._is_scan:
            return self._close()
        released = self._held()
        # The run is kept: a late scanner's next character may still join it.
        self._let_through = len(self._run)
        return Ruling(released)

    def _is_broken(self, at_ms: int) -> bool:
        """Whether a press at *at_ms* comes too late, or earlier, to belong to the run."""
        if not self._run:
            return False
        gap_ms = at_ms - self._run[-1].at_ms
        return not 0 <= gap_ms <= (END_MS if self._is_scan else JOIN_MS)

    def _end(self, key: Key) -> Ruling:
        """Rule on Enter or Tab: the end of a scan, its second end, or a person's."""
        if self._is_scan or self._is_fast(ENDED_RUN_MIN):
            self._is_scan = True
            return self._close(end=key)
        if self._ended_ms is not None and not self._run:
            is_second_end = 0 <= key.at_ms - self._ended_ms <= END_MS
            return Ruling(passes=not is_second_end)
        return self._join(self._close(), Ruling(passes=True))

    def _close(self, end: Key | None = None) -> Ruling:
        """Forget the run: as a burst when it was a scan, else releasing what is held."""
        if self._is_scan:
            self._ended_ms = (end or self._run[-1]).at_ms
            ending = end.text if end else ""
            ruling = Ruling(burst=Burst.of(self._run, self._let_through, ending))
        else:
            ruling = Ruling(self._held())
        self._run, self._let_through, self._is_scan = [], 0, False
        return ruling

    def _held(self) -> tuple[Key, ...]:
        return tuple(self._run[self._let_through :])

    def _is_fast(self, length: int) -> bool:
        """Whether the run has *length* characters and a scanner's average interval."""
        if len(self._run) < length:
            return False
        took_ms = self._run[-1].at_ms - self._run[0].at_ms
        return took_ms <= AVERAGE_MS * (len(self._run) - 1)

    @staticmethod
    def _join(first: Ruling, then: Ruling) -> Ruling:
        return Ruling(first.released + then.released, first.burst or then.burst, then.passes)


def character_of(key: Key) -> str | None:
    """Return the US character of a press; what was typed when its place has none."""
    character = layouts()[US].get(key.stroke)
    if character is not None:
        return character
    return key.text if key.text.isprintable() and key.text else None
