"""A person as a registration list describes one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

STANDARD_FIELDS = (
    "title",
    "given",
    "family",
    "name",
    "organisation",
    "category",
    "sector",
    "country",
    "university",
    "email",
    "language",
    "notes",
    "photo",
    "group",
    "press_seen",
    "needs",
    "needs_consent",
)
"""Fields that the product knows; every other name is a custom field, kept as it came.

``photo`` is ``no`` or ``yes``, ``group`` the name of a group that comes together, ``press_seen``
``yes`` when a desk has seen a press card, whose number is noted nowhere. ``needs`` says what
helps a guest to take part; it is shown only when ``needs_consent`` tells when they agreed.
"""

SENSITIVE_FIELDS = ("needs", "needs_consent")
"""Stay at the desks: they are in no exported file."""

_PRESS = frozenset({"presse", "press"})
_REFUSING = frozenset(
    ("n", "nein", "no", "not", "nicht", "kein", "keine", "abgelehnt", "verweigert", "declined")
) | {"refused", "false", "falsch", "0", "-", "–", "—", "☐", "✗", "✘"}
"""Words with which a cell about consent says that there is none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Fields of one person, standard and custom ones side by side; absent means empty."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a field, standard or custom; empty when it was never given."""
        return self.fields.get(name, "")

    @property
    def name(self) -> str:
        """The whole name as it is read out: the one-column name, else title, given, family."""
        title, whole = self.get("title"), self.get("name")
        if whole:
            return f"{title} {whole}" if title and not whole.startswith(title) else whole
        parts = (title, self.get("given"), self.get("family"))
        return " ".join(part for part in parts if part)

    @property
    def given(self) -> str:
        """Given names, or nothing when the list has one column for the whole name."""
        return self.get("given")

    @property
    def family(self) -> str:
        """Family name; empty for people who have only one name."""
        return self.get("family")

    @property
    def organisation(self) -> str:
        """Organisation or, where none is given, the university."""
        return self.get("organisation") or self.get("university")

    @property
    def category(self) -> str:
        """Category of guest: Gast, Presse, Referentin ..."""
        return self.get("category")

    @property
    def is_press(self) -> bool:
        """Whether the person comes for an outlet, which is then the organisation."""
        return self.category.strip().casefold() in _PRESS

    @property
    def needs(self) -> str:
        """What helps the person to take part, as far as they agreed that a desk sees it."""
        return self.get("needs") if self.agrees else ""

    @property
    def agrees(self) -> bool:
        """Whether the person agreed that needs are noted: when that was is there, and no "no"."""
        said = re.split(r"[\s,.;:!]+", self.get("needs_consent").strip().casefold())[0]
        return bool(said) and said not in _REFUSING

    @property
    def custom(self) -> dict[str, str]:
        """The fields that only this event's list has."""
        return {key: value for key, value in self.fields.items() if key not in STANDARD_FIELDS}
