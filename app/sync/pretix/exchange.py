"""Keeping this station and pretix alike, once or for as long as the station runs."""

import asyncio
import contextlib
import secrets
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from app.clock import Clock, to_ms
from app.errors import HubRefusedError, SyncError
from app.ports.pretix import PretixBook, PretixLink
from app.sync.pretix.client import PretixClient, Reply
from app.sync.pretix.download import Download, Fetched, Heard, deaf
from app.sync.pretix.pairing import described, revoke, roll, tell_version
from app.sync.pretix.taking import Taking
from app.sync.pretix.troubles import PretixRevokedError
from app.sync.pretix.watch import Observer, Watch
from app.sync.trip import Trip, sample_of

SECOND_MS = 1_000

Send = Callable[[PretixClient], Awaitable[bool]]
"""Tells pretix what happened here, before anything is fetched and when tickets came; whether
nothing is left to tell."""


async def _nothing(_client: PretixClient) -> bool:
    """Tell nothing."""
    return True


def _no_news() -> bool:
    """Know of nothing that is to be told."""
    return False


@dataclass(slots=True)
class Exchange:
    """One station's side of the sync with pretix.

    Args:
        book: Where the link is kept.
        taking: The event of this station.
        clock: Tells when pretix was last heard of.
        connect: Makes a client of an address and a token.
        send: Tells what happened here; called first in each round.
        has_news: Whether there may be something for *send*; asked every moment.
        heard: Told of the orders that came.
    """

    book: PretixBook
    taking: Taking
    clock: Clock
    connect: Callable[[str, str], PretixClient] = PretixClient
    send: Send = _nothing
    has_news: Callable[[], bool] = _no_news
    heard: Heard = deaf

    def sync_once(self) -> Fetched:
        """Send everything, fetch everything, and return.

        Raises:
            HubRefusedError: this station is not paired, or pretix says no.
            SyncError: pretix does not answer; what was moved until then stays.
        """
        return asyncio.run(self._once())

    def watch(self, stop: threading.Event, observer: Observer) -> None:
        """Stay in touch until *stop* is set; a revoked device stops by itself.

        Raises:
            HubRefusedError: this station is not paired, or paired no more.
        """
        self.link()
        with contextlib.suppress(PretixRevokedError):
            asyncio.run(Watch(self, observer).run(stop))

    async def tell(self, client: PretixClient) -> bool:
        """Tell what happened here; return whether nothing is left to tell.

        Raises:
            SyncError: see `PretixClient`; what was told until then stays.
        """
        link = self.link()
        try:
            return await self.send(client)
        except PretixRevokedError:
            self.book.change_link(link, is_revoked=True)
            raise

    async def round(self, client: PretixClient, link: PretixLink) -> Fetched:
        """Say who we are, tell what happened here, and fetch what is new.

        What is new may be the ticket of somebody who is in already; that arrival is told at once.

        Raises:
            SyncError: see `PretixClient`; what was moved until then stays.
        """
        try:
            if self.book.roll_name():
                link = await self._with_other_token(client, link)
            link = await self._greeted(client, link)
            await self.send(client)
            fetched = await self._fetched(client, link)
            if fetched.new or fetched.changed:
                await self.send(client)
        except PretixRevokedError:
            self.book.change_link(link, is_revoked=True)
            raise
        return fetched

    def roll(self) -> PretixLink:
        """Get another token, because the present one may be known to somebody else.

        An answer that is lost is asked for again here and by each later round.

        Raises:
            HubRefusedError: pretix gives none; the present one stays good.
            SyncError: see `PretixClient`.
        """
        return asyncio.run(self._rolled())

    def leave(self) -> bool:
        """Cease to be a device of pretix; return whether pretix heard of it.

        What is here stays. Without an answer the link is forgotten all the same.
        """
        return asyncio.run(self._left())

    def link(self) -> PretixLink:
        """Return the link.

        Raises:
            HubRefusedError: there is none, or it was revoked.
        """
        link = self.book.link()
        if link is None:
            sentence = "This station is not paired with pretix; join it with the token it shows."
            raise HubRefusedError(sentence)
        if link.is_revoked:
            sentence = (
                f"Somebody took this device's access away in pretix ({link.address}). What is here"
                " stays here. Pair it anew in pretix under Devices, and join again, if that was"
                " not meant."
            )
            raise PretixRevokedError(sentence)
        return link

    async def _once(self) -> Fetched:
        link = self.link()
        async with self.connect(link.address, link.token) as client:
            return await self.round(client, link)

    async def _greeted(self, client: PretixClient, link: PretixLink) -> PretixLink:
        """Tell who we are and learn what pretix says of that, and what time it is there."""
        reply = await client.get("device/info")
        self._note_time(link, reply)
        now = await tell_version(client, described(link, reply))
        contact_ms = self.clock.read().wall_ms
        names = ("name", "profile", "server", "version")
        self.book.change_link(
            link, contact_ms=contact_ms, **{name: getattr(now, name) for name in names}
        )
        return replace(now, contact_ms=contact_ms)

    async def _fetched(self, client: PretixClient, link: PretixLink) -> Fetched:
        """Fetch every event; trouble with one does not keep the others."""
        total = Fetched()
        trouble: HubRefusedError | None = None
        for slug in link.events:
            download = Download(client, link, self.book, self.taking, self.heard)
            try:
                total += await download.run(slug)
            except HubRefusedError as error:
                trouble = trouble or error
        if trouble is not None:
            raise trouble
        return total

    def _note_time(self, link: PretixLink, reply: Reply) -> None:
        """Keep how far the clocks are apart, as well as whole seconds tell it."""
        said = _date_of(reply)
        if said is None:
            return
        told = (to_ms(said) + SECOND_MS // 2, SECOND_MS // 2)
        sample = sample_of(link, told, Trip(reply.asked, reply.answered))
        if sample is not None:
            self.book.note_sample(link, sample)

    async def _rolled(self) -> PretixLink:
        link = self.link()
        async with self.connect(link.address, link.token) as client:
            if not self.book.roll_name():
                self.book.save_roll_name(secrets.token_urlsafe())
            return await self._with_other_token(client, link)

    async def _with_other_token(self, client: PretixClient, link: PretixLink) -> PretixLink:
        """Return the link with the token that was asked for, however often it has to be."""
        try:
            rolled = await roll(client, link, self.book.roll_name())
        except HubRefusedError:
            self.book.save_roll_name("")
            raise
        self.book.change_link(link, token=rolled.token)
        self.book.save_roll_name("")
        return rolled

    async def _left(self) -> bool:
        link = self.book.link()
        if link is None:
            sentence = "This station is not paired with pretix; there is nothing to leave."
            raise HubRefusedError(sentence)
        is_told = True
        try:
            async with self.connect(link.address, link.token) as client:
                await revoke(client)
        except SyncError:
            is_told = False
        self.book.forget()
        return is_told


def _date_of(reply: Reply) -> datetime | None:
    try:
        return parsedate_to_datetime(reply.headers.get("date", ""))
    except ValueError:
        return None
