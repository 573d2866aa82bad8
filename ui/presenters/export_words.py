"""Files and papers put into words: rows of the two lists, and what the panel says."""

from collections.abc import Mapping

from app.reports.kinds import Format, Kind
from app.reports.orders import Order, Written
from ui import export_texts as own
from ui.language import Language
from ui.presenters.export_choices import Choice, choices
from ui.presenters.exports import REENTER, THINGS, ExportScene
from ui.texts import ERRORS
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow
from ui.widgets.task_panel import PanelView

_NAMES_SHOWN = 8
_NEWS = {
    "no_session": ("attention", own.NO_SESSION),
    "stopped": ("attention", own.STOPPED),
    "taken_back": ("welcome", own.TAKEN_BACK_ALL),
}
_TITLES: Mapping[Choice, str] = {
    Choice.FORMAT: own.FORMAT,
    Choice.SESSION: own.SESSION,
    Choice.STATUS: own.STATUS,
    Choice.PURPOSE: own.PURPOSE,
    Choice.EACH: own.EACH,
    Choice.DESKS: own.DESKS,
    Choice.ENCODING: own.ENCODING,
    Choice.LANGUAGE: own.LANGUAGE,
}


def thing_rows(language: Language) -> list[ListRow]:
    """Return a row for each of `THINGS`."""
    return [ListRow(_title(thing, language)) for thing in THINGS]


def choice_rows(scene: ExportScene, language: Language) -> list[ListRow]:
    """Return a row for each choice with its value; a click or Enter takes the next one."""
    if scene.thing == REENTER:
        return []
    return [
        ListRow(_value(choice, scene, language), language.say(_TITLES[choice]))
        for choice in choices(scene.order)
    ]


def panel(scene: ExportScene, language: Language) -> PanelView:
    """Return what stands beside the lists."""
    if scene.thing == REENTER:
        return _reentering(scene, language)
    say = language.say
    title = _title(scene.thing, language)
    about = say(own.ABOUT[Kind(scene.thing)])
    keys, primary = _keys(scene, language)
    return PanelView(
        title,
        about,
        rows=_lists(scene.written, language),
        field=say(own.FOLDER),
        keys=keys,
        primary=primary,
        status=_status(scene, language),
        lines=_damaged(scene.written, language),
    )


def _keys(scene: ExportScene, language: Language) -> tuple[tuple[Key, ...], str]:
    """Return the keys and which of them stands out."""
    say = language.say
    if scene.is_busy:
        return (Key("stop", "Esc", say(own.STOP)),), ""
    write = Key("write", "F7", say(own.WRITE))
    if scene.written is None:
        return (write,), "write"
    opened = own.OPEN if scene.written.path.suffix else own.OPEN_FOLDER
    return (write, Key("open", "F5", say(opened))), "write"


def _reentering(scene: ExportScene, language: Language) -> PanelView:
    say, done = language.say, scene.entered
    lists = ", ".join(scene.lists) or say(own.NONE_PRINTED)
    keys: tuple[Key, ...] = (Key("enter", "⏎", say(own.ENTER)),)
    if done is not None and done.entered:
        keys = (*keys, Key("take_back", "F6", say(own.TAKE_BACK)))
    return PanelView(
        say(own.REENTER),
        say(own.ABOUT_REENTER),
        rows=((say(own.PRINTED), lists),),
        field=say(own.ROWS_FIELD),
        keys=keys,
        primary="enter",
        status=_status(scene, language),
        lines=tuple(one.person.name for one in done.entered) if done is not None else (),
    )


def _lists(written: Written | None, language: Language) -> tuple[tuple[str, str], ...]:
    """Return which paper lists were printed."""
    if written is None or not written.lists:
        return ()
    return ((language.say(own.PRINTED), ", ".join(written.lists)),)


def _damaged(written: Written | None, language: Language) -> tuple[str, ...]:
    """Return whose letters were lost, as far as they have room."""
    if written is None:
        return ()
    say, damaged = language.say, written.damaged
    shown = [
        say(own.DAMAGED_NAME, name=name, signs=" ".join(signs))
        for name, signs in damaged[:_NAMES_SHOWN]
    ]
    if len(damaged) > _NAMES_SHOWN:
        shown.append(say(own.DAMAGED_MORE, count=len(damaged) - _NAMES_SHOWN))
    return tuple(shown)


def _status(scene: ExportScene, language: Language) -> tuple[str, str]:
    say = language.say
    if scene.error is not None:
        code = scene.error.code
        return "stop", say(own.ERRORS.get(code) or ERRORS[code])
    if scene.news:
        sign, words = _NEWS[scene.news]
        return sign, say(words)
    if scene.is_busy:
        told = own.PROGRESS if scene.whole else own.WRITING
        return "already", say(told, done=scene.done, all=scene.whole)
    if scene.entered is not None:
        entered, already = scene.entered.entered, scene.entered.already
        sign = "welcome" if entered else "attention"
        return sign, say(own.ENTERED, count=len(entered), already=len(already))
    if scene.written is not None:
        return _done(scene.written, scene.order, language)
    return "", ""


def _done(written: Written, order: Order, language: Language) -> tuple[str, str]:
    if written.damaged:
        return "attention", language.say(own.DAMAGED, count=len(written.damaged))
    if order.form is Format.PDF:
        return "welcome", language.say(own.DONE_PAPER, name=written.path.name)
    rows = language.number(written.rows)
    return "welcome", language.say(own.DONE, name=written.path.name, count=rows)


def _title(thing: Kind | str, language: Language) -> str:
    if thing == REENTER:
        return language.say(own.REENTER)
    return language.say(own.KINDS[Kind(thing)])


def _value(choice: Choice, scene: ExportScene, language: Language) -> str:
    order, say = scene.order, language.say
    options = order.options
    if choice is Choice.SESSION:
        names = {session.id: session.name for session in scene.sessions}
        return names.get(order.session or "") or say(own.WHOLE_EVENT)
    if choice is Choice.DESKS:
        return language.number(options.desks)
    words = {
        Choice.FORMAT: own.FORMATS[order.form],
        Choice.STATUS: own.STATUSES.get(options.status, ""),  # type: ignore[call-overload] # a text is its own member
        Choice.PURPOSE: own.PURPOSES.get(options.purpose, ""),
        Choice.EACH: own.EACHES[options.is_each],
        Choice.ENCODING: own.ENCODINGS[options.encoding],
        Choice.LANGUAGE: own.LANGUAGES[order.language],
    }
    return say(words[choice])
