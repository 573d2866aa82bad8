"""The self-test beside the window: checks come one by one, the test badge in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.errors import EmpfangError
from app.model.check import Check
from ui.machine_desk import MachineDesk
from ui.presenters.badges import badge_image
from ui.workers.lane import Lane
from ui.workers.task import Task

_SCANNER = "scanner"
_ADVICE = ("disk", "camera", _SCANNER)
"""What is worth a look and spoils no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTestScene:
    """What is known so far; ``is_printed`` is None until somebody tried the printer."""

    checks: tuple[Check, ...] = ()
    is_running: bool = False
    is_read: bool = False
    is_printed: bool | None = None
    image: QImage | None = None

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that say what is to be done."""
        return tuple(check for check in self.checks if not check.ok)

    def sign(self, check: Check) -> str:
        """Return the sign before a check."""
        if check.ok:
            return "welcome"
        return "attention" if check.check in _ADVICE else "stop"


class SelfTestPresenter(QObject):
    """Runs the self-test.

    Signals:
        shown: A `SelfTestScene`.
    """

    shown = Signal(object)
    _came = Signal(object)

    def __init__(
        self, machine: MachineDesk, cameras: Callable[[], list[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._machine, self._cameras = machine, cameras
        self._lane, self._printing = Lane("self-test", self), Lane("test badge", self)
        self._scene = SelfTestScene()
        self._came.connect(self._take)

    @property
    def scene(self) -> SelfTestScene:
        """What is shown now."""
        return self._scene

    def start(self) -> None:
        """Test everything; what was read and printed before still counts."""
        if self._scene.is_running:
            return
        self._show(checks=(), is_running=True)
        names = self._cameras()
        self._lane.submit(Task(self._run, lambda _none: self._end(names), self._fail, self._fail))
        if self._scene.image is None:
            self._printing.submit(
                Task(
                    lambda: badge_image(self._machine.test_badge()),
                    lambda image: self._show(image=image),
                )
            )

    def take_read(self) -> None:
        """Note that the scanner has read the test badge."""
        self._show(is_read=True, checks=tuple(map(self._heard, self._scene.checks)))

    def print_test(self) -> None:
        """Print the test badge."""
        self._printing.submit(
            Task(
                self._machine.print_test,
                lambda _receipt: self._show(is_printed=True),
                lambda _error: self._show(is_printed=False),
                lambda _error: self._show(is_printed=False),
            )
        )

    def close(self) -> None:
        """End the workers."""
        self._lane.close(finish=False)
        self._printing.close(finish=False)

    def _run(self) -> None:
        for check in self._machine.self_test():
            self._came.emit(check)

    def _take(self, check: Check) -> None:
        if check.check == _SCANNER:
            # Nobody knows before it has read something.
            check = replace(check, ok=self._scene.is_read)
        self._show(checks=(*self._scene.checks, check))

    def _heard(self, check: Check) -> Check:
        return replace(check, ok=True) if check.check == _SCANNER else check

    def _end(self, cameras: list[str]) -> None:
        camera = Check("camera", ok=bool(cameras), detail=", ".join(cameras))
        self._show(checks=(*self._scene.checks, camera), is_running=False)

    def _fail(self, _error: EmpfangError | Exception) -> None:
        self._show(is_running=False)

    def _show(self, **changes: object) -> None:
        self._scene = replace(self._scene, **changes)  # type: ignore[arg-type] # by name
        self.shown.emit(self._scene)
