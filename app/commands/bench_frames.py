"""Camera frames drawn by chance from a seed: what a webcam at a door sees, mild to extreme.

They are not photographs: they rank ways of reading and catch what got worse. No frame is
kept in a file; a seed never drawn before makes frames that nobody has tuned anything to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle, islice, product

import numpy as np

from app.commands.bench_scene import Chance, Shot, picture
from app.model.code import new_code
from app.reading.optical import Plane

SEVERITIES = 4
"""1 mild, 2 moderate, 3 severe, 4 extreme: some of the last nobody can read."""

_WHITE, _DARK = 235, 25

KINDS: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "plain": {},
    "small": {"module_px": (3.0, 2.3, 1.8, 1.5)},
    "turned": {"turn_deg": (20, 45, 135, 200)},
    "tilted": {"tilt_deg": (25, 40, 52, 60)},
    "blurred": {"blur_modules": (0.45, 0.75, 1.0, 1.3)},
    "moved": {"motion_modules": (0.6, 1.1, 1.6, 2.2)},
    "glare": {"glare": (0.10, 0.16, 0.22, 0.30)},
    "dim": {"light": (0.45, 0.25, 0.14, 0.08)},
    "noisy": {"light": (0.6, 0.6, 0.6, 0.6), "noise": (8, 16, 26, 38)},
    "inverted": {"is_inverted": (1, 1, 1, 1), "quiet": (4, 2, 1, 0)},
    "curved": {"curve_deg": (40, 70, 100, 130)},
    "covered": {"finger": (0.03, 0.06, 0.10, 0.16)},
    "jpeg": {"jpeg": (45, 25, 14, 10)},
    "edge": {"quiet": (3, 2, 1, 0), "surround": (_DARK, _DARK, _DARK, _DARK)},
    "phone": {
        "surround": (_DARK, _DARK, _DARK, _DARK),
        "tilt_deg": (15, 25, 35, 45),
        "glare": (0.04, 0.06, 0.09, 0.12),
        "blur_modules": (0.2, 0.35, 0.5, 0.65),
    },
    "paper": {
        "curve_deg": (20, 40, 55, 70),
        "slope": (0.2, 0.4, 0.55, 0.7),
        "blur_modules": (0.25, 0.4, 0.55, 0.7),
        "module_px": (4.0, 3.5, 3.0, 2.6),
    },
}
"""What is wrong with a frame: parts of its `Shot` at each severity."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A grey frame and the text that it shows, None where it shows no code."""

    plane: Plane
    text: str | None
    kind: str
    severity: int


def frames(seed: int, count: int, *, width: int = 1280, height: int = 720) -> Iterator[Frame]:
    """Yield *count* frames with a code: every kind, every severity, in turn."""
    chance = np.random.default_rng([seed, 1])
    for kind, severity in islice(cycle(_cells()), count):
        text = _text(chance)
        parts = {name: values[severity - 1] for name, values in KINDS[kind].items()}
        shot = replace(_ordinary(chance), **parts)
        plane = picture(text, shot, chance, width=width, height=height)
        yield Frame(plane, text, kind, severity)


def empty_frames(seed: int, count: int, *, width: int = 1280, height: int = 720) -> Iterator[Frame]:
    """Yield *count* frames of rooms, screens, stripes and squares without any code."""
    chance = np.random.default_rng([seed, 2])
    for number in range(count):
        shot = replace(_ordinary(chance), light=float(chance.choice([1.0, 0.6, 0.25])))
        plane = picture(None, shot, chance, width=width, height=height)
        yield Frame(plane, None, "empty", number % SEVERITIES + 1)


def _cells() -> list[tuple[str, int]]:
    """Return all pairs of kind and severity, mixed, so that the first few are a fair sample."""
    cells = list(product(KINDS, range(1, SEVERITIES + 1)))
    return [cells[position] for position in np.random.default_rng(0).permutation(len(cells))]


def _ordinary(chance: Chance) -> Shot:
    """Return a good shot: a code half a metre to a foot away, a little aslant."""
    return Shot(
        module_px=float(chance.uniform(2.6, 5)),
        turn_deg=float(chance.uniform(-15, 15)),
        tilt_deg=float(chance.uniform(0, 12)),
        surround=float(chance.uniform(150, _WHITE)),
    )


def _text(chance: Chance) -> str:
    """Return what tickets hold: own and foreign codes of 12 to 120 characters."""

    def letters(alphabet: str, length: int) -> str:
        return "".join(chance.choice(list(alphabet), length))

    foreign = letters("abcdefghjkmnpqrstuvwxyz23456789", 32)
    return str(
        chance.choice(
            [
                letters("BCDEFGHJKLNOPRSTUVX", len(new_code())),
                letters("0123456789", 20),
                foreign,
                f"https://example.org/tickets/{foreign}",
                f'{{"registrant_id": {chance.integers(1000)}, "checkin_secret": "{foreign}"}}',
                "=" + letters("ABCDEFabcdef0123456789+/", 115),
            ]
        )
    )
