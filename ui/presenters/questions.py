"""Asks the desk for open questions, tells it what people answer, and takes answers back."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import EmpfangError
from app.model.conflict import Resolution
from app.model.question import Question
from ui.desk import Desk
from ui.workers.lane import Lane
from ui.workers.task import Task

READING_MS = 600
"""Nobody has read the next question sooner; a second press of the same key is none for it."""


@dataclass(frozen=True, slots=True)
class QuestionScene:
    """What is open, which one is looked at, and how many were answered at this desk.

    ``news`` is what happened last: decided, reopened, nothing, an error, or nothing to tell.
    """

    questions: tuple[Question, ...] = ()
    chosen: int = 0
    answered: int = 0
    news: str = ""
    error: EmpfangError | None = None
    is_known: bool = False

    @property
    def question(self) -> Question | None:
        """The question that is looked at."""
        return self.questions[self.chosen] if self.chosen < len(self.questions) else None


class QuestionsPresenter(QObject):
    """One answer at a time; a question that somebody answers elsewhere disappears.

    Signals:
        shown: A `QuestionScene`.
        recorded: Something was written.
    """

    shown = Signal(object)
    recorded = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looks, self._answers = Lane("questions", self), Lane("answers", self)
        self._scene = QuestionScene()
        self._given: list[str] = []
        # Counts answers; a list from before the last one is out of date.
        self._turn = self._shown_turn = 0
        self._is_pending = False
        self._reading = QTimer(self, singleShot=True)
        self._reading.setInterval(READING_MS)

    @property
    def scene(self) -> QuestionScene:
        """What is shown now."""
        return self._scene

    def look(self) -> None:
        """Ask what is open now."""
        turn = self._turn
        self._looks.replace(
            Task(self._desk.questions.open, done=lambda found: self._take(found, turn))
        )

    def choose(self, number: int) -> None:
        """Look at another question."""
        self._show(replace(self._scene, chosen=number, news="", error=None))

    def answer(self, answer: Resolution) -> None:
        """Record the answer to the question that is looked at; nothing while one is on its way."""
        question = self._scene.question
        if question is not None and self._is_free and not self._reading.isActive():
            asked = question.id
            self._submit(lambda: self._desk.questions.resolve(asked, answer), self._take_given)

    def take_back(self) -> None:
        """Open the question again that this desk answered last."""
        if not self._given:
            self._show(replace(self._scene, news="nothing", error=None))
        elif self._is_free:
            entry = self._given[-1]
            self._submit(lambda: self._desk.questions.reopen(entry), self._take_reopened)

    def close(self) -> None:
        """Finish the answer that was given, then end the workers."""
        self._answers.close()
        self._looks.close(finish=False)

    @property
    def _is_free(self) -> bool:
        """Whether what is shown is what is open: a second press must not meet the next question."""
        return not self._is_pending and self._shown_turn == self._turn

    def _submit(self, work: object, done: object) -> None:
        self._is_pending = True
        self._answers.submit(Task(work, done, self._fail, self._crash))  # type: ignore[arg-type]  # passed on

    def _take(self, questions: list[Question], turn: int) -> None:
        if turn != self._turn:
            return
        self._shown_turn = turn
        before = self._scene.question
        ids = [question.id for question in questions]
        last = max(0, len(ids) - 1)
        chosen = min(self._scene.chosen, last)
        if before is not None and before.id in ids:
            chosen = ids.index(before.id)
        found = tuple(questions)
        self._show(replace(self._scene, questions=found, chosen=chosen, is_known=True))

    def _take_given(self, entry: str) -> None:
        self._given.append(entry)
        self._reading.start()
        self._tell("decided")

    def _take_reopened(self, _result: object) -> None:
        self._given.pop()
        self._tell("reopened")

    def _tell(self, news: str) -> None:
        self._is_pending = False
        self._turn += 1
        self._show(replace(self._scene, news=news, error=None, answered=len(self._given)))
        self.recorded.emit()
        self.look()

    def _fail(self, error: EmpfangError) -> None:
        self._is_pending = False
        self._turn += 1
        self._show(replace(self._scene, news="error", error=error))
        self.look()

    def _crash(self, _error: Exception) -> None:
        self._fail(EmpfangError(""))

    def _show(self, scene: QuestionScene) -> None:
        self._scene = scene
        self.shown.emit(scene)
