"""What the table of categories says: who prints with which design, and on other paper."""

from app.badge.chosen import fits_paper
from app.badge.design_table import DesignRow
from app.badge.stock import Stock
from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.categories import Table
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow
from ui.widgets.task_panel import PanelView
from ui.widgets.tick_list import DIGITS

CLOSE = "close_categories"


def category_view(table: Table, language: Language) -> PanelView:
    """Return the table; a tick is set where a category prints with the design that is open."""
    say, name = language.say, table.design
    rows = [category_row(row, number, name, language) for number, row in enumerate(table.rows)]
    status = ("", "")
    if table.own is not None and not fits_paper(table.own, table.usual):
        own, usual = size(table.own, language), size(table.usual, language)
        status = "attention", say(texts.OTHER_PAPER, own=own, usual=usual)
    return PanelView(
        title=say(texts.FOR_WHOM_TITLE, name=name),
        text=say(texts.FOR_WHOM_TEXT if rows else texts.NO_CATEGORIES),
        choices=tuple(rows),
        keys=(Key(CLOSE, "Esc", say(texts.DONE)),),
        status=status,
    )


def category_row(row: DesignRow, number: int, name: str, language: Language) -> ListRow:
    """Return the row of one category, with the digit that ticks it."""
    say = language.say
    second = say(texts.PRINTS_USUAL)
    if row.design:
        sentence = texts.PRINTS_WITH if row.stock else texts.PRINTS_WITHOUT
        second = say(sentence if row.fits else texts.PRINTS_ON_OTHER, name=row.design)
    return ListRow(
        row.category,
        second,
        aside=language.number(row.guests),
        cap=DIGITS[number] if number < len(DIGITS) else "",
        tick=row.design == name,
    )


def size(stock: Stock, language: Language) -> str:
    """Return width and height as people say them."""
    return f"{language.number(stock.width)} × {language.number(stock.height)} mm"
