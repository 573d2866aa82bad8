"""Conditions of a design: ``category == 'press' and not (room or flags has 'no_photo')``.

A name alone holds when it is not empty. ``==`` and ``!=`` compare the whole text, ``has``
looks for a part of it (of ``flags``: for one of them); capitals and signs of spelling do
not matter. ``not`` binds closer than ``and``, ``and`` closer than ``or``. Nothing is
evaluated as a program.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from app.badge.clean import folded

Facts = Mapping[str, str]
Condition = Callable[[Facts], bool]

FLAGS = "flags"
_TOKEN = re.compile(
    r"\s*(?:(?P<sign>==|!=|[()])|(?P<name>\w+)|'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\")"
)
_KEYWORDS = frozenset({"and", "or", "not", "has"})
_DEEPEST = 20
_LONGEST = 500


class ConditionError(ValueError):
    """A condition cannot be understood; the message says what is wrong with it."""


@lru_cache(maxsize=256)
def condition(text: str, words: frozenset[str]) -> Condition:
    """Return the condition that *text* says; an empty one always holds.

    Args:
        text: The condition.
        words: The names that it may use.

    Raises:
        ConditionError: the text breaks the grammar or uses another name.
    """
    if not text.strip():
        return lambda _facts: True
    if len(text) > _LONGEST:
        message = f"a condition has at most {_LONGEST} characters"
        raise ConditionError(message)
    parser = _Parser(_tokens(text), words)
    found = parser.either()
    if parser.rest:
        message = f"“{parser.rest[0][1]}” does not belong after a whole condition"
        raise ConditionError(message)
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    """Return kind and text of every part: sign, name or literal."""
    tokens = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            message = f"a condition cannot hold “{text[place:].strip()[:20]}”"
            raise ConditionError(message)
        kind = str(match.lastgroup)
        tokens.append(("literal" if kind in {"one", "two"} else kind, match[kind]))
        place = match.end()
    return tokens


class _Parser:
    """Recursive descent; every method takes from `rest` what it understands."""

    def __init__(self, tokens: list[tuple[str, str]], words: frozenset[str]) -> None:
        self.rest = tokens
        self._words = words
        self._depth = 0

    def either(self) -> Condition:
        """Take alternatives."""
        found = self._all()
        while self._takes("or"):
            found = _either(found, self._all())
        return found

    def _all(self) -> Condition:
        found = self._one()
        while self._takes("and"):
            found = _both(found, self._one())
        return found

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            message = f"it goes more than {_DEEPEST} levels deep"
            raise ConditionError(message)
        found = self._negated() or self._bracketed() or self._comparison()
        self._depth -= 1
        return found

    def _negated(self) -> Condition | None:
        if not self._takes("not"):
            return None
        inner = self._one()
        return lambda facts: not inner(facts)

    def _bracketed(self) -> Condition | None:
        if not self._takes("("):
            return None
        inner = self.either()
        if not self._takes(")"):
            message = "a bracket stays open"
            raise ConditionError(message)
        return inner

    def _comparison(self) -> Condition:
        name = self._name()
        for operator, compare in _OPERATORS.items():
            if self._takes(operator):
                wanted = self._literal(operator)
                return lambda facts: compare(name, facts.get(name, ""), wanted)
        return lambda facts: bool(facts.get(name))

    def _name(self) -> str:
        kind, text = self.rest.pop(0) if self.rest else ("end", "its end")
        if kind != "name" or text in _KEYWORDS:
            message = f"a word is expected where “{text}” stands"
            raise ConditionError(message)
        if text not in self._words:
            message = f"“{text}” is no word of a badge; there are {', '.join(sorted(self._words))}"
            raise ConditionError(message)
        return text

    def _literal(self, operator: str) -> str:
        kind, text = self.rest.pop(0) if self.rest else ("end", "")
        if kind != "literal":
            message = f"a text in quotation marks is expected after {operator}"
            raise ConditionError(message)
        return folded(text)

    def _takes(self, text: str) -> bool:
        """Take a sign or keyword when it comes next."""
        if self.rest and self.rest[0][0] in {"sign", "name"} and self.rest[0][1] == text:
            del self.rest[0]
            return True
        return False


def _either(one: Condition, other: Condition) -> Condition:
    return lambda facts: one(facts) or other(facts)


def _both(one: Condition, other: Condition) -> Condition:
    return lambda facts: one(facts) and other(facts)


def _equals(_name: str, value: str, wanted: str) -> bool:
    return folded(value) == wanted


def _differs(_name: str, value: str, wanted: str) -> bool:
    return folded(value) != wanted


def _has(name: str, value: str, wanted: str) -> bool:
    if name == FLAGS:
        return wanted in map(folded, value.split())
    return wanted in folded(value)


_OPERATORS: Mapping[str, Callable[[str, str, str], bool]] = {
    "==": _equals,
    "!=": _differs,
    "has": _has,
}
