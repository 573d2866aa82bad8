"""Many events as one: numbers summed, people who came to several counted once.

People are known again by a digest of their e-mail address, or else of name and organisation,
made with a key. Where the events lie side by side the key is made for the sum and forgotten
with it. Where partners count on laptops of their own, all give the same word to their export
and the digests travel in the aggregate; a digest tells nobody's name without that word.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.model.standing import Standing
from app.reports.account import Share
from app.reports.aggregate import Aggregate
from app.reports.arrivals import is_counted

_SALT = b"empfang series 1"
_DIGEST_CHARACTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The sum. ``visits`` are arrivals of people at events, ``persons`` those people.

    ``persons`` is None where an event does not tell by whom it was visited.
    """

    events: int
    registered: int
    cancelled: int
    expected: int
    visits: int
    persons: int | None
    walk_ins: int
    counted: int
    by: dict[str, dict[str, Share]]
    each: tuple[Aggregate, ...]

    @property
    def no_show_rate(self) -> float | None:
        """The share of all expected people who did not come."""
        missing = sum((one.no_show_rate or 0) * one.expected for one in self.each)
        return missing / self.expected if self.expected else None


def series_key(word: str) -> bytes:
    """Return the key of a series whose partners agreed on *word*; slow on purpose."""
    secret = unicodedata.normalize("NFC", word.strip()).encode()
    return hashlib.scrypt(secret, salt=_SALT, n=2**14, r=8, p=1, dklen=32)


def visitors_of(standings: Iterable[Standing], key: bytes) -> Iterator[str]:
    """Yield a digest for everybody who came; of whom nothing is known any more, their own."""
    for standing in standings:
        if is_counted(standing) and standing.arrived is not None:
            said = _identity(standing).encode()
            yield hmac.digest(key, said, "sha256").hex()[:_DIGEST_CHARACTERS]


def summed(aggregates: Iterable[Aggregate]) -> Series:
    """Return the sum of all *aggregates*."""
    each = tuple(sorted(aggregates, key=lambda one: (one.event.starts, one.event.name)))
    persons: set[str] = set()
    for one in each:
        persons.update(one.visitors or ())
    is_known = all(one.visitors is not None or not one.arrived for one in each)
    return Series(
        events=len(each),
        registered=sum(one.registered for one in each),
        cancelled=sum(one.cancelled for one in each),
        expected=sum(one.expected for one in each),
        visits=sum(one.arrived for one in each),
        persons=len(persons) if is_known else None,
        walk_ins=sum(one.walk_ins for one in each),
        counted=sum(one.counted for one in each),
        by=_summed_shares(each),
        each=each,
    )


def series_json(series: Series) -> dict[str, Any]:
    """Return a series as JSON members."""
    return {
        "events": series.events,
        "registered": series.registered,
        "cancelled": series.cancelled,
        "visits": series.visits,
        "persons": series.persons,
        "walk_ins": series.walk_ins,
        "counted": series.counted,
        "no_show_rate": series.no_show_rate,
        "by": {
            field: {
                value: {"registered": share.registered, "arrived": share.arrived}
                for value, share in sorted(shares.items())
            }
            for field, shares in series.by.items()
        },
        "each": [
            {
                "name": one.event.name,
                "starts": one.event.starts,
                "registered": one.registered,
                "arrived": one.arrived,
                "counted": one.counted,
                "no_show_rate": one.no_show_rate,
            }
            for one in series.each
        ],
    }


def _summed_shares(each: Iterable[Aggregate]) -> dict[str, dict[str, Share]]:
    found: dict[str, dict[str, Share]] = {}
    for one in each:
        for field, shares in one.by.items():
            sums = found.setdefault(field, {})
            for value, share in shares.items():
                known = sums.get(value, Share(0, 0))
                sums[value] = Share(
                    known.registered + share.registered, known.arrived + share.arrived
                )
    return found


def _identity(standing: Standing) -> str:
    """Return what makes a person the same at several events."""
    person = standing.person
    if email := person.get("email").strip().casefold():
        return f"mail {email}"
    if name := person.name.strip():
        return f"name {_plain(name)} {_plain(person.organisation)}"
    return f"registration {standing.registration}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
