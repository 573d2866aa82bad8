"""What the window can do about the hub: be one, join one, invite and shut out stations."""

import threading
from collections.abc import Mapping
from datetime import timedelta

from app.bootstrap.own_hub import OwnHub
from app.bootstrap.syncing import Background
from app.bootstrap.takeover import hand_over
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.errors import FileError, InputError
from app.model.central import HandOver, HubRole, HubSight, Invitation, Member, PretixChoice
from app.ports.hub import HubStation
from app.ports.link import HubLink
from app.settings import load_settings
from app.sync.enrolment import CODE_LIFE_MS, Enrolment
from app.sync.joining import Membership, join
from db.sync_book import SqliteSyncBook

READY_WITHIN_S = 60.0
FILES = "handover"
"""The folder, in the data folder, of files for other laptops."""

_TAKEN = "This station belongs to a hub already; one event has one hub."


class HubRoom:
    """Everything around the hub of one event on this machine. Safe from several threads.

    Args:
        workplace: The event.
        background: Keeps this station and its hub alike.
        own: The hub that this laptop may be.
    """

    def __init__(self, workplace: Workplace, background: Background, own: OwnHub) -> None:
        self._workplace = workplace
        self._background = background
        self._own = own
        self._book = SqliteSyncBook(workplace.journal)
        self._joining = threading.Lock()
        own.on_ready = self._follow_own

    def start(self) -> None:
        """Stay in touch with the hub; serve when this laptop is the hub."""
        if self._is_hub():
            self._own.start()
        self._background.start()

    def stop(self) -> None:
        """End what `start` began."""
        self._background.stop()
        self._own.stop()

    def sight(self) -> HubSight:
        """Look at the hub once, without asking over the network.

        Raises:
            StorageError: the database of this laptop's own hub cannot be read.
        """
        link, state = self._book.link(), self._background.hub_state()
        pretix = self._background.pretix.sight()
        if self._is_hub():
            return HubSight(
                role=HubRole.OWN,
                address=self._own.address,
                pin=self._own.pin,
                is_running=self._own.is_running,
                members=self._members(),
                unsent=state.unsent,
                contact=state.contact,
                pretix=pretix,
            )
        if link is None:
            return HubSight(pretix=pretix)
        return HubSight(
            role=HubRole.JOINED,
            address=link.address,
            pin=link.pin,
            is_running=state.online,
            unsent=state.unsent,
            contact=state.contact,
            pretix=pretix,
        )

    def make_hub(self) -> None:
        """Make this laptop the hub and join it; once it is, see that it runs.

        Raises:
            InputError: this station belongs to another hub already.
            SyncError: the hub did not start.
        """
        if self._own.exists and not self._is_hub():
            sentence = "This laptop is the hub of another event; use another one for this event."
            raise InputError(sentence)
        if not self._own.exists and self._book.link() is not None:
            raise InputError(_TAKEN)
        self._own.start()
        self._own.wait_ready(READY_WITHIN_S)
        if self._book.link() is None:
            name = self._workplace.file.station_name
            self.join(self._own.enrol(name, self._own.loopback))

    def invite(self, name: str) -> Invitation:
        """Return an enrolment for one more station, good for ten minutes.

        Raises:
            InputError: the name is empty.
        """
        wall_ms = self._workplace.clock.read().wall_ms
        text = self._own.enrol(name)
        until = to_instant(wall_ms) + timedelta(milliseconds=CODE_LIFE_MS)
        return Invitation(name, text, until)

    def board(self) -> str:
        """Return the link to the live board of this laptop's hub, made when there is none.

        Raises:
            InputError: the hub refuses.
        """
        return self._own.board()

    def renew_board(self) -> str:
        """Return another link to the live board; the one before ends.

        Raises:
            InputError: the hub refuses.
        """
        return self._own.board(new=True)

    def shut_out(self, station: str) -> None:
        """Let a station write no more; what it brought stays.

        Raises:
            InputError: it was shut out before.
        """
        self._own.revoke(station)

    def join(self, enrolment: str) -> None:
        """Join the hub of an enrolment text with this station's event.

        Raises:
            InputError: this station belongs to a hub already.
            SyncError: the text is none, or the hub does not answer or says no.
        """
        invitation = Enrolment.parse(enrolment)
        with self._joining:
            if self._book.link() is not None:
                raise InputError(_TAKEN)
            file = self._workplace.file
            join(invitation, event=file.event, station=self._book.station(), open_book=self._keep)
        self._background.start()

    def join_pretix(self, text: str, choice: PretixChoice) -> None:
        """Become a device of pretix; see `PretixSide.join`."""
        with self._joining:
            self._background.pretix.join(text, choice)

    def choose_pretix(self, choice: PretixChoice) -> None:
        """Work for other events of pretix; see `PretixSide.choose`."""
        with self._joining:
            self._background.pretix.choose(choice)

    def leave_pretix(self) -> bool:
        """Cease to be a device of pretix; return whether pretix heard of it.

        Raises:
            HubRefusedError: this station is none.
        """
        return self._background.pretix.leave()

    def hand_over(self) -> HandOver:
        """Write everything that this station knows into one encrypted file of the data folder.

        Raises:
            FileError: it cannot be written.
            StorageError: the journal cannot be read.
        """
        data = self._workplace.file.path.parent.parent
        now = to_instant(self._workplace.clock.read().wall_ms).astimezone()
        path = data / FILES / f"Empfang {now:%Y-%m-%d %H-%M-%S}.handover"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = f"The folder {path.parent} cannot be made: {error.strerror}."
            raise FileError(sentence) from error
        made = hand_over(self._workplace, path, load_settings(data))
        return HandOver(str(made.path), made.code)

    def names(self) -> Mapping[str, str]:
        """Return what the stations of this laptop's own hub are called, by id."""
        return {one.id: one.name for one in self._own.stations()} if self._is_hub() else {}

    def members(self) -> list[HubStation] | None:
        """Return the stations of this laptop's own hub, None where it is none."""
        return self._own.stations() if self._is_hub() else None

    def _keep(self, _membership: Membership) -> SqliteSyncBook:
        return self._book

    def _members(self) -> tuple[Member, ...]:
        own = self._book.station()
        stations = sorted(self._own.stations(), key=lambda one: (one.id != own, one.joined_ms))
        return tuple(_member(one, is_self=one.id == own) for one in stations)

    def _follow_own(self) -> None:
        """Reach the own hub at the port that it has now."""
        link = self._book.link()
        if link is not None and self._is_own(link) and link.address != self._own.loopback:
            self._book.note_address(link, self._own.loopback)

    def _is_hub(self) -> bool:
        return self._own.exists and self._own.serves(self._workplace.file.event)

    def _is_own(self, link: HubLink) -> bool:
        return self._own.pin in (link.pin, link.next_pin)


def _member(station: HubStation, *, is_self: bool) -> Member:
    return Member(
        id=station.id,
        name=station.name,
        seen=None if station.seen_ms is None else to_instant(station.seen_ms),
        unsent=station.unsent,
        version=station.version,
        is_shut_out=station.revoked_ms is not None,
        is_self=is_self,
    )
