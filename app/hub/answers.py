"""What a hub answers to the messages of `app.sync.wire`; knows no socket, thread or event loop.

The epoch is the id of the hub's present life. When a station knows more than the hub, the
database was restored from a backup: the hub begins a new epoch by itself, and all stations
bring everything again.

Other processes may write to the same store: nothing that is remembered here is trusted before
a transaction has compared it with what is durable.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.hub.enrolling import Admitted, Porter
from app.hub.group import Group
from app.hub.hub_time import HubTime
from app.hub.intake import EMPTY, Intake, RefusedError, require_event, take_in
from app.hub.refusals import Refusals
from app.model.entry import Entry, Randbits
from app.model.life import is_later
from app.ports.hub import Head, HubRecords, HubStation, HubStore, Sighting
from app.sync import wire
from app.sync.enrolment import hashed

Push = tuple[HubStation, wire.PushRequest]
"""A push and the station that carries it."""

Outcome = wire.PushReply | RefusedError


@dataclass(frozen=True, slots=True)
class Here:
    """What is told to stations about this hub itself.

    ``next_pin`` returns the pin that the hub will have one day, empty when there is none;
    ``upstream`` the address of the hub that it has joined itself.
    """

    next_pin: Callable[[], str] = lambda: ""
    upstream: Callable[[], str] = lambda: ""


@dataclass(slots=True)
class _Ends:
    """The ends of all chains, as of the entry *mark* at *position* in the life *epoch*."""

    epoch: str = ""
    position: int = -1
    mark: str | None = None
    heads: dict[str, Head] = field(default_factory=dict)


class Answers:
    """One hub. Pushes are answered by one thread, everything else by any.

    Args:
        store: The hub's database.
        time: Tells the hub's time.
        here: What is told about this hub itself.
        randbits: Returns that many random bits, for ids and tokens.
    """

    def __init__(
        self,
        store: HubStore,
        time: HubTime,
        here: Here | None = None,
        randbits: Randbits = secrets.randbits,
    ) -> None:
        self._store = store
        self._time = time
        self._here = here or Here()
        self._ends = _Ends()
        self._sightings: dict[str, Sighting] = {}
        self._porter = Porter(store, time.clock, randbits)
        self.refusals = Refusals(store)

    @property
    def end(self) -> int:
        """The position of the latest entry after the last group of pushes."""
        return self._ends.position

    def station_of(self, token: str) -> HubStation:
        """Return the station that holds *token*.

        Raises:
            RefusedError: nobody holds it, or the station was shut out.
        """
        station = self._store.holder(hashed(token))
        if station is None:
            raise _unknown_token()
        if station.revoked_ms is not None:
            raise revoked()
        return station

    def enrol(self, request: wire.EnrolRequest) -> wire.EnrolReply:
        """Admit a station that shows a one-time code.

        Raises:
            RefusedError: it may not come in.
        """
        return self._admitted(self._porter.admit(request))

    def renew(self, station: HubStation, request: wire.RenewRequest) -> wire.EnrolReply:
        """Give a station whose journal forked another identity; the old one stays.

        Raises:
            RefusedError: the key is none, or another station's.
        """
        return self._admitted(self._porter.renew(station, request))

    def push_group(self, pushes: Sequence[Push]) -> list[Outcome]:
        """Take entries of many stations in one transaction; what is acknowledged is durable.

        Raises:
            NotRecordedError: the database refused; nothing was taken.
        """
        before, self._ends = self._ends, _Ends()
        with self._store.write() as records:
            epoch = self._store.epoch()
            durable = self._validated(before, records, epoch)
            group = Group(records, self._store.event(), dict(durable), durable)
            shut_out = self._store.shut_out()
            outcomes = [
                revoked() if carrier.id in shut_out else self._consider(request, epoch, group)
                for carrier, request in pushes
            ]
            records.absorb(group.entries)
            position = records.position()
            mark = self._store.id_at(position)
        self._ends = _Ends(epoch, position, mark, group.heads)
        later = [request.epoch for _, request in pushes if is_later(request.epoch, epoch)]
        if later or any(self._is_ahead(*pair) for pair in zip(pushes, outcomes, strict=True)):
            epoch = self._store.renew_epoch(epoch, max(later, default=""))
        doubt_ms = self._doubt_ms()
        return [self._push_outcome(outcome, epoch, doubt_ms) for outcome in outcomes]

    def page(self, station: HubStation, query: wire.PullQuery) -> wire.PullReply:
        """Return what is behind the cursor now; nothing to who lives in another epoch."""
        epoch = self._store.epoch()
        is_behind = query.epoch == epoch and self._is_behind(station, query)
        if is_behind or is_later(query.epoch, epoch):
            epoch = self._store.renew_epoch(epoch, query.epoch)
        if query.epoch != epoch:
            return self._pull_reply(epoch, [], 0, count=0)
        self._sightings[station.id] = Sighting(
            station.id, query.after, self._time.clock.read().wall_ms, query.last_seq, query.version
        )
        entries = list(self._store.entries(query.after, query.limit))
        portion = next(wire.portions([entry for _, entry in entries]), [])
        return self._pull_reply(epoch, entries, query.after, count=len(portion))

    def status(self) -> wire.StatusReply:
        """Return the hub at a glance."""
        self.refusals.keep()
        return wire.StatusReply(
            epoch=self._store.epoch(),
            event=self._store.event(),
            position=self._store.position(),
            heads={station: head.seq for station, head in self._store.heads().items()},
            stations=[_status(station) for station in self._store.stations()],
            now_ms=self._time.now_ms(),
            doubt_ms=self._doubt_ms(),
            refused=self.refusals.known(),
            upstream=self._here.upstream(),
        )

    def place(self) -> tuple[int, str]:
        """Return the position of the latest entry, and the epoch."""
        return self._store.position(), self._store.epoch()

    def keep_sightings(self) -> None:
        """Write down who was here and what was refused since the last time.

        Raises:
            StorageError: it will be written with the next ones.
        """
        self.refusals.keep()
        sightings = dict(self._sightings)
        if sightings:
            self._store.note_sightings(list(sightings.values()))
        for station, sighting in sightings.items():
            if self._sightings.get(station) is sighting:
                del self._sightings[station]

    def close(self) -> None:
        """Close this thread's connection."""
        self._store.close()

    def _validated(self, before: _Ends, records: HubRecords, epoch: str) -> dict[str, Head]:
        """Return the ends of all chains, read anew when another process wrote meanwhile."""
        is_known = before.mark is not None and before.epoch == epoch
        if not is_known or self._store.id_at(before.position) != before.mark:
            return records.heads()
        if records.position() == before.position:
            return before.heads
        return before.heads | records.heads(before.position)

    def _consider(
        self, request: wire.PushRequest, epoch: str, group: Group
    ) -> Intake | RefusedError:
        """Add to *group* what a push brings; nothing of one that lives in another epoch."""
        head = group.heads.get(request.station, EMPTY)
        if request.epoch != epoch:
            return Intake([], head, head.seq)
        try:
            intake = take_in(request, head, group.known(request))
            require_event(request, intake.fresh, group.event)
            group.require_fresh(intake.fresh)
        except RefusedError as refused:
            return refused
        if request.entries and not intake.fresh and not intake.has_hole:
            self.refusals.count(wire.REPEATED)
        group.add(request.station, intake)
        return intake

    def _is_behind(self, station: HubStation, query: wire.PullQuery) -> bool:
        """Whether the station knows more of this epoch than the hub does."""
        acked = query.acked
        if acked and acked not in self._store.ids(station.id, acked, acked):
            return True
        return query.after > 0 and self._store.id_at(query.after) != query.mark

    @staticmethod
    def _is_ahead(push: Push, outcome: Intake | RefusedError) -> bool:
        carrier, request = push
        is_own = request.station == carrier.id
        return is_own and isinstance(outcome, Intake) and outcome.has_hole

    def _push_outcome(self, outcome: Intake | RefusedError, epoch: str, doubt_ms: int) -> Outcome:
        if isinstance(outcome, RefusedError):
            return outcome
        return wire.PushReply(
            epoch=epoch,
            acked=outcome.acked,
            now_ms=self._time.now_ms(),
            doubt_ms=doubt_ms,
        )

    def _pull_reply(
        self, epoch: str, entries: list[tuple[int, Entry]], after: int, *, count: int
    ) -> wire.PullReply:
        """Return a page of the first *count* of *entries*."""
        page = entries[:count]
        return wire.PullReply(
            epoch=epoch,
            entries=page,
            next=page[-1][0] if page else after,
            now_ms=self._time.now_ms(),
            doubt_ms=self._doubt_ms(),
            next_pin=self._here.next_pin(),
            is_cut=count < len(entries),
        )

    def _doubt_ms(self) -> int:
        return self._time.doubt_ms(lambda: bool(self._here.upstream()))

    def _admitted(self, admitted: Admitted) -> wire.EnrolReply:
        return wire.EnrolReply(
            station=admitted.station.id,
            name=admitted.station.name,
            event=admitted.event,
            token=admitted.token,
            epoch=self._store.epoch(),
            now_ms=self._time.now_ms(),
        )


def _unknown_token() -> RefusedError:
    sentence = (
        "The hub does not know this station; join again with a new enrolment. Everything"
        " recorded here is kept."
    )
    return RefusedError(401, wire.UNKNOWN_TOKEN, sentence)


def revoked() -> RefusedError:
    """Return the refusal of a station that was shut out."""
    sentence = (
        "The hub has revoked this station. Everything recorded here is kept; to take"
        " part again, join with a new enrolment."
    )
    return RefusedError(401, wire.REVOKED, sentence)


def _status(station: HubStation) -> wire.StationStatus:
    return wire.StationStatus(
        id=station.id,
        name=station.name,
        acked=station.acked,
        cursor=station.cursor,
        unsent=station.unsent,
        version=station.version,
        seen_ms=station.seen_ms,
        revoked_ms=station.revoked_ms,
    )
