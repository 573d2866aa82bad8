"""A group at the desk: looked up by one member, ticked, let in at once."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.errors import EmpfangError
from app.model.group import Group
from app.model.standing import Standing
from app.model.verdict import Answer, Reason, Verdict
from ui.desk import Desk
from ui.presenters.badges import PRINTS, BadgePresenter
from ui.presenters.reception import ReceptionPresenter
from ui.presenters.scene import Said, Topic
from ui.workers.task import Task


@dataclass(frozen=True, slots=True)
class GroupScene:
    """A group with those who are still to come; ``absent`` are places in ``awaited``."""

    group: Group
    awaited: tuple[Standing, ...]
    arrived: int
    absent: frozenset[int] = frozenset()
    prints: bool = True
    is_busy: bool = False
    error: EmpfangError | None = None

    @property
    def coming(self) -> tuple[Standing, ...]:
        """Who is ticked."""
        return tuple(one for place, one in enumerate(self.awaited) if place not in self.absent)


class GroupPresenter(QObject):
    """Lets a group in, in the order of the scans.

    Signals:
        shown: A `GroupScene`.
        found: A group was looked up; its panel may open.
        done: The group is in; its panel may close.
    """

    shown = Signal(object)
    found = Signal()
    done = Signal()

    def __init__(
        self, desk: Desk, reception: ReceptionPresenter, badges: BadgePresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._reception, self._badges = desk, reception, badges
        self._scene: GroupScene | None = None

    @property
    def scene(self) -> GroupScene | None:
        """The group that was looked up last."""
        return self._scene

    def look_up(self, guest: Standing) -> None:
        """Find the group of *guest*."""
        self._reception.run(
            Task(
                lambda: self._desk.crowd.group_of(guest.registration),
                lambda group: self._take(group, guest),
                self._reception.fail,
                self._reception.fail,
            )
        )

    def toggle(self, place: int) -> None:
        """Tick or untick one name."""
        scene = self._scene
        if scene is not None and place < len(scene.awaited) and not scene.is_busy:
            self._show(replace(scene, absent=scene.absent ^ {place}, error=None))

    def admit(self) -> None:
        """Let everybody in who is ticked."""
        scene = self._scene
        if scene is None or scene.is_busy or not scene.coming:
            return
        wanted, door = [one.registration for one in scene.coming], self._reception.session
        self._show(replace(scene, is_busy=True, error=None))
        self._reception.run(
            Task(
                lambda: self._desk.crowd.admit(wanted, session=door),
                self._take_answers,
                self._fail,
                lambda _error: self._fail(EmpfangError("")),
            )
        )

    def _take(self, group: Group | None, guest: Standing) -> None:
        if group is None:
            name = guest.person.name
            self._reception.tell(Said(topic=Topic.NO_GROUP, name=name, guest=guest))
            return
        awaited = group.awaited(self._reception.session)
        if not awaited:
            self._reception.tell(Said(topic=Topic.ALL_HERE, group=group.name, guest=guest))
            return
        arrived = len(group.arrived(self._reception.session))
        self._show(GroupScene(group, awaited, arrived, prints=self._reception.prints))
        self.found.emit()

    def _take_answers(self, answers: list[Answer]) -> None:
        scene = self._scene
        if scene is None:
            return
        if answers[0].reason is Reason.NOT_RECORDED:
            self._show(replace(scene, is_busy=False))
            self._reception.receive(answers[0])
            return
        welcome = [answer for answer in answers if answer.verdict is Verdict.WELCOME]
        others = [answer for answer in answers if answer.verdict in _TROUBLES]
        self._scene = None
        self.done.emit()
        said = Said(
            topic=Topic.GROUP, group=scene.group.name, number=len(welcome), others=tuple(others)
        )
        self._reception.tell(said)
        if scene.prints:
            self._badges.spool([guest.registration for guest in _badgeless(welcome)])

    def _fail(self, error: EmpfangError) -> None:
        if self._scene is not None:
            self._show(replace(self._scene, is_busy=False, error=error))

    def _show(self, scene: GroupScene) -> None:
        self._scene = scene
        self.shown.emit(scene)


_TROUBLES = (Verdict.ATTENTION, Verdict.STOP)


def _badgeless(answers: list[Answer]) -> list[Standing]:
    """Return who came for the first time and has no badge yet."""
    return [
        answer.standing
        for answer in answers
        if answer.standing and answer.reason in PRINTS and not answer.standing.badges
    ]
