"""QR codes in pixels. The only module that knows the decoder.

Only QR Model 2 is asked for: with Micro QR admitted the decoder reads phantoms ("02243") out
of half-covered codes. No picture is ever made smaller: half the size costs 16 points of
the reading rate; 1.5 times the size gains two to four.
"""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from app.errors import FileError

Plane: TypeAlias = NDArray[np.uint8]
"""A grey picture: two dimensions, 0 is black. May be a view with strides."""

Enlarge: TypeAlias = Callable[[Plane], Plane]
"""Scales a plane by `ENLARGEMENT`, smoothly."""

ENLARGEMENT = 1.5
ABSENCE_S = 0.7
"""A code that was out of sight for so long is a new scan."""

SECOND_PASS_EVERY = 3
"""Of frames above 720p, so many go by until one is enlarged: it would cost 15 ms each."""

_SECOND_PASS_PX = 1_200_000
_ENLARGE_LIMIT_PX = 6_000_000
"""Above this a photograph has pixels enough, and the second pass would take seconds."""
_SIDE_LIMIT_PX = 20_000
"""Three times as much, after enlarging, is near what the decoder can address."""
_QUIET_ZONE_PX = 32
_COARSE = (zxingcpp.Binarizer.FixedThreshold, zxingcpp.Binarizer.GlobalHistogram)
"""0.3 ms each: they read some dazzled and shaded codes that the local average loses."""


class Symbology(StrEnum):
    """Other codes that an event may ask for; each costs some milliseconds a frame."""

    DATA_MATRIX = "datamatrix"
    AZTEC = "aztec"
    PDF417 = "pdf417"


_QR = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.QRCodeModel2)
_OTHERS = {
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.AZTEC: zxingcpp.BarcodeFormat.Aztec,
    Symbology.PDF417: zxingcpp.BarcodeFormat.PDF417,
}


def read_codes(
    plane: Plane,
    *,
    enlarge: Enlarge | None = None,
    also: Collection[Symbology] = (),
    is_enlarged: bool = True,
) -> list[str]:
    """Return the texts of the QR codes in a camera frame, each once; mostly none or one.

    A plain pass, and if that finds nothing two with a coarse threshold, and if they find
    nothing one on the frame enlarged 1.5 times.

    Args:
        plane: The frame's luminance.
        enlarge: The window has a faster way than the one of this module.
        also: Other sorts of codes to read; Micro QR never is.
        is_enlarged: Whether the last pass is worth its time; see `SecondPass`.
    """
    found = read_plain(plane, also=also) or _coarse(plane)
    return found or (read_enlarged(plane, enlarge=enlarge) if is_enlarged else [])


def read_plain(plane: Plane, *, also: Collection[Symbology] = ()) -> list[str]:
    """Return the texts of the codes that the pixels show as they are."""
    return _texts(plane, also)


def read_enlarged(plane: Plane, *, enlarge: Enlarge | None = None) -> list[str]:
    """Return the texts of the QR codes after enlarging; finds small and blurred ones.

    Turned and inverted codes are found all the same or were before; asking for them again
    would double the time.
    """
    return _lean_texts((enlarge or enlarged)(plane))


class SecondPass:
    """Says which frames are enlarged: all up to 720p, every third of larger ones."""

    def __init__(self) -> None:
        self._seen = 0

    def is_due(self, plane: Plane) -> bool:
        """Whether to enlarge *plane*; call it once a frame."""
        self._seen += 1
        return plane.size <= _SECOND_PASS_PX or self._seen % SECOND_PASS_EVERY == 0


def enlarged(plane: Plane) -> Plane:
    """Return *plane* with `ENLARGEMENT` times the width and height, bilinear."""
    height, width = plane.shape
    size = (round(width * ENLARGEMENT), round(height * ENLARGEMENT))
    picture = Image.fromarray(np.ascontiguousarray(plane))
    return np.asarray(picture.resize(size, Image.Resampling.BILINEAR), dtype=np.uint8)


def read_image(path: Path, *, also: Collection[Symbology] = ()) -> list[str]:
    """Return the texts of the codes in a picture file, each once; see `load_image`."""
    return read_picture(load_image(path), also=also)


def load_image(path: Path) -> Plane:
    """Return a picture file as the camera would see it: upright, grey, on white.

    Raises:
        FileError: *path* is missing, cannot be read or is no picture.
    """
    picture = _grey(path)
    if max(picture.size) > _SIDE_LIMIT_PX:
        sentence = f"{path} is wider or higher than {_SIDE_LIMIT_PX} pixels; save it smaller."
        raise FileError(sentence)
    return _plane(picture)


def read_picture(plane: Plane, *, also: Collection[Symbology] = ()) -> list[str]:
    """Return the texts of the codes in a still picture, each once.

    First come the passes of `read_codes`. A still gets more patience than a camera frame,
    because no next one comes: then it is tried sharpened and with a white border.
    """
    may_enlarge = plane.size <= _ENLARGE_LIMIT_PX
    if texts := read_codes(plane, also=also, is_enlarged=may_enlarge):
        return texts
    for attempt in _attempts(Image.fromarray(np.ascontiguousarray(plane))):
        if texts := read_plain(attempt, also=also):
            return texts
    return []


class Debounce:
    """Tells a new scan from the same code held in front of the camera.

    Feed it every sighting, with the monotonic time of its frame in seconds.
    """

    def __init__(self, absence_s: float = ABSENCE_S) -> None:
        self._absence_s = absence_s
        self._seen_s: dict[str, float] = {}

    def is_new(self, text: str, now_s: float) -> bool:
        """Whether *text* was out of sight for longer than the absence; notes the sighting."""
        self._seen_s = {
            seen: at_s for seen, at_s in self._seen_s.items() if now_s - at_s <= self._absence_s
        }
        is_new = text not in self._seen_s
        self._seen_s[text] = now_s
        return is_new


def _texts(plane: Plane, also: Collection[Symbology] = ()) -> list[str]:
    others = [_OTHERS[symbology] for symbology in also]
    wanted = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2, *others])
    found = zxingcpp.read_barcodes(plane, formats=wanted, text_mode=zxingcpp.TextMode.Plain)
    return _distinct(found, (*_QR, *others))


def _coarse(plane: Plane) -> list[str]:
    """Return what a threshold for the whole frame finds."""
    for binarizer in _COARSE:
        if texts := _lean_texts(plane, binarizer):
            return texts
    return []


def _lean_texts(
    plane: Plane, binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage
) -> list[str]:
    found = zxingcpp.read_barcodes(
        plane,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer,
    )
    return _distinct(found, _QR)


def _distinct(
    found: list[zxingcpp.Barcode], formats: Collection[zxingcpp.BarcodeFormat]
) -> list[str]:
    texts = (code.text for code in found if code.valid and code.format in formats)
    return list(dict.fromkeys(text for text in texts if text))


def _grey(path: Path) -> Image.Image:
    """Return the picture upright, in grey, on white where it is transparent."""
    try:
        with Image.open(path) as opened:
            upright = ImageOps.exif_transpose(opened)
            if upright.has_transparency_data:
                colours = upright.convert("RGBA")
                white = Image.new("RGBA", colours.size, "white")
                upright = Image.alpha_composite(white, colours)
            return upright.convert("L")
    except FileNotFoundError:
        sentence = f"There is no file {path}; check the name."
        raise FileError(sentence) from None
    except IsADirectoryError:
        sentence = f"{path} is a folder; name a picture in it."
        raise FileError(sentence) from None
    except UnidentifiedImageError:
        sentence = f"{path} is no picture that can be read; use PNG or JPEG."
        raise FileError(sentence) from None
    except Image.DecompressionBombError:
        sentence = f"{path} has too many pixels; save it smaller."
        raise FileError(sentence) from None
    except (OSError, ValueError, SyntaxError) as error:
        sentence = f"{path} cannot be read as a picture: {error}."
        raise FileError(sentence) from error


def _attempts(picture: Image.Image) -> Iterator[Plane]:
    """Yield the picture in the ways that make hard codes readable.

    Of eleven ways tried on 150 damaged pictures, these read all that any of them read.
    """
    bordered = ImageOps.expand(picture, _QUIET_ZONE_PX, fill=255)
    if picture.width * picture.height <= _ENLARGE_LIMIT_PX:
        yield enlarged(_plane(picture))
        doubled = bordered.resize(
            (bordered.width * 2, bordered.height * 2), Image.Resampling.BICUBIC
        )
        yield _plane(doubled.filter(ImageFilter.UnsharpMask(radius=4, percent=250)))
    yield _plane(bordered)


def _plane(picture: Image.Image) -> Plane:
    return np.asarray(picture, dtype=np.uint8)
