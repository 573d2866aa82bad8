"""Keeping a badge layout of pretix among the designs of a machine."""

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdfium2 import PdfiumError

from app.badge.library import DesignLibrary
from app.badge.pretix_layout import A6_LANDSCAPE, convert
from app.badge.pretix_losses import Remark
from app.badge.raster import page_image, page_sizes
from app.errors import BadgeError, FileError

_BACKGROUND_DPI = 300
_MM_PER_POINT = 25.4 / 72
_LONGEST = 50
_WHITE = (255, 255)
_STOCK = "stock/{name}.toml"
_NO_LETTER = re.compile(r"[^\w -]+")


@dataclass(frozen=True, slots=True)
class Adopted:
    """A design that was made of a layout: its name, its file, and what was lost."""

    name: str
    path: Path
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class PretixLayout:
    """A layout as pretix's interface gives it; without a background it is a blank A6.

    ``products`` are the names of those whose badges pretix prints with it, ``categories`` what
    their guests are called here.
    """

    name: str
    elements: Sequence[Mapping[str, Any]]
    background: bytes = b""
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def layout_of(text: str, name: str, background: bytes = b"") -> PretixLayout:
    """Return the layout in a JSON text: pretix's whole object, or its elements alone.

    Raises:
        BadgeError: it is neither.
    """
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if isinstance(said, dict):
        name, said = str(said.get("name") or name), said.get("layout")
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        sentence = "This is no badge layout of pretix; export it there, as JSON, and try again."
        raise BadgeError(sentence)
    return PretixLayout(name, said, background)


def adopt(library: DesignLibrary, layout: PretixLayout) -> Adopted:
    """Keep *layout* as a design, in place of the one that was made of it before.

    Raises:
        BadgeError: its background is no PDF.
        FileError: the folder of designs cannot be written.
    """
    name = _design_name(library, layout.name)
    folder = library.path(name).parent
    size, picture = _background(library, name, layout.background)
    stock = _STOCK.format(name=name)
    made = convert(name, layout.elements, stock=stock, size=size, background=picture)
    target = folder / stock
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(made.stock, encoding="utf-8")
    except OSError as error:
        sentence = f"{target} cannot be written ({error.strerror}); check the folder's rights."
        raise FileError(sentence) from error
    return Adopted(name, library.keep(name, made.design), made.remarks)


def _design_name(library: DesignLibrary, name: str) -> str:
    """Return *name* as a design can be called."""
    plain = " ".join(_NO_LETTER.sub(" ", name).split())[:_LONGEST].strip(" -_") or "pretix"
    return f"{plain} pretix" if library.is_shipped(plain) else plain


def _background(library: DesignLibrary, name: str, pdf: bytes) -> tuple[tuple[float, float], str]:
    """Return the size in millimetres, and the picture of what is drawn there, if anything is."""
    if not pdf:
        return A6_LANDSCAPE, ""
    try:
        width, height = page_sizes(pdf)[0]
        image = page_image(pdf, _BACKGROUND_DPI)
    except (PdfiumError, IndexError) as error:
        sentence = f"The background of “{name}” is no PDF; save the layout in pretix once more."
        raise BadgeError(sentence) from error
    size = round(width * _MM_PER_POINT, 1), round(height * _MM_PER_POINT, 1)
    if image.convert("L").getextrema() == _WHITE:
        return size, ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.png"
        image.save(path)
        return size, library.adopt(path)
