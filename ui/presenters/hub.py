"""What the window does about the hub: looks each second, joins, invites, shuts out."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.clock import Clock, to_instant
from app.errors import EmpfangError, EventChoiceError
from app.model.central import HubRole, HubSight, Invitation, Member, PretixChoice
from app.sync.pretix.pairing import is_pairing
from ui.desk import Desk
from ui.presenters.pretix_choice import ASKING, PretixAsked
from ui.workers.lane import Lane
from ui.workers.task import Task

_OF_PRETIX = {"pretix", "leave_pretix"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubScene:
    """What is known, and what is being done.

    ``task`` is ``invite`` while a name is asked for, ``shut_out`` while somebody is asked whether
    the chosen station is to go, ``board`` while the link to the live board is shown and
    ``renew_board`` while somebody is asked whether it is to end; ``pretix`` while it is asked
    what pretix shows, ``choose`` while it is ``asked`` what to work for there and
    ``leave_pretix`` while it is asked whether that is to end; empty otherwise. ``board`` is the
    link. ``news`` is what happened last and ``subject`` whom it
    concerns. ``work`` is what is on its way: ``make``, ``join`` or nothing.
    """

    now: datetime
    sight: HubSight = field(default_factory=HubSight)
    is_known: bool = False
    task: str = ""
    chosen: int = 0
    invitation: Invitation | None = None
    board: str = ""
    asked: PretixAsked | None = None
    work: str = ""
    news: str = ""
    subject: str = ""
    error: EmpfangError | None = None

    @property
    def member(self) -> Member | None:
        """The station that is looked at."""
        members = self.sight.members
        return members[self.chosen] if self.chosen < len(members) else None

    @property
    def can_shut_out(self) -> bool:
        """Whether the chosen station may go: not this one, and not one that is gone."""
        return self.member is not None and not (self.member.is_self or self.member.is_shut_out)

    @property
    def seconds_left(self) -> int:
        """How long the invitation is still good."""
        if self.invitation is None:
            return 0
        return max(0, round((self.invitation.until - self.now).total_seconds()))


class HubPresenter(QObject):
    """One thing at a time; looks go on beside it.

    Signals:
        shown: A `HubScene`.
        joined: This laptop belongs to a hub from now on.
    """

    shown = Signal(object)
    joined = Signal()

    def __init__(self, desk: Desk, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._looks, self._acts = Lane("hub looks", self), Lane("hub", self)
        self._known: frozenset[str] = frozenset()
        self._pairing, self._said = "", ASKING
        self._scene = HubScene(now=self._now())

    @property
    def scene(self) -> HubScene:
        """What is shown now."""
        return self._scene

    def look(self) -> None:
        """See how the hub is, and let the invitation's time run."""
        if self._looks.is_idle:
            self._looks.submit(Task(self._desk.hub.sight, self._take_sight, self._fail_to_look))

    def choose(self, number: int) -> None:
        """Look at another station."""
        self._tell(chosen=number, task="")

    def make(self) -> None:
        """Make this laptop the hub."""
        if self._scene.sight.role is not HubRole.JOINED:
            self._act("make", self._desk.hub.make_hub, self._take_made)

    def join(self, text: str) -> None:
        """Join the hub of an enrolment text, or pretix by what that shows.

        Line breaks of whoever typed it do not matter.
        """
        bare = "".join(text.split())
        if is_pairing(bare):
            self._pairing = bare
            self._ask_pretix(ASKING)
        elif bare:
            self._act("join", lambda: self._desk.hub.join(bare), self._take_joined)

    def choose_pretix(self) -> None:
        """Ask for what this laptop works at pretix; what it does now is ticked."""
        if self._scene.sight.pretix is not None and not self._scene.task:
            self._pairing = ""
            self._ask_pretix(ASKING)

    def tick(self, number: int) -> None:
        """Set or take away the tick at something that pretix has."""
        if self._scene.asked is not None and not self._scene.work:
            self._tell(asked=self._scene.asked.ticking(number))

    def go_on(self, number: int) -> None:
        """Take what is ticked, or the row of that number where nothing is."""
        if self._scene.asked is not None:
            self._ask_pretix(self._scene.asked.answered(number))

    def leave_pretix(self) -> None:
        """Cease to be a device of pretix, after it was asked."""
        if self._scene.task == "leave_pretix":
            self._act("leave", self._desk.hub.leave_pretix, self._take_left)

    def begin(self, task: str) -> None:
        """Ask for a name or for what pretix shows, or whether a station or pretix is to go."""
        is_hub = self._scene.sight.role is HubRole.OWN
        if task in _OF_PRETIX:
            if (task == "pretix") == (self._scene.sight.pretix is None):
                self._tell(task=task, invitation=None)
        elif is_hub and (task == "invite" or self._scene.can_shut_out):
            self._tell(task=task, invitation=None)

    def invite(self, name: str) -> None:
        """Show an invitation for a station of that name."""
        called = " ".join(name.split())
        if not called:
            self._tell(news="nameless")
            return
        self._known = frozenset(member.id for member in self._scene.sight.members)
        self._act("invite", lambda: self._desk.hub.invite(called), self._take_invitation)

    def show_board(self) -> None:
        """Show the link to the live board."""
        if self._scene.sight.role is HubRole.OWN:
            self._act("board", self._desk.hub.board, self._take_board)

    def ask_renewal(self) -> None:
        """Ask whether the link to the live board is to end."""
        if self._scene.task == "board":
            self._tell(task="renew_board")

    def renew_board(self) -> None:
        """Make another link, after it was asked."""
        if self._scene.task == "renew_board":
            self._act("board", self._desk.hub.renew_board, self._take_renewed)

    def say_copied(self) -> None:
        """Say that the link can be pasted."""
        self._tell(news="copied")

    def shut_out(self) -> None:
        """Shut the chosen station out, after it was asked."""
        member = self._scene.member
        if member is not None and self._scene.task == "shut_out":
            self._act(
                "shut_out",
                lambda: self._desk.hub.shut_out(member.id),
                lambda _none: self._tell(task="", news="shut_out", subject=member.name),
            )

    def back(self) -> bool:
        """Leave what was begun; return whether anything was."""
        was_busy = bool(self._scene.task or self._scene.invitation)
        if was_busy:
            self._tell(task="", invitation=None, asked=None)
        return was_busy

    def say_joined_before(self, *, is_pretix: bool = False) -> None:
        """Say that an invitation is of no use here."""
        self._tell(news="paired_before" if is_pretix else "joined_before")

    def close(self) -> None:
        """End the workers; what was begun ends first."""
        self._acts.close()
        self._looks.close(finish=False)

    def _ask_pretix(self, said: PretixChoice) -> None:
        """Pair, or choose again where this laptop is paired; what is not said is asked."""
        if self._scene.work:
            return
        text, self._said, hub = self._pairing, said, self._desk.hub
        if text:
            self._act("join", lambda: hub.join_pretix(text, said), self._take_paired)
        else:
            self._act("choose", lambda: hub.choose_pretix(said), self._take_chosen)

    def _act(self, work: str, call: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self._scene.work:
            return
        self._tell(work=work)
        self._acts.submit(Task(call, self._then(done), failed=self._fail, crashed=self._fail_badly))

    def _then(self, done: Callable[[Any], None]) -> Callable[[Any], None]:
        def finish(result: Any) -> None:
            self._scene = replace(self._scene, work="")
            done(result)
            self.look()

        return finish

    def _take_sight(self, sight: HubSight) -> None:
        came = [m for m in sight.members if m.id not in self._known]
        invitation, kept = self._scene.invitation, self._scene
        self._scene = replace(kept, sight=sight, now=self._now(), is_known=True)
        if invitation is not None and any(m.name == invitation.name for m in came):
            self._tell(invitation=None, task="", news="came", subject=invitation.name)
        else:
            self.shown.emit(self._scene)

    def _fail_to_look(self, error: EmpfangError) -> None:
        self._tell(error=error, is_known=True)

    def _take_made(self, _none: object) -> None:
        self._tell(task="invite")
        self.joined.emit()

    def _take_joined(self, _none: object) -> None:
        self._tell(news="joined")
        self.joined.emit()

    def _take_paired(self, _none: object) -> None:
        self._tell(task="", asked=None, news="paired")
        self.joined.emit()

    def _take_chosen(self, _none: object) -> None:
        self._tell(task="", asked=None, news="chosen")

    def _take_left(self, is_told: object) -> None:
        self._tell(task="", news="left" if is_told else "left_unheard")

    def _take_board(self, link: str) -> None:
        self._tell(board=link, task="board", invitation=None)

    def _take_renewed(self, link: str) -> None:
        self._tell(board=link, task="board", news="renewed")

    def _take_invitation(self, invitation: Invitation) -> None:
        self._tell(invitation=invitation, task="invite")

    def _fail(self, error: EmpfangError) -> None:
        if isinstance(error, EventChoiceError):
            self._tell(work="", task="choose", asked=PretixAsked.of(error, self._said))
        else:
            self._tell(work="", error=error)

    def _fail_badly(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _tell(self, **changes: Any) -> None:
        fresh = {"news": "", "subject": "", "error": None, "now": self._now(), **changes}
        self._scene = replace(self._scene, **fresh)
        self.shown.emit(self._scene)

    def _now(self) -> datetime:
        return to_instant(self._clock.read().wall_ms)
