"""The small table of an organiser: categories of guests, and the design each prints with."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.badge.choices import key_of
from app.badge.chosen import ChosenDesigns, fits_paper
from app.badge.library import DesignLibrary
from app.badge.stock import Stock


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One category with the number of its guests.

    ``design`` is empty for the usual one. ``stock`` is what the badges come on; None where the
    design that was chosen is gone or wrong, so that the usual one prints. ``fits`` tells
    whether they come out of a printer that has the paper of the usual design.
    """

    category: str
    guests: int
    design: str
    stock: Stock | None
    fits: bool


def design_rows(
    library: DesignLibrary, usual: Stock, categories: Iterable[str]
) -> tuple[DesignRow, ...]:
    """Return a row for each category of *categories*, one a guest, and for each that was chosen.

    Guests without a category are in none; they have the usual design.
    """
    words, counts = dict[str, str](), dict[str, int]()
    chosen = library.choices()
    for category in chosen:
        words.setdefault(key_of(category), category)
    for category in categories:
        key = key_of(category)
        words.setdefault(key, category.strip())
        counts[key] = counts.get(key, 0) + 1
    words.pop("", None)
    names = {key_of(category): name for category, name in chosen.items()}
    designs = ChosenDesigns(library).now()

    def row(key: str) -> DesignRow:
        name = names.get(key, "")
        own = designs[key].stock if key in designs else None
        stock = own if name else usual
        fits = stock is None or fits_paper(stock, usual)
        return DesignRow(words[key], counts.get(key, 0), name, stock, fits)

    # Those who are there come before what nobody has.
    order = sorted(words, key=lambda key: (key not in counts, words[key].casefold()))
    return tuple(map(row, order))
