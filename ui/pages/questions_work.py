"""How the conflict inbox is worked: its keys, and what stands where."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.errors import InputError
from ui import question_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.questions import QuestionsPage
from ui.presenters.question_words import QuestionView, answer_of, row, view
from ui.presenters.questions import QuestionScene, QuestionsPresenter
from ui.texts import ERRORS

_NEWS = {
    "decided": ("welcome", texts.DECIDED),
    "reopened": ("already", texts.REOPENED),
    "nothing": ("attention", texts.NOTHING_DECIDED),
}


class QuestionsWork(QObject):
    """Connects the page of the conflict inbox with its presenter."""

    def __init__(self, page: QuestionsPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self.presenter = QuestionsPresenter(desk, self)
        self.presenter.shown.connect(self._show)
        page.list.chosen.connect(self.presenter.choose)
        page.answered.connect(self._answer)

    def open(self) -> None:
        """Show what is open."""
        self.presenter.look()
        self._page.take_focus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        if Qt.Key(event.key()) == Qt.Key.Key_F6:
            self.presenter.take_back()
            return True
        return self._page.press(event)

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _answer(self, number: int) -> None:
        question = self.presenter.scene.question
        answer = answer_of(question, number) if question else None
        if answer is not None:
            self.presenter.answer(answer)

    def _show(self, scene: QuestionScene) -> None:
        page, say, language = self._page, self._language.say, self._language
        page.head.show_words(say(texts.QUESTIONS), self._remark(scene))
        page.show_list([row(one, language) for one in scene.questions], scene.chosen)
        if scene.question is not None:
            page.show_question(view(scene.question, language))
        elif scene.is_known:
            page.show_question(QuestionView(say(texts.NOTHING_OPEN), say(texts.NOTHING_OPEN_WHY)))
        if scene.error is not None:
            is_late = isinstance(scene.error, InputError)
            words = texts.DECIDED_ELSEWHERE if is_late else ERRORS[scene.error.code]
            page.status.show_status("attention" if is_late else "stop", say(words))
        else:
            sign, words = _NEWS.get(scene.news, ("", ""))
            page.status.show_status(sign, say(words))

    def _remark(self, scene: QuestionScene) -> str:
        if not scene.questions:
            return ""
        count = self._language.number(len(scene.questions))
        parts = (texts.OPEN_COUNT, texts.NO_GUEST_WAITS)
        return " · ".join(self._language.say(part, count=count) for part in parts)
