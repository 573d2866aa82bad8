"""Pictures of finished pages: what the window shows is what the printer gets."""

import io
import threading

import pypdfium2
from PIL import Image

_POINTS_PER_INCH = 72
_POINTS_PER_MM = 72 / 25.4
_SCARCELY_LESS = 1 - 3e-6
# PDFium keeps global state and may be used by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()


def page_image(pdf: bytes, dpi: float, page: int = 0) -> Image.Image:
    """Return one page of *pdf*, counted from 0, in colour at *dpi* dots per inch."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            # A page of whole dots must not grow by one for the last digit of its size.
            bitmap = document[page].render(scale=dpi / _POINTS_PER_INCH * _SCARCELY_LESS)
            image: Image.Image = bitmap.to_pil()
            return image.convert("RGB")
        finally:
            document.close()


def moved(pdf: bytes, right_mm: float, down_mm: float) -> bytes:
    """Return *pdf* with what is on its pages moved; the pages keep their size."""
    if not right_mm and not down_mm:
        return pdf
    shift = pypdfium2.raw.FS_MATRIX(
        1, 0, 0, 1, right_mm * _POINTS_PER_MM, -down_mm * _POINTS_PER_MM
    )
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for page in document:
                pypdfium2.raw.FPDFPage_TransFormWithClip(page, shift, None)
                page.gen_content()
            target = io.BytesIO()
            document.save(target)
            return target.getvalue()
        finally:
            document.close()


def page_texts(pdf: bytes) -> list[str]:
    """Return what a reader copies from each page."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_size() for page in document]
        finally:
            document.close()
