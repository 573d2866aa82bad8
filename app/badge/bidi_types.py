"""Weak and neutral types of one isolating run sequence (UAX #9, W1 to W7 and N0 to N2)."""

import unicodedata

from app.badge.bidi_explicit import ISOLATES, RunSequence

_NEUTRALS = {"B", "S", "WS", "ON", *ISOLATES}
_MAX_OPEN_BRACKETS = 63
# Two pairs are crossed, four have a sign between them; all other brackets close with the
# next code point.
_APART = {
    "[": "]",
    "{": "}",
    "\u298d": "\u2990",
    "\u298f": "\u298e",
    "\uff3b": "\uff3d",
    "\uff5b": "\uff5d",
}
# U+2329 and U+232A are the same characters as U+3008 and U+3009.
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}


def resolve_weak(sequence: RunSequence) -> None:
    """Resolve marks, numbers and their separators in place (W1 to W7)."""
    types = sequence.types
    _join_marks(types, sequence.before)
    _number_arabic(types, sequence.before)
    for index, kind in enumerate(types):
        if kind == "AL":
            types[index] = "R"
    _join_separators(types)
    _join_terminators(types)
    for index, kind in enumerate(types):
        if kind in {"ES", "ET", "CS"}:
            types[index] = "ON"
    _number_latin(types, sequence.before)


def resolve_neutrals(sequence: RunSequence, text: str, classes: list[str]) -> None:
    """Resolve brackets and neutrals in place (N0 to N2)."""
    for opening, closing in _bracket_pairs(sequence, text):
        _resolve_pair(sequence, opening, closing, classes)
    types = sequence.types
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and types[end] in _NEUTRALS:
            end += 1
        if end > start:
            left = _strong(types[start - 1]) if start else sequence.before
            right = _strong(types[end]) if end < len(types) else sequence.after
            types[start:end] = [left if left == right else sequence.direction] * (end - start)
        start = end + 1


def _join_marks(types: list[str], before: str) -> None:
    """W1: a mark is what it stands on."""
    for index, kind in enumerate(types):
        if kind == "NSM":
            previous = types[index - 1] if index else before
            types[index] = "ON" if previous in ISOLATES else previous


def _number_arabic(types: list[str], before: str) -> None:
    """W2: digits after an Arabic letter are Arabic numbers."""
    strong = before
    for index, kind in enumerate(types):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[index] = "AN"


def _join_separators(types: list[str]) -> None:
    """W4: one separator between two numbers of a kind belongs to them."""
    for index in range(1, len(types) - 1):
        around = types[index - 1]
        if around != types[index + 1]:
            continue
        if types[index] == "CS" and around in {"EN", "AN"}:
            types[index] = around
        elif types[index] == "ES" and around == "EN":
            types[index] = "EN"


def _join_terminators(types: list[str]) -> None:
    """W5: per cent signs and the like belong to the European number beside them."""
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and types[end] == "ET":
            end += 1
        beside = (types[start - 1 : start] if start else []) + types[end : end + 1]
        if "EN" in beside:
            types[start:end] = ["EN"] * (end - start)
        start = end + 1


def _number_latin(types: list[str], before: str) -> None:
    """W7: digits after a Latin letter run with it."""
    strong = before
    for index, kind in enumerate(types):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _closing(character: str) -> str:
    """Return the bracket that closes *character*, empty when it opens none (BD14)."""
    is_opening = unicodedata.category(character) == "Ps"
    if not is_opening or not unicodedata.mirrored(character):
        return ""
    return _APART.get(character) or _SAME.get(chr(ord(character) + 1), chr(ord(character) + 1))


def _bracket_pairs(sequence: RunSequence, text: str) -> list[tuple[int, int]]:
    """Return pairs of places in the sequence, by opening bracket (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, index in enumerate(sequence.indices):
        if sequence.types[place] != "ON":
            continue
        character = _SAME.get(text[index], text[index])
        closing = _closing(character)
        if closing:
            if len(waiting) == _MAX_OPEN_BRACKETS:
                return []
            waiting.append((closing, place))
            continue
        depth = next((d for d in reversed(range(len(waiting))) if waiting[d][0] == character), None)
        if depth is not None:
            pairs.append((waiting[depth][1], place))
            del waiting[depth:]
    return sorted(pairs)


def _resolve_pair(sequence: RunSequence, opening: int, closing: int, classes: list[str]) -> None:
    """N0: a pair takes the direction of what is in it or, against the base, before it."""
    types = sequence.types
    inside = {_strong(kind) for kind in types[opening + 1 : closing]} & {"L", "R"}
    if not inside:
        return
    found = sequence.direction
    if found not in inside:
        strong = [_strong(kind) for kind in types[:opening]]
        context = next((kind for kind in reversed(strong) if kind in {"L", "R"}), sequence.before)
        found = context if context in inside else sequence.direction
    for place in (opening, closing):
        types[place] = found
        follower = place + 1
        while follower < len(types) and classes[sequence.indices[follower]] == "NSM":
            types[follower] = found
            follower += 1


def _strong(kind: str) -> str:
    """Return the direction a type has among neutrals: numbers count as R."""
    return "R" if kind in {"EN", "AN"} else kind
