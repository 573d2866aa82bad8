"""Which ways a code may come by, and the lamps that say so."""

from PySide6.QtCore import QObject, Slot

from ui.pages.reception import ReceptionPage
from ui.presenters.badges import BadgePresenter, BadgeStage
from ui.presenters.camera import CameraPresenter, CameraScene
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scanner import ScannerPresenter
from ui.presenters.scene import Notice
from ui.workers.camera_device import CameraState
from ui.workers.serial_scanner import SerialState


class Hearing(QObject):
    """Follows the focus, the camera, the scanner and the printer; shows how they are."""

    def __init__(
        self,
        page: ReceptionPage,
        reception: ReceptionPresenter,
        badges: BadgePresenter,
        scanner: ScannerPresenter,
        camera: CameraPresenter,
    ) -> None:
        super().__init__(page)
        self._page, self._reception, self._badges = page, reception, badges
        self._scanner, self._camera = scanner, camera
        self._printer_works, self._is_listening = True, True
        self._camera_state = CameraState.OFF
        badges.printer_spoke.connect(self._take_printer)
        scanner.shown.connect(page.show_scanner)
        scanner.shown.connect(self._hear)
        camera.shown.connect(self._show_camera)

    def listen(self, *, is_listening: bool) -> None:
        """Say whether the keys of a scanner arrive here."""
        self._is_listening = is_listening
        self._show_lamps()
        self._hear()

    @Slot(object)
    def _take_printer(self, stage: BadgeStage) -> None:
        self._printer_works = stage is not BadgeStage.FAILED
        self._show_lamps()

    def _show_lamps(self) -> None:
        self._page.show_lamps(is_listening=self._is_listening, printer_works=self._printer_works)

    @Slot()
    def _hear(self) -> None:
        hears_otherwise = self._camera.is_on or self._scanner.scene.serial is SerialState.READY
        self._reception.set_deaf(is_deaf=not self._is_listening and not hears_otherwise)

    @Slot(object)
    def _show_camera(self, camera: CameraScene) -> None:
        """Show the viewfinder; trouble that is new also stands on an idle plate."""
        self._hear()
        self._badges.show_camera(camera)
        is_new, self._camera_state = camera.state is not self._camera_state, camera.state
        if is_new and camera.state.is_trouble and self._reception.scene.verdict == "idle":
            self._reception.notify(Notice(camera.state.value))
