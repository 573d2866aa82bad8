"""Names for invented guests, as mixed and as awkward as at an international event.

The names and how often a nation comes stand in ``resources/samples/names.toml``, with the traits
that are drawn here.
"""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

MIDDLE_NAME = 0.25
"""Share of people with a second given name, where a nation has such."""


@dataclass(frozen=True, slots=True)
class Word:
    """One name in Latin letters and, where the list has it, in its own script."""

    latin: str
    native: str = ""
    is_feminine: bool = False

    def for_gender(self, *, feminine: bool) -> "Word":
        """Return the form of a family name that changes: Ivanov, Ivanova."""
        place = -1 if feminine else 0
        return Word(self.latin.split("/")[place], self.native.split("/")[place], feminine)

    def with_second(self, second: "Word") -> "Word":
        """Return this given name and *second*, unless they are the same."""
        if second.latin == self.latin or second.is_feminine != self.is_feminine:
            return self
        native = f"{self.native} {second.native}".strip()
        return replace(self, latin=f"{self.latin} {second.latin}", native=native)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleName:
    """A person's name and country; ``native`` is empty for names of Latin script."""

    given: str
    family: str
    country: str
    native: str = ""
    title: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Nation:
    """The names of one country, and in what share of its people which trait shows."""

    country: str
    weight: float
    given: Sequence[Word]
    family: Sequence[Word]
    family_first: bool = False
    traits: Mapping[str, float] = field(default_factory=dict)


class NameLottery:
    """Draws names; equal files and equal *lots* give equal names."""

    def __init__(self, file: Path, lots: random.Random) -> None:
        book = tomllib.loads(file.read_text("utf-8"))
        self._nations = [_nation(table) for table in book["nation"]]
        self._weights = [nation.weight for nation in self._nations]
        self._lots = lots
        self.extras: Sequence[SampleName] = [SampleName(**table) for table in book["extra"]]

    def draw(self) -> SampleName:
        """Return the name of the next person."""
        nation = self._lots.choices(self._nations, self._weights)[0]
        given = self._lots.choice(nation.given)
        family = self._lots.choice(nation.family).for_gender(feminine=given.is_feminine)
        if not nation.family_first and self._lots.random() < MIDDLE_NAME:
            given = given.with_second(self._lots.choice(nation.given))
        name = SampleName(
            given=given.latin,
            family=family.latin,
            country=nation.country,
            native=_native(given, family, nation),
        )
        for trait, share in nation.traits.items():
            if self._lots.random() < share:
                name = self._with_trait(name, trait, nation)
        return name

    def _with_trait(self, name: SampleName, trait: str, nation: Nation) -> SampleName:
        """Return *name* with one trait; see the head of the names' file."""
        changes: dict[str, str] = {}
        match trait:
            case "mononym":
                changes = {"family": "", "native": ""}
            case "swapped":
                changes = {"given": name.family, "family": name.given}
            case "capitals":
                changes = {"family": name.family.upper()}
            case "double":
                changes = {"family": f"{name.family} {self._lots.choice(nation.family).latin}"}
            case "initial":
                father = self._lots.choice(nation.given).latin
                changes = {"given": f"{father[:1]}. {name.given}", "native": ""}
            case "nickname":
                changes = {"given": f"{name.given} ({self._lots.choice(_NICKNAMES)})"}
        return replace(name, **changes)


_NICKNAMES = ("David", "Kevin", "Lily", "Amy", "Tony", "Grace")


def _nation(table: Mapping[str, Any]) -> Nation:
    return Nation(
        country=table["country"],
        weight=table["weight"],
        given=[_word(text) for text in table["given"].split()],
        family=[_word(text) for text in table["family"].split()],
        family_first=table.get("family_first", False),
        traits=table.get("traits", {}),
    )


def _word(text: str) -> Word:
    latin, _, native = text.replace("_", " ").partition("=")
    return Word(latin.rstrip("+"), native, latin.endswith("+"))


def _native(given: Word, family: Word, nation: Nation) -> str:
    if not given.native or not family.native:
        return ""
    if nation.family_first:
        return f"{family.native}{given.native}"
    return f"{given.native} {family.native}"
