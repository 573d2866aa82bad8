"""The search by name: asks the desk for every keystroke, and lets in by Enter."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.settings import Settings
from ui.desk import Desk
from ui.models.hits import Found
from ui.workers.lane import Lane
from ui.workers.task import Task

LETTERS_MIN = 2
"""With fewer letters nobody is shown: nobody shall browse the list."""
_ASKED = 20
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SearchScene:
    """What was typed and who was found; ``twins`` share the name of the first."""

    text: str = ""
    found: tuple[Found, ...] = ()
    twins: int = 0

    @property
    def is_long_enough(self) -> bool:
        """Whether the desk was asked at all."""
        return sum(letter.isalnum() for letter in self.text) >= LETTERS_MIN


class SearchPresenter(QObject):
    """Keeps the hits of what was typed last; older ones that come late are dropped.

    Whoever is expected at the session where this station stands, which *door* tells, comes first.

    Signals:
        shown: A `SearchScene`.
        picked: The registration that Enter checks in.
        coded: Nobody has such a name, so what was typed may be a code.
        timed_out: Nobody typed for a while; names must not stay in sight.
    """

    shown = Signal(object)
    picked = Signal(str)
    coded = Signal(str)
    timed_out = Signal()

    def __init__(
        self, desk: Desk, settings: Settings, door: Callable[[], str | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._door = desk, door
        self._lane = Lane("search", self)
        self._scene = SearchScene()
        self._text = ""
        self._enter_waits = False
        self._clearing = QTimer(self, singleShot=True)
        self._clearing.setInterval(round(settings.clear_after_s * 1000))
        self._clearing.timeout.connect(self.timed_out)

    @property
    def scene(self) -> SearchScene:
        """What is shown now."""
        return self._scene

    def search(self, text: str) -> None:
        """Find who is meant by *text*; with too few letters nobody."""
        self._text, self._enter_waits = text, False
        self._clearing.start()
        asked = SearchScene(text)
        if not asked.is_long_enough:
            self._show(asked)
            return
        self._lane.replace(
            Task(
                lambda: self._found(text),
                done=self._take,
                failed=lambda _error: self._take(asked),
                crashed=lambda _error: self._take(asked),
            )
        )

    def touch(self) -> None:
        """Start the time anew after which everything clears itself."""
        self._clearing.start()

    def enter(self, chosen: Found | None) -> None:
        """Pick the chosen guest, else the first when nobody else has that name.

        When the hits of the last keystroke are still on their way, Enter waits for them.
        """
        self._clearing.start()
        if chosen is not None:
            self.picked.emit(chosen.hit.id)
        elif self._scene.text != self._text:
            self._enter_waits = True
        elif self._scene.found and self._scene.twins == 1:
            self.picked.emit(self._scene.found[0].hit.id)
        elif not self._scene.found and self._scene.is_long_enough:
            self.coded.emit(self._text)

    def close_search(self) -> None:
        """Forget what was typed and found."""
        self._clearing.stop()
        self._text, self._enter_waits = "", False
        self._show(SearchScene())

    def close(self) -> None:
        """End the worker."""
        self._clearing.stop()
        self._lane.close(finish=False)

    def _found(self, text: str) -> SearchScene:
        hits = self._desk.find(text, _ASKED, self._door())
        twins = sum(hit.name.casefold() == hits[0].name.casefold() for hit in hits)
        found = tuple(Found(hit, self._desk.standing(hit.id)) for hit in hits[:_SHOWN])
        return SearchScene(text, found, twins)

    def _take(self, scene: SearchScene) -> None:
        if scene.text != self._text:
            return
        self._show(scene)
        if self._enter_waits:
            self._enter_waits = False
            self.enter(None)

    def _show(self, scene: SearchScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
