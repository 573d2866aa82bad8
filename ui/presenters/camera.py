"""The camera as the desk knows it: on or off, what it sees, what is wrong with it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.reading.guidance import Advice
from app.reading.optical import Symbology
from app.settings import Settings
from ui.workers.camera import FrameReader
from ui.workers.camera_device import Camera, CameraState
from ui.workers.video_devices import VideoDevices

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoSink


@dataclass(frozen=True, slots=True)
class CameraScene:
    """The viewfinder: the last picture, how the camera is, and what helps the guest."""

    state: CameraState = CameraState.OFF
    image: QImage | None = None
    advice: Advice | None = None


class CameraPresenter(QObject):
    """Runs the camera and its reader.

    Signals:
        scanned: The text of a code that came into sight.
        shown: A `CameraScene`.
        chosen: Id and name of the camera that is used from now on.
    """

    scanned = Signal(str)
    shown = Signal(object)
    chosen = Signal(str, str)

    def __init__(
        self, settings: Settings, parent: QObject, devices: VideoDevices | None = None
    ) -> None:
        super().__init__(parent)
        self._scene = CameraScene()
        self._reader = FrameReader([Symbology(name) for name in settings.other_codes], self)
        self._camera = Camera(self, devices=devices, chosen=settings.camera_id)
        self._camera.framed.connect(self._reader.put)
        self._camera.changed.connect(self._take_state)
        self._reader.scanned.connect(self.scanned)
        self._reader.pictured.connect(self._take_picture)
        self._reader.advised.connect(self._take_advice)

    @property
    def scene(self) -> CameraScene:
        """What the viewfinder shows."""
        return self._scene

    @property
    def is_on(self) -> bool:
        """Whether the camera runs, or will as soon as it can."""
        return self._camera.is_on

    def sink(self) -> "QVideoSink":
        """Return the sink whose frames are read.

        Raises:
            ScannerError: this system lacks parts for video.
        """
        return self._camera.sink()

    def toggle(self) -> None:
        """Switch the camera on or off."""
        if self._camera.is_on:
            self._camera.stop()
        else:
            self._camera.start()

    def choose_next(self) -> None:
        """Use the next camera of this machine, and switch it on."""
        choice = self._camera.choose_next()
        self._camera.start()
        if choice is not None:
            self.chosen.emit(choice.id, choice.name)

    def close(self) -> None:
        """End camera and reader."""
        self._camera.stop()
        self._reader.stop()

    def _take_state(self, state: CameraState) -> None:
        is_seeing = state is CameraState.WATCHING
        image = self._scene.image if is_seeing else None
        self._show(CameraScene(state, image))

    def _take_picture(self, image: QImage) -> None:
        if self.is_on:
            self._show(replace(self._scene, image=image))

    def _take_advice(self, advice: Advice | None) -> None:
        self._show(replace(self._scene, advice=advice))

    def _show(self, scene: CameraScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
