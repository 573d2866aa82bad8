"""A desk without anybody behind it: greets, finds by code and name, calls staff, forgets."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import EmpfangError
from app.model.verdict import Verdict
from ui.machine_desk import KioskDesk
from ui.presenters.scene import Scene
from ui.workers.lane import Lane
from ui.workers.task import Task

RESET_MS = 20_000


class Step(StrEnum):
    """Where a guest is."""

    HELLO = "hello"
    TYPING = "typing"
    CHECKING = "checking"
    WELCOME = "welcome"
    ALREADY = "already"
    TO_DESK = "to_desk"
    HELP = "help"
    NO_HELP = "no_help"


@dataclass(frozen=True, slots=True)
class KioskScene:
    """``name`` is the guest's; ``is_unknown``: code and name that were typed do not fit."""

    step: Step = Step.HELLO
    name: str = ""
    is_unknown: bool = False


_STEPS = {
    Verdict.WELCOME.value: Step.WELCOME,
    Verdict.ALREADY.value: Step.ALREADY,
    Verdict.ATTENTION.value: Step.TO_DESK,
    Verdict.STOP.value: Step.TO_DESK,
}


class KioskPresenter(QObject):
    """Goes back to the greeting by itself.

    Signals:
        shown: A `KioskScene`.
        found: The registration of somebody who typed code and name.
    """

    shown = Signal(object)
    found = Signal(str)

    def __init__(self, kiosk: KioskDesk, parent: QObject, reset_ms: int = RESET_MS) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._lane = Lane("kiosk", self)
        self._scene = KioskScene()
        self._resetting = QTimer(self, singleShot=True, interval=reset_ms)
        self._resetting.timeout.connect(self.reset)

    @property
    def scene(self) -> KioskScene:
        """What is shown now."""
        return self._scene

    def reset(self) -> None:
        """Forget the guest and greet the next one."""
        self._resetting.stop()
        self._tell(KioskScene())

    def touch(self) -> None:
        """Wait a full time again: somebody is still at it."""
        if self._scene.step is not Step.HELLO:
            self._resetting.start()

    def begin_typing(self) -> None:
        """Ask for code and name."""
        self._show(KioskScene(Step.TYPING))

    def submit(self, code: str, family: str) -> None:
        """Look for whom code and name belong to."""
        if self._scene.step is not Step.TYPING or not code.strip() or not family.strip():
            return
        self._show(KioskScene(Step.CHECKING))
        self._lane.submit(
            Task(lambda: self._kiosk.find(code, family), self._take_found, self._fail, self._fail)
        )

    def call_staff(self) -> None:
        """Call somebody, once until the next guest; help comes only when the call is kept."""
        if self._scene.step in (Step.HELP, Step.CHECKING):
            return
        self._show(KioskScene(Step.CHECKING))
        self._lane.submit(
            Task(
                self._kiosk.call_staff,
                done=lambda _nothing: self._show(KioskScene(Step.HELP)),
                failed=lambda _error: self._show(KioskScene(Step.NO_HELP)),
                crashed=lambda _error: self._show(KioskScene(Step.NO_HELP)),
            )
        )

    def take(self, scene: Scene) -> None:
        """Follow what the station answers to a scan."""
        step = _STEPS.get(scene.verdict)
        if step is not None:
            self._show(KioskScene(step, scene.guest.person.name if scene.guest else ""))

    def close(self) -> None:
        """End the worker; a call that was begun is made."""
        self._resetting.stop()
        self._lane.close()

    def _take_found(self, registration: str | None) -> None:
        if registration is None:
            self._show(KioskScene(Step.TYPING, is_unknown=True))
        else:
            self.found.emit(registration)

    def _fail(self, _error: EmpfangError | Exception) -> None:
        self._show(replace(self._scene, step=Step.TO_DESK))

    def _show(self, scene: KioskScene) -> None:
        self._resetting.start()
        self._tell(scene)

    def _tell(self, scene: KioskScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
