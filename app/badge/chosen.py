"""The designs of categories as they are on the disk now, and whether they go on one paper."""

import logging
from collections.abc import Mapping
from pathlib import Path

from app.badge.choices import key_of
from app.badge.design import Design, load_design
from app.badge.library import DesignLibrary
from app.badge.stock import Stock
from app.errors import BadgeError

_SAME_MM = 1.0

logger = logging.getLogger(__name__)


class ChosenDesigns:
    """Reads the designs of categories again when a choice or a file has changed.

    Args:
        library: The designs of this machine, and what was chosen of them.
        stock: Another stock than that of the designs.
    """

    def __init__(self, library: DesignLibrary, stock: str = "") -> None:
        self._library, self._stock = library, stock
        self._seen: tuple[tuple[str, Path, int], ...] = ()
        self._designs: Mapping[str, Design] = {}

    def now(self) -> Mapping[str, Design]:
        """Return designs by `key_of` a category; the same object as long as nothing changed.

        Whoever has a design that is gone or wrong is left to the usual one: a guest without a
        badge would be worse.

        Raises:
            BadgeError: a design does not go on the stock that was named.
        """
        choices = self._library.choices()
        paths = {category: self._library.path(name) for category, name in choices.items()}
        seen = tuple((category, path, _changed_ns(path)) for category, path in paths.items())
        if seen != self._seen:
            self._designs = {
                key_of(category): design
                for category, path in paths.items()
                if (design := self._read(path)) is not None
            }
            self._seen = seen
        return self._designs

    def _read(self, path: Path) -> Design | None:
        try:
            return load_design(path, self._stock)
        except BadgeError as error:
            if self._stock:
                raise
            logger.info("a category prints with the usual design: %s", error)
            return None


def fits_paper(stock: Stock, usual: Stock) -> bool:
    """Whether badges of *stock* come out on the paper that a printer has for *usual*.

    Sizes that differ by a millimetre are the same; a printer may turn the page.
    """
    here, there = stock.page, usual.page
    return any(
        all(abs(one - other) <= _SAME_MM for one, other in zip(turned, there, strict=True))
        for turned in (here, here[::-1])
    )


def _changed_ns(path: Path) -> int:
    """Return when a file was written last, 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
