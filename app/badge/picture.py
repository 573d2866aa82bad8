"""Pictures on badges: read and deflated once a process, embedded once a document."""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from app.badge.pdf_file import PdfFile
from app.badge.svg import read_svg
from app.errors import BadgeError

_MOST_PIXELS = 20_000_000
_BITS = 8


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Deflated rows of red, green and blue or of grey; ``mask`` is what shines through."""

    width: int
    height: int
    space: str
    rows: bytes
    mask: bytes


@dataclass(frozen=True, slots=True)
class Outlines:
    """Deflated operators that draw into width by height units, y downwards."""

    width: float
    height: float
    code: bytes


Picture = Bitmap | Outlines


def load_picture(path: Path) -> Picture:
    """Return the PNG or SVG file at *path*; a file that did not change is read once.

    Raises:
        BadgeError: there is none, or it holds what cannot be drawn.
    """
    try:
        state = path.stat()
    except OSError as error:
        sentence = f"The picture {path.name} cannot be read ({error.strerror}); check the path."
        raise BadgeError(sentence) from error
    return _load(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _load(path: Path, _changed_ns: int, _size: int) -> Picture:
    if path.suffix.lower() == ".svg":
        drawing = read_svg(path)
        code = zlib.compress(" ".join(drawing.code).encode("ascii"), 9)
        return Outlines(drawing.width, drawing.height, code)
    return _bitmap(path)


def _bitmap(path: Path) -> Bitmap:
    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                sentence = f"The picture {path.name} has more than 20 million pixels; make it less."
                raise BadgeError(sentence)
            coloured = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        sentence = f"The picture {path.name} is no PNG or SVG file; save it as one of them."
        raise BadgeError(sentence) from error
    alpha = coloured.getchannel("A")
    is_whole = alpha.getextrema() == (255, 255)
    plain = coloured.convert("RGB")
    is_grey = plain.convert("L").convert("RGB").tobytes() == plain.tobytes()
    rows = plain.convert("L") if is_grey else plain
    return Bitmap(
        *coloured.size,
        "DeviceGray" if is_grey else "DeviceRGB",
        zlib.compress(rows.tobytes(), 9),
        b"" if is_whole else zlib.compress(alpha.tobytes(), 9),
    )


class PdfPictures:
    """The pictures of one document; each is written once, however often it is drawn."""

    def __init__(self) -> None:
        self._names: dict[Picture, str] = {}

    def show(self, picture: Picture, box: tuple[float, float, float, float]) -> str:
        """Return the operators that fill *box*: left, bottom, width, height in points."""
        name = self._names.setdefault(picture, f"P{len(self._names) + 1}")
        left, bottom, width, height = box
        if isinstance(picture, Bitmap):
            matrix = f"{width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f}"
        else:
            across, down = width / picture.width, -height / picture.height
            matrix = f"{across:.6f} 0 0 {down:.6f} {left:.3f} {bottom + height:.3f}"
        return f"q {matrix} cm /{name} Do Q"

    def write(self, file: PdfFile) -> dict[str, str]:
        """Write all pictures to *file*; return references by resource name."""
        return {name: _written(file, picture) for picture, name in self._names.items()}


def _written(file: PdfFile, picture: Picture) -> str:
    if isinstance(picture, Outlines):
        box = f"[0 0 {picture.width:.3f} {picture.height:.3f}]"
        form = {"Type": "/XObject", "Subtype": "/Form", "BBox": box}
        return file.add_stream(picture.code, form, deflated=True)
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": _BITS,
    }
    colours = entries | {"ColorSpace": f"/{picture.space}"}
    if picture.mask:
        grey = entries | {"ColorSpace": "/DeviceGray"}
        colours["SMask"] = file.add_stream(picture.mask, grey, deflated=True)
    return file.add_stream(picture.rows, colours, deflated=True)
