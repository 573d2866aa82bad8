"""What a key types, by its place on the keyboard and the layout that is meant.

A scanner types as if every keyboard had its own layout, mostly the American one. The character
that arrives depends on the layout of this computer (on a German one ``z`` and ``y`` change places
and ``-`` becomes ``ß``), the place of the key does not.

Places are numbered as IBM's set 1 and Linux's evdev do; each window system has its own numbers
for the same places.
"""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from app.paths import resources_dir

LAYOUTS_FILE = resources_dir() / "layouts.toml"

US = "us"
"""The layout that scanners have when they leave the factory."""

PLACES = (41, *range(2, 14), *range(16, 28), *range(30, 41), 43, 86, *range(44, 54))
"""The keys that type characters, row by row; 86 stands left of Z on European keyboards."""

_SPACE_PLACE = 57
_RIGHT_ALT_PLACE = 100

PlaceTable: TypeAlias = Mapping[int, int]
"""A window system's number of a key to its place."""

# kVK_ANSI_… and kVK_ISO_… of macOS (HIToolbox, Events.h), in the order of `PLACES`.
_MACOS_CODES = (
    *(0x32, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D, 0x1B, 0x18),
    *(0x0C, 0x0D, 0x0E, 0x0F, 0x11, 0x10, 0x20, 0x22, 0x1F, 0x23, 0x21, 0x1E),
    *(0x00, 0x01, 0x02, 0x03, 0x05, 0x04, 0x26, 0x28, 0x25, 0x29, 0x27, 0x2A),
    *(0x0A, 0x06, 0x07, 0x08, 0x09, 0x0B, 0x2D, 0x2E, 0x2B, 0x2F, 0x2C),
)
_X11_OFFSET = 8  # X11 and Wayland number keys evdev + 8
_WINDOWS_RIGHT_ALT = 0x138  # the extended keys of set 1 have 0x100 added

WINDOWS: PlaceTable = {
    **{place: place for place in (*PLACES, _SPACE_PLACE)},
    _WINDOWS_RIGHT_ALT: _RIGHT_ALT_PLACE,
}
"""Scan codes of Windows (set 1)."""

X11: PlaceTable = {
    place + _X11_OFFSET: place for place in (*PLACES, _SPACE_PLACE, _RIGHT_ALT_PLACE)
}
"""Scan codes of X11 and Wayland."""

MACOS: PlaceTable = {
    **dict(zip(_MACOS_CODES, PLACES, strict=True)),
    0x31: _SPACE_PLACE,
    0x3D: _RIGHT_ALT_PLACE,
}
"""Virtual key codes of macOS, which go by place; it has no scan codes."""

_BY_PLATFORM: Mapping[str, PlaceTable] = {
    "xcb": X11,
    "wayland": X11,
    "windows": WINDOWS,
    "cocoa": MACOS,
}
_SPACING = {
    "\u0300": "`",
    "\u0301": "\u00b4",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": "¨",
    "\u0327": "\u00b8",
}
"""What a dead key types when a space follows."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key at its place with the modifiers that were down; ``place`` is None when unknown."""

    place: int | None
    shift: bool = False
    altgr: bool = False


def place_table(platform: str) -> PlaceTable:
    """Return the table for a window system, named as Qt names its platforms.

    An unknown one has an empty table: then the typed characters stand for themselves.
    """
    return _BY_PLATFORM.get(platform.partition("-")[0], {})


def is_right_alt(place: int | None) -> bool:
    """Whether the key at *place* is AltGr wherever a layout has one."""
    return place == _RIGHT_ALT_PLACE


@cache
def layouts() -> Mapping[str, Mapping[Stroke, str]]:
    """Return every known layout by name: what a stroke types, a combining mark for a dead key."""
    with LAYOUTS_FILE.open("rb") as file:
        return {name: _strokes(levels) for name, levels in tomllib.load(file).items()}


def typed(layout: str, strokes: Sequence[Stroke]) -> str | None:
    """Return what a keyboard of *layout* types for *strokes*; None when it lacks one of them."""
    table = layouts()[layout]
    characters = [table.get(stroke) for stroke in strokes]
    text = "".join(character for character in characters if character is not None)
    return composed(text) if len(text) == len(characters) else None


def composed(text: str) -> str:
    """Return *text* with each dead key, a combining mark, put on the character that follows."""
    if not any(map(unicodedata.combining, text)):
        return text
    out, dead = [], ""
    for character in text:
        if unicodedata.combining(character):
            out.append(_SPACING.get(dead, ""))
            dead = character
        else:
            out.append(with_mark(character, dead))
            dead = ""
    return "".join(out) + _SPACING.get(dead, "")


def with_mark(character: str, mark: str) -> str:
    """Return *character* under the dead key *mark*, side by side where no letter has both."""
    if not mark:
        return character
    spacing = _SPACING.get(mark, "")
    if character == " ":
        return spacing
    one = unicodedata.normalize("NFC", character + mark)
    return one if len(one) == 1 else spacing + character


def _strokes(levels: Mapping[str, str]) -> dict[Stroke, str]:
    table = {Stroke(_SPACE_PLACE): " ", Stroke(_SPACE_PLACE, shift=True): " "}
    for level, characters in levels.items():
        for place, character in zip(PLACES, characters, strict=True):
            if character != " ":
                table[Stroke(place, shift=level == "shift", altgr=level == "altgr")] = character
    return table
