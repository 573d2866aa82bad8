"""Ids of the lives of a hub, its epochs, in their order.

A hub whose database was put back to an older state begins a new life. The id counts: whoever
knows a later life than the one a hub lives in proves that it was put back once more, even to a
state in which nothing else seems to be missing.
"""

_DIGITS, _RANDOM_DIGITS = 6, 10
_LAST = 16**_DIGITS - 1

RANDOM_BITS = 64
"""Of which the last ones are used; two hubs that were put back to one state part here."""


def life_after(present: str, known: str, bits: int) -> str:
    """Return the id of a life after *present* and, where somebody knows of one, after *known*.

    Args:
        present: The life that ends; empty before the first one.
        known: A later life of which somebody knows; may be empty.
        bits: `RANDOM_BITS` random bits.
    """
    count = min(max(_count(present), _count(known)) + 1, _LAST)
    return f"{count:0{_DIGITS}x}{bits % 16**_RANDOM_DIGITS:0{_RANDOM_DIGITS}x}"


def is_later(one: str, other: str) -> bool:
    """Whether the life *one* began after the life *other* ended; both are of the same hub."""
    return _count(one) > _count(other)


def _count(life: str) -> int:
    """Return which life it is, 0 for a text that is no id of one."""
    if len(life) != _DIGITS + _RANDOM_DIGITS:
        return 0
    try:
        return int(life[:_DIGITS], 16)
    except ValueError:
        return 0
