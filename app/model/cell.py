"""Text in a spreadsheet's cell that must never run as a formula.

A CSV cell that begins with one of `FORMULA_SIGNS` is computed when somebody opens the file.
An apostrophe before it prevents that, and reading takes exactly this apostrophe away again.
"""

import re

FORMULA_SIGNS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
"""First characters that spreadsheets take for a formula, full-width forms too."""

_GUARDED = re.compile(f"'*[{re.escape(FORMULA_SIGNS)}]")


def neutralised(text: str) -> str:
    """Return *text* as a CSV cell that no spreadsheet computes."""
    return f"'{text}" if _GUARDED.match(text) else text


def restored(cell: str) -> str:
    """Return the text that `neutralised` made *cell* from; other cells unchanged."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
