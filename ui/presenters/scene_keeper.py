"""The scene that is shown, and when it goes by itself."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.presenters.scene import Scene


class SceneKeeper(QObject):
    """Keeps what stays from scene to scene: programme, open sheet, role, a failing disk.

    Signals:
        shown: A `Scene`.
        timed_out: It has been shown long enough.
    """

    shown = Signal(object)
    timed_out = Signal()

    def __init__(self, scene: Scene, clear_after_s: float, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = scene
        self._clearing = QTimer(self, singleShot=True)
        self._clearing.setInterval(round(clear_after_s * 1000))
        self._clearing.timeout.connect(self.timed_out)

    def show(self, scene: Scene, *, stays: bool = False) -> None:
        """Show *scene* for a while, for good if it *stays* or nothing goes on anyway."""
        before = self.scene
        self.scene = replace(
            scene,
            programme=before.programme,
            has_sheet=before.has_sheet,
            is_blocked=before.is_blocked,
            role=before.role,
        )
        if self.scene.is_blocked:
            self.hold()
        elif not stays:
            self.linger()
        self.shown.emit(self.scene)

    def vary(self, **changes: Any) -> None:
        """Show the scene with *changes*, unless it is so already."""
        scene = replace(self.scene, **changes)
        if scene != self.scene:
            self.scene = scene
            self.shown.emit(scene)

    def linger(self) -> None:
        """Begin the time anew after which it goes."""
        self._clearing.start()

    def hold(self) -> None:
        """Let it stay."""
        self._clearing.stop()
