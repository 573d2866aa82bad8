"""The reception page: plate, facts and figures at the left, badge and latest at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import question_texts, texts
from ui.language import Language
from ui.models.arrivals import ArrivalsModel
from ui.models.hits import HitsModel
from ui.pages.door import DoorPage
from ui.pages.drawn import DrawnPage
from ui.pages.sheets import Sheets
from ui.presenters import lists, words
from ui.presenters.badges import BadgeScene
from ui.presenters.scanner import ScannerScene
from ui.presenters.scanner_words import lamp_word
from ui.presenters.scene import Scene
from ui.presenters.search import SearchScene
from ui.presenters.watch import Sight
from ui.theme import Look
from ui.widgets.badge_panel import BadgePanel
from ui.widgets.count_row import CountRow
from ui.widgets.facts import Facts
from ui.widgets.header import Header
from ui.widgets.keys import Key, KeyBar
from ui.widgets.latest_list import LatestList
from ui.widgets.plate import Plate
from ui.widgets.search_overlay import SearchOverlay, SearchWords


class ReceptionPage(DrawnPage):
    """Shows scenes; knows no service. Everything stands at a place that never moves.

    Signals:
        key_pressed: The name of a key of the bar that was clicked.
    """

    key_pressed = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._language = language
        self._sight: Sight | None = None
        self._scene: Scene | None = None
        self._badge = BadgeScene()
        self._searched = SearchScene()
        self._is_listening, self._printer_works = True, True
        self._scanner = ScannerScene()
        self._arrivals, self._hits = ArrivalsModel(language, self), HitsModel(language, self)
        self.header, self.plate, self.facts = Header(self), Plate(self), Facts(self)
        self.counts, self.keys = CountRow(self), KeyBar(self)
        self.badge_panel = BadgePanel(self)
        self.latest = LatestList(self._arrivals, self)
        self._place: tuple[str, str] = ("", "")
        self._door_keys: tuple[Sequence[Key], Sequence[Key]] = ((), ())
        self.door = DoorPage(self._arrivals, self)
        self.badge_panel.raise_()
        self.search = SearchOverlay(self._hits, self)
        self.sheets = Sheets(self)
        self._placed: tuple[QRect, bool, int] | None = None
        self.keys.pressed.connect(self.key_pressed)
        self.sheets.changed.connect(self.arrange)
        self.door.changed.connect(self.arrange)

    def set_language(self, language: Language) -> None:
        """Say everything that is shown in another language."""
        self._language = language
        self._arrivals.set_language(language)
        self._hits.set_language(language)
        self._show_title()
        self.latest.set_title(language.say(texts.LATEST))
        self.search.set_spoken(language.say(texts.SEARCH))
        self.sheets.set_language(language)
        self._say_again()
        self.arrange()

    def show_scene(self, scene: Scene) -> None:
        """Show an answer, a notice, or that the page is ready."""
        self._scene = scene
        if self.is_at_room:  # the band says it there
            self._show_time(scene)
            return
        self.plate.show_view(words.plate_view(scene, self._language))
        self.facts.show_facts(words.facts(scene, self._language))
        self._show_time(scene)
        self.arrange()

    def show_time(self, scene: Scene) -> None:
        """Show the time of day of *scene*; the facts follow it while nobody is there."""
        self._show_time(scene)
        is_idle = self._scene is not None and self._scene.verdict == "idle"
        if is_idle and not self.is_at_room:
            self.facts.show_facts(words.facts(scene, self._language))

    def show_badge(self, scene: BadgeScene) -> None:
        """Show the badge of the guest and how far it is, or what the camera sees."""
        is_turned = (scene.camera is None) is not (self._badge.camera is None)
        self._badge = scene
        if is_turned and self.is_at_room:
            self.arrange()
        printer = self._sight.printer if self._sight else ""
        self.badge_panel.show_view(lists.badge_view(scene, printer, self._language))

    def show_search(self, scene: SearchScene) -> None:
        """Show who was found."""
        self._searched = scene
        self.search.show_found(scene.found, self._search_words())

    def show_sight(self, sight: Sight) -> None:
        """Show figures, latest arrivals and lamps."""
        self._sight = sight
        say, counts = self._language.say, sight.counts
        self._arrivals.show_arrivals(sight.latest)
        expected = lists.expected_words(counts, self._language)
        self.counts.show_counts(say(texts.ARRIVED), str(counts.arrived), expected)
        self.counts.bars.show_numbers(sight.bars, say(texts.ARRIVALS_CHART))
        self._show_title()
        latest = say(texts.LATEST)
        self.door.latest.set_title(latest)
        is_unsure = self._arrivals.has_unsure
        self.latest.set_title(f"{latest} ({say(question_texts.MARK)})" if is_unsure else latest)
        for part in (self.latest, self.door.latest):
            part.show_hint(*lists.hint(sight, self._language))
        self._show_lamps()

    def show_lamps(self, *, is_listening: bool, printer_works: bool) -> None:
        """Show whether the scanner is heard and the last badge was printed."""
        self._is_listening, self._printer_works = is_listening, printer_works
        self._show_lamps()

    def show_scanner(self, scene: ScannerScene) -> None:
        """Show how the scanner at the serial port is doing, if there is one."""
        self._scanner = scene
        self._show_lamps()

    def show_place(
        self, title: str, what: str, keys: Sequence[Key] = (), roll_keys: Sequence[Key] = ()
    ) -> None:
        """Stand at the door of a room, or at reception when *title* is empty.

        Args:
            title: The room, in the header.
            what: What takes place there.
            keys: Those at the door.
            roll_keys: Those while the roll is open.
        """
        self._place, self._door_keys = (title, what), (keys, roll_keys)
        self.door.setVisible(bool(title))
        for part in (self.plate, self.facts, self.counts):
            part.setVisible(not title)
        self._show_title()
        self._show_lamps()
        if self._scene is not None and not title:
            self.show_scene(self._scene)
        self.arrange()

    @property
    def is_at_room(self) -> bool:
        """Whether the door of a room is shown."""
        return bool(self._place[0])

    @property
    def place(self) -> str:
        """Where the keys go: search, new, change, roll, or main."""
        if self.sheets.has_form:
            return self.sheets.open_sheet
        if self.search.isVisibleTo(self):
            return "search"
        return "roll" if self.is_at_room and self.door.is_calling_roll else "main"

    def _dress(self, look: Look) -> None:
        for part in (
            self.header,
            self.plate,
            self.facts,
            self.counts,
            self.keys,
            self.badge_panel,
            self.latest,
            self.door,
            self.search,
            self.sheets,
        ):
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, tall = self.width(), self.height()
        top, keys, count = look.size("header"), look.target(64), look.size("count")
        side = self.sheets.width_for(look) or look.size("side")
        left = wide - side
        self.header.setGeometry(0, 0, wide, top)
        self.keys.setGeometry(0, tall - keys, wide, keys)
        shown = self._shown_keys()
        self.keys.show_keys(shown, right_count=lists.RIGHT_KEYS, right_width=side)
        plate = self.plate.arranged_height(left)
        bottom = tall - keys - count
        self.plate.setGeometry(0, top, left, plate)
        self.facts.setGeometry(0, top + plate, left, max(0, bottom - top - plate))
        self.counts.setGeometry(0, bottom, left, count)
        self.door.setGeometry(0, top, wide, tall - keys - top)
        self.door.set_covered(self.sheets.width_for(look))
        self.search.setGeometry(0, top, left, tall - keys - top)
        self._lay_side(look, QRect(left, top, side, tall - keys - top))

    def _lay_side(self, look: Look, box: QRect) -> None:
        is_covered = bool(self.sheets.width_for(look))
        panel = look.size("plate")
        below = self.door.band.height() if self.is_at_room else 0
        self.badge_panel.setGeometry(box.x(), box.y() + below, box.width(), panel)
        self.latest.setGeometry(box.x(), box.y() + panel, box.width(), box.height() - panel)
        self.latest.setVisible(not is_covered and not self.is_at_room)
        # At a room no badge is printed, but the camera may look for codes.
        has_picture = not self.is_at_room or self._badge.camera is not None
        self.badge_panel.setVisible(not is_covered and has_picture)
        self.sheets.setGeometry(box)
        self.sheets.setVisible(is_covered)
        # All that lies on the page is painted with it, and most answers move nothing.
        if (placed := (box, is_covered, below)) != self._placed:
            self._placed = placed
            self.update()

    def _show_time(self, scene: Scene) -> None:
        self.header.show_day(self._language.day(scene.now))
        self.header.clock.setText(self._language.time(scene.now))
        self.header.fit_event()

    def _show_lamps(self) -> None:
        lamps, language = self.header.lamps, self._language
        trouble = lamp_word(self._scanner, language)
        lamp = lists.scanner_lamp(language, trouble, is_listening=self._is_listening)
        lamps["scanner"].set_state(*lamp)
        if self._sight is not None and self.is_at_room:
            link, unsent = lists.link_lamps(self._sight, language)
            lamps["printer"].set_state(*link)
            lamps["unsent"].set_state(*unsent)
        elif self._sight is not None:
            lamps["unsent"].set_state(*lists.unsent_lamp(self._sight, language))
            lamp = lists.printer_lamp(self._sight.printer, language, works=self._printer_works)
            lamps["printer"].set_state(*lamp)

    def _show_title(self) -> None:
        title, what = self._place
        self.header.mode.setText(title or self._language.say(texts.RECEPTION))
        self.setAccessibleName(self.header.mode.text())
        event = self._sight.programme.event.name if self._sight else ""
        self.header.show_event(what or event)

    def _shown_keys(self) -> list[Key]:
        """Return the keys that do something now; at a room nobody is registered."""
        place = self.place
        if self.is_at_room and place in ("main", "roll"):
            return list(self._door_keys[place == "roll"])
        keys = lists.keys(place, self._language)
        return [key for key in keys if key.name != "new"] if self.is_at_room else keys

    def _search_words(self) -> SearchWords:
        return lists.search_words(self._searched, self._language, is_at_room=self.is_at_room)

    def _say_again(self) -> None:
        self.show_badge(self._badge)
        self.search.show_words(self._search_words())
        if self._scene is not None:
            self.show_scene(self._scene)
        if self._sight is not None:
            self.show_sight(self._sight)
        self._show_lamps()
