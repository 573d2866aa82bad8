"""What to tell somebody whose code is in view and is not read: from cheap measures of frames."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.reading.optical import ABSENCE_S, Plane

PATIENCE_S = 3.0
"""So long a code or a screen is in view before anything is said."""

_STEP = 4
_BLOCK = 10
"""Side of a block in samples, of which every fourth pixel gives one."""
_TEXTURE_MIN = 16
"""Mean step between neighbours, both ways, from which a block may be part of a code."""
_TEXTURED_MIN = 3
_SCREEN_LEVEL, _SCREEN_SHARE, _ROOM_LEVEL = 215, 0.03, 170
_STILL_MAX = 9.0
"""Mean change of a sample from look to look, up to which a hand counts as still."""
_DARK_MAX = 45


class Advice(StrEnum):
    """What helps most, by what is wrong with the frames."""

    HOLD_STILL = "hold_still"
    BRIGHTNESS_UP = "brightness_up"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Look:
    """A frame in figures: grey levels of 255, and how much of it may be a code or a screen."""

    mean: float
    textured_blocks: int
    screen_share: float
    samples: Plane

    @property
    def holds_something(self) -> bool:
        """Whether a code or a bright screen is in view."""
        is_screen = self.screen_share >= _SCREEN_SHARE and self.mean < _ROOM_LEVEL
        return self.textured_blocks >= _TEXTURED_MIN or is_screen


def look_at(plane: Plane) -> Look:
    """Return a frame in figures; a 720p frame takes about half a millisecond."""
    samples = np.ascontiguousarray(plane[::_STEP, ::_STEP])
    grey = samples.astype(np.int16)
    across = _blocks(np.abs(np.diff(grey, axis=1))[:-1])
    down = _blocks(np.abs(np.diff(grey, axis=0))[:, :-1])
    mean = float(samples.mean()) if samples.size else 0.0
    # A dim frame has the same texture in smaller steps.
    least = _TEXTURE_MIN * min(1.0, max(mean, 8.0) / 100)
    textured = (across > least) & (down > least)
    bright = _blocks(grey) > _SCREEN_LEVEL
    share = float(bright.mean()) if bright.size else 0.0
    return Look(mean, int(textured.sum()), share, samples)


class Guide:
    """Decides from looks, a few a second, what to tell. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._seen_s = 0.0
        self._before: Look | None = None

    def succeed(self) -> None:
        """Note that a code was read: patience begins anew."""
        self._since_s = None

    def advise(self, look: Look, now_s: float) -> Advice | None:
        """Return what to tell, None as long as all may still go well by itself."""
        before, self._before = self._before, look
        if look.holds_something:
            self._seen_s = now_s
            self._since_s = now_s if self._since_s is None else self._since_s
        elif now_s - self._seen_s > ABSENCE_S:
            self._since_s = None
        if self._since_s is None or now_s - self._since_s < PATIENCE_S:
            return None
        return _advice(look, before)


def _advice(look: Look, before: Look | None) -> Advice:
    if before is not None and _change(look, before) > _STILL_MAX:
        return Advice.HOLD_STILL
    return Advice.BRIGHTNESS_UP if look.mean < _DARK_MAX else Advice.DISTANCE


def _change(look: Look, before: Look) -> float:
    """Return the mean change where anything changed much; a still room counts for nothing."""
    if look.samples.shape != before.samples.shape:
        return 0.0
    change = _blocks(np.abs(look.samples.astype(np.int16) - before.samples))
    if not change.size:
        return 0.0
    busiest = np.sort(change, axis=None)[-max(1, change.size // 20) :]
    return float(busiest.mean())


def _blocks(grey: NDArray[np.int16]) -> NDArray[np.float64]:
    """Return the mean of each block."""
    height, width = (side // _BLOCK * _BLOCK for side in grey.shape)
    cut = grey[:height, :width]
    blocks = cut.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float64))
