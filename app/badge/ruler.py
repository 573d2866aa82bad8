"""A page to hold a ruler against: whether a printer prints in true size, and where."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.badge.qr import dark_runs, qr_matrix
from app.badge.stock import Stock

RULE_MM = 100
"""Length of the rule; on smaller stock it is as long as whole centimetres go."""

_EDGE_MM = 2
_TICKS_MM = {10: 4.0, 5: 3.0, 1: 2.0}
_MODULE_MM = 0.4


def ruler_page(stock: Stock, label: str) -> bytes:
    """Return a PDF page of *stock*'s size with rules, a cross in the middle and a fine code.

    *label* names the printer; only characters of western Europe can be drawn.
    """
    target = io.BytesIO()
    width, height = stock.page
    canvas = Canvas(target, pagesize=(width * mm, height * mm), invariant=1)
    canvas.setFont("Helvetica", 7)
    across, down = _rule_mm(width), _rule_mm(height)
    _rule(canvas, across, (width - across) / 2, height / 2)
    canvas.saveState()
    canvas.translate(width / 2 * mm, (height + down) / 2 * mm)
    canvas.rotate(-90)
    _rule(canvas, down, 0, 0)
    canvas.restoreState()
    canvas.rect(_EDGE_MM * mm, _EDGE_MM * mm, (width - 2 * _EDGE_MM) * mm, (height - 4) * mm)
    text = f"{label}: {across} × {down} mm, frame {_EDGE_MM} mm from each edge"
    canvas.drawString(5 * mm, 5 * mm, text.encode("cp1252", "replace").decode("cp1252"))
    _code(canvas, 5, 10)
    canvas.save()
    return target.getvalue()


def _rule_mm(length: float) -> int:
    return min(RULE_MM, int((length - 2 * _EDGE_MM) // 10) * 10)


def _rule(canvas: Canvas, length: int, x: float, y: float) -> None:
    """Draw a rule with a tick each millimetre, from *x*, *y* (mm from the lower left) on."""
    canvas.setLineWidth(0.3)
    canvas.line(x * mm, y * mm, (x + length) * mm, y * mm)
    for number in range(length + 1):
        tick = next(size for step, size in _TICKS_MM.items() if number % step == 0)
        canvas.line((x + number) * mm, y * mm, (x + number) * mm, (y + tick) * mm)


def _code(canvas: Canvas, x: float, y: float) -> None:
    """Draw a QR code of the finest modules that a badge should have."""
    matrix = qr_matrix("EMPFANG")
    for column, row, length in dark_runs(matrix):
        top = y + (len(matrix) - 1 - row) * _MODULE_MM
        left = x + column * _MODULE_MM
        canvas.rect(left * mm, top * mm, length * _MODULE_MM * mm, _MODULE_MM * mm, 0, 1)
