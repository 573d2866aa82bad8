"""What guests of the demo hold in front of the camera: a phone with a code, by seeded chance."""

import random
from pathlib import Path

from PIL import Image, ImageFilter

from app.badge.qr import qr_png

FRAME = (1280, 720)
"""Pixels of a laptop camera."""

WALL = 90
"""Grey of the wall behind the guest."""

_MODULE_PX = 8


def hold_up(text: str, path: Path, chance: random.Random) -> Path:
    """Write the picture that the camera sees: the code small, turned and a little unsharp."""
    code_path = path.with_suffix(".code.png")
    qr_png(text, code_path, scale=_MODULE_PX)
    with Image.open(code_path) as opened:
        code = opened.convert("L")
    code_path.unlink()
    size = chance.randint(150, 320)
    code = code.resize((size, size), Image.Resampling.LANCZOS)
    phone = Image.new("L", (size + 60, size + 260), 250)
    phone.paste(code, (30, 130))
    turned = phone.rotate(
        chance.uniform(-20, 20), Image.Resampling.BICUBIC, expand=True, fillcolor=90
    )
    frame = Image.new("L", FRAME, 90)
    room_x, room_y = FRAME[0] - turned.width, max(1, FRAME[1] - turned.height)
    frame.paste(turned, (chance.randrange(room_x), chance.randrange(room_y)))
    frame.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.8))).save(path)
    return path
