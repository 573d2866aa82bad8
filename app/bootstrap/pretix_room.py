"""The pretix server of an event: pairing with it, and what is taken in from it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.admission.planning import event_payload
from app.bootstrap.pending_pairing import PendingPairing
from app.bootstrap.pretix_walk_ins import WalkIns
from app.bootstrap.rosters import Breath
from app.bootstrap.workplace import Workplace, folder, furnish
from app.clock import SystemClock, instant_of
from app.model.central import PretixChoice
from app.model.entry import Draft, Kind
from app.model.erasure import Barrier, barrier_of
from app.model.programme import Event, Programme, Session
from app.model.standing import Standing
from app.model.ticket import EventKey
from app.ports.pretix import PretixLink
from app.ports.uploads import KEPT
from app.roster.difference import Difference
from app.sync.pretix.choosing import Choosing, Chosen
from app.sync.pretix.client import PretixClient
from app.sync.pretix.exchange import Exchange
from app.sync.pretix.hearing import Hearing
from app.sync.pretix.identity import event_of, source_of
from app.sync.pretix.pairing import Pairing, pair
from app.sync.pretix.told import UploadResult, Uploads
from app.sync.pretix.upload import upload_all
from app.sync.pretix.wire import text_of
from db.pretix_book import SqlitePretixBook
from db.pretix_hearsay import SqliteHearsayBook
from db.pretix_uploads import SqliteUploadBook

_TRIES = 100
_SHORTEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Intake:
    """The event of this station as `app.sync.pretix.taking.Taking` wants it."""

    workplace: Workplace

    def programme(self) -> Programme:
        """Return what is planned."""
        return self.workplace.journal.programme()

    def standing(self, registration: str) -> Standing | None:
        """Return who has that registration."""
        return self.workplace.journal.standing(registration) if registration else None

    def find(self, code: str) -> str | None:
        """Return the registration to which a code leads."""
        return self.workplace.journal.find([code])

    def standings(self) -> Iterator[Standing]:
        """Yield everybody."""
        return self.workplace.journal.standings()

    def barrier(self) -> Barrier:
        """Return what tells who was erased."""
        return barrier_of(self.workplace.journal.erasing())

    def plan(self, session: Session) -> None:
        """Record a new or changed session."""
        self.workplace.planner.plan_session(session)

    def bar(self, codes: Iterable[str], released: Iterable[str]) -> None:
        """Record that codes open no door any more, and that others do so again."""
        self.workplace.planner.bar(codes, released=released)

    def add_key(self, key: EventKey) -> None:
        """Record that codes signed with *key* are good."""
        self.workplace.planner.add_key(key)

    def take(self, make: Callable[[], Difference]) -> Difference:
        """Record what *make* says, which is asked again when somebody changed it meanwhile."""
        first: Difference | None = None
        breath = Breath(lambda: self.workplace.journal.is_awaited)
        for _ in range(_TRIES):
            revision = self.workplace.journal.roster_revision()
            wanted = make()
            first = first or wanted
            taken = self.workplace.registrar.apply(wanted, revision=revision, go_on=breath)
            if not taken.is_outdated:
                break
        return first or Difference()


def exchange(
    workplace: Workplace, told: Callable[[UploadResult], None] = lambda _result: None
) -> Exchange:
    """Return the sync with pretix of an open event; *told* hears what was sent in each round."""
    journal = workplace.journal
    kept = SqliteUploadBook(journal)
    uploads, walk_ins = Uploads(journal, kept, workplace.clock), WalkIns(workplace)

    async def send(client: PretixClient) -> bool:
        result = await upload_all(client, uploads)
        await walk_ins.order(client, result)
        told(result)
        return not result.ordered and set(KEPT) >= set(result.waiting)

    book = SqlitePretixBook(journal)
    hearing = Hearing(journal, SqliteHearsayBook(journal), book)
    return Exchange(
        book,
        Intake(workplace),
        workplace.clock,
        send=send,
        has_news=kept.has_news,
        heard=hearing.hear,
    )


def pair_with(
    data: Path, workplace: Workplace | None, pairing: Pairing, choice: PretixChoice
) -> Workplace:
    """Become a device of pretix and keep the link in the event that is open, or in a new one.

    Args:
        data: The data folder, for a new event.
        workplace: The event that is open, None with an empty folder.
        pairing: What pretix showed.
        choice: What to work for there; nothing need be said where there is one event only.

    Raises:
        EnrolmentError: the token is wrong or used.
        EventChoiceError: it is to be said what to work for; the same token is good once more.
        SyncError: pretix does not answer or says no.
    """
    pending = PendingPairing(data)
    link, chosen = asyncio.run(_paired(pairing, choice, pending))
    here = workplace or _new_event(data, link, chosen)
    SqlitePretixBook(here.journal).save_link(link, chosen.selection)
    pending.forget()
    return here


def choose_again(workplace: Workplace, choice: PretixChoice) -> Chosen:
    """Work for other events, dates or lists of pretix from now on.

    Whoever came with those before stays.

    Raises:
        EventChoiceError: it is to be said what to work for.
        HubRefusedError: this station is not paired.
        SyncError: pretix does not answer or says no.
    """
    book, steps = SqlitePretixBook(workplace.journal), exchange(workplace)
    link, kept = steps.link(), book.selection()

    async def ask() -> Chosen:
        async with steps.connect(link.address, link.token) as client:
            return await Choosing(client, link, choice, kept).choose()

    chosen = asyncio.run(ask())
    if (chosen.events, chosen.selection) != (tuple(link.events), kept):
        book.select(link, chosen.events, chosen.selection)
    return chosen


async def _paired(
    pairing: Pairing, choice: PretixChoice, pending: PendingPairing
) -> tuple[PretixLink, Chosen]:
    async with PretixClient(pairing.address) as client:
        link = pending.link(pairing)
        if link is None:
            link = await pair(client, pairing)
            # From here on the token is used up: whatever happens next, the device must not be lost.
            pending.keep(pairing, link)
        client.use_token(link.token)
        chosen = await Choosing(client, link, choice).choose()
    return replace(link, events=chosen.events), chosen


def _new_event(data: Path, link: PretixLink, chosen: Chosen) -> Workplace:
    """Make an event file for an event of pretix; it has the same id on every station.

    A series begins with the first of its dates and ends with the last one.
    """
    said = chosen.first
    days = chosen.dates or (said,)
    begins = [instant_of(one.get("date_from")) for one in days]
    closes = [instant_of(one.get("date_to")) for one in days]
    starts = min(filter(None, begins), default=datetime.fromtimestamp(0, UTC))
    ends = max(filter(None, (*begins, *closes)), default=None)
    event = Event(
        id=event_of(source_of(link.address, link.organizer, said["slug"])),
        name=text_of(said.get("name")) or said["slug"],
        starts=starts,
        ends=ends if ends and ends > starts else starts + _SHORTEST,
        timezone=str(said.get("timezone") or "Europe/Berlin"),
    )
    clock = SystemClock()
    plan = Draft(kind=Kind.PROGRAMME, payload=event_payload(event))
    return furnish(folder(data, clock).create(event.id, first=[plan]), clock)
