"""Draws one camera frame: a card with a code, held in a room, through a lens, onto a sensor."""

import io
import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from app.badge.qr import qr_matrix
from app.reading.optical import Plane

Chance: TypeAlias = np.random.Generator
Grey: TypeAlias = NDArray[np.float32]

_SAMPLES = 2
"""The scene is drawn with so many points a pixel and direction: a sensor averages too."""
_CARD_SCALE = 12
_VIEW_DISTANCE = 3.0
"""From lens to card, in widths of the card: a phone near a webcam."""
_SKIN, _BEZEL = 150, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How a code is held and seen.

    Lengths are in modules or parts of the code's side, ``light`` and ``slope`` are parts
    of full light, ``noise`` is in grey levels, ``jpeg`` a quality of 100.
    """

    module_px: float = 5.0
    turn_deg: float = 0.0
    tilt_deg: float = 0.0
    curve_deg: float = 0.0
    quiet: float = 4
    surround: float = 235
    is_inverted: float = 0
    finger: float = 0.0
    blur_modules: float = 0.0
    motion_modules: float = 0.0
    glare: float = 0.0
    light: float = 1.0
    slope: float = 0.0
    noise: float = 2.0
    jpeg: float = 85


def picture(text: str | None, shot: Shot, chance: Chance, *, width: int, height: int) -> Plane:
    """Return the frame of *width* by *height* pixels that shows *text*, or just a room."""
    scene = _room(chance, width * _SAMPLES, height * _SAMPLES)
    centre, side = (width / 2, height / 2), height / 3
    if text is None:
        _clutter(scene, chance)
    else:
        centre, side = _hold(scene, text, shot, chance)
    seen = np.asarray(scene.reduce(_SAMPLES), dtype=np.float32)
    return _sensed(_through_lens(seen, shot, centre, side, chance), shot, chance)


def _room(chance: Chance, width: int, height: int) -> Image.Image:
    """Return a blurred background with edges: walls, faces, lamps."""
    cells = chance.integers(30, 220, (9, 16), dtype=np.uint8)
    room = Image.fromarray(cells).resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(room)
    for _ in range(int(chance.integers(4, 12))):
        left, top = chance.integers(0, width), chance.integers(0, height)
        right, bottom = left + chance.integers(20, width // 3), top + chance.integers(20, height)
        draw = pen.ellipse if chance.random() < 0.4 else pen.rectangle  # noqa: PLR2004 - a share
        draw((int(left), int(top), int(right), int(bottom)), fill=int(chance.integers(20, 240)))
    return room.filter(ImageFilter.GaussianBlur(3 * _SAMPLES))


def _clutter(scene: Image.Image, chance: Chance) -> None:
    """Draw what a reader may take for a code: stripes, squares in squares, a bright screen."""
    pen = ImageDraw.Draw(scene)
    left = int(chance.integers(0, scene.width // 2))
    top = int(chance.integers(0, scene.height // 2))
    step = int(chance.integers(8, 30))
    box = (left, top, left + 40 * step, top + 30 * step)
    pen.rectangle(box, fill=int(chance.integers(200, 255)))
    what = chance.integers(4)
    for n in range(1, 30):
        shade = int(chance.integers(0, 60))
        if what == 0:
            pen.rectangle((left + n * step, top, left + n * step + step // 2, box[3]), fill=shade)
        elif what == 1:
            line = (left + step, top + n * step, left + step * int(chance.integers(5, 38)))
            pen.line((line[0], line[1], line[2], line[1]), fill=shade, width=step // 3)
    if what == 2:  # noqa: PLR2004 - the third of four sorts
        for ring, shade in enumerate((0, 255, 0)):
            inset = ring * 2 * step
            pen.rectangle((left + inset, top + inset, box[2] - inset, box[3] - inset), fill=shade)


def _hold(
    scene: Image.Image, text: str, shot: Shot, chance: Chance
) -> tuple[tuple[float, float], float]:
    """Put the card with *text* into the scene; return centre and side of the code in pixels."""
    card = _curved(_card(text, shot, chance), shot.curve_deg)
    modules = len(qr_matrix(text))
    size = shot.module_px * _SAMPLES * card.width / _CARD_SCALE
    corners = _corners(size, shot, chance)
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = np.array([scene.width, scene.height]) - (high - low)
    place = np.maximum(room, 0) * chance.random(2) - low
    corners = corners + place
    coefficients = _perspective(corners, card.width, card.height)
    how = (Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    # Straight pasting at the card's own resolution would alias where it is made smaller.
    softened = card.filter(ImageFilter.GaussianBlur(_softness(shot)))
    mask = Image.new("L", card.size, 255).transform(scene.size, *how)
    scene.paste(softened.transform(scene.size, *how), mask=mask)
    middle = corners.mean(axis=0) / _SAMPLES
    return (float(middle[0]), float(middle[1])), modules * shot.module_px


def _softness(shot: Shot) -> float:
    """Return the blur in card pixels that averages what falls into one point of the scene."""
    return max(0.0, _CARD_SCALE / (shot.module_px * _SAMPLES) - 1) / 2


def _card(text: str, shot: Shot, chance: Chance) -> Image.Image:
    """Return the code on its card, `_CARD_SCALE` pixels a module."""
    modules = np.array(qr_matrix(text), dtype=bool)
    ink, paper = (20, 245) if not shot.is_inverted else (225, 18)
    quiet = np.full(np.array(modules.shape) + 2 * int(shot.quiet), paper, np.uint8)
    inner = slice(int(shot.quiet), int(shot.quiet) + len(modules))
    quiet[inner, inner] = np.where(modules, ink, paper)
    around = _BEZEL if shot.is_inverted else int(shot.surround)
    whole = Image.fromarray(np.pad(quiet, 3, constant_values=around))
    card = whole.resize(
        (whole.width * _CARD_SCALE, whole.height * _CARD_SCALE), Image.Resampling.NEAREST
    )
    if shot.finger:
        _finger(card, len(modules) * _CARD_SCALE, shot.finger, chance)
    return card


def _finger(card: Image.Image, side: float, share: float, chance: Chance) -> None:
    """Cover *share* of the code from one edge, as a thumb does."""
    wide = math.sqrt(share * 2 / math.pi) * side
    middle = card.width / 2
    along = middle + chance.uniform(-0.3, 0.3) * side
    angle = int(chance.integers(4)) * math.pi / 2
    x = middle + math.cos(angle) * side / 2 - math.sin(angle) * (along - middle)
    y = middle + math.sin(angle) * side / 2 + math.cos(angle) * (along - middle)
    box = (x - wide, y - wide, x + wide, y + wide)
    ImageDraw.Draw(card).ellipse(box, fill=_SKIN)


def _curved(card: Image.Image, arc_deg: float) -> Image.Image:
    """Bend the card around an upright cylinder; light falls off towards its sides."""
    if not arc_deg:
        return card
    half = math.radians(arc_deg) / 2
    across = np.linspace(-1, 1, card.width)
    angle = np.arcsin(across * math.sin(half))
    columns = np.clip((angle / half + 1) / 2 * (card.width - 1), 0, card.width - 1).astype(int)
    shaded = np.asarray(card, dtype=np.float32)[:, columns] * np.cos(angle).astype(np.float32)
    return Image.fromarray(shaded.astype(np.uint8))


def _corners(size: float, shot: Shot, chance: Chance) -> NDArray[np.float64]:
    """Return where the four corners of a card of *size* fall, around the origin."""
    turn, tilt = math.radians(shot.turn_deg), math.radians(shot.tilt_deg)
    axis = chance.uniform(0, 2 * math.pi)
    flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * size / 2
    spin = np.array([(math.cos(turn), -math.sin(turn)), (math.sin(turn), math.cos(turn))])
    turned = flat @ spin.T
    direction = np.array([math.cos(axis), math.sin(axis)])
    along = turned @ direction
    depth = along * math.sin(tilt)
    leaned = turned + np.outer(along * (math.cos(tilt) - 1), direction)
    scale = _VIEW_DISTANCE * size / (_VIEW_DISTANCE * size + depth)
    return np.asarray(leaned * scale[:, None])


def _perspective(corners: NDArray[np.float64], width: int, height: int) -> list[float]:
    """Return Pillow's eight coefficients that map *corners* to a card of that size."""
    rows, targets = [], []
    card = ((0, 0), (width, 0), (width, height), (0, height))
    for (x, y), (u, v) in zip(corners, card, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        targets += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(targets))]


def _through_lens(
    seen: Grey, shot: Shot, centre: tuple[float, float], side: float, chance: Chance
) -> Grey:
    """Blur, smear and dazzle."""
    if shot.blur_modules:
        # A disc of radius r spreads as a normal curve of half its radius does.
        blur = ImageFilter.GaussianBlur(shot.blur_modules * shot.module_px / 2)
        seen = np.asarray(Image.fromarray(seen.astype(np.uint8)).filter(blur), dtype=np.float32)
    if shot.motion_modules:
        seen = _smeared(seen, shot.motion_modules * shot.module_px, chance.uniform(0, math.pi))
    if shot.glare:
        x, y = (middle + chance.uniform(-0.4, 0.4) * side for middle in centre)
        rows, columns = np.ogrid[: seen.shape[0], : seen.shape[1]]
        distance = np.hypot(columns - x, rows - y) / (shot.glare * side)
        seen = seen + 255 * np.exp(-(np.minimum(distance, 9.0) ** 4)).astype(np.float32)
    return np.minimum(seen, 255)


def _smeared(seen: Grey, length_px: float, angle: float) -> Grey:
    """Average the frame along the way that the hand moved in one exposure."""
    steps = max(2, round(length_px) + 1)
    ways = np.linspace(-length_px / 2, length_px / 2, steps)
    total = np.zeros_like(seen)
    for way in ways:
        shift = round(way * math.sin(angle)), round(way * math.cos(angle))
        total += np.roll(seen, shift, axis=(0, 1))
    return total / np.float32(steps)


def _sensed(seen: Grey, shot: Shot, chance: Chance) -> Plane:
    """Return what sensor and cable make of the light: noise, 8 bits, compression."""
    light = shot.light * np.linspace(1, 1 - shot.slope, seen.shape[1], dtype=np.float32)
    noise = chance.normal(0, shot.noise, seen.shape).astype(np.float32)
    grey = Image.fromarray(np.clip(seen * light + noise, 0, 255).astype(np.uint8))
    wire = io.BytesIO()
    grey.save(wire, "JPEG", quality=int(shot.jpeg))
    with Image.open(wire) as received:
        return np.asarray(received.convert("L"), dtype=np.uint8)
