"""The badge beside the plate: renders it, prints it, says how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.badge.raster import page_image
from app.model.badge import BadgeJob, JobState, Trouble
from app.model.verdict import Answer, Reason, Verdict
from ui.desk import Desk
from ui.presenters.camera import CameraScene
from ui.workers.camera_device import CameraState
from ui.workers.lane import Lane
from ui.workers.task import Task

_PREVIEW_DPI = 200
_LOOK_MS = 1000
PRINTS = (Reason.REGISTERED, Reason.BOOKED, Reason.WALK_IN)
"""Why somebody gets a badge."""
_MERE_NEWS = (Trouble.BUSY, Trouble.INK_LOW)
"""What a printer may say while it prints all the same."""


class BadgeStage(StrEnum):
    """How far the badge of the guest on the plate is."""

    EMPTY = "empty"
    CAMERA = "camera"
    HELD = "held"
    FORBIDDEN = "forbidden"
    CHOSEN = "chosen"
    BEFORE = "before"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BadgeScene:
    """The badge as it is to be shown."""

    stage: BadgeStage = BadgeStage.EMPTY
    registration: str | None = None
    image: QImage | None = None
    printer: str = ""
    camera: CameraScene | None = None
    trouble: Trouble = Trouble.NONE


class BadgePresenter(QObject):
    """Keeps one badge in sight; an older one that comes late is dropped.

    Signals:
        shown: A `BadgeScene`.
        drafted: The picture of a badge with changes that are not amended yet.
        printer_spoke: The `BadgeStage` that the last job is in.
        lone: Nothing: there is no other printer to send badges to.
    """

    shown = Signal(object)
    drafted = Signal(object)
    printer_spoke = Signal(object)
    lone = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scene = BadgeScene()
        self._pages = Lane("badge pages", self)
        self._printer = Lane("printer", self)
        self._job = ""
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask)

    @property
    def scene(self) -> BadgeScene:
        """What is shown now."""
        return self._scene

    def clear(self, stage: BadgeStage = BadgeStage.EMPTY) -> None:
        """Show an empty page, with the reason that *stage* is."""
        self._show(BadgeScene(stage))

    def preview(self, registration: str, stage: BadgeStage = BadgeStage.CHOSEN) -> None:
        """Show somebody's badge without printing it."""
        self._show(BadgeScene(stage, registration))
        self._pages.replace(
            Task(
                lambda: (registration, self._picture(registration)),
                done=lambda page: self._take_page(*page),
                failed=lambda _error: self._fail(registration),
                crashed=lambda _error: self._fail(registration),
            )
        )

    def show_camera(self, camera: CameraScene) -> None:
        """Show what the camera sees, or why not, while no guest's badge is to be seen."""
        if self._scene.stage not in (BadgeStage.EMPTY, BadgeStage.CAMERA):
            return
        if camera.state is CameraState.OFF and camera.image is None:
            self.clear()
        else:
            self._show(BadgeScene(BadgeStage.CAMERA, image=camera.image, camera=camera))

    def follow(self, answer: Answer, *, prints: bool) -> None:
        """Print the badge of a first arrival where *prints*; else show what an answer leaves."""
        guest, verdict = answer.standing, answer.verdict
        if verdict is Verdict.ATTENTION:
            self.clear(BadgeStage.HELD)
        elif guest is None or verdict is Verdict.STOP:
            self.clear(BadgeStage.FORBIDDEN)
        elif prints and answer.reason in PRINTS and not guest.badges:
            self.print_badge(guest.registration)
        else:
            self.preview(guest.registration, BadgeStage.BEFORE)

    def draft(self, registration: str, changes: Mapping[str, str]) -> None:
        """Render somebody's badge as it would be with *changes*."""
        self._pages.replace(
            Task(lambda: self._picture(registration, changes), done=self.drafted.emit)
        )

    def print_badge(self, registration: str) -> None:
        """Print somebody's badge; a printer that hangs delays nothing but its own jobs."""
        self.preview(registration, BadgeStage.PRINTING)
        self._printer.submit(
            Task(
                lambda: (self._desk.print_badge(registration), self._desk.printer_name()),
                done=lambda result: self._take_job(*result),
                failed=lambda _error: self._fail(registration),
                crashed=lambda _error: self._fail(registration),
            )
        )

    def spool(self, registrations: Sequence[str]) -> None:
        """Print the badges of a group in this order; the last one is in sight."""
        if not registrations:
            return
        last = registrations[-1]
        self.preview(last, BadgeStage.PRINTING)
        self._printer.submit(
            Task(
                lambda: (self._desk.crowd.spool(registrations)[-1], self._desk.printer_name()),
                done=lambda result: self._take_job(*result),
                failed=lambda _error: self._fail(last),
                crashed=lambda _error: self._fail(last),
            )
        )

    def use_next_printer(self) -> None:
        """Send what waits, and what comes, to the next printer."""
        self._printer.submit(
            Task(
                self._desk.use_next_printer,
                done=lambda _name: self._ask(),
                failed=lambda _error: self.lone.emit(),
            )
        )

    def close(self) -> None:
        """Wait for the running job; jobs that have not begun stay open in the job book."""
        self._look.stop()
        self._pages.close(finish=False)
        self._printer.close(finish=False)

    def _picture(self, registration: str, changes: Mapping[str, str] | None = None) -> QImage:
        return badge_image(self._desk.badge_pdf(registration, changes))

    def _take_page(self, registration: str, image: QImage) -> None:
        if registration == self._scene.registration:
            self._show(replace(self._scene, image=image))

    def _take_job(self, job: BadgeJob, printer: str) -> None:
        stage = stage_of(job)
        self._job = job.id
        self.printer_spoke.emit(stage)
        if job.is_waiting and job.state is not JobState.FAILED:
            self._look.start()
        if job.registration == self._scene.registration:
            self._show(replace(self._scene, stage=stage, printer=printer, trouble=job.trouble))

    def _ask(self) -> None:
        """Ask how far the last badge is; its printer may have recovered."""
        if self._job:
            job = self._job
            self._printer.submit(
                Task(
                    lambda: (self._desk.badge_job(job), self._desk.printer_name()),
                    done=lambda result: self._take_news(*result),
                )
            )

    def _take_news(self, job: BadgeJob, printer: str) -> None:
        """Take how far a badge is, unless a later one came in between."""
        if job.id == self._job:
            self._take_job(job, printer)

    def _fail(self, registration: str) -> None:
        self.printer_spoke.emit(BadgeStage.FAILED)
        if registration == self._scene.registration:
            self._show(replace(self._scene, stage=BadgeStage.FAILED, trouble=Trouble.NONE))

    def _show(self, scene: BadgeScene) -> None:
        self._scene = scene
        self.shown.emit(scene)


def stage_of(job: BadgeJob) -> BadgeStage:
    """Return how far a badge is for those who wait for it."""
    if job.state is JobState.FAILED or (job.reason and job.trouble not in _MERE_NEWS):
        return BadgeStage.FAILED
    return BadgeStage.PRINTING if job.is_waiting else BadgeStage.PRINTED


def badge_image(pdf: bytes) -> QImage:
    """Return the first page of *pdf* as a picture, sharp enough for any screen."""
    page = page_image(pdf, _PREVIEW_DPI)
    form = QImage.Format.Format_RGB888
    return QImage(page.tobytes(), page.width, page.height, page.width * 3, form).copy()
