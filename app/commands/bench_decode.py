"""Camera frames: with a code, without one, and what bare zxing-cpp takes for the same."""

import random
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from app.badge.qr import qr_image
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.reading.optical import Plane, read_codes, read_plain

WIDTH, HEIGHT = 1280, 720
NOISE = 12
"""Standard deviation of a dim room's camera noise, in grey levels."""


def measure(_folder: Path, size: int) -> dict[str, Any]:
    """Return ms a frame over *size* frames that hold a code and as many that hold none.

    ``bare_*`` is one plain pass of zxing-cpp on the same frames.
    """
    codes = [code for code, _fields in Crowd(size).people()]
    chance = random.Random(4)  # noqa: S311 - pictures, not secrets
    times: dict[str, list[float]] = {"": [], "bare_": [], "empty_": [], "bare_empty_": []}
    found = bare_found = 0
    for code in codes:
        full, empty = frame(code, chance), frame(None, chance)
        texts, taken_ms = timed_ms(lambda: read_codes(full))  # noqa: B023 - called at once
        bare_texts, bare_ms = timed_ms(lambda: read_plain(full))  # noqa: B023 - called at once
        found += texts == [code]
        bare_found += bare_texts == [code]
        times[""].append(taken_ms)
        times["bare_"].append(bare_ms)
        times["empty_"].append(timed_ms(lambda: read_codes(empty))[1])  # noqa: B023 - called at once
        times["bare_empty_"].append(timed_ms(lambda: read_plain(empty))[1])  # noqa: B023 - called at once
    return {
        "size": size,
        "frame": f"{WIDTH}x{HEIGHT}",
        "decoded": found,
        "bare_decoded": bare_found,
        **{
            key: value
            for name, all_ms in times.items()
            for key, value in percentiles(all_ms, name).items()
        },
    }


def frame(code: str | None, chance: random.Random) -> Plane:
    """Return a noisy grey frame with *code* held anywhere, at any angle and mostly far away."""
    picture = Image.new("L", (WIDTH, HEIGHT), 150)
    if code is not None:
        side = chance.randint(110, 420)
        label = qr_image(code, scale=6).resize((side, side), Image.Resampling.BILINEAR)
        turned = label.rotate(chance.uniform(-45, 45), expand=True, fillcolor=150)
        place = chance.randint(0, WIDTH - turned.width), chance.randint(0, HEIGHT - turned.height)
        picture.paste(turned, place)
    noise = np.random.default_rng(chance.randrange(2**32)).normal(0, NOISE, (HEIGHT, WIDTH))
    return np.clip(np.asarray(picture) * 0.7 + noise, 0, 255).astype(np.uint8)
