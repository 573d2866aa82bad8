"""Qt's cameras behind a seam: which there are, whether they may be used, one that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QCameraPermission,
    QCoreApplication,
    QObject,
    Qt,
    Signal,
    SignalInstance,
)

from app.errors import ScannerError

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink


class Permission(StrEnum):
    """What the system says about using a camera."""

    GRANTED = "granted"
    DENIED = "denied"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera of this machine; ``id`` stays the same when it is plugged in again."""

    id: str
    name: str


class VideoDevices(Protocol):
    """What `ui.workers.camera_device.Camera` needs from the system.

    ``changed`` is emitted when a camera came or went, ``failed`` when the open one stopped
    for a reason that the system names, ``framed`` with each video frame.
    """

    @property
    def changed(self) -> SignalInstance:
        """Emitted without arguments."""
        ...

    @property
    def failed(self) -> SignalInstance:
        """Emitted with the system's own words."""
        ...

    @property
    def framed(self) -> SignalInstance:
        """Emitted with a `QVideoFrame`."""
        ...

    def sink(self) -> "QVideoSink":
        """Return the sink whose frames are read, made on first use.

        Raises:
            ScannerError: this system lacks parts that Qt needs for video.
        """
        ...

    def choices(self) -> list[CameraChoice]:
        """Return the cameras, the system's first choice first."""
        ...

    def permission(self) -> Permission:
        """Return whether cameras may be used."""
        ...

    def ask_permission(self, answered: Callable[[], None]) -> None:
        """Let the system ask the user; *answered* is called when it has."""
        ...

    def open(self, camera: str) -> None:
        """Start the camera with that id; its frames and failures follow as signals."""
        ...

    def close(self) -> None:
        """Stop the open camera, if there is one."""
        ...


class QtVideoDevices(QObject):
    """The cameras that QtMultimedia knows; loaded by the first call of `sink`, not before."""

    changed = Signal()
    failed = Signal(str)
    framed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QVideoSink | None = None
        self._open: tuple[QCamera, QMediaCaptureSession] | None = None

    def sink(self) -> "QVideoSink":
        """Return the sink whose frames are read, made on first use.

        Raises:
            ScannerError: this system lacks parts that Qt needs for video.
        """
        if self._sink is None:
            try:
                from PySide6.QtMultimedia import (  # noqa: PLC0415 - absent on some systems
                    QMediaDevices,
                    QVideoSink,
                )
            except ImportError as error:
                sentence = "This system lacks parts for video; use scanner or search."
                raise ScannerError(sentence) from error
            QMediaDevices(self).videoInputsChanged.connect(self.changed)
            self._sink = QVideoSink(self)
            # Two signals of different type cannot be tied together directly.
            self._sink.videoFrameChanged.connect(self.framed.emit)
        return self._sink

    def choices(self) -> list[CameraChoice]:
        """Return the cameras, the system's first choice first."""
        from PySide6.QtMultimedia import QMediaDevices  # noqa: PLC0415 - absent on some systems

        first = QMediaDevices.defaultVideoInput()
        every = sorted(QMediaDevices.videoInputs(), key=lambda camera: camera != first)
        return [CameraChoice(_hex(one.id().data()), one.description()) for one in every]

    def permission(self) -> Permission:
        """Return whether cameras may be used; systems without such a question grant it."""
        application = QCoreApplication.instance()
        if application is None:
            return Permission.DENIED
        return {
            Qt.PermissionStatus.Granted: Permission.GRANTED,
            Qt.PermissionStatus.Denied: Permission.DENIED,
        }.get(application.checkPermission(QCameraPermission()), Permission.ASK)

    def ask_permission(self, answered: Callable[[], None]) -> None:
        """Let the system ask the user; *answered* is called when it has."""
        application = QCoreApplication.instance()
        if application is not None:
            application.requestPermission(QCameraPermission(), self, lambda _given: answered())

    def open(self, camera: str) -> None:
        """Start the camera with that id; one that has just gone starts nothing."""
        from PySide6.QtMultimedia import (  # noqa: PLC0415 - absent on some systems
            QCamera,
            QMediaCaptureSession,
            QMediaDevices,
        )

        self.close()
        for device in QMediaDevices.videoInputs():
            if _hex(device.id().data()) == camera:
                lens, session = QCamera(device, self), QMediaCaptureSession(self)
                lens.errorOccurred.connect(lambda _error, words: self.failed.emit(words))
                session.setCamera(lens)
                session.setVideoSink(self.sink())
                self._open = (lens, session)
                lens.start()
                return

    def close(self) -> None:
        """Stop the open camera, if there is one."""
        if self._open is not None:
            lens, session = self._open
            lens.stop()
            lens.deleteLater()
            session.deleteLater()
        self._open = None


def _hex(data: bytes | bytearray | memoryview) -> str:
    return bytes(data).hex()
