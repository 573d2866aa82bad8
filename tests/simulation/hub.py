"""A hub of the product on a machine that can lose power and get an old backup back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.errors import HubRefusedError, StorageError, SyncError
from app.hub.answers import Answers, Here
from app.hub.author import Author, revoke
from app.hub.hub_time import HubTime
from app.hub.intake import RefusedError
from app.hub.relay import Relay
from app.hub.upstream import Upstream, save_upstream
from app.model.entry import Entry
from app.ports.hub import HubStation
from app.sync import wire
from app.sync.enrolment import hashed
from app.sync.signing import public_part
from db.hub_store import HubStore
from db.pen import Pen
from tests.simulation.disk import (
    FragileBackend,
    Fuse,
    PowerLostError,
    copy_database,
    restore_database,
)
from tests.simulation.network import Respond, Way, sent
from tests.simulation.world import Clock, World

HOUR_MS = 3_600_000
GROUPING_MS = 30
"""Pushes that come so close to each other are one transaction."""


class Hub:
    """One hub. ``crashes`` is how likely the power fails while it takes a push."""

    def __init__(self, world: World, path: Path, clock: Clock, name: str) -> None:
        self.world, self.path, self.clock, self.id = world, path, clock, name
        self.fuse = Fuse()
        self.crashes = 0.0
        self.life = 0
        self._copies = 0
        self._backups: list[Path] = []
        self.open()

    def open(self) -> None:
        self.store = HubStore(FragileBackend(self.path, self.fuse), self.world.randbits)
        self.time = HubTime(self.clock)
        author = Author(self.id, Pen(self.clock, self.world.randbits))
        self.relay = Relay(self.store, author)
        here = Here(upstream=self.relay.address)
        self.answers = Answers(self.store, self.time, here, self.world.randbits)
        self._waiting: list[tuple[HubStation, wire.PushRequest, Respond]] = []
        self.life += 1

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        self.fuse.disarm()
        self.close()
        self.open()

    def reboot(self) -> None:
        self.clock.reboot()
        self.restart()

    def back_up(self) -> None:
        self._copies += 1
        copy = self.path.with_name(f"{self.path.name}.backup{self._copies}")
        copy_database(self.path, copy)
        self._backups.append(copy)

    def restore(self) -> bool:
        """Put one of the backups back; return whether there was any."""
        if not self._backups:
            return False
        self.close()
        restore_database(self.world.chance.choice(self._backups), self.path)
        self.open()
        return True

    def enrol(self, name: str, station: str, key: str) -> wire.EnrolReply:
        """Invite and admit a station; that needs no network worth a simulation."""
        code = f"{self.world.randbits(60):015X}"
        self.store.offer(name, hashed(code), self.clock.read().wall_ms + HOUR_MS)
        event = self.store.event()
        return self.answers.enrol(
            wire.EnrolRequest(code=code, station=station, event=event, public_key=public_part(key))
        )

    def revoke(self, station: str) -> None:
        pen = Pen(self.clock, self.world.randbits)
        revoke(self.store, Author(self.id, pen), station)

    def scrub(self) -> None:
        """Do what a serving hub does as soon as it is quiet."""
        self.store.scrub()

    def entries(self) -> list[Entry]:
        return [entry for _, entry in self.store.entries()]

    def serve(self, token: str, ask: Callable[[HubStation], Any]) -> Callable[[Respond], None]:
        """Return what answers a question of whoever holds *token*."""

        def answer(respond: Respond) -> None:
            try:
                respond(ask(self.answers.station_of(token)))
            except (RefusedError, StorageError) as error:
                respond(error)

        return answer

    def serve_push(self, token: str, request: wire.PushRequest) -> Callable[[Respond], None]:
        """Return what takes a push; it is answered with others in one transaction."""

        def take(respond: Respond) -> None:
            try:
                carrier = self.answers.station_of(token)
            except RefusedError as error:
                respond(error)
                return
            if not self._waiting:
                life = self.life
                delay_ms = self.world.chance.choice((0, GROUPING_MS))
                self.world.later(delay_ms, lambda: self._flush(life))
            self._waiting.append((carrier, sent(request), respond))

        return take

    def _flush(self, life: int) -> None:
        if life != self.life:
            return
        waiting, self._waiting = self._waiting, []
        outcomes = self._take([(carrier, request) for carrier, request, _ in waiting])
        for (_, _, respond), outcome in zip(waiting, outcomes, strict=False):
            respond(outcome)

    def _take(self, pushes: list[tuple[HubStation, wire.PushRequest]]) -> list[Any]:
        """Return the outcomes; none when the power failed meanwhile."""
        if self.world.likely(self.crashes):
            self.fuse.arm(self.world.chance, longest=20)
        try:
            return self.answers.push_group(pushes)
        except PowerLostError:
            self.restart()
            return []
        finally:
            self.fuse.disarm()


class Relaying:
    """Carries the messages of a hub to the one that it has joined, as `app.hub.relaying` does."""

    def __init__(self, venue: Hub, central: Hub, way: Way) -> None:
        self.venue, self.central, self.way = venue, central, way
        key = venue.world.make_key()
        reply = central.enrol("Venue", venue.id, key)
        link = Upstream(
            address="central:1", pin="pin", token=reply.token, signing_key=key, epoch=reply.epoch
        )
        save_upstream(venue.store, link)
        self._life = central.life
        self._carrier = HubStation(id=venue.id, name="Hub", public_key="", joined_ms=0)

    def push(self, *, go_on: Callable[[], bool]) -> None:
        self._notice()
        relay, link = self.venue.relay, self.venue.relay.link()
        if relay.needs_heads:
            self._ask_heads(link)
            return
        request = relay.next_push(link)
        if request is None:
            relay.note_sent(link, self._now_ms())
            return

        def hear(reply: Any, trip: Any) -> None:
            if isinstance(reply, HubRefusedError):
                relay.take_refusal(request, reply)
            elif isinstance(reply, SyncError):
                relay.begin_anew()
            else:
                self.venue.time.learn(reply.now_ms, trip.sent, trip.received, reply.doubt_ms)
                relay.take_push_reply(link, request, reply, self._now_ms())
                if go_on():
                    self.push(go_on=go_on)

        self._ask(self.central.serve_push(link.token, request), hear)

    def pull(self, *, go_on: Callable[[], bool]) -> None:
        self._notice()
        relay, link = self.venue.relay, self.venue.relay.link()
        query = relay.next_pull(link)

        def hear(reply: Any, _trip: Any) -> None:
            if isinstance(reply, SyncError):
                relay.begin_anew()
                return
            arrivals = relay.arriving(link, reply)
            holes = [self._take_in(arrival) for arrival in arrivals]
            relay.take_pull_reply(link, reply, has_hole=any(holes), now_ms=self._now_ms())
            if reply.entries and go_on():
                self.pull(go_on=go_on)

        def page(station: Any) -> Any:
            return self.central.answers.page(station, sent(query))

        self._ask(self.central.serve(link.token, page), hear)

    def _notice(self) -> None:
        """Notice that the connection broke when the other hub was started again."""
        if self._life != self.central.life:
            self._life = self.central.life
            self.venue.relay.begin_anew()

    def _ask_heads(self, link: Upstream) -> None:
        relay = self.venue.relay

        def hear(reply: Any, trip: Any) -> None:
            if isinstance(reply, SyncError):
                relay.begin_anew()
                return
            self.venue.time.learn(reply.now_ms, trip.sent, trip.received, reply.doubt_ms)
            relay.take_status(link, reply)

        def status(_station: Any) -> Any:
            return self.central.answers.status()

        self._ask(self.central.serve(link.token, status), hear)

    def _ask(self, serve: Callable[[Respond], None], hear: Callable[[Any, Any], None]) -> None:
        """Ask; whoever has lost its power meanwhile hears nothing."""
        life = self.venue.life

        def alive(reply: Any, trip: Any) -> None:
            if life == self.venue.life:
                hear(reply, trip)

        self.way.ask(self.venue.clock, serve, alive)

    def _take_in(self, arrival: wire.PushRequest) -> bool:
        """Write what came; return whether something is missing before it."""
        (outcome,) = self.venue.answers.push_group([(self._carrier, arrival)])
        if isinstance(outcome, RefusedError):
            self.venue.relay.note_refused(arrival, outcome.refusal)
            return False
        return outcome.acked < arrival.entries[0].seq

    def _now_ms(self) -> int:
        return self.venue.clock.read().wall_ms
