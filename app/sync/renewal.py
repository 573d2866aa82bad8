"""A new identity for a station whose journal forked; its entries go on under that."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.clock import Clock
from app.errors import HubUnreachableError, JournalForkedError
from app.ports.link import Fork, HubLink, Identity, SyncBook
from app.sync import wire
from app.sync.signing import public_part

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was asked, and on top of which link."""

    fork: Fork
    link: HubLink
    key: str


class Renewal:
    """From the news of a fork to the new identity; one attempt at a time.

    A crash between the hub's answer and the transaction that keeps it costs nothing: the fork
    is met again, and the hub asked again with the same key.

    Args:
        book: Where the link to the hub is kept.
        clock: Tells how long this process may keep others from asking.
        make_key: Makes the signing key of a new identity.
    """

    def __init__(self, book: SyncBook, clock: Clock, make_key: Callable[[], str]) -> None:
        self._book = book
        self._clock = clock
        self._make_key = make_key
        self._fork: Fork | None = None
        self._attempt: _Attempt | None = None

    @property
    def is_due(self) -> bool:
        """Whether a fork waits for a new identity."""
        return self._fork is not None

    def note(self, station: str, error: JournalForkedError) -> None:
        """Remember that this station's journal forked."""
        if self._attempt is None:
            logger.info("%s", error.sentence)
            self._fork = self._book.fork_at(station, error.seq)

    def next(self) -> wire.RenewRequest | None:
        """Return the request for a new identity; None when there is no need.

        Raises:
            HubUnreachableError: another process of this station is asking for one.
        """
        fork, self._fork = self._fork, None
        link = self._book.link()
        if fork is None or self._attempt or link is None or fork.station != self._book.station():
            return None
        key = self._book.claim_renewal(link, self._make_key(), self._clock.read())
        if key is None:
            sentence = "Another window or command gives this station a new name; try again."
            raise HubUnreachableError(sentence)
        self._attempt = _Attempt(fork, link, key)
        return wire.RenewRequest(public_key=public_part(key), from_seq=fork.seq, entry=fork.entry)

    def take(self, reply: wire.EnrolReply) -> None:
        """Go on under the new identity, from the fork on.

        Raises:
            StorageError: it could not be kept; the fork will be met again.
        """
        if self._attempt is None:
            return
        attempt, self._attempt = self._attempt, None
        # Pulled from nought again: since it was met, the fork may have gone from the hub, with a
        # backup, and what goes on under the new name may have come there under the old one.
        link = replace(
            attempt.link,
            token=reply.token,
            signing_key=attempt.key,
            cursor=0,
            mark="",
            acked=0,
            is_relayed=False,
        )
        identity = Identity(station=reply.station, name=reply.name, link=link)
        if self._book.take_identity(attempt.fork, identity):
            logger.info("station %s goes on as %s", attempt.fork.station, reply.name)

    def abandon(self) -> None:
        """Let the next attempt begin anew; the hub did not answer, or said no."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            self._book.release_renewal(attempt.link)
