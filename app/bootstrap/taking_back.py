"""Taking back at a desk: what one key did goes with one key."""

from dataclasses import dataclass

from app.bootstrap.rights import Rights
from app.bootstrap.workplace import Workplace
from app.model.desk import Undone
from app.model.entry import Entry, Kind
from app.undoing import last_action

_AT_ONCE_MS = 10_000
"""Within this time somebody is let in who was just registered by the same key."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a desk says about it, and the entries that do not count any more."""

    undone: Undone
    entries: tuple[str, ...]


class TakingBack:
    """Takes back the last action of this station, as far as whoever is here may."""

    def __init__(self, workplace: Workplace, rights: Rights) -> None:
        self._workplace = workplace
        self._rights = rights

    def undo(self) -> TakenBack | None:
        """Take back the last own action; None when there is nothing to take back.

        A guest who was registered and let in by one key is neither afterwards.

        Raises:
            NotAllowedError: it was too long ago for whoever is at the desk.
        """
        last = last_action(self._workplace.journal)
        if last is None:
            return None
        self._rights.require_recent(last)
        undone = self._workplace.station.undo(last.id, together=True)
        if undone is None:
            return None
        before = last_action(self._workplace.journal)
        if before is not None and _is_one_step(before, last):
            self._workplace.station.undo(before.id)
        said = Undone(
            kind=last.kind,
            name=undone.name,
            registration=last.registration,
            number=last.get("number", len(undone.together)),
        )
        return TakenBack(said, tuple(filter(None, (*undone.together, last.ref))))


def _is_one_step(before: Entry, arrival: Entry) -> bool:
    """Whether *arrival* only followed from *before*: somebody registered, for themselves or not."""
    registered = {
        Kind.REGISTERED.value: before.registration,
        Kind.SUBSTITUTED.value: before.get("by"),
    }
    is_same = registered.get(before.kind) == arrival.registration
    is_soon = before.boot == arrival.boot and arrival.mono_ms - before.mono_ms < _AT_ONCE_MS
    return arrival.kind == Kind.ARRIVED and is_same and is_soon
