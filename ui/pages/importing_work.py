"""How the page is worked on which a list of guests is taken in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import import_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.import_review import ReviewView
from ui.pages.importing import COLUMNS, QUESTION, REVIEW, ImportPage
from ui.presenters import import_words as words
from ui.presenters.import_scene import REFUSED, TABS, UNCHANGED, ImportScene, Stage
from ui.presenters.importing import ImportPresenter
from ui.widgets.fate_tabs import TabView
from ui.widgets.keys import Key

Choose = Callable[[QWidget, str], str]


class ImportWork(QObject):
    """Connects the page with its presenter.

    Args:
        page: The page.
        desk: The station.
        language: What it speaks at first.
        choose: Asks for a file, told the parent and the kinds; empty when nothing was chosen.
    """

    def __init__(
        self, page: ImportPage, desk: Desk, language: Language, choose: Choose | None = None
    ) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self.choose = choose or _chosen_file
        self._shown: tuple[object, ...] = ()
        self._fields: list[str] = []
        self.presenter = ImportPresenter(desk, self)
        self.presenter.shown.connect(self._show)
        page.key_pressed.connect(self.do)
        page.answered.connect(self.presenter.answer)
        page.review.tab_chosen.connect(self.presenter.show_tab)
        page.review.toggled.connect(self.presenter.toggle)
        page.review.all_toggled.connect(self.presenter.toggle_all)
        page.columns.chosen.connect(self.presenter.choose_column)
        # The list whose row was chosen may not be filled anew while it still tells of it.
        page.fields.chosen.connect(lambda number: QTimer.singleShot(0, lambda: self._set(number)))

    def open(self) -> None:
        """Show how it stands; look at a file that was dropped."""
        self.presenter.open()
        self._page.focus_first()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        key = Qt.Key(event.key())
        actions = {
            Qt.Key.Key_F2: "choose",
            Qt.Key.Key_F3: "columns",
            Qt.Key.Key_F7: "repair",
        }
        if (action := actions.get(key)) is not None:
            self.do(action)
            return True
        return self._page.press(event)

    def back(self) -> bool:
        """Go one step back; return whether there was anything to leave."""
        return self.presenter.back()

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        presenter = self.presenter
        if name == "enter":
            stage = presenter.scene.stage
            if stage in (Stage.READING, Stage.TAKING):
                return  # pressed twice
            name = "use" if stage is Stage.COLUMNS else "choose"
        if name == "choose":
            if file := self.choose(self._page, self._language.say(texts.FILES)):
                presenter.look_at(Path(file))
        elif name == "cancel":
            presenter.back()
        else:
            {
                "take": presenter.take,
                "repair": presenter.repair,
                "columns": presenter.open_columns,
                "use": presenter.keep_columns,
            }[name]()

    def close(self) -> None:
        """End the worker."""
        self.presenter.close()

    def _set(self, number: int) -> None:
        if 0 <= number < len(self._fields):
            self.presenter.set_field(self._fields[number])

    def _show(self, scene: ImportScene) -> None:
        page, say = self._page, self._language.say
        before = page.mode
        remark = scene.file.name if scene.file is not None else ""
        title = texts.IMPORT if scene.stage is Stage.EMPTY else texts.CHECK_LIST
        page.head.show_words(say(title), remark if scene.stage is not Stage.EMPTY else "")
        is_waiting = scene.stage in (Stage.READING, Stage.ASKING, Stage.TAKING)
        page.head.show_keys(self._keys(scene), has_primary=not is_waiting)
        page.status.show_status(*self._status(scene))
        if scene.stage is Stage.REVIEW:
            self._show_review(scene)
        elif scene.stage is Stage.COLUMNS:
            self._show_columns(scene)
        else:
            asked, why = self._asked(scene)
            page.show_mode(QUESTION, asked, why)
            page.show_choices(words.choices(scene, self._language) if scene.question else ())
        if page.isVisible() and page.mode != before:
            page.focus_first()

    def _keys(self, scene: ImportScene) -> list[Key]:
        say = self._language.say
        cancel = Key("cancel", "Esc", say(texts.CANCEL))
        if scene.stage is Stage.EMPTY:
            return [Key("choose", "F2", say(texts.CHOOSE_FILE))]
        if scene.stage is Stage.DONE:
            return [Key("choose", "F2", say(texts.OTHER_FILE))]
        if scene.stage is Stage.COLUMNS:
            return [cancel, Key("use", "⏎", say(texts.USE_COLUMNS))]
        if scene.stage is Stage.REVIEW:
            return [cancel, Key("take", "⏎", words.take_word(scene, self._language))]
        if scene.stage is Stage.TAKING:
            return [Key("cancel", "Esc", say(texts.STOP))]
        return [cancel]

    def _status(self, scene: ImportScene) -> tuple[str, str]:
        """Return what went wrong; how it stands is said in larger words."""
        return words.status(scene, self._language) if scene.error is not None else ("", "")

    def _asked(self, scene: ImportScene) -> tuple[str, str]:
        say = self._language.say
        if scene.stage is Stage.ASKING and scene.question is not None:
            return say(texts.ASKED[scene.question]), say(texts.ASKED_WHY[scene.question])
        if scene.stage in (Stage.READING, Stage.TAKING, Stage.DONE):
            return words.status(scene, self._language)[1], ""
        return say(texts.DROP_HERE), say(texts.DROP_WHY)

    def _show_columns(self, scene: ImportScene) -> None:
        page, say = self._page, self._language.say
        asked, why = texts.COLUMNS_TITLE, texts.COLUMNS_WHY
        if scene.question is not None and not _has_name(scene):
            asked, why = texts.ASKED[scene.question], texts.ASKED_WHY[scene.question]
        page.show_mode(COLUMNS, say(asked), say(why))
        page.columns.show_rows(words.columns(scene, self._language), scene.column)
        found, chosen = words.fields(scene, self._language)
        self._fields = [name for name, _ in found]
        page.show_fields([word for _, word in found], chosen)

    def _show_review(self, scene: ImportScene) -> None:
        page, language, say = self._page, self._language, self._language.say
        page.show_mode(REVIEW)
        counts = words.counts(scene)
        names = [name for name in TABS if name != REFUSED or counts[REFUSED]]
        tabs = [TabView(one, language.number(counts[one]), say(texts.FATES[one])) for one in names]
        reading, columns = words.reading(scene, language)
        damage, repair = words.damage(scene, language)
        view = ReviewView(
            tabs=tabs,
            tab=scene.tab,
            reading=reading,
            columns=columns,
            status=words.status(scene, language),
            damage=damage,
            repair=repair,
            empty="" if counts[scene.tab] else say(texts.EMPTY_TABS[scene.tab]),
        )
        page.review.show_view(view)
        shown = (scene.finding, scene.tab, language.name)
        if shown != self._shown:
            self._shown = shown
            page.review.show_rows(words.rows(scene, language), self._captions(scene))
        can_tick = scene.tab not in (UNCHANGED, REFUSED) and bool(counts[scene.tab])
        page.review.show_ticks(scene.ticked, can_tick=can_tick)

    def _captions(self, scene: ImportScene) -> list[str]:
        parts = {
            "new": (texts.GUEST, texts.FIELDS["organisation"], "", texts.HINT),
            "vanished": (texts.GUEST,),
            UNCHANGED: (texts.GUEST,),
            REFUSED: ("", texts.WHY),
        }.get(scene.tab, (texts.GUEST, texts.FIELD, texts.BEFORE, texts.AFTER))
        return [self._language.say(part) for part in parts]


def _has_name(scene: ImportScene) -> bool:
    finding = scene.finding
    return finding is not None and finding.columns is not None and finding.columns.has_name


def _chosen_file(parent: QWidget, kinds: str) -> str:
    """Ask the system's own dialog; empty when nothing was chosen."""
    return QFileDialog.getOpenFileName(parent, "", str(Path.home()), kinds)[0]
