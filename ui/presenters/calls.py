"""Calls: who is handed over to the help list, and who takes whom from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.model.call import HeardCall
from app.model.standing import Standing
from app.model.verdict import Answer, Verdict
from ui.desk import Desk
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scene import Said, Topic
from ui.workers.task import Task

_QUIET = (Verdict.WELCOME, Verdict.ALREADY)


@dataclass(frozen=True, slots=True)
class CallsScene:
    """Calls in the order in which they were first seen; ``gone`` are ids of those taken.

    As long as the list is in sight every call keeps its place, so that no key takes another one
    than the eye has seen.
    """

    calls: tuple[HeardCall, ...] = ()
    gone: frozenset[str] = frozenset()
    error: EmpfangError | None = None


class CallsPresenter(QObject):
    """Hands guests over and takes calls, in the order of the scans.

    Signals:
        shown: A `CallsScene`.
        taken: A call was taken here; the list may close.
        handed_over: The `Standing` of somebody who is on the help list now, and nobody has
            named a matter yet.
    """

    shown = Signal(object)
    taken = Signal()
    handed_over = Signal(object)

    def __init__(self, desk: Desk, reception: ReceptionPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._reception = desk, reception
        self._known: tuple[HeardCall, ...] = ()
        self._scene = CallsScene()

    @property
    def scene(self) -> CallsScene:
        """What is shown now."""
        return self._scene

    def take_news(self, calls: Sequence[HeardCall]) -> None:
        """Take the open calls as they are now."""
        self._known = tuple(calls)
        open_ids = {heard.call.id for heard in calls}
        kept = self._scene.calls
        shown = {heard.call.id for heard in kept}
        fresh = tuple(heard for heard in calls if heard.call.id not in shown)
        gone = frozenset(shown - open_ids)
        if fresh or gone != self._scene.gone:
            self._show(replace(self._scene, calls=(*kept, *fresh), gone=gone))

    def begin(self) -> None:
        """Show the open calls anew, each at its first place."""
        self._show(CallsScene(self._known))

    def hand_over(self, guest: Standing, matter: str = "") -> None:
        """Put *guest* on the help list; what the plate says is the matter if none is named."""
        note = matter or self._matter(guest)
        self._reception.run(
            Task(
                lambda: self._desk.crowd.call(guest.registration, note=note),
                lambda _nothing: self._take_handed(guest, note, is_named=bool(matter)),
                self._reception.fail,
                self._reception.fail,
            )
        )

    def take(self, place: int) -> None:
        """Take the call at *place*, counted from 0."""
        scene = self._scene
        if place >= len(scene.calls) or scene.calls[place].call.id in scene.gone:
            return
        heard = scene.calls[place]
        self._reception.run(
            Task(
                lambda: self._desk.crowd.take(heard.call.id),
                lambda guest: self._take_taken(heard, guest),
                self._fail,
                lambda _error: self._fail(EmpfangError("")),
            )
        )

    def _matter(self, guest: Standing) -> str:
        answer: Answer | None = self._reception.scene.answer
        if answer is None or answer.standing is None or answer.verdict in _QUIET:
            return ""
        is_about = answer.standing.registration == guest.registration
        return answer.reason.value if is_about else ""

    def _take_handed(self, guest: Standing, note: str, *, is_named: bool) -> None:
        said = Said(topic=Topic.HANDED_OVER, name=guest.person.name, group=note, guest=guest)
        self._reception.tell(said)
        if not is_named:
            self.handed_over.emit(guest)

    def _take_taken(self, heard: HeardCall, guest: Standing | None) -> None:
        self.taken.emit()
        said = Said(topic=Topic.TAKEN, name=heard.call.name, call=heard, guest=guest)
        self._reception.tell(said)

    def _fail(self, error: EmpfangError) -> None:
        self._show(replace(self._scene, error=error))
        self._reception.recorded.emit()

    def _show(self, scene: CallsScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
