"""What reception does: sends scans to the station, one at a time and in order, and answers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import Clock, to_instant
from app.errors import DiskFailedError, EmpfangError, NotAllowedError
from app.model.desk import Undone
from app.model.programme import Programme
from app.model.standing import Standing
from app.model.verdict import Answer, Reason, Verdict
from app.settings import Settings
from ui.desk import Desk
from ui.presenters.badges import BadgePresenter, BadgeStage
from ui.presenters.double_reads import DoubleReads
from ui.presenters.place import Place
from ui.presenters.requests import Request, check_in_request, scan_request
from ui.presenters.scanner import Texts
from ui.presenters.scene import Notice, Said, Scene, Solution
from ui.presenters.scene_keeper import SceneKeeper
from ui.workers.lane import Lane
from ui.workers.task import Task

_NOBODY = (Reason.UNKNOWN_CODE, Reason.NO_TICKET)


class ReceptionPresenter(QObject):
    """Turns scans and keys into calls of the desk and into scenes.

    ``prints`` says whether a first arrival prints a badge.

    Signals:
        shown: A `Scene`.
        answered: The verdict of a scan, for the sound.
        recorded: Something was written; figures and lists are out of date.
        search_wanted: The search is to be opened with this text.
        rights_wanted: Somebody wanted what takes an organiser.
    """

    shown = Signal(object)
    answered = Signal(object)
    recorded = Signal()
    search_wanted = Signal(str)
    rights_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        badges: BadgePresenter,
        settings: Settings,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._badges, self._clock = desk, badges, clock
        self._place = Place(settings.door or None)
        self.prints = settings.prints_on_arrival
        self._station = Lane("station", self)
        self._keeper = SceneKeeper(Scene(now=self._now()), settings.clear_after_s, self)
        self._keeper.shown.connect(self.shown)
        self._keeper.timed_out.connect(self.clear)
        self._request: Request | None = None
        self._is_deaf = False
        self._is_blocked = False
        self._reads = DoubleReads()

    @property
    def scene(self) -> Scene:
        """What is shown now."""
        return self._keeper.scene

    @property
    def session(self) -> str | None:
        """The door of this desk; None is the event's own."""
        return self._place.session

    def stand_at(self, place: Place) -> None:
        """Go on at another door; what was read before is booked to the door where it was read."""
        self._place = place
        self._reads.clear()
        self._request = None
        self.clear()

    def scan(self, candidates: Texts, parts: Sequence[Texts] = (), otherwise: Texts = ()) -> None:
        """Send one scan to the station.

        Args:
            candidates: Its readings, best first.
            parts: Those of the scans that it may be instead, when nobody has the whole code.
            otherwise: Readings that count only when nobody has any of *candidates*.
        """
        self._scan_at(self._place, candidates, parts, otherwise)

    def check_in(self, registration: str, *, admit: bool = False) -> None:
        """Let somebody in who was found by name, or was called, who is let in at any rate."""
        self._ask(check_in_request(self._desk, self._place, registration), admit=admit)

    def solve(self) -> None:
        """Do what the solving key does now; nothing when there is nothing to solve."""
        solution = self._keeper.scene.solution
        if solution in (Solution.ADMIT, Solution.REPEAT) and self._request is not None:
            self._ask(self._request, admit=solution is Solution.ADMIT)
        elif solution is Solution.ASK_LEAD:
            self.rights_wanted.emit()
        elif solution is Solution.TRY_DISK:
            self._station.submit(Task(self._desk.try_again, self._unblock, self.fail, self.fail))
        elif solution is Solution.SEARCH_SAME and self._keeper.scene.guest is not None:
            self.search_wanted.emit(self._keeper.scene.guest.person.name)
        elif solution in (Solution.SEARCH, Solution.SEARCH_SAME):
            self.search_wanted.emit("")

    def undo(self) -> None:
        """Take back what this desk did last."""
        self._station.submit(Task(self._desk.undo, self._take_undone, self.fail, self.fail))

    def reprint(self, registration: str | None) -> None:
        """Print the badge of *registration*, or say that a guest is to be chosen first."""
        if registration is None:
            self.notify(Notice.NO_GUEST)
        else:
            self._badges.print_badge(registration)
            self._keeper.linger()

    def run(self, task: Task) -> None:
        """Do something else with the station, after all scans that were taken."""
        self._station.submit(task)

    def receive(self, answer: Answer) -> None:
        """Show the answer for a guest who was let in as part of something else."""
        self._reads.clear()
        # A warning about this guest is overridden for nobody else.
        guest = answer.standing
        self._request = (
            check_in_request(self._desk, self._place, guest.registration) if guest else None
        )
        self._take_answer(answer)

    def fail(self, error: Exception | None, request: Request | None = None) -> None:
        """Say what went wrong, and whether *request*, a scan, may be tried again.

        Without an error the program itself stumbled.
        """
        self._request = request
        if isinstance(error, NotAllowedError):
            self.refuse()
            return
        expected = error if isinstance(error, EmpfangError) else None
        self._is_blocked = self._is_blocked or isinstance(error, DiskFailedError)
        self._badges.clear(BadgeStage.FORBIDDEN)
        self._show(
            Scene(
                now=self._now(),
                error=expected,
                notice=None if expected else Notice.CRASHED,
                is_repeatable=self._request is not None,
            )
        )
        self.answered.emit(Verdict.STOP)

    def refresh(self, standing: Standing) -> None:
        """Show a guest as changed, if the plate is about them."""
        answer, guest = self._keeper.scene.answer, self._keeper.scene.guest
        if answer and guest and guest.registration == standing.registration:
            self._show(replace(self._keeper.scene, answer=replace(answer, standing=standing)))
        self.recorded.emit()

    def tell(self, said: Said) -> None:
        """Show what was done with many people, or for somebody at another station."""
        self._request = None
        if said.guest is None or said.guest.registration != self._badges.scene.registration:
            self._badges.clear()
        self._show(Scene(now=self._now(), said=said))
        if said.verdict != "idle":
            self.answered.emit(Verdict(said.verdict))
        self.recorded.emit()

    def notify(self, notice: Notice) -> None:
        """Say something that is no answer."""
        self._show(Scene(now=self._now(), notice=notice))

    def clear(self) -> None:
        """Be ready for the next guest."""
        self._keeper.hold()
        self._badges.clear()
        self._show(Scene(now=self._now(), is_deaf=self._is_deaf), stays=True)

    def refuse(self) -> None:
        """Say that something takes the rights of an organiser."""
        self.notify(Notice.NOT_ALLOWED)
        self.rights_wanted.emit()

    def set_role(self) -> None:
        """Look again what whoever works here may do."""
        self._keeper.vary(role=self._desk.role)

    def set_programme(self, programme: Programme) -> None:
        """Take the sessions as they are planned now."""
        self._keeper.vary(programme=programme)

    def take_disk(self, *, is_recording: bool) -> None:
        """Stop everything when the disk takes nothing, still; only the desk's own try ends that."""
        if not is_recording and not self._is_blocked and not self._desk.is_recording():
            self._is_blocked = True
            self.answered.emit(Verdict.STOP)
            self.clear()
            self._badges.clear(BadgeStage.FORBIDDEN)

    def set_sheet(self, *, is_open: bool) -> None:
        """Say whether a sheet is open beside the plate."""
        self._keeper.vary(has_sheet=is_open)

    def set_deaf(self, *, is_deaf: bool) -> None:
        """Say whether the keys of a scanner go elsewhere; answers by other ways are shown."""
        self._is_deaf = is_deaf
        self._keeper.vary(is_deaf=is_deaf)

    def close(self) -> None:
        """Finish every scan that was taken, then end."""
        self._keeper.hold()
        self._station.close()

    def _scan_at(
        self, place: Place, candidates: Texts, parts: Sequence[Texts] = (), otherwise: Texts = ()
    ) -> None:
        """Send a scan that was read at *place*, wherever this desk stands meanwhile."""
        if self._reads.note(candidates, self._clock.read().mono_ms):
            self._keeper.linger()
            return

        def ask_parts() -> None:
            for part in parts:
                self._scan_at(place, part)

        request = scan_request(self._desk, place, candidates, otherwise)
        self._ask(request, candidates, otherwise_ask=ask_parts if parts else None)

    def _ask(
        self,
        request: Request,
        codes: tuple[str, ...] | None = None,
        *,
        admit: bool = False,
        otherwise_ask: Callable[[], None] | None = None,
    ) -> None:
        def take(result: tuple[Answer, bool]) -> None:
            answer, is_recording = result
            self._is_blocked = not is_recording
            if answer.verdict is not Verdict.WELCOME:
                self._reads.forget(codes)
            if otherwise_ask and answer.reason in _NOBODY and not answer.between:
                otherwise_ask()
                return
            self._request = request
            self._take_answer(answer)

        def fail(error: Exception) -> None:
            self._reads.forget(codes)
            self.fail(error, request)

        self._station.submit(
            Task(lambda: (request(admit), self._desk.is_recording()), take, fail, fail)
        )

    def _take_answer(self, answer: Answer) -> None:
        self._show(Scene(now=self._now(), answer=answer))
        self.answered.emit(answer.verdict)
        # A badge takes more work than an answer; the answer is painted first.
        QTimer.singleShot(0, self, lambda: self._follow(answer))

    def _follow(self, answer: Answer) -> None:
        is_shown = self._keeper.scene.answer is answer
        if not self._place.is_room and (is_shown or self.prints):
            self._badges.follow(answer, prints=self.prints)
        self.recorded.emit()

    def _take_undone(self, undone: Undone | None) -> None:
        self._reads.clear()
        self._request = None
        self._badges.clear()
        notice = Notice.NOTHING_TO_UNDO if undone is None else None
        self._show(Scene(now=self._now(), undone=undone, notice=notice))
        self.recorded.emit()

    def _unblock(self, _nothing: None) -> None:
        self._is_blocked = False
        self.clear()
        self.recorded.emit()

    def _show(self, scene: Scene, *, stays: bool = False) -> None:
        self._keeper.scene = replace(
            self._keeper.scene, is_blocked=self._is_blocked, role=self._desk.role
        )
        self._keeper.show(scene, stays=stays)

    def _now(self) -> datetime:
        return to_instant(self._clock.read().wall_ms)
