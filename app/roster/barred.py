"""Lists of codes that were taken back: a code a line, or pretix's answers as they come."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.errors import FileError

SIZE_LIMIT_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class BarredCodes:
    """Codes that open no door any more, and codes that do so again."""

    barred: tuple[str, ...] = ()
    released: tuple[str, ...] = ()


def read_barred(path: Path) -> BarredCodes:
    """Return the codes in a file.

    Text has a code a line. JSON is what pretix answers for revoked or blocked secrets: an
    object with ``results``, or a list, of objects with ``secret`` and perhaps ``blocked``.

    Raises:
        FileError: it is missing or unreadable, or no such list.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            sentence = f"{path} is too large for a list of codes; name the right file."
            raise FileError(sentence)
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        sentence = f"{path} cannot be read as a list of codes; save it as UTF-8 text or JSON."
        raise FileError(sentence) from error
    if text.lstrip()[:1] in ("{", "["):
        return _from_json(text, path)
    return BarredCodes(tuple(line.strip() for line in text.splitlines() if line.strip()))


def _from_json(text: str, path: Path) -> BarredCodes:
    try:
        document = msgspec.json.decode(text)
        rows = document["results"] if isinstance(document, dict) else document
        pairs = [(str(row["secret"]), bool(row.get("blocked", True))) for row in rows]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        sentence = f"{path} is no list of secrets as pretix gives it (results, secret, blocked)."
        raise FileError(sentence) from error
    # The later word on a secret wins, as in the order of pretix's pages.
    last: dict[str, Any] = dict(pairs)
    return BarredCodes(
        tuple(secret for secret, is_blocked in last.items() if is_blocked),
        tuple(secret for secret, is_blocked in last.items() if not is_blocked),
    )
