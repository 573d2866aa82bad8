"""Proof that a journal is whole: chains, digests, and two figures to compare machines by."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from app.model.entry import GENESIS, Entry, canonical, digest
from app.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Proof:
    """The result of `verify_journal`.

    ``digest`` covers every entry, ``standings`` what they lead to; both are SHA-256 in
    hexadecimal and do not depend on the order in which entries came to this machine.
    """

    entries: int
    digest: str
    standings: str
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every chain is whole."""
        return not self.problems


def verify_journal(entries: Iterable[Entry], standings: Iterable[Standing]) -> Proof:
    """Check that no station's chain has a hole, a fork or a changed entry."""
    chain = sorted(entries, key=lambda entry: (entry.station, entry.seq))
    whole = hashlib.sha256()
    for entry in chain:
        whole.update(f"{entry.station} {entry.seq} {entry.link()}\n".encode())
    return Proof(
        entries=len(chain),
        digest=whole.hexdigest(),
        standings=standings_digest(standings),
        problems=tuple(_problems(chain)),
    )


def standings_digest(standings: Iterable[Standing]) -> str:
    """Return the SHA-256 over all standings, sorted by registration."""
    whole = hashlib.sha256()
    for standing in sorted(standings, key=lambda standing: standing.registration):
        members = asdict(standing)
        members["former_codes"] = sorted(standing.former_codes)
        members["other_codes"] = sorted(standing.other_codes)
        members["gone"] = sorted(standing.gone)
        members["person"] = dict(standing.person.fields)
        whole.update(canonical(members) + b"\n")
    return whole.hexdigest()


def _problems(chain: list[Entry]) -> Iterator[str]:
    """Yield a sentence for each break; *chain* is sorted by station and sequence."""
    station, seq, link = "", 0, GENESIS
    for entry in chain:
        if entry.station != station:
            station, seq, link = entry.station, 0, GENESIS
        if entry.seq != seq + 1:
            yield f"Station {station}: entries {seq + 1} to {entry.seq - 1} are missing."
        elif entry.prev != link:
            yield f"Station {station}: entry {entry.seq} does not continue entry {seq}."
        if entry.payload is not None and digest(entry.payload) != entry.payload_digest:
            yield f"Station {station}: the content of entry {entry.seq} was changed."
        seq, link = entry.seq, entry.link()
