"""Codes for the invitation mail: a list to merge and a QR image for each guest."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.badge.qr import qr_png
from app.model.standing import Standing, Status
from app.reports.files import csv_bytes, whole_folder, write_file
from app.reports.sheet import Sheet, sorting_name
from app.reports.source import Encoding, Tick
from app.reports.words import CODE, LOOKUP, QR_FILE, Words

FOLDER_SUFFIX = "-qr"
"""The images of ``codes.csv`` lie in the folder ``codes-qr`` beside it."""

MODULE_PX = 10
"""Side of a QR module: large enough for a phone's screen at double density."""

_FIELDS = ("title", "given", "family", "name", "organisation", "email", "language")
_PLAIN_NAME = re.compile(r"[A-Z0-9_-]{8,64}")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def has_right_to_come(standing: Standing) -> bool:
    """Whether a registration's code still opens a door, so that it may be sent."""
    return standing.status in (Status.ACTIVE, Status.UNPAID) and not standing.is_erased


def export_codes(
    standings: Iterable[Standing],
    out: Path,
    words: Words,
    lookups: Mapping[str, str] | None = None,
    encoding: Encoding = Encoding.UTF_8,
    tick: Tick = lambda _done, _all: None,
) -> int:
    """Write the list and, in a folder beside it, the images; return the number of guests.

    *lookups* are the short codes by registration, for those who have no picture at hand.

    The list is written last: where it is, all its images are.

    Raises:
        FileError: the folder cannot be written or the disk is full; no list was written.
    """
    people = sorted(filter(has_right_to_come, standings), key=sorting_name)
    folder = image_folder(out)
    with whole_folder(folder) as draft:
        _draw(people, draft, tick)
    sheet = _sheet(people, folder, words, lookups or {})
    write_file(out, csv_bytes(sheet, words, encoding))
    return len(people)


def image_folder(out: Path) -> Path:
    """Return where the images of the list *out* lie."""
    return out.with_name(out.stem + FOLDER_SUFFIX)


def image_name(code: str) -> str:
    """Return the name of a code's image: safe on every file system, different for every code.

    Own codes keep their letters. Others may hold slashes, names of devices, or differ only
    in case, so a digest stands behind them.
    """
    if _PLAIN_NAME.fullmatch(code):
        return f"{code}.png"
    digest = hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_UNSAFE.sub('_', code)[:40]}-{digest}.png"


def _draw(people: Sequence[Standing], folder: Path, tick: Tick) -> None:
    for number, standing in enumerate(people):
        tick(number, len(people))
        qr_png(standing.code, folder / image_name(standing.code), scale=MODULE_PX)


def _sheet(
    people: Iterable[Standing], folder: Path, words: Words, lookups: Mapping[str, str]
) -> Sheet:
    headings = tuple(words.headings[name] for name in (*_FIELDS, CODE, LOOKUP, QR_FILE))
    rows = tuple(
        (
            *(standing.person.get(name) for name in _FIELDS),
            standing.code,
            lookups.get(standing.registration, ""),
            f"{folder.name}/{image_name(standing.code)}",
        )
        for standing in people
    )
    return Sheet(headings, rows)
