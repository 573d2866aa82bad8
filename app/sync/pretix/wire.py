"""What pretix says, read with care: every member may be missing, null or of a newer form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.ports.pretix import Selection
from app.roster.cleaning import clean

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What an event sells and asks: all that an order is read with.

    ``items`` and ``questions`` are by number, ``categories`` are the numbers of those whose
    products are bought on top of a ticket, ``lists`` are the check-in lists.
    """

    source: str
    event: Said
    items: Mapping[int, Said] = field(default_factory=dict)
    questions: Mapping[int, Said] = field(default_factory=dict)
    categories: frozenset[int] = frozenset()
    lists: Sequence[Said] = ()
    subevents: Mapping[int, Said] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)

    @property
    def doors(self) -> list[Said]:
        """The check-in lists that are sessions here, unless somebody planned another one before."""
        wanted = self.selection
        dated = ((one, number(one.get("subevent"))) for one in self.lists)
        return [
            one for one, date in dated if wanted.expects(date) and one["id"] not in wanted.left_out
        ]

    @property
    def is_rehearsal(self) -> bool:
        """Whether the event is in test mode, so that its test orders are what is to be seen."""
        return self.event.get("testmode") is True

    def is_add_on(self, item: int) -> bool:
        """Whether a product is bought on top of a ticket only."""
        return self.items.get(item, {}).get("category") in self.categories


def text_of(said: Any) -> str:
    """Return a text that may be in several languages, German before English."""
    if isinstance(said, Mapping):
        known = {str(key): value for key, value in said.items() if value}
        best = next((known[name] for name in ("de", "de-informal", "en") if name in known), None)
        said = best or next(iter(known.values()), "")
    return clean(str(said)) if said else ""


def product_of(item: Said, variation: Said) -> str:
    """Return what a product and its variation are called together: the category of its guests."""
    return " – ".join(filter(None, (text_of(item.get("name")), text_of(variation.get("value")))))


def products_of(item: Said) -> list[str]:
    """Return what the guests of a product may be called, one for each of its variations."""
    variations: Sequence[Said] = item.get("variations") or ({},)
    return [product_of(item, one) for one in variations]


def by_id(several: Iterable[Said]) -> dict[int, Said]:
    """Return what has a number by that number."""
    return {one["id"]: one for one in several if isinstance(one.get("id"), int)}


def number(said: Any) -> int | None:
    """Return a number, None for anything else."""
    return said if isinstance(said, int) and not isinstance(said, bool) else None
