"""Random bits for much work at once.

Each small draw from the system's source lets go of the interpreter for a moment and takes it again
before anybody who waits for it can: ten thousand in a row would keep the window's thread out all
the time. So what a piece of work needs is drawn in one go, and nothing is kept for later: copies of
a machine would go on with the same numbers.
"""

from app.model.entry import Randbits


def pooled(randbits: Randbits, count: int) -> Randbits:
    """Return a source that draws from *randbits* once for about *count* bytes, then as needed."""
    pool, at = randbits(8 * max(1, count)).to_bytes(max(1, count), "big"), 0

    def draw(bits: int) -> int:
        nonlocal at
        size = (bits + 7) // 8
        if at + size > len(pool):
            return randbits(bits)
        at += size
        return int.from_bytes(pool[at - size : at], "big") >> (8 * size - bits)

    return draw
