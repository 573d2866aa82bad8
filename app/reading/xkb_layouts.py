"""Computes `resources/layouts.toml` from the layout data of X11; run only when a layout is added.

    python -m app.reading.xkb_layouts

Needs the Debian packages xkb-data and libxkbcommon0. The program itself reads the file and needs
neither. Scanners follow the layouts of Windows, which agree with these on what codes are made of.
"""

import ctypes
import json
import unicodedata
from typing import Any

from app.reading.layouts import LAYOUTS_FILE, PLACES

NAMES = (
    "us gb de at ch ch:fr fr be es it pt tr se dk no fi cz sk hu pl nl ro hr si lt lv ee is"
    " latam br ca us:intl"
)
"""Layouts by their names in xkb-data, those of Europe and what is sold beside them."""

_X11_OFFSET = 8
_LEVELS = ("plain", "shift", "altgr")
_DEAD_NAMES = {
    "dead_grave": "\u0300",
    "dead_acute": "\u0301",
    "dead_circumflex": "\u0302",
    "dead_tilde": "\u0303",
    "dead_macron": "\u0304",
    "dead_breve": "\u0306",
    "dead_abovedot": "\u0307",
    "dead_diaeresis": "\u0308",
    "dead_abovering": "\u030a",
    "dead_doubleacute": "\u030b",
    "dead_caron": "\u030c",
    "dead_cedilla": "\u0327",
    "dead_ogonek": "\u0328",
}
_HEADER = """\
# What each key of a keyboard types, by layout: the {count} keys that `app.reading.layouts.PLACES`
# numbers, a space where there is nothing. Combining marks are dead keys; AltGr as far as ASCII.
# Computed by `python -m app.reading.xkb_layouts` from xkb-data 2.35.1 (MIT licence).
"""


class _Names(ctypes.Structure):
    """``struct xkb_rule_names`` of libxkbcommon."""

    _fields_ = [
        (name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")
    ]


def computed() -> str:
    """Return the text of the file.

    Raises:
        OSError: libxkbcommon is not installed.
    """
    library = ctypes.CDLL("libxkbcommon.so.0")
    for name in ("xkb_context_new", "xkb_keymap_new_from_names"):
        getattr(library, name).restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.xkb_context_new(0))
    tables = [_table(library, context, name) for name in NAMES.split()]
    return _HEADER.format(count=len(PLACES)) + "".join(tables)


def _table(library: Any, context: ctypes.c_void_p, name: str) -> str:
    layout, _, variant = name.partition(":")
    names = _Names(b"evdev", b"pc105", layout.encode(), variant.encode(), b"")
    keymap = library.xkb_keymap_new_from_names(context, ctypes.byref(names), 0)
    if not keymap:
        message = f"xkb-data has no layout {name}"
        raise LookupError(message)
    lines = [f'\n["{name}"]']
    for level, title in enumerate(_LEVELS):
        row = "".join(
            _character(library, ctypes.c_void_p(keymap), place + _X11_OFFSET, level)
            for place in PLACES
        )
        lines.append(f"{title} = {_quoted(row)}")
    return "\n".join(lines) + "\n"


def _character(library: Any, keymap: ctypes.c_void_p, key: int, level: int) -> str:
    symbols = ctypes.POINTER(ctypes.c_uint32)()
    count = library.xkb_keymap_key_get_syms_by_level(keymap, key, 0, level, ctypes.byref(symbols))
    if count != 1:
        return " "
    buffer = ctypes.create_string_buffer(64)
    library.xkb_keysym_get_name(symbols[0], buffer, len(buffer))
    dead = _DEAD_NAMES.get(buffer.value.decode())
    if dead is not None:
        return dead
    character = chr(library.xkb_keysym_to_utf32(symbols[0]))
    is_kept = character.isprintable() and (character.isascii() or level < _LEVELS.index("altgr"))
    return character if is_kept else " "


def _quoted(row: str) -> str:
    text = json.dumps(row, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if unicodedata.combining(c) else c for c in text)


def main() -> None:
    """Write the file."""
    LAYOUTS_FILE.write_text(computed(), "utf-8")


if __name__ == "__main__":
    main()
