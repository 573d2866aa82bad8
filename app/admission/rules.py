"""The rules of a pretix check-in list (its JSON logic), told in three values.

A rule says yes, no, or that it cannot be told here: whatever is unknown (an operator of a newer
release, a fact that no station has) spoils only what depends on it. ``or`` beside a yes and
``and`` beside a no are still certain.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

_DEEPEST = 40
"""So many rules within rules are followed; pretix's editor makes three or four."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Stands for every value that nobody here can tell."""


UNKNOWN: Final = _Unknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a rule may ask about one ticket at one door at one moment.

    ``arrivals`` are the living ones at this door, ``is_present`` whether the last movement there
    led in. ``variation`` None is a product without variations. ``moments`` are the dates that
    rules name; all instants are aware. What is `UNKNOWN` makes rules about it unsure.
    """

    now: datetime
    zone: ZoneInfo
    product: object = UNKNOWN
    variation: object = UNKNOWN
    gate: object = UNKNOWN
    arrivals: Sequence[datetime] = ()
    is_present: bool = False
    moments: Mapping[str, datetime] = field(default_factory=dict)


def allows(rules: Mapping[str, Any], facts: Facts) -> bool | None:
    """Return whether *rules* let in, None when that cannot be told. No rules let in."""
    if not rules and isinstance(rules, Mapping):
        return True
    value = _value(rules, facts, 0)
    return value if isinstance(value, bool) else None


def _value(rule: object, facts: Facts, depth: int) -> object:
    """Return what a part of the rules comes to; it is `UNKNOWN` when it makes no sense."""
    if not isinstance(rule, Mapping):
        return rule
    if len(rule) != 1 or depth > _DEEPEST:
        return UNKNOWN
    name, given = next(iter(rule.items()))
    parts = given if isinstance(given, list | tuple) else [given]
    values = [_value(part, facts, depth + 1) for part in parts]
    if name in _GATES:
        return _GATES[name](values)
    if UNKNOWN in values or name not in _OPERATORS:
        return UNKNOWN
    try:
        return _OPERATORS[name](facts, *values)
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN


def _all(values: Sequence[object]) -> object:
    """Say no as soon as one says no, whatever is unknown beside it."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else UNKNOWN


def _any(values: Sequence[object]) -> object:
    """Say yes as soon as one says yes, whatever is unknown beside it."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else UNKNOWN


def _compared(test: Callable[[Any, Any], bool]) -> Callable[..., object]:
    """Return an operator on two numbers; numbers that are written as texts are numbers too."""

    def compare(_facts: Facts, one: object, other: object) -> object:
        return test(_number(one), _number(other))

    return compare


def _number(value: object) -> float:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        return float(value)
    message = "no number"
    raise TypeError(message)


def _equal(_facts: Facts, one: object, other: object) -> bool:
    """Compare as pretix does: beside a text everything is a text."""
    if isinstance(one, str) or isinstance(other, str):
        return str(one) == str(other)
    return one == other


def _in_list(_facts: Facts, one: object, several: object) -> object:
    if not isinstance(several, list) or UNKNOWN in several:
        return UNKNOWN
    return one in several


def _lookup(_facts: Facts, _model: object, key: Any, _name: object = "") -> object:
    return int(key)


def _moment(facts: Facts, kind: str, value: object = None) -> object:
    """Return an instant: one of the event, a date with an offset, or a time of this day."""
    if kind == "custom":
        instant = datetime.fromisoformat(str(value))
        return instant if instant.tzinfo else UNKNOWN
    if kind == "customtime":
        clock = time.fromisoformat(str(value))
        return datetime.combine(facts.now.astimezone(facts.zone), clock, tzinfo=facts.zone)
    return facts.moments.get(kind, UNKNOWN)


def _is_before(_facts: Facts, one: Any, other: Any, tolerance: object = None) -> object:
    return bool(one < other + _minutes(tolerance))


def _is_after(_facts: Facts, one: Any, other: Any, tolerance: object = None) -> object:
    return bool(one > other - _minutes(tolerance))


def _minutes(tolerance: object) -> timedelta:
    return timedelta(minutes=_number(tolerance) if tolerance else 0)


def _days(facts: Facts, instants: Sequence[datetime]) -> int:
    """Return on how many days, in the zone of the event, *instants* lie."""
    return len({instant.astimezone(facts.zone).date() for instant in instants})


def _since(facts: Facts, start: datetime) -> list[datetime]:
    return [at for at in facts.arrivals if at >= start]


def _before(facts: Facts, end: datetime) -> list[datetime]:
    return [at for at in facts.arrivals if at < end]


def _variable(facts: Facts, name: object) -> object:
    return _VARIABLES[name](facts) if name in _VARIABLES else UNKNOWN


def _midnight(facts: Facts) -> datetime:
    local = facts.now.astimezone(facts.zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _minutes_since(facts: Facts, choose: Callable[[Sequence[datetime]], datetime]) -> int:
    """Return whole minutes since one of the arrivals; -1 when there is none."""
    if not facts.arrivals:
        return -1
    return (facts.now - choose(facts.arrivals)) // timedelta(minutes=1)


_GATES: Final[Mapping[str, Callable[[Sequence[object]], object]]] = {"and": _all, "or": _any}
_OPERATORS: Final[Mapping[str, Callable[..., object]]] = {
    "==": _equal,
    "!=": lambda facts, one, other: not _equal(facts, one, other),
    "<": _compared(operator.lt),
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    ">=": _compared(operator.ge),
    "inList": _in_list,
    "isBefore": _is_before,
    "isAfter": _is_after,
    "objectList": lambda _facts, *values: list(values),
    "lookup": _lookup,
    "buildTime": _moment,
    "var": _variable,
    "entries_since": lambda facts, start: len(_since(facts, start)),
    "entries_before": lambda facts, end: len(_before(facts, end)),
    "entries_days_since": lambda facts, start: _days(facts, _since(facts, start)),
    "entries_days_before": lambda facts, end: _days(facts, _before(facts, end)),
}
_VARIABLES: Final[Mapping[object, Callable[[Facts], object]]] = {
    "product": lambda facts: facts.product,
    "variation": lambda facts: facts.variation,
    "gate": lambda facts: facts.gate,
    "now": lambda facts: facts.now,
    "now_isoweekday": lambda facts: facts.now.astimezone(facts.zone).isoweekday(),
    "entries_number": lambda facts: len(facts.arrivals),
    "entries_today": lambda facts: len(_since(facts, _midnight(facts))),
    "entries_days": lambda facts: _days(facts, facts.arrivals),
    "minutes_since_last_entry": lambda facts: _minutes_since(facts, max),
    "minutes_since_first_entry": lambda facts: _minutes_since(facts, min),
    "entry_status": lambda facts: "present" if facts.is_present else "absent",
}
