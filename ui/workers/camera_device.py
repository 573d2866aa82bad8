"""The camera of this desk: which one, in what state, and how it comes back by itself."""

import logging
from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import ScannerError
from ui.workers.video_devices import CameraChoice, Permission, QtVideoDevices, VideoDevices

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

SILENCE_S = 3.0
"""Without a frame for so long the camera is started again, and again."""

_LOOK_MS = 500

logger = logging.getLogger(__name__)


class CameraState(StrEnum):
    """What there is to say about the camera."""

    OFF = "off"
    STARTING = "starting"
    WATCHING = "watching"
    NO_CAMERA = "no_camera"
    NO_PERMISSION = "no_permission"
    NO_SUPPORT = "no_support"
    BUSY = "busy"
    SILENT = "silent"

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something, or wait."""
        return self not in (CameraState.OFF, CameraState.STARTING, CameraState.WATCHING)


class Camera(QObject):
    """Keeps a camera running from `start` to `stop`, whatever happens to it.

    Args:
        parent: As Qt has it.
        devices: The cameras of this machine.
        chosen: Id of the camera to use; when it is not there, the first one is used.
        now_s: Monotonic seconds.

    Signals:
        framed: A `QVideoFrame`, also of frames that are pushed into the sink.
        changed: The new `CameraState`.
    """

    framed = Signal(object)
    changed = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        devices: VideoDevices | None = None,
        chosen: str = "",
        now_s: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._devices = devices or QtVideoDevices(self)
        self._chosen, self._open_id = chosen, ""
        self._now_s = now_s
        self._state = CameraState.OFF
        self._since_s = 0.0
        self._devices.changed.connect(self._take_change)
        self._devices.failed.connect(self._take_failure)
        self._devices.framed.connect(self._take_frame)
        self._watchdog = QTimer(self, interval=_LOOK_MS)
        self._watchdog.timeout.connect(self.look)

    @property
    def state(self) -> CameraState:
        """How the camera is."""
        return self._state

    @property
    def is_on(self) -> bool:
        """Whether it runs or is to run as soon as it can."""
        return self._state is not CameraState.OFF

    @property
    def chosen(self) -> str:
        """Id of the camera that somebody chose; empty for the system's first."""
        return self._chosen

    def sink(self) -> "QVideoSink":
        """Return the sink whose frames are read; tests and the demo push into it.

        Raises:
            ScannerError: this system lacks parts for video.
        """
        return self._devices.sink()

    def start(self) -> None:
        """Switch the camera on; what hinders it is its state."""
        if self.is_on:
            return
        try:
            self._devices.sink()
        except ScannerError:
            self._become(CameraState.NO_SUPPORT)
            return
        self._open()
        self._watchdog.start()

    def stop(self) -> None:
        """Switch the camera off."""
        self._watchdog.stop()
        self._shut()
        self._become(CameraState.OFF)

    def choose_next(self) -> CameraChoice | None:
        """Go on to the next camera of this machine; return it, None when there is none."""
        choices = self._choices()
        if not choices:
            return None
        ids = [choice.id for choice in choices]
        place = ids.index(self._open_id) if self._open_id in ids else -1
        following = choices[(place + 1) % len(choices)]
        self._chosen = following.id
        if self.is_on:
            self._open()
        return following

    def look(self) -> None:
        """Start a camera again that gives no frames; called twice a second."""
        if self._state is CameraState.NO_PERMISSION:
            if self._devices.permission() is Permission.GRANTED:
                self._open()
        elif self._open_id and self._now_s() - self._since_s >= SILENCE_S:
            logger.info("no frame for %g s, the camera is started again", SILENCE_S)
            is_busy = self._state is CameraState.BUSY
            self._open(CameraState.BUSY if is_busy else CameraState.SILENT)

    def _open(self, meanwhile: CameraState = CameraState.STARTING) -> None:
        """Open the chosen camera, or the first one, or say why none."""
        self._shut()
        permission = self._devices.permission()
        choices = self._choices()
        if permission is Permission.ASK:
            self._become(CameraState.STARTING)
            self._devices.ask_permission(self._take_permission)
        elif permission is Permission.DENIED:
            self._become(CameraState.NO_PERMISSION)
        elif not choices:
            self._become(CameraState.NO_CAMERA)
        else:
            ids = [choice.id for choice in choices]
            self._open_id = self._chosen if self._chosen in ids else ids[0]
            self._since_s = self._now_s()
            self._become(meanwhile)
            self._devices.open(self._open_id)

    def _shut(self) -> None:
        if self._open_id:
            self._devices.close()
            self._open_id = ""

    def _choices(self) -> list[CameraChoice]:
        try:
            self._devices.sink()
        except ScannerError:
            return []
        return self._devices.choices()

    def _become(self, state: CameraState) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit(state)

    def _take_frame(self, frame: "QVideoFrame") -> None:
        self._since_s = self._now_s()
        if self._open_id:
            self._become(CameraState.WATCHING)
        self.framed.emit(frame)

    def _take_permission(self) -> None:
        if not self.is_on:
            return
        if self._devices.permission() is Permission.ASK:
            self._become(CameraState.NO_PERMISSION)
        else:
            self._open()

    def _take_change(self) -> None:
        """Follow a camera that came or went; a chosen one is taken back when it returns."""
        if self._state in (CameraState.OFF, CameraState.NO_SUPPORT, CameraState.NO_PERMISSION):
            return
        ids = [choice.id for choice in self._choices()]
        is_chosen_back = self._chosen in ids and self._open_id != self._chosen
        if self._open_id not in ids or is_chosen_back:
            self._open()

    def _take_failure(self, words: str) -> None:
        """Take the system's complaint: mostly another program has the camera."""
        if not self._open_id:
            return
        logger.info("the camera failed: %s", words)
        self._since_s = self._now_s()
        self._become(CameraState.BUSY)
