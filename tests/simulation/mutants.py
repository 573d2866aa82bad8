"""Slips that somebody could make in the product; the checks must see each of them.

What repeating a step absorbs is no slip: it would change nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from unittest.mock import patch

import msgspec

from app.hub import answers, branching, intake, relay
from app.hub.intake import Intake
from app.model.bearings import PLAIN, Bearings
from app.model.entry import Entry, Kind
from app.ports.hub import Head
from app.ports.link import ClockSample, HubLink
from app.sync import exchange, wire
from app.sync.exchange import Exchange
from app.sync.trip import Trip, sample_of
from db import erase, rehome
from db.connection import writing
from db.hub_queries import HubQueries
from db.hub_store import OpenHubRecords
from db.journal import OpenRecords, SqliteJournal
from db.queries import Queries
from db.rows import to_row
from db.sync_book import SqliteSyncBook
from tests.simulation.disk import PowerLostError
from tests.simulation.story import Plot

_STRANGE = "laptop1.db"
"""The machine that is of another mind than all others."""

CRASHING = Plot(crashes=0.15)
RESTORING = Plot(likes={"restore_hub": 6, "back_up": 6})
FORKING = Plot(likes={"fork": 4})
CORRECTING = Plot(likes={"amend": 40})
REVOKING = Plot(likes={"revoke": 12})
RELAYING = Plot(has_relay=True)
PARTING = Plot(has_relay=True, likes={"fork": 8, "relay": 14})
ERASING = Plot(likes={"erase": 10})
PLAIN_PLOT = Plot()


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip, and the misfortune without which it would do no harm."""

    apply: Callable[[], AbstractContextManager[object]]
    plot: Plot = PLAIN_PLOT


def _instead(
    owner: object, name: str, slip: object
) -> Callable[[], AbstractContextManager[object]]:
    return partial(patch.object, owner, name, slip)


# The hub.


def _take_past_a_hole(push: wire.PushRequest, head: Head, known: object) -> Intake:
    if push.entries and push.entries[0].seq > head.seq + 1:
        last = push.entries[-1]
        return Intake(push.entries, Head(last.seq, last.link()), last.seq)
    return intake.take_in(push, head, known)


def _leave_a_gap(self: OpenHubRecords, entries: list[Entry]) -> None:
    before = self.position() + 1 if entries else 0
    self._backend.insert([to_row(before + n, one) for n, one in enumerate(entries, start=1)])
    self._position = before + len(entries) if entries else self._position


_hub_entries = HubQueries.entries


def _read_past(self: HubQueries, after: int = 0, limit: int | None = None) -> Iterator[object]:
    """Read a page as if the first of several rows were not committed yet."""
    rows = list(_hub_entries(self, after, limit))
    yield from rows[1:] if limit is not None and len(rows) > 2 else rows


_arriving = relay.Relay.arriving


def _drop_foreign(self: relay.Relay, link: object, reply: wire.PullReply) -> object:
    known = {station.id for station in self._store.stations()}
    kept = [pair for pair in reply.entries if pair[1].station in known]
    return _arriving(self, link, msgspec.structs.replace(reply, entries=kept))


# The station.

_write = SqliteJournal.write


@contextmanager
def _welcome_first(self: SqliteJournal) -> Iterator[OpenRecords]:
    is_answered = False
    try:
        with _write(self) as records:
            yield records
            is_answered = True
    except PowerLostError:
        if not is_answered:
            raise
        self.close()


def _move_cursor_first(
    self: SqliteSyncBook, entries: list[Entry], link: HubLink, *, expected_cursor: int
) -> int:
    with writing(self._database):
        place = {"cursor": link.cursor, "mark": link.mark}
        if not self._update(link, place, cursor=expected_cursor):
            return 0
    with self._journal.write() as records:
        rehome.make_room(self._database, records.station, entries, acked=link.acked)
        return records.absorb(entries)


def _keep_everything(self: SqliteSyncBook, link: HubLink, epoch: str) -> None:
    self._change(link, epoch=epoch)


def _trust_stale_pages() -> AbstractContextManager[object]:
    portions = Exchange.portions

    def take(self: Exchange, query: object, reply: wire.PullReply, trip: Trip) -> object:
        link = self.link()
        query = msgspec.structs.replace(query, after=link.cursor)
        return portions(self, query, msgspec.structs.replace(reply, epoch=link.epoch), trip)

    return patch.object(Exchange, "portions", take)


def _subtract_the_wrong_way(link: HubLink, told: tuple[int, int], trip: Trip) -> ClockSample | None:
    sample = sample_of(link, told, trip)
    middle_ms = (trip.sent.mono_ms + trip.received.mono_ms) // 2
    return sample and replace(sample, offset_ms=sample.offset_ms + 2 * middle_ms)


_branch_off = rehome._chain


def _forget_the_last(database: object, station: str, first: int) -> list[Entry]:
    return _branch_off(database, station, first)[:-1]


_absorb = OpenRecords.absorb


def _drop_unknown_kinds(self: OpenRecords, entries: list[Entry]) -> int:
    return _absorb(self, [entry for entry in entries if entry.kind in set(Kind)])


def _drop_early_annulments(self: OpenRecords, entries: list[Entry]) -> int:
    refs = [entry.ref for entry in entries if entry.kind == Kind.ANNULLED and entry.ref]
    known = self._known(refs)
    kept = [entry for entry in entries if entry.kind != Kind.ANNULLED or entry.ref in known]
    return _absorb(self, kept)


def _know_nothing(_self: OpenRecords, _ids: list[str]) -> set[str]:
    return set()


_silence = erase.silence


def _leave_the_words(ask: erase.Ask, entries: list[Entry]) -> object:
    return _silence(ask, []) and entries


def _take_late_words(_ask: erase.Ask, entries: list[Entry]) -> list[Entry]:
    return entries


def _leave_the_bytes(_database: object, **_how: object) -> bool:
    return True


# Of one mind alone.

_outlook = Queries._outlook


def _of_another_mind(change: Callable[[Bearings], Bearings]) -> Callable[[], object]:
    def outlook(self: Queries) -> object:
        seen = _outlook(self)
        is_strange = str(self.database.database).endswith(_STRANGE)
        return replace(seen, bearings=change(seen.bearings)) if is_strange else seen

    return _instead(Queries, "_outlook", outlook)


def _by_wall_clock(bearings: Bearings) -> Bearings:
    return replace(PLAIN, shut_out=bearings.shut_out)


def _with_the_revoked(bearings: Bearings) -> Bearings:
    return replace(bearings, shut_out={})


def _as_they_came(_self: Bearings, _entry: Entry) -> tuple[int, str, int]:
    return (0, "", 0)


def _never(_self: Queries, _seen: object, _position: int) -> bool:
    return False


def _nobody(_self: Bearings, _other: Bearings) -> set[tuple[str, str]]:
    return set()


@contextmanager
def _count_forks_as_done() -> Iterator[None]:
    with (
        patch.object(intake, "_require_same", lambda _entry, _known_id: None),
        patch.object(intake, "_require_sound", lambda _entry, _station, _head: None),
    ):
        yield


MUTANTS = {
    "hole accepted in a push": Mutant(_instead(answers, "take_in", _take_past_a_hole), RESTORING),
    "welcome before the commit": Mutant(_instead(SqliteJournal, "write", _welcome_first), CRASHING),
    "another entry of that number counts as done": Mutant(_count_forks_as_done, FORKING),
    "positions with a gap": Mutant(_instead(OpenHubRecords, "absorb", _leave_a_gap)),
    "rows skipped by a reader": Mutant(_instead(HubQueries, "entries", _read_past)),
    "a relay drops whom it does not know": Mutant(
        _instead(relay.Relay, "arriving", _drop_foreign), RELAYING
    ),
    "a hub keeps its version of a forked journal": Mutant(
        _instead(relay, "branch_off", lambda *_: 0), PARTING
    ),
    "a hub keeps what the joined one has elsewhere": Mutant(
        _instead(relay, "give_up", lambda *_: 0), PARTING
    ),
    "a branch begins no new epoch": Mutant(
        _instead(branching, "_begin_anew", lambda _store: None), PARTING
    ),
    "cursor saved before the rows": Mutant(
        _instead(SqliteSyncBook, "take_page", _move_cursor_first), CRASHING
    ),
    "new epoch ignored": Mutant(
        _instead(SqliteSyncBook, "adopt_epoch", _keep_everything), RESTORING
    ),
    "stale page taken for a fresh one": Mutant(
        _trust_stale_pages, Plot(likes={"restore_hub": 20, "back_up": 10})
    ),
    "clock sample with the wrong sign": Mutant(
        _instead(exchange, "sample_of", _subtract_the_wrong_way)
    ),
    "a new name forgets an entry": Mutant(_instead(rehome, "_chain", _forget_the_last), FORKING),
    "unknown kinds dropped": Mutant(_instead(OpenRecords, "absorb", _drop_unknown_kinds)),
    "annulment dropped when it comes first": Mutant(
        _instead(OpenRecords, "absorb", _drop_early_annulments)
    ),
    "words stay that came before the erasure": Mutant(
        _instead(erase, "silence", _leave_the_words), ERASING
    ),
    "words are taken that come after the erasure": Mutant(
        _instead(erase, "hushed", _take_late_words), ERASING
    ),
    "bytes of the erased stay in the file": Mutant(
        _instead(erase, "_empty_log", _leave_the_bytes), ERASING
    ),
    "doubles not recognised": Mutant(_instead(OpenRecords, "_known", _know_nothing)),
    "one machine goes by wall clocks": Mutant(_of_another_mind(_by_wall_clock)),
    "one machine hears the revoked": Mutant(_of_another_mind(_with_the_revoked), REVOKING),
    "the last word is the last to arrive": Mutant(
        _instead(Bearings, "order", _as_they_came), CORRECTING
    ),
    "bearings never taken again": Mutant(_instead(Queries, "_may_change", _never)),
    "views do not follow the clocks": Mutant(_instead(Bearings, "resampled", _nobody)),
}
