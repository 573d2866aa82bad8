"""Which US character a key has, by its place on the keyboard.

A scanner types as if every keyboard were American. The character that arrives depends on the
layout of this computer (on a German one ``z`` and ``y`` change places and ``-`` becomes ``ß``),
the place of the key does not.
"""

from collections.abc import Mapping
from typing import TypeAlias

KeyTable: TypeAlias = Mapping[int, tuple[str, str]]
"""Position code of a key to its US character without and with Shift."""

_ROWS = (
    ("`1234567890-=", "~!@#$%^&*()_+"),
    ("qwertyuiop[]", "QWERTYUIOP{}"),
    ("asdfghjkl;'", 'ASDFGHJKL:"'),
    ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (" ", " "),
)
# Position codes of the same rows: IBM set 1, which Linux's evdev codes repeat ...
_SET_1_ROWS = (
    (41, *range(2, 14)),
    tuple(range(16, 28)),
    tuple(range(30, 41)),
    (43, *range(44, 54)),
    (57,),
)
# ... and kVK_ANSI_… of macOS (HIToolbox, Events.h).
_MACOS_ROWS = (
    (0x32, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D, 0x1B, 0x18),
    (0x0C, 0x0D, 0x0E, 0x0F, 0x11, 0x10, 0x20, 0x22, 0x1F, 0x23, 0x21, 0x1E),
    (0x00, 0x01, 0x02, 0x03, 0x05, 0x04, 0x26, 0x28, 0x25, 0x29, 0x27),
    (0x2A, 0x06, 0x07, 0x08, 0x09, 0x0B, 0x2D, 0x2E, 0x2B, 0x2F, 0x2C),
    (0x31,),
)
_ISO_KEY = 86  # between left Shift and Z on European keyboards; a backslash on the US one
_X11_OFFSET = 8  # X11 and Wayland number keys evdev + 8


def _table(rows: tuple[tuple[int, ...], ...]) -> dict[int, tuple[str, str]]:
    table: dict[int, tuple[str, str]] = {}
    for codes, (plain, shifted) in zip(rows, _ROWS, strict=True):
        table.update(zip(codes, zip(plain, shifted, strict=True), strict=True))
    return table


WINDOWS: KeyTable = {**_table(_SET_1_ROWS), _ISO_KEY: ("\\", "|")}
"""Scan codes of Windows (set 1)."""

X11: KeyTable = {code + _X11_OFFSET: characters for code, characters in WINDOWS.items()}
"""Scan codes of X11 and Wayland."""

MACOS: KeyTable = _table(_MACOS_ROWS)
"""Virtual key codes of macOS, which go by place; it has no scan codes."""

_BY_PLATFORM: Mapping[str, KeyTable] = {
    "xcb": X11,
    "wayland": X11,
    "windows": WINDOWS,
    "cocoa": MACOS,
}


def key_table(platform: str) -> KeyTable:
    """Return the table for a window system, named as Qt names its platforms.

    An unknown one has an empty table: then the typed characters stand for themselves.
    """
    return _BY_PLATFORM.get(platform.partition("-")[0], {})


def us_character(table: KeyTable, scan_code: int, *, shift: bool) -> str | None:
    """Return the US character of a key, ``None`` when the key has none or is unknown."""
    characters = table.get(scan_code)
    return None if characters is None else characters[shift]
