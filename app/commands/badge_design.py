"""``badge design``: which category of guests prints with which design."""

from typing import Annotated

import typer

from app.badge.design_table import DesignRow, design_rows
from app.badge.library import DesignLibrary
from app.badge.stock import Stock
from app.bootstrap.badges import DESIGNS, BadgeDesk
from app.commands.context import answer, context
from app.commands.expected import expected
from app.errors import InputError

_IS_GONE = "The design “{design}” is missing or wrong; the usual one prints."
_OTHER_PAPER = (
    "These badges are {own}, the usual ones {usual}, and a printer has one paper: print them at a"
    " desk of their own, or choose a design of the usual size."
)


def design(
    category: Annotated[
        str | None, typer.Argument(help="Whose badges; all categories are shown without.")
    ] = None,
    name: Annotated[str | None, typer.Argument(help="One of badge designs.")] = None,
    usual: Annotated[bool, typer.Option("--usual", help="The usual design again.")] = False,
) -> None:
    """Give a category of guests a design of its own; then show who prints with which."""
    if category is not None and bool(name) == usual:
        sentence = "Name the category and its design, or --usual to take its design away."
        raise InputError(sentence)
    here = context()
    library = DesignLibrary(here.data / DESIGNS)
    stock = BadgeDesk(here.workplace, here.settings).usual.stock
    if category is not None:
        library.choose(category, name or "")
    categories = [standing.person.category for standing in expected()]
    called = library.name_of(here.settings.design) or here.settings.design
    _tell(DesignRow("", len(categories), called, stock, fits=True), stock, called)
    for row in design_rows(library, stock, categories):
        _tell(row, stock, called)


def _tell(row: DesignRow, usual: Stock, called: str) -> None:
    """Print one row; the first one, without a category, is the usual design."""
    remark = ""
    if row.stock is None:
        remark = _IS_GONE.format(design=row.design)
    elif not row.fits:
        remark = _OTHER_PAPER.format(own=_size(row.stock), usual=_size(usual))
    shown = row.stock or usual
    line = {
        "category": row.category,
        "design": row.design or called,
        "own": bool(row.category and row.design),
        "guests": row.guests,
        "width_mm": shown.width,
        "height_mm": shown.height,
        "fits": row.fits,
        "remark": remark,
    }
    who = row.category or "everybody else"
    answer(line, f"{who}: {line['design']}, {_size(shown)}. {remark}".rstrip())


def _size(stock: Stock) -> str:
    return f"{stock.width:g} × {stock.height:g} mm"
