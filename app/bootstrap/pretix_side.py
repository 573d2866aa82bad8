"""What the window can do about pretix: work for it, see how that goes, and leave it."""

import threading

from app.bootstrap.pretix_room import choose_again, exchange, pair_with
from app.bootstrap.staying import OnOutage, Staying
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.errors import InputError
from app.model.central import PretixChoice, PretixSight
from app.model.desk import SyncState
from app.ports.pretix import PretixLink
from app.ports.uploads import KEPT
from app.sync.pretix.pairing import Pairing
from app.sync.pretix.watch import Observer
from db.pretix_book import SqlitePretixBook
from db.pretix_uploads import SqliteUploadBook

_REVOKED = "pretix.revoked"
_ANY = PretixChoice()
_TAKEN = "This station works for pretix already; leave it first."


class PretixSide:
    """One station and the pretix server that it is a device of. Safe from several threads.

    Args:
        workplace: The event.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._book = SqlitePretixBook(workplace.journal)
        self._uploads = SqliteUploadBook(workplace.journal)
        self._staying = Staying("pretix", workplace, self._stay)

    def start(self) -> None:
        """Begin to stay in touch; a station that is not paired has nothing to do."""
        link = self._book.link()
        if link is not None and not link.is_revoked:
            self._staying.start()

    def stop(self) -> None:
        """End what `start` began."""
        self._staying.stop()

    @property
    def is_running(self) -> bool:
        """Whether the thread is at work, in reach of pretix or not."""
        return self._staying.is_running

    def state(self) -> SyncState:
        """Return how this station stands with pretix."""
        link = self._book.link()
        if link is None:
            return SyncState()
        return SyncState(
            joined=True,
            online=self._staying.is_online,
            unsent=_unsent(self._uploads.waiting()),
            contact=None if link.contact_ms is None else to_instant(link.contact_ms),
            trouble=_REVOKED if link.is_revoked else self._staying.trouble,
        )

    def sight(self) -> PretixSight | None:
        """Look at it once, without asking over the network; None where nothing is paired."""
        link = self._book.link()
        if link is None:
            return None
        state, waiting = self.state(), self._uploads.waiting()
        return PretixSight(
            address=link.address,
            organizer=link.organizer,
            events=tuple(link.events),
            device=link.name,
            profile=link.profile,
            is_running=state.online,
            is_whole=self._is_whole(link),
            contact=state.contact,
            unsent=state.unsent,
            waiting=tuple(sorted(waiting.items())),
            declined=self._uploads.counts().get("declined", 0),
            trouble=state.trouble,
        )

    def join(self, text: str, choice: PretixChoice = _ANY) -> None:
        """Become a device of pretix with this station's event; what is there comes by itself.

        Raises:
            InputError: this station is a device of pretix already.
            EventChoiceError: it is to be said what to work for; the same text is good again.
            SyncError: the text is none, or pretix does not answer or says no.
        """
        pairing = Pairing.parse(text)
        link = self._book.link()
        if link is not None and not link.is_revoked:
            raise InputError(_TAKEN)
        data = self._workplace.file.path.parent.parent
        pair_with(data, self._workplace, pairing, choice)
        self.start()

    def choose(self, choice: PretixChoice) -> None:
        """Work for other events, dates or lists; what is new comes by itself.

        Raises:
            EventChoiceError: it is to be said what to work for.
            SyncError: pretix does not answer or says no.
        """
        choose_again(self._workplace, choice)

    def leave(self) -> bool:
        """Cease to be a device of pretix; return whether pretix heard of it.

        Raises:
            HubRefusedError: this station is none.
        """
        is_told = exchange(self._workplace).leave()
        self.stop()
        return is_told

    def _is_whole(self, link: PretixLink) -> bool:
        return all(self._book.progress(slug).since for slug in link.events)

    def _stay(self, stop: threading.Event, on_outage: OnOutage) -> None:
        exchange(self._workplace).watch(stop, Observer(on_outage=on_outage))


def _unsent(waiting: dict[str, int]) -> int:
    """Return how much pretix is to be told and was not."""
    return sum(number for reason, number in waiting.items() if reason not in KEPT)
