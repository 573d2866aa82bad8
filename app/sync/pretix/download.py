"""Fetching an event of pretix: what it sells and asks, its doors, its orders."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.errors import HubRefusedError, InputError
from app.model.ticket import mark
from app.ports.pretix import PretixBook, PretixLink, Progress
from app.reading.pretix_ticket import pretix_key
from app.roster.difference import Difference
from app.sync.pretix.choosing import UNCOUNTED
from app.sync.pretix.client import PretixClient, Reply
from app.sync.pretix.identity import source_of
from app.sync.pretix.lists import sessions_of, shape_of
from app.sync.pretix.taking import Owners, Page, Taking, cancelled
from app.sync.pretix.wire import Said, Shop, by_id

LEFT_OUT = [
    *("downloads", "payment_date", "payment_provider", "fees", "payments", "refunds"),
    "positions.downloads",
]
"""Members of orders that nothing is made of here."""

HEAD_START_S = 0.02
"""A request is on its way by then; what is recorded meanwhile holds up nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a download brought; ``tests`` are test orders that were left out.

    ``heard`` are arrivals and departures at other devices.
    """

    orders: int = 0
    new: int = 0
    changed: int = 0
    cancelled: int = 0
    sessions: int = 0
    tests: int = 0
    heard: int = 0

    @property
    def has_news(self) -> bool:
        """Whether anything is otherwise here than before."""
        return any((self.new, self.changed, self.cancelled, self.sessions, self.heard))

    def __add__(self, other: "Fetched") -> "Fetched":
        names = self.__dataclass_fields__
        return Fetched(**{name: getattr(self, name) + getattr(other, name) for name in names})


Heard = Callable[[str, list[Said]], int]
"""Told the source and the orders of each page once they are recorded; says what it took in."""


def deaf(_source: str, _orders: list[Said]) -> int:
    """Hear nothing."""
    return 0


@dataclass(slots=True)
class Download:
    """Brings one event of pretix up to date here; what it was told is recorded page by page.

    Args:
        client: The server.
        link: How this station is known there.
        book: Remembers how far the download is, after each page.
        taking: The event of this station.
        heard: Told of orders beside, for example to look for arrivals of others in them.
    """

    client: PretixClient
    link: PretixLink
    book: PretixBook
    taking: Taking
    heard: Heard = deaf

    async def run(self, slug: str) -> Fetched:
        """Fetch what is new of one event; all of it at first, or where it was interrupted.

        Raises:
            SyncError: see `PretixClient`; what came before is recorded.
            StorageError: it could not be recorded.
        """
        shop = await self._shop(slug)
        sessions = sessions_of(shop, self.taking.programme().sessions)
        for session in sessions:
            self.taking.plan(session)
        self._take_keys(shop)
        await self._bar(slug)
        progress = self.book.progress(slug)
        shape = shape_of(shop)
        if progress.shape != shape:
            progress = replace(progress, since="", started="", page="", shape=shape, tests=0)
        fetched = await self._orders(slug, shop, progress)
        return replace(fetched, sessions=len(sessions))

    async def _shop(self, slug: str) -> Shop:
        """Fetch all but the orders."""
        event = (await self._asked(self._path(slug))).json
        categories = [one async for one in self._all(slug, "categories/")]
        lists = self._all(slug, "checkinlists/", exclude=UNCOUNTED)
        dates = [one async for one in self._all(slug, "subevents/")] if _is_series(event) else []
        return Shop(
            source=source_of(self.link.address, self.link.organizer, slug),
            event=event,
            items=by_id([one async for one in self._all(slug, "items/")]),
            questions=by_id([one async for one in self._all(slug, "questions/")]),
            categories=frozenset(one["id"] for one in categories if one.get("is_addon")),
            lists=[one async for one in lists],
            subevents=by_id(dates),
            selection=self.book.selection(),
        )

    def _take_keys(self, shop: Shop) -> None:
        """Let signatures of the event count; a key that cannot be read makes nobody's code bad."""
        keys: Said = shop.event.get("valid_keys") or {}
        for text in keys.get("pretix_sig1") or ():
            try:
                self.taking.add_key(pretix_key(str(text)))
            except InputError:
                continue

    async def _bar(self, slug: str) -> None:
        """Bar codes that were revoked or blocked, and release what is blocked no more."""
        before = self.book.progress(slug)
        revoked = self._all(slug, "revokedsecrets/", created_since=before.revoked or None)
        blocked = self._all(slug, "blockedsecrets/", updated_since=before.blocked or None)
        gone = [one async for one in revoked]
        held = [one async for one in blocked]
        wanted = {one["secret"] for one in gone} | {one["secret"] for one in held if _is_held(one)}
        freed = {one["secret"] for one in held if not _is_held(one)} - wanted
        barred = self.taking.programme().barred
        news = [code for code in wanted if mark(code) not in barred]
        released = [code for code in freed if mark(code) in barred]
        if news or released:
            self.taking.bar(news, released)
        after = replace(
            before,
            revoked=max([before.revoked, *(str(one["created"]) for one in gone)]),
            blocked=max([before.blocked, *(str(one["updated"]) for one in held)]),
        )
        if after != before:
            self.book.save_progress(slug, after)

    async def _orders(self, slug: str, shop: Shop, progress: Progress) -> Fetched:
        """Fetch orders page by page; each page is recorded before the next one is looked at."""
        owners = Owners.among(self.taking.standings(), shop.source)
        is_whole = not (progress.since or progress.page)
        seen: set[str] = set()
        total = Fetched()
        progress = self._with_marks(slug, progress)
        # Nobody is here yet of whom a page without them could say that they have moved.
        dates = () if owners.of_position else _dates(shop)
        async with aclosing(self._order_pages(slug, progress, dates)) as pages:
            async for reply in pages:
                page = Page(reply.json["results"], shop, owners)
                total += self._record(page)
                seen.update(str(order["code"]) for order in page.orders)
                progress = _after(progress, reply)
                self.book.save_progress(slug, progress)
        if is_whole:
            total += self._cancel_unseen(owners, seen)
        progress = replace(progress, since=progress.started, started="", page="")
        self.book.save_progress(slug, replace(progress, tests=progress.tests + total.tests))
        return total

    def _record(self, page: Page) -> Fetched:
        """Record what a page changes, and what it tells of other devices."""
        taken = self.taking.take(partial(page.difference, self.taking))
        page.learn(taken)
        heard = self.heard(page.shop.source, list(page.orders))
        return replace(_counted(taken, page), heard=heard)

    def _with_marks(self, slug: str, progress: Progress) -> Progress:
        """Return *progress* with what was noted meanwhile of revoked and blocked codes."""
        noted = self.book.progress(slug)
        return replace(progress, revoked=noted.revoked, blocked=noted.blocked)

    def _cancel_unseen(self, owners: Owners, seen: set[str]) -> Fetched:
        """Cancel orders that pretix has no more: tests that were deleted there."""
        lost = {
            registration
            for order, registrations in owners.of_order.items()
            if order not in seen
            for registration in registrations
        }
        taken = self.taking.take(lambda: Difference(cancelled=tuple(cancelled(lost, self.taking))))
        return Fetched(cancelled=len(taken.cancelled))

    async def _order_pages(
        self, slug: str, progress: Progress, dates: Sequence[int]
    ) -> AsyncGenerator[Reply, None]:
        query: dict[str, Any] = {"exclude": LEFT_OUT}
        if progress.since:
            query |= {"ordering": "-last_modified", "modified_since": progress.since}
        elif len(dates) == 1:
            query |= {"subevent": dates[0]}
        page = progress.page if not progress.since else ""
        reply = await self._asked(page or self._path(slug, "orders/"), **({} if page else query))
        while following := reply.json["next"]:
            # The server makes the next page while this one is recorded.
            asked = asyncio.create_task(self._asked(following))
            asked.add_done_callback(_look)
            try:
                await asyncio.wait((asked,), timeout=HEAD_START_S)
                yield reply
                reply = await asked
            finally:
                asked.cancel()
        yield reply

    async def _all(self, slug: str, name: str, **query: Any) -> AsyncIterator[Said]:
        """Yield everything of one kind, page by page."""
        reply = await self._asked(self._path(slug, name), **query)
        while True:
            for one in reply.json["results"]:
                yield one
            if not reply.json["next"]:
                return
            reply = await self._asked(reply.json["next"])

    async def _asked(self, path: str, **query: Any) -> Reply:
        reply = await self.client.get(path, **query)
        if not reply.is_success:
            sentence = (
                f"pretix at {self.client.address} does not have what this station works for"
                f" ({reply.status}). Look whether the event is still there, and join again."
            )
            raise HubRefusedError(sentence)
        return reply

    def _path(self, slug: str, name: str = "") -> str:
        return f"organizers/{self.link.organizer}/events/{slug}/{name}"


def _after(progress: Progress, reply: Reply) -> Progress:
    """Return how far the download is once the page of *reply* is recorded."""
    started = progress.started or reply.headers.get("x-page-generated", "")
    page = "" if progress.since else reply.json["next"] or ""
    return replace(progress, started=started, page=page)


def _look(asked: "asyncio.Task[Reply]") -> None:
    """Look at how a request ended that nobody waits for any more."""
    if not asked.cancelled():
        asked.exception()


def _is_series(event: Said) -> bool:
    return event.get("has_subevents") is True


def _dates(shop: Shop) -> tuple[int, ...]:
    """Return the dates of a series that were chosen, nothing where all are wanted."""
    chosen = shop.selection.dates
    return () if chosen is None else tuple(sorted(chosen & shop.subevents.keys()))


def _is_held(row: Said) -> bool:
    return row.get("blocked") is not False


def _counted(taken: Difference, page: Page) -> Fetched:
    return Fetched(
        orders=len(page.orders),
        new=len(taken.new),
        changed=len(taken.changed),
        cancelled=len(taken.cancelled),
        tests=page.left_out(),
    )
