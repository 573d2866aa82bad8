"""Explicit levels and isolating run sequences (UAX #9, P2 to P3 and X1 to X10)."""

from dataclasses import dataclass

MAX_DEPTH = 125
ISOLATE_STARTS = frozenset({"LRI", "RLI", "FSI"})
ISOLATES = ISOLATE_STARTS | {"PDI"}
EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
REMOVED = EMBEDDINGS | {"PDF", "BN"}


@dataclass(slots=True)
class RunSequence:
    """An isolating run sequence: positions, their types, and the types around them."""

    indices: list[int]
    types: list[str]
    level: int
    before: str
    after: str

    @property
    def direction(self) -> str:
        """The type that its level stands for."""
        return direction(self.level)


def direction(level: int) -> str:
    """Return ``R`` for an odd level, ``L`` for an even one."""
    return "R" if level % 2 else "L"


def first_strong(classes: list[str]) -> int:
    """Return the level of the first strong type, isolates passed over (P2, P3)."""
    depth = 0
    for kind in classes:
        if kind in ISOLATE_STARTS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return 0


def embed(classes: list[str], base: int) -> tuple[list[int], list[RunSequence]]:
    """Return the explicit level of every position, and the sequences to resolve."""
    walk = _Walk(classes, base)
    for index, kind in enumerate(classes):
        walk.step(index, kind)
    return walk.levels, _sequences(walk, base)


@dataclass(frozen=True, slots=True)
class _Status:
    """An entry of the directional status stack."""

    level: int
    override: str = ""
    is_isolate: bool = False


class _Walk:
    """The state of X1 while X2 to X8 go over the text."""

    def __init__(self, classes: list[str], base: int) -> None:
        self.classes = classes
        self.types = list(classes)
        self.levels = [base] * len(classes)
        self.matches: dict[int, int] = {}
        self._stack = [_Status(base)]
        self._opened: list[int] = []
        self._overflow_isolates = 0
        self._overflow_embeddings = 0

    def step(self, index: int, kind: str) -> None:
        """Give the next position its level and its overridden type."""
        if kind in EMBEDDINGS:
            self._open_embedding(index, kind)
        elif kind in ISOLATE_STARTS:
            self._open_isolate(index, kind)
        elif kind == "PDI":
            self._close_isolate(index)
        elif kind == "PDF":
            self._close_embedding()
        elif kind == "B":
            self._close_all()
        elif kind != "BN":
            self._place(index)

    def _place(self, index: int) -> None:
        """X6: take level and override of the innermost embedding."""
        top = self._stack[-1]
        self.levels[index] = top.level
        if top.override:
            self.types[index] = top.override

    def _next_level(self, *, right_to_left: bool) -> int:
        """Return the least greater level of that parity."""
        level = self._stack[-1].level
        return level + 1 + (level % 2 == right_to_left)

    def _open_embedding(self, index: int, kind: str) -> None:
        """X2 to X5: embeddings and overrides."""
        self.levels[index] = self._stack[-1].level
        level = self._next_level(right_to_left=kind in {"RLE", "RLO"})
        if level > MAX_DEPTH or self._overflow_isolates or self._overflow_embeddings:
            self._overflow_embeddings += not self._overflow_isolates
            return
        self._stack.append(_Status(level, {"RLO": "R", "LRO": "L"}.get(kind, "")))

    def _open_isolate(self, index: int, kind: str) -> None:
        """X5a to X5c: isolates; FSI looks at its own content."""
        self._place(index)
        if kind == "FSI":
            kind = "RLI" if first_strong(self._content(index)) else "LRI"
        level = self._next_level(right_to_left=kind == "RLI")
        if level > MAX_DEPTH or self._overflow_isolates or self._overflow_embeddings:
            self._overflow_isolates += 1
            return
        self._opened.append(index)
        self._stack.append(_Status(level, is_isolate=True))

    def _content(self, start: int) -> list[str]:
        """Return the types between an isolate start and its matching end."""
        depth = 0
        for index in range(start, len(self.classes)):
            depth += self.classes[index] in ISOLATE_STARTS
            depth -= self.classes[index] == "PDI"
            if depth == 0:
                return self.classes[start + 1 : index]
        return self.classes[start + 1 :]

    def _close_isolate(self, index: int) -> None:
        """X6a: the end of an isolate closes the embeddings inside it as well."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._opened:
            self._overflow_embeddings = 0
            while not self._stack.pop().is_isolate:
                pass
            self.matches[self._opened.pop()] = index
        self._place(index)

    def _close_all(self) -> None:
        """X8: a paragraph separator closes whatever is open."""
        del self._stack[1:]
        self._opened.clear()
        self._overflow_isolates = self._overflow_embeddings = 0

    def _close_embedding(self) -> None:
        """X7: the end of an embedding."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif len(self._stack) > 1 and not self._stack[-1].is_isolate:
            self._stack.pop()


def _sequences(walk: _Walk, base: int) -> list[RunSequence]:
    """Return the isolating run sequences of all that X9 leaves (X10)."""
    kept = [index for index, kind in enumerate(walk.classes) if kind not in REMOVED]
    runs: list[list[int]] = []
    for index in kept:
        if runs and walk.levels[runs[-1][-1]] == walk.levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_start = {run[0]: run for run in runs}
    ends = set(walk.matches.values())
    return [
        _sequence(_chain(run, by_start, walk), walk, kept, base)
        for run in runs
        if run[0] not in ends
    ]


def _chain(run: list[int], by_start: dict[int, list[int]], walk: _Walk) -> list[int]:
    """Return *run* with the runs that continue it behind its isolates."""
    chained = list(run)
    while chained[-1] in walk.matches:
        chained += by_start[walk.matches[chained[-1]]]
    return chained


def _sequence(indices: list[int], walk: _Walk, kept: list[int], base: int) -> RunSequence:
    """Return the sequence with the types at both of its ends."""
    level = walk.levels[indices[0]]
    before = kept[: kept.index(indices[0])]
    after = kept[kept.index(indices[-1]) + 1 :]
    level_before = walk.levels[before[-1]] if before else base
    is_open = walk.classes[indices[-1]] in ISOLATE_STARTS
    level_after = base if is_open or not after else walk.levels[after[0]]
    return RunSequence(
        indices,
        [walk.types[index] for index in indices],
        level,
        direction(max(level, level_before)),
        direction(max(level, level_after)),
    )
