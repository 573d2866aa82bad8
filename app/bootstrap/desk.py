"""What the window works with: one station with its search, badges, printer and sync."""

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import dropwhile

from app.badge.library import DesignLibrary
from app.badge.stock import Stock
from app.bootstrap.badges import DESIGNS, BadgeDesk
from app.bootstrap.concierge import Concierge
from app.bootstrap.crowd import Crowd
from app.bootstrap.doors import Doors
from app.bootstrap.guard import (
    OF_CROWD,
    OF_DESIGNS,
    OF_DOORS,
    OF_FIGURES,
    OF_GUESTS,
    OF_HUB,
    OF_LISTS,
    OF_PAPERS,
    OF_PRIVACY,
    OF_QUESTIONS,
    guarded,
)
from app.bootstrap.hub_room import HubRoom
from app.bootstrap.kiosk import KioskRoom
from app.bootstrap.knowledge import Knowledge
from app.bootstrap.list_room import ListRoom
from app.bootstrap.machine import Machine
from app.bootstrap.numbers import Numbers
from app.bootstrap.paper_room import PaperRoom
from app.bootstrap.places import Places
from app.bootstrap.print_room import PrintRoom
from app.bootstrap.privacy_room import PrivacyRoom
from app.bootstrap.questions import Questions
from app.bootstrap.recent import Recent
from app.bootstrap.rights import Rights
from app.bootstrap.roles import Roles
from app.bootstrap.syncing import Background
from app.bootstrap.taking_back import TakingBack
from app.bootstrap.workplace import Workplace
from app.clock import to_instant
from app.model.badge import BadgeContent, BadgeJob
from app.model.desk import Arrival, SyncState, Undone
from app.model.permit import Act
from app.model.programme import Programme, Session
from app.model.role import Role
from app.model.standing import Direction, Standing
from app.model.verdict import Answer, Verdict
from app.ports import Counts, Hit
from app.reports.arrivals import arrivals_per_bin
from db.connection import try_again

BARS = 24
"""Two hours in the small chart of the page."""


class StationDesk:
    """Everything that the window may ask for; implements `ui.desk.Desk`.

    Safe to call from several threads: each has its own connection to the event file.
    """

    def __init__(
        self,
        workplace: Workplace,
        badges: BadgeDesk,
        print_room: PrintRoom,
        hub: HubRoom,
        background: Background,
        on_answer: Callable[[Answer], None] | None = None,
    ) -> None:
        self._workplace = workplace
        workplace.file.database.disk.is_attended = True
        self._on_answer = on_answer
        self._badges = badges
        self._print_room = print_room
        self._background = background
        self.roles = Roles(workplace.journal.programme, workplace.planner.set_pin, workplace.clock)
        require = self.roles.require
        self._hub_room = hub
        self.hub = guarded(hub, OF_HUB, require)
        known = Knowledge(workplace, hub.members)
        self.figures = guarded(Numbers(workplace, known.contacts), OF_FIGURES, require)
        papers = PaperRoom(workplace, known.contacts, lambda: self.role)
        self.papers = guarded(papers, OF_PAPERS, require)
        self.questions = guarded(Questions(workplace, hub.names), OF_QUESTIONS, require)
        self._privacy_room = PrivacyRoom(workplace, lambda: self.role)
        self.privacy = guarded(self._privacy_room, OF_PRIVACY, require)
        designs = DesignLibrary(workplace.file.path.parent.parent / DESIGNS)
        self.designs = guarded(designs, OF_DESIGNS, require)
        self.lists = guarded(ListRoom(workplace), OF_LISTS, require)
        self.kiosk, self.machine = KioskRoom(workplace), Machine(workplace, badges, print_room)
        self._rights = Rights(workplace, lambda: self.role)
        self._taking_back = TakingBack(workplace, self._rights)
        self.concierge = guarded(Concierge(workplace, self._rights), OF_GUESTS, require)
        self.doors = guarded(Doors(workplace), OF_DOORS, require)
        self._places, self._recent = Places(workplace), Recent(workplace.journal, workplace.clock)
        crowd = Crowd(workplace, print_room, self._noted, hub.names)
        self.crowd = guarded(crowd, OF_CROWD, require)

    def start_background(self, *, has_reserve: bool = True) -> None:
        """Begin to stay in touch with the hub and the printers, and warm the badges up.

        Only what matters has a reserve on the disk.
        """
        if has_reserve:
            self._workplace.file.database.disk.keep_reserve()
        self._hub_room.start()
        self._print_room.start()
        threading.Thread(target=self._badges.warm, name="warm badges", daemon=True).start()

    def stop_background(self) -> None:
        """End what `start_background` began; returns when it has ended."""
        self._hub_room.stop()
        self._print_room.stop()
        self._workplace.close()
        self._privacy_room.finish()

    @property
    def role(self) -> Role:
        """What whoever works here is."""
        return self.roles.role

    def programme(self) -> Programme:
        """Return event and sessions as they are planned now."""
        programme = self._workplace.journal.programme()
        self.roles.take(programme)
        return programme

    def counts(self) -> Counts:
        """Return the numbers that are always in sight."""
        return self._workplace.journal.counts()

    def arrivals_per_5_minutes(self) -> list[int]:
        """Return first arrivals in bins of five minutes aligned to the opening, oldest first.

        The last two hours at most, from the first arrival in them on.
        """
        bars = arrivals_per_bin(
            map(to_instant, self._workplace.journal.arrival_times()),
            opening=self.programme().event.starts,
            until=to_instant(self._workplace.clock.read().wall_ms),
            count=BARS,
        )
        return list(dropwhile(lambda bar: not bar, bars))

    def latest(self, limit: int) -> list[Arrival]:
        """Return what happened last, newest first, refusals included."""
        return self._recent.latest(limit)

    def accept(
        self,
        text: str | Sequence[str],
        *,
        session: str | None,
        direction: Direction,
        admit: bool = False,
        otherwise: Sequence[str] = (),
    ) -> Answer:
        """Answer one scan; several texts are the candidates of that scan, best first."""
        self.roles.require(Act.CHECK_IN)
        texts = [text] if isinstance(text, str) else list(text)
        door = self._door(session)
        ask = partial(
            self._workplace.station.accept,
            texts,
            session=door,
            direction=direction,
            otherwise=otherwise,
        )
        return self._noted(self._answered(ask, admit=admit))

    def check_in(
        self,
        registration: str,
        *,
        session: str | None,
        direction: Direction = Direction.IN,
        admit: bool = False,
    ) -> Answer:
        """Let somebody in, or out, who was found by name."""
        self.roles.require(Act.CHECK_IN)
        door = self._door(session)
        ask = partial(
            self._workplace.station.check_in, registration, session=door, direction=direction
        )
        return self._noted(self._answered(ask, admit=admit))

    def undo(self) -> Undone | None:
        """Take back the last own action; None when there is nothing to take back.

        Raises:
            NotAllowedError: it was too long ago for whoever is at the desk.
        """
        self.roles.require(Act.UNDO)
        taken = self._taking_back.undo()
        if taken is None:
            return None
        for entry in taken.entries:
            self._recent.forget(entry)
        return taken.undone

    def find(self, text: str, limit: int, session: str | None = None) -> list[Hit]:
        """Return people whose names begin with or resemble the words of *text*, best first."""
        self.roles.require(Act.CHECK_IN)
        return self._workplace.find(text, limit, session)

    def add_walk_in(self, fields: Mapping[str, str]) -> Standing:
        """Register somebody who is on no list; the arrival is a step of its own.

        Raises:
            NotAllowedError: the policy wants no such guests.
        """
        self._rights.require_walk_ins()
        self.roles.require(Act.AMEND)
        return self._workplace.registrar.add(fields, sessions={})

    def amend(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Change fields of a person."""
        self.roles.require(Act.AMEND)
        return self._workplace.registrar.amend(registration, fields)

    def standing(self, registration: str) -> Standing | None:
        """Return what is true about one registration."""
        return self._workplace.journal.standing(registration)

    def badge_pdf(self, registration: str, changes: Mapping[str, str] | None = None) -> bytes:
        """Return the badge as a one-page PDF, as if *changes* were already amended."""
        return self._badges.pdf([registration], changes=changes)

    def badge_contents(self) -> list[tuple[str, BadgeContent]]:
        """Return what the badges of all who may come say, with their registrations."""
        self.roles.require(Act.BULK)
        return self._badges.everybody()

    def usual_stock(self) -> Stock:
        """Return what badges come on whose category has no design of its own."""
        return self._badges.usual.stock

    def use_design(self, design: str) -> None:
        """Print another design, named as in the settings, from the next badge on."""
        self.roles.require(Act.DESIGN)
        self._badges.use_design(design)

    def print_badge(self, registration: str) -> BadgeJob:
        """Open a badge job and try it; a printer that fails leaves the job open."""
        self.roles.require(Act.PRINT)
        return self._print_room.print_badge(registration)

    def badge_job(self, job: str) -> BadgeJob:
        """Return how far a badge job is now."""
        return self._print_room.job(job)

    def use_next_printer(self) -> str:
        """Send what waits, and what comes, to the next printer; return its name."""
        return self._print_room.use_next_printer()

    def printer_name(self) -> str:
        """Return what people call the printer of this desk; empty when there is none."""
        return self._print_room.printer_name()

    def is_recording(self) -> bool:
        """Whether the disk takes what happens here; a failure lasts until `try_again` works."""
        return not self._workplace.file.database.disk.failure

    def try_again(self) -> None:
        """Write for real after a failure, and go on when that works."""
        try_again(self._workplace.file.database)

    def sync_state(self) -> SyncState:
        """Return how this station stands with its hub."""
        return self._background.state()

    def _answered(self, ask: Callable[..., Answer], *, admit: bool) -> Answer:
        """Answer, and override a warning only where whoever is at the desk may; no kiosk does.

        Raises:
            NotAllowedError: the policy guards this warning.
        """
        if self.roles.is_kiosk:
            return ask(admit=False)
        if admit and not self._rights.is_organiser:
            warned = ask(admit=False)
            self._rights.require_override(warned)
            if warned.verdict is not Verdict.ATTENTION:
                return warned
        return ask(admit=admit)

    def _noted(self, result: Answer) -> Answer:
        result = self._places.told(result)
        self._recent.note(result)
        if self._on_answer is not None:
            self._on_answer(result)
        return result

    def _door(self, session: str | None) -> Session | None:
        return self.programme().sessions[session] if session else None
