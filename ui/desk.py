"""What the window needs from the station behind it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.badge.library import DesignLibrary
from app.badge.stock import Stock
from app.model.badge import BadgeContent, BadgeJob
from app.model.desk import Arrival, SyncState, Undone
from app.model.programme import Programme
from app.model.role import Role
from app.model.standing import Direction, Standing
from app.model.verdict import Answer
from app.ports import Counts, Hit
from ui.crowd_desk import CrowdDesk
from ui.door_desk import DoorDesk
from ui.figures_desk import FiguresDesk
from ui.guest_desk import GuestDesk
from ui.hub_desk import HubDesk, QuestionDesk
from ui.list_desk import ListDesk
from ui.machine_desk import KioskDesk, MachineDesk
from ui.papers_desk import PapersDesk
from ui.privacy_desk import PrivacyDesk
from ui.role_desk import RoleDesk


class Desk(Protocol):
    """One station at work on one event.

    Every method may block and is called from worker threads, several at once; none may
    touch a widget. Expected failures leave as `app.errors.EmpfangError`.
    """

    @property
    def role(self) -> Role:
        """What whoever works here may do."""
        ...

    @property
    def concierge(self) -> GuestDesk:
        """What is done for one guest beyond letting them in."""
        ...

    @property
    def hub(self) -> HubDesk:
        """The hub of this event: be it, join it, let stations in and out."""
        ...

    @property
    def doors(self) -> DoorDesk:
        """The rooms of the event."""
        ...

    @property
    def figures(self) -> FiguresDesk:
        """The event in numbers."""
        ...

    @property
    def papers(self) -> PapersDesk:
        """Files and papers out, ticked lists in."""
        ...

    @property
    def privacy(self) -> PrivacyDesk:
        """People's rights and the deletion plan."""
        ...

    @property
    def questions(self) -> QuestionDesk:
        """The conflict inbox."""
        ...

    @property
    def lists(self) -> ListDesk:
        """Lists of guests."""
        ...

    @property
    def crowd(self) -> CrowdDesk:
        """Groups, people who are only counted, and calls."""
        ...

    @property
    def roles(self) -> RoleDesk:
        """Who works here, and what that lets them do."""
        ...

    @property
    def machine(self) -> MachineDesk:
        """The laptop under the desk."""
        ...

    @property
    def kiosk(self) -> KioskDesk:
        """What guests may do by themselves."""
        ...

    def programme(self) -> Programme:
        """Return event and sessions as they are planned now."""
        ...

    def counts(self) -> Counts:
        """Return the numbers that are always in sight."""
        ...

    def arrivals_per_5_minutes(self) -> list[int]:
        """Return first arrivals in bins of five minutes aligned to the opening, oldest first."""
        ...

    def latest(self, limit: int) -> list[Arrival]:
        """Return what happened last, newest first, refusals included."""
        ...

    def accept(
        self,
        text: str | Sequence[str],
        *,
        session: str | None,
        direction: Direction,
        admit: bool = False,
        otherwise: Sequence[str] = (),
    ) -> Answer:
        """Answer one scan; several texts are the candidates of that scan, best first.

        *otherwise* are candidates that count only when nobody has any of the first.
        """
        ...

    def check_in(
        self,
        registration: str,
        *,
        session: str | None,
        direction: Direction = Direction.IN,
        admit: bool = False,
    ) -> Answer:
        """Let somebody in, or out, who was found by name."""
        ...

    def undo(self) -> Undone | None:
        """Take back the last own action; None when there is nothing to take back."""
        ...

    def find(self, text: str, limit: int, session: str | None = None) -> list[Hit]:
        """Return people whose names begin with or resemble the words of *text*, best first.

        Of equals, those who are expected at *session* come first.
        """
        ...

    def add_walk_in(self, fields: Mapping[str, str]) -> Standing:
        """Register somebody who is on no list; the arrival is a step of its own."""
        ...

    def amend(self, registration: str, fields: Mapping[str, str]) -> Standing:
        """Change fields of a person."""
        ...

    def standing(self, registration: str) -> Standing | None:
        """Return what is true about one registration."""
        ...

    def badge_pdf(self, registration: str, changes: Mapping[str, str] | None = None) -> bytes:
        """Return the badge as a one-page PDF, as if *changes* were already amended."""
        ...

    @property
    def designs(self) -> DesignLibrary:
        """The designs of badges of this machine."""
        ...

    def badge_contents(self) -> list[tuple[str, BadgeContent]]:
        """Return what the badges of all who may come say, with their registrations."""
        ...

    def usual_stock(self) -> Stock:
        """Return what badges come on whose category has no design of its own."""
        ...

    def use_design(self, design: str) -> None:
        """Print another design, named as in the settings, from the next badge on."""
        ...

    def print_badge(self, registration: str) -> BadgeJob:
        """Open a badge job and try it; a printer that fails leaves the job open."""
        ...

    def badge_job(self, job: str) -> BadgeJob:
        """Return how far a badge job is now."""
        ...

    def use_next_printer(self) -> str:
        """Send what waits, and what comes, to the next printer; return its name.

        Raises:
            PrintError: there is no other printer.
        """
        ...

    def printer_name(self) -> str:
        """Return what people call the printer of this desk; empty when there is none."""
        ...

    def is_recording(self) -> bool:
        """Whether the disk takes what happens here; a failure lasts until `try_again` works."""
        ...

    def try_again(self) -> None:
        """Write for real after a failure, and go on when that works.

        Raises:
            DiskFailedError: the disk still refuses.
        """
        ...

    def sync_state(self) -> SyncState:
        """Return how this station stands with its hub."""
        ...
