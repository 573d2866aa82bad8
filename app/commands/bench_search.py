"""Searching while typing, right and wrong, beside one bare question to the index."""

import contextlib
import random
from pathlib import Path
from typing import Any

from app.bootstrap.workplace import Workplace
from app.commands.bench_crowd import Crowd
from app.commands.bench_times import percentiles, timed_ms
from app.search.fold_name import fold_words
from db.search_index import SqliteSearchIndex

PEOPLE = 200
SHORTEST, LONGEST = 2, 14
"""Letters that are typed before each measured search."""


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Return p50 and p99 of a key stroke among *size* registrations, and how many are found.

    ``found`` and ``found_misspelt`` are the shares of whole names, spelt right or with one
    slip, for which somebody of that name is among the ten shown.
    """
    crowd = Crowd(size)
    names = _some_names(crowd)
    with contextlib.closing(crowd.open_event(folder)) as workplace:
        workplace.finder.find("zzzz")  # reads the vocabulary, as the first slip of a day does
        right = [start for name in names for start in _starts(name)]
        wrong = [slip(name, seed) for seed, name in enumerate(names)]
        wrong_starts = [start for name in wrong for start in _starts(name)]
        index = SqliteSearchIndex(workplace.file.database)
        bare = [timed_ms(lambda: index.prefix_hits(fold_words(text), 10))[1] for text in right]  # noqa: B023 - called at once
        return {
            "size": size,
            "key_strokes": len(right),
            **percentiles([_search_ms(workplace, text) for text in right]),
            **percentiles([_search_ms(workplace, text) for text in wrong_starts], "misspelt_"),
            **percentiles(bare, "bare_index_"),
            "found": _found(workplace, names, names),
            "found_misspelt": _found(workplace, wrong, names),
        }


def slip(name: str, seed: int) -> str:
    """Return *name* with one letter left out, doubled, swapped or replaced."""
    chance = random.Random(seed)  # noqa: S311 - slips, not secrets
    at = chance.randrange(1, max(2, len(name) - 1))
    head, letter, tail = name[:at], name[at : at + 1], name[at + 1 :]
    ways = (head + tail, head + letter * 2 + tail, head + tail[:1] + letter + tail[1:],
            head + chance.choice("aeinrst") + tail)  # fmt: skip
    return chance.choice(ways)


def _some_names(crowd: Crowd) -> list[str]:
    chance = random.Random(3)  # noqa: S311 - a sample, not secrets
    chosen = set(chance.sample(range(crowd.size), min(PEOPLE, crowd.size)))
    people = (fields for number, (_, fields) in enumerate(crowd.people()) if number in chosen)
    return [f"{fields['given']} {fields['family']}" for fields in people]


def _starts(name: str) -> list[str]:
    return [name[:end] for end in range(SHORTEST, min(len(name), LONGEST) + 1)]


def _search_ms(workplace: Workplace, text: str) -> float:
    return timed_ms(lambda: workplace.finder.find(text))[1]


def _found(workplace: Workplace, typed: list[str], names: list[str]) -> float:
    """Return the share of *typed* whose ten hits hold the name that was meant."""
    found = [
        fold_words(name) in [fold_words(hit.name) for hit in workplace.finder.find(text)]
        for text, name in zip(typed, names, strict=True)
    ]
    return round(sum(found) / len(found), 3)
