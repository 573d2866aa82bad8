"""A design in the hands of an editor: every change gives a new draft, comments stay."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.badge.toml_text import Values, replaced, split_tables, table, written

SIDES = ("field", "back")
"""Tables of fields: those of the front, those of the back."""
_FIELD = re.compile(r"^\s*\[\[?\s*(field|back)\b", re.MULTILINE)

Place = tuple[str | int, ...]
"""Where a value stands in a field: ``("type", "size")``, ``("row", 0, "text")``."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its table as it is written, comments above it included.

    ``side`` is one of `SIDES`.
    """

    text: str
    values: Values
    side: str = SIDES[0]

    def changed(self, path: Place, value: object | None) -> "Part":
        """Return the field with another *value* at *path*; None takes the key out."""
        return self.rewritten(_with(self.values, path, value))

    def rewritten(self, values: Values) -> "Part":
        """Return the field with other values; only lines that differ are touched."""
        text = _patched(self.text, self.values, values)
        if _field_values(text, self.side) != values:
            text = _comments(self.text) + _table(values, self.side)
        return Part(text, values, self.side)


@dataclass(frozen=True, slots=True)
class Draft:
    """A design that somebody edits; it need not be right yet.

    ``head`` is everything but the fields: name, stock, family, categories.
    """

    head: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole file."""
        return _ended(self.head) + "".join(_ended(part.text) for part in self.parts)

    @property
    def head_values(self) -> Values:
        """What stands outside the fields."""
        return tomllib.loads(self.head)

    def with_head(self, key: str, value: object) -> "Draft":
        """Return the draft with another name, stock or family."""
        first, *rest = split_tables(self.head)
        return replace(self, head=replaced(first, key, value) + "".join(rest))

    def changed(self, index: int, path: Place, value: object | None) -> "Draft":
        """Return the draft with another *value* in a field; None takes the key out."""
        return self._with(index, self.parts[index].changed(path, value))

    def added(self, values: Values, side: str = SIDES[0]) -> "Draft":
        """Return the draft with a new field on top of the others."""
        return replace(self, parts=(*self.parts, Part(_table(values, side), values, side)))

    def removed(self, index: int) -> "Draft":
        """Return the draft without a field."""
        return replace(self, parts=(*self.parts[:index], *self.parts[index + 1 :]))

    def raised(self, index: int, step: int) -> "Draft":
        """Return the draft with a field drawn *step* places later, as far as there are any."""
        place = min(max(0, index + step), len(self.parts) - 1)
        rest = self.removed(index).parts
        return replace(self, parts=(*rest[:place], self.parts[index], *rest[place:]))

    def _with(self, index: int, part: Part) -> "Draft":
        return replace(self, parts=(*self.parts[:index], part, *self.parts[index + 1 :]))


def draft_of(text: str) -> Draft:
    """Return the design in *text* as a draft.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    values = tomllib.loads(text)
    draft = _by_tables(split_tables(text))
    if _fields(draft) == {side: values.get(side, []) for side in SIDES} and _is_rest(draft, values):
        return draft
    # Written in another manner, in one list for example: it is written anew.
    head = "".join(f"{key} = {written(values[key])}\n" for key in values if key not in SIDES)
    parts = [
        Part(_table(field, side), field, side) for side in SIDES for field in values.get(side, [])
    ]
    return Draft(head, tuple(parts))


def _by_tables(pieces: Sequence[str]) -> Draft:
    head, parts = "", list[Part]()
    for piece in pieces:
        found = _FIELD.search(piece)
        if not found:
            head += piece
        elif f"[[{found[1]}]]" in piece.replace(" ", ""):
            parts.append(Part(piece, _field_values(piece, found[1]) or {}, found[1]))
        elif parts:
            text, side = parts[-1].text + piece, parts[-1].side
            parts[-1] = Part(text, _field_values(text, side) or {}, side)
    return Draft(head, tuple(parts))


def _fields(draft: Draft) -> Values:
    return {side: [p.values for p in draft.parts if p.side == side] for side in SIDES}


def _table(values: Values, side: str) -> str:
    return table(f"[[{side}]]", values) + "\n"


def _is_rest(draft: Draft, values: Values) -> bool:
    try:
        return draft.head_values == {key: values[key] for key in values if key not in SIDES}
    except tomllib.TOMLDecodeError:
        return False


def _field_values(text: str, side: str) -> Values | None:
    """Return the values of a field's table, None when it is not exactly one."""
    try:
        fields = tomllib.loads(text).get(side)
    except tomllib.TOMLDecodeError:
        return None
    return fields[0] if isinstance(fields, list) and len(fields) == 1 else None


def _patched(text: str, before: Values, after: Values) -> str:
    """Return a field's text in which the keys that differ are written anew."""
    lead, main, *tables = split_tables(text)
    rows = (before.get("row", []), after.get("row", []))
    for key in _differing(before, after):
        if key != "row" or not tables:
            main = replaced(main, key, after.get(key))
    return lead + main + "".join(_row_texts(zip(tables, *rows, strict=False), tables))


def _row_texts(found: Iterable[tuple[str, Values, Values]], tables: Sequence[str]) -> Iterable[str]:
    texts = []
    for text, before, after in found:
        changed = text
        for key in _differing(before, after):
            changed = replaced(changed, key, after.get(key))
        texts.append(changed)
    return [*texts, *tables[len(texts) :]]


def _differing(before: Values, after: Values) -> list[str]:
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def _comments(text: str) -> str:
    """Return what stands above the header of a table."""
    header = re.search(r"^\s*\[", text, re.MULTILINE)
    return text[: header.start()] if header else ""


def _with(values: Any, path: Place, value: object | None) -> Any:
    """Return *values*, a tree of tables and lists, with another *value* at *path*."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [_with(each, rest, value) if n == step else each for n, each in enumerate(values)]
    inner = values.get(step, {}) if isinstance(values, Mapping) else {}
    new = {**values, step: _with(inner, rest, value)}
    return {key: each for key, each in new.items() if each is not None}


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
