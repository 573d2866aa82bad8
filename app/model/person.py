"""A person as a registration list describes one."""

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
)
"""Fields that the product knows; every other name is a custom field, kept as it came."""


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
    def custom(self) -> dict[str, str]:
        """The fields that only this event's list has."""
        return {key: value for key, value in self.fields.items() if key not in STANDARD_FIELDS}
