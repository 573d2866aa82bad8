"""Words around lists, badges and lamps."""

from pathlib import PurePath

from app.ports import Counts
from ui import door_texts, group_texts, guest_texts, texts
from ui.language import Language
from ui.presenters.badges import BadgeScene, BadgeStage
from ui.presenters.camera import CameraScene
from ui.presenters.search import SearchScene
from ui.presenters.watch import Sight
from ui.printer_texts import ELSEWHERE, TROUBLES
from ui.question_texts import TO_CLEAR_UP
from ui.widgets.badge_panel import BadgeView
from ui.widgets.header import LampState
from ui.widgets.keys import Key
from ui.widgets.search_overlay import SearchWords
from ui.workers.camera_device import CameraState

_STAGES = {
    BadgeStage.EMPTY: ("none", texts.BADGE, texts.BADGE_COMES),
    BadgeStage.CAMERA: ("none", texts.CAMERA_LIVE, texts.CAMERA_HINT),
    BadgeStage.HELD: ("none", texts.NO_BADGE, texts.PRINTS_AFTER),
    BadgeStage.FORBIDDEN: ("none", texts.NO_BADGE, texts.DO_NOT_PRINT),
    BadgeStage.CHOSEN: ("none", texts.CHOSEN, ""),
    BadgeStage.BEFORE: ("printed", texts.BADGE, texts.NEW_BADGE),
    BadgeStage.PRINTING: ("printing", texts.PRINTING, ""),
    BadgeStage.PRINTED: ("printed", texts.PRINTED, texts.NEW_BADGE),
    BadgeStage.FAILED: ("failed", texts.NOT_PRINTED, texts.PRINT_FAILED),
}
_MAIN = (
    Key("search", "abc", texts.SEARCH),
    Key("new", "F3", texts.NEW),
    Key("change", "F4", texts.CHANGE),
    Key("badge", "F5", texts.BADGE),
    Key("undo", "F6", texts.UNDO),
    Key("help", "F1", texts.HELP),
)
_SEARCH = (
    Key("choose", "↑ ↓", texts.CHOOSE),
    Key("enter", "⏎", texts.CHECK_IN),
    Key("new", "F3", texts.NEW),
    Key("undo", "F6", texts.UNDO),
    Key("close", "Esc", texts.CLOSE),
    Key("help", "F1", texts.HELP),
)
_NEW = (
    Key("next", "⇥", texts.NEXT_FIELD),
    Key("submit", "⏎", texts.CHECK_IN),
    Key("undo", "F6", texts.UNDO),
    Key("close", "Esc", texts.CANCEL),
    Key("help", "F1", texts.HELP),
)
_CROWD = (Key("submit", "⏎", group_texts.COUNT), *_NEW[2:])
_TALLY = (*_CROWD[:2], Key("close", "Esc", texts.CLOSE), _CROWD[-1])
_GROUP = (Key("submit", "⏎", texts.CHECK_IN), *_NEW[2:])
_CHANGE = (_NEW[0], Key("submit", "⏎", texts.PRINT), *_NEW[2:])
_FORM = (_NEW[0], Key("submit", "⏎", guest_texts.DONE), *_NEW[2:])
RIGHT_KEYS = 2
"""So many keys of every bar stand under the right column."""


def keys(place: str, language: Language) -> list[Key]:
    """Return the keys of a *place*: main, search, or the name of a sheet with fields."""
    bars = {
        "main": _MAIN,
        "search": _SEARCH,
        "new": _NEW,
        "substitute": _NEW,
        "change": _CHANGE,
        "group": _GROUP,
        "companions": _CROWD,
        "tally": _TALLY,
    }
    return [Key(k.name, k.cap, language.say(k.word)) for k in bars.get(place, _FORM)]


def hint(sight: Sight, language: Language) -> tuple[str, str]:
    """Return what waits for somebody, and the key that leads there; empty when nothing does."""
    if sight.waiting:
        return language.say(group_texts.CALLS_WAIT, count=sight.waiting), "⇧ F1"
    if sight.questions:
        return language.say(TO_CLEAR_UP, count=sight.questions), "F10"
    return "", "F10"


def expected_words(counts: Counts, language: Language) -> str:
    """Return how many are expected, and how many were counted without a name."""
    if not counts.counted:
        return language.say(texts.OF_GUESTS, count=counts.expected)
    return language.say(
        group_texts.WITHOUT_NAMES, count=counts.expected, counted=language.number(counts.counted)
    )


def badge_view(scene: BadgeScene, printer: str, language: Language) -> BadgeView:
    """Return what stands beside the page."""
    job, state, detail = _STAGES[scene.stage]
    if scene.camera is not None:
        state, detail = camera_words(scene.camera)
    words = language.say(detail)
    if scene.stage is BadgeStage.FAILED:
        words = f"{language.say(TROUBLES[scene.trouble])}\n{language.say(ELSEWHERE)}"
    if scene.stage in (BadgeStage.PRINTING, BadgeStage.PRINTED):
        named = printer_name(scene.printer or printer, language)
        words = "\n".join(part for part in (named, words) if part)
    return BadgeView(job, language.say(state), words, image=scene.image)


def camera_words(camera: CameraScene) -> tuple[str, str]:
    """Return what the viewfinder is called and what to do, as sentences to be said."""
    if camera.state.is_trouble:
        return texts.CAMERAS[camera.state.value]
    if camera.state is CameraState.STARTING:
        return texts.CAMERA_LIVE, texts.CAMERA_STARTS
    if camera.advice is not None:
        return texts.ADVICE[camera.advice]
    return texts.CAMERA_LIVE, texts.CAMERA_HINT


def printer_name(printer: str, language: Language) -> str:
    """Return what people call the printer; of a folder only its own name."""
    kind, _, path = printer.partition(":")
    if kind != "folder":
        return printer
    return language.say(texts.FOLDER, name=PurePath(path).name)


def search_words(
    scene: SearchScene, language: Language, *, is_at_room: bool = False
) -> SearchWords:
    """Return the words around the hits."""
    say, count = language.say, len(scene.found)
    if not scene.is_long_enough:
        return SearchWords("", ask_which="", not_among=say(texts.TWO_LETTERS))
    counted = say(texts.HIT if count == 1 else texts.HITS, count=count) if count else ""
    same = ask = ""
    if scene.twins > 1:
        name = scene.found[0].hit.name
        same = say(texts.SAME_NAME, count=scene.twins, name=name)
        ask = say(texts.ASK_WHICH)
    not_among = say(door_texts.NOT_AMONG if is_at_room else texts.NOT_AMONG)
    return SearchWords(counted or say(texts.NO_HIT), same, ask, not_among)


def unsent_lamp(sight: Sight, language: Language) -> tuple[LampState, str]:
    """Return the lamp of the link: how much the central list does not know yet."""
    sync = sight.sync
    if not sync.joined:
        return LampState.OK, language.say(texts.ALONE)
    if sync.online:
        return LampState.UNSENT, language.say(texts.UNSENT, count=sync.unsent)
    words = texts.TURNED_AWAY if sync.is_refused else texts.OFFLINE
    return LampState.PROBLEM, language.say(words, count=sync.unsent)


def link_lamps(
    sight: Sight, language: Language
) -> tuple[tuple[LampState, str], tuple[LampState, str]]:
    """Return the lamps of a room: whether the central list is reached, and what it lacks."""
    say, sync = language.say, sight.sync
    unsent = LampState.UNSENT, say(texts.UNSENT, count=sync.unsent)
    if not sync.joined:
        return (LampState.OK, say(texts.ALONE)), unsent
    if sync.online:
        return (LampState.OK, say(door_texts.CONNECTED)), unsent
    words = door_texts.TURNED_AWAY if sync.is_refused else door_texts.LINK_GONE
    return (LampState.PROBLEM, say(words)), unsent


def printer_lamp(printer: str, language: Language, *, works: bool) -> tuple[LampState, str]:
    """Return the lamp of the printer."""
    if not printer:
        return LampState.PROBLEM, language.say(texts.NO_PRINTER)
    state = LampState.OK if works else LampState.PROBLEM
    return state, language.say(texts.PRINTER)


def scanner_lamp(language: Language, trouble: str, *, is_listening: bool) -> tuple[LampState, str]:
    """Return the lamp of the scanner: without the focus its keys go elsewhere.

    Args:
        language: What it is said in.
        trouble: What is wrong with a scanner at a serial port, empty when nothing is.
        is_listening: Whether the window has the focus.
    """
    if trouble:
        return LampState.PROBLEM, trouble
    if is_listening:
        return LampState.OK, language.say(texts.SCANNER)
    return LampState.PROBLEM, language.say(texts.NOT_LISTENING)
