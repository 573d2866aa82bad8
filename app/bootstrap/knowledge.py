"""How old a station's knowledge of the other stations is."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

from app import vault
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.errors import EmpfangError
from app.ports.hub import HubStation
from app.ports.link import HubLink
from app.reports.account import Contact
from app.reports.here import contacts_of
from app.sync.wire import StationStatus
from db.hub_memo import is_postgresql, read_memo
from db.hub_store import open_hub_store
from db.sync_book import SqliteSyncBook

ASK_EVERY_S = 5.0
PATIENCE_S = 3.0
"""A hub that answers no sooner is out of reach for this question."""

logger = logging.getLogger(__name__)


class Knowledge:
    """What is known of the stations of one event. Safe to call from several threads.

    Args:
        workplace: The event.
        members: Returns the stations of this laptop's own hub, None where it is none.
    """

    def __init__(
        self, workplace: Workplace, members: Callable[[], Sequence[HubStation] | None]
    ) -> None:
        self._workplace = workplace
        self._members = members
        self._book = SqliteSyncBook(workplace.journal)
        self._asking = threading.Lock()
        self._told: tuple[Contact, ...] = ()
        self._asked_ms: int | None = None

    def contacts(self) -> tuple[Contact, ...]:
        """Return how well each station is known now; only this one where it is alone.

        Never waits for the network: the hub is asked beside, every few seconds.
        """
        members = self._members()
        if members is not None:
            return self._with_self(contacts_of(members))
        link = self._book.link()
        if link is None:
            return self._with_self(())
        now_ms = self._workplace.clock.read().mono_ms
        if self._asked_ms is None or now_ms - self._asked_ms >= ASK_EVERY_S * 1000:
            self._asked_ms = now_ms
            threading.Thread(
                target=self._ask, args=(link,), name="station contacts", daemon=True
            ).start()
        return self._with_self(self._told or self._heard())

    def ask_now(self) -> tuple[Contact, ...]:
        """Return the same after asking the hub once, as far as it answers soon."""
        link = self._book.link()
        if link is not None and self._members() is None:
            self._asked_ms = self._workplace.clock.read().mono_ms
            self._ask(link)
        return self.contacts()

    def _ask(self, link: HubLink) -> None:
        if not self._asking.acquire(blocking=False):
            return
        try:
            self._told = asyncio.run(asyncio.wait_for(_told_by(link, self._now), PATIENCE_S))
        except (EmpfangError, TimeoutError) as error:
            logger.info("the hub does not tell of its stations: %s", error)
        finally:
            self._asking.release()

    def _heard(self) -> tuple[Contact, ...]:
        """Return by their latest entries the stations that a hub has not told of yet."""
        names = self._workplace.station_names()
        latest: dict[str, int] = {}
        bearings = self._workplace.journal.bearings()
        for _, entry in self._workplace.journal.entries():
            latest[entry.station] = max(latest.get(entry.station, 0), bearings.moment(entry).ms)
        return tuple(
            Contact(id=station, name=names.get(station, station), seen=to_instant(ms))
            for station, ms in latest.items()
            if station in names
        )

    def _with_self(self, contacts: Sequence[Contact]) -> tuple[Contact, ...]:
        """Put this station first: of its own doings it knows everything."""
        own = self._book.station()
        names = self._workplace.station_names()
        others = tuple(one for one in contacts if one.id != own)
        name = next((one.name for one in contacts if one.id == own), names.get(own, own))
        return (Contact(id=own, name=name, seen=self._now(), unsent=0), *others)

    def _now(self) -> datetime:
        return to_instant(self._workplace.clock.read().wall_ms)


def hub_members(workplace: Workplace) -> list[HubStation] | None:
    """Return the stations of the hub in whose folder this is, None where there is none."""
    data = workplace.file.path.parent
    memo = read_memo(data)
    if memo is None:
        return None
    key = None if is_postgresql(memo.database) else vault.key_of(data)
    with closing(open_hub_store(memo.database, key)) as store:
        return store.stations()


async def _told_by(link: HubLink, now: Callable[[], datetime]) -> tuple[Contact, ...]:
    """Ask the hub; how long ago it saw them is told by its own clock."""
    from app.sync.central import Central

    async with Central.of(link) as central:
        reply = await central.status()
    behind = now() - to_instant(reply.now_ms)
    return tuple(
        _moved(_contact(station), behind)
        for station in reply.stations
        if station.revoked_ms is None
    )


def _contact(station: StationStatus) -> Contact:
    seen = None if station.seen_ms is None else to_instant(station.seen_ms)
    return Contact(id=station.id, name=station.name, seen=seen, unsent=station.unsent)


def _moved(contact: Contact, by: timedelta) -> Contact:
    return contact if contact.seen is None else replace(contact, seen=contact.seen + by)
