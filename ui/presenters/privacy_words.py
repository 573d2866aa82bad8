"""People's rights put into words: the rows at the left and the panel beside them."""

from app.auditing import AuditLine
from app.errors import UnknownError
from app.model.central import HubRole
from app.model.retention import Due
from ui import privacy_texts as own
from ui.language import Language
from ui.presenters.privacy_scene import PrivacyScene
from ui.texts import ERRORS
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow
from ui.widgets.task_panel import PanelView

MOST_EXPORTS = 8
_WRITTEN = {"report": own.REPORT_WRITTEN, "protocol": own.PROTOCOL_WRITTEN}


def rows(scene: PrivacyScene, language: Language) -> list[ListRow]:
    """Return the rows at the left: people who were looked for, or what there is."""
    if scene.is_searching:
        return [ListRow(hit.name, hit.organisation) for hit in scene.hits]
    if not scene.is_known:
        return []
    say = language.say
    count = say(own.EXPORT_COUNT, count=language.number(len(scene.exports)))
    return [
        *(_class_row(due, language) for due in scene.plan),
        ListRow(say(own.EXPORTS), count),
        ListRow(say(own.LEAVE), say(own.LEAVE_SHORT)),
    ]


def panel(scene: PrivacyScene, language: Language) -> PanelView:
    """Return what stands beside the rows."""
    if scene.task:
        asked = {"erase": _asked_erase, "run": _asked_run, "leave": _asked_leave}
        return asked[scene.task](scene, language)
    shown = {"person": _person, "class": _class, "exports": _exports, "leave": _leave}
    if scene.place not in shown or not (scene.is_known or scene.is_searching):
        title = language.say(own.NOBODY) if scene.is_searching else ""
        return PanelView(title, status=_status(scene, language))
    return shown[scene.place](scene, language)


def _class_row(due: Due, language: Language) -> ListRow:
    say = language.say
    if not due.people + due.entries:
        return ListRow(say(own.CLASSES[due.what]), say(own.NOTHING_LEFT), sign="welcome")
    when = own.DUE_SINCE if due.is_due else own.DUE_ON
    sign = "attention" if due.is_due else ""
    return ListRow(say(own.CLASSES[due.what]), say(when, day=language.date(due.at)), sign=sign)


def _person(scene: PrivacyScene, language: Language) -> PanelView:
    say, report = language.say, scene.report
    if report is None:
        name = scene.hit.name if scene.hit else ""
        status = _status(scene, language)
        return PanelView(name, say(own.LOOKING) if not status[1] else "", status=status)
    counted = {
        "fields": language.number(len(report.fields)),
        "entries": language.number(len(report.entries)),
    }
    facts = [
        (say(own.STORED), say(own.STORED_COUNT, **counted)),
        (say(own.CODES), ", ".join(report.codes)),
        (say(own.SEATS), ", ".join(report.bookings)),
    ]
    if report.mentions:
        mentions = say(own.MENTIONS, count=language.number(report.mentions))
        facts.append((say(own.ELSEWHERE), mentions))
    if scene.concern and scene.concern.files:
        facts.append((say(own.FILES), language.number(len(scene.concern.files))))
    keys = (
        Key("report", "F5", say(own.REPORT)),
        Key("ask_erase", "F7", say(own.ASK_ERASE)),
    )
    details = tuple((name, value) for name, value in facts if value)
    return PanelView(report.name, rows=details, keys=keys, status=_status(scene, language))


def _asked_erase(scene: PrivacyScene, language: Language) -> PanelView:
    say = language.say
    name = scene.report.name if scene.report else ""
    files = scene.concern.files if scene.concern else ()
    keys = [Key("erase", "F4", say(own.ERASE)), Key("back", "Esc", say(own.BACK))]
    if files:
        words = say(own.ERASE_WITH_FILES, count=language.number(len(files)))
        keys.insert(1, Key("erase_files", "F5", words))
    title = say(own.ERASE_TITLE, name=name)
    return PanelView(title, say(own.ERASE_WHY), keys=tuple(keys), status=_status(scene, language))


def _class(scene: PrivacyScene, language: Language) -> PanelView:
    due, say = scene.due, language.say
    if due is None:
        return PanelView("")
    facts = (
        (say(own.WHEN), language.date(due.at)),
        (say(own.STATE), say(own.IS_DUE if due.is_due else own.NOT_DUE)),
        (say(own.PEOPLE), language.number(due.people)),
        (say(own.ENTRIES), language.number(due.entries)),
    )
    run = (Key("ask_run", "F7", say(own.ASK_RUN)),) if scene.is_anything_due else ()
    keys = (Key("protocol", "F5", say(own.PROTOCOL)), *run)
    title, why = say(own.CLASSES[due.what]), say(own.CLASS_WHY[due.what])
    return PanelView(title, why, facts, keys=keys, status=_status(scene, language))


def _asked_run(scene: PrivacyScene, language: Language) -> PanelView:
    say = language.say
    due = [one for one in scene.plan if one.is_due and one.people + one.entries]
    facts = tuple((say(own.CLASSES[one.what]), _counted(one, language)) for one in due)
    if scene.work == "run":
        keys: tuple[Key, ...] = (Key("back", "Esc", say(own.STOP_RUN)),)
        status = ("already", _stage(scene, language))
        return PanelView(say(own.RUN_TITLE), say(own.RUN_WHY), facts, keys=keys, status=status)
    keys = (Key("run", "F4", say(own.RUN)), Key("back", "Esc", say(own.BACK)))
    status = _status(scene, language)
    return PanelView(say(own.RUN_TITLE), say(own.RUN_WHY), facts, keys=keys, status=status)


def _stage(scene: PrivacyScene, language: Language) -> str:
    """Return how far the deletion is."""
    if scene.stage is None:
        return language.say(own.RUNNING)
    what, done, whole = scene.stage
    told = {"done": language.number(done), "all": language.number(whole)}
    return language.say(own.RUN_STAGE, what=language.say(own.CLASSES[what]), **told)


def _counted(due: Due, language: Language) -> str:
    people = f"{language.number(due.people)} {language.say(own.PEOPLE)}"
    return f"{people}, {language.number(due.entries)} {language.say(own.ENTRIES)}"


def _exports(scene: PrivacyScene, language: Language) -> PanelView:
    say = language.say
    if not scene.exports:
        return PanelView(say(own.EXPORTS), say(own.NO_EXPORTS))
    facts = tuple(_export(line, language) for line in scene.exports[:MOST_EXPORTS])
    return PanelView(say(own.EXPORTS), say(own.EXPORTS_WHY), facts)


def _export(line: AuditLine, language: Language) -> tuple[str, str]:
    at = f"{language.date(line.at)} {language.time(line.at)}"
    said = line.exported
    if said is None:
        return at, language.say(own.EXPORT_DELETED, station=line.station)
    what = {
        "what": f"{said.what}.{said.form}",
        "rows": language.number(said.rows),
        "station": line.station,
    }
    words = language.say(own.EXPORT_LINE, **what)
    return at, f"{words} · {said.purpose}" if said.purpose else words


def _leave(scene: PrivacyScene, language: Language) -> PanelView:
    say = language.say
    keys = (Key("ask_leave", "F7", say(own.ASK_LEAVE)),)
    status = _status(scene, language)
    return PanelView(say(own.LEAVE), say(own.LEAVE_WHY), keys=keys, status=status)


def _asked_leave(scene: PrivacyScene, language: Language) -> PanelView:
    say, go, back = language.say, ("leave", "F4"), Key("back", "Esc", language.say(own.BACK))
    keys = [Key(*go, say(own.LEAVE_NOW)), back]
    if scene.file is not None:
        text = say(own.FILE_WRITTEN, path=scene.file.path)
        return PanelView(say(own.LEAVE_TITLE), text, figure=scene.file.code, keys=tuple(keys))
    why = own.LEAVE_ALONE if scene.hub.role is HubRole.ALONE else own.LEAVE_SENT
    text = say(why)
    if scene.must_send:
        text = say(own.LEAVE_UNSENT, count=language.number(scene.hub.unsent_anywhere))
        keys.insert(0, Key("file", "F5", say(own.WRITE_FILE)))
    status = _status(scene, language)
    return PanelView(say(own.LEAVE_TITLE), text, keys=tuple(keys), status=status)


def _status(scene: PrivacyScene, language: Language) -> tuple[str, str]:
    say = language.say
    if scene.error is not None:
        if isinstance(scene.error, UnknownError):
            return "attention", say(own.GONE_BEFORE)
        return "stop", say(ERRORS[scene.error.code])
    if scene.news in _WRITTEN:
        return "welcome", say(_WRITTEN[scene.news], path=scene.subject)
    if scene.news in ("run", "stopped"):
        people, entries = (language.number(int(one)) for one in scene.subject.split())
        is_whole = scene.news == "run"
        words = own.RUN_DONE if is_whole else own.RUN_STOPPED
        sign = "welcome" if is_whole else "attention"
        return sign, say(words, people=people, entries=entries)
    if scene.news == "erased" and scene.subject:
        return "attention", say(own.ERASED_BUT, path=scene.subject)
    return ("welcome", say(own.ERASED)) if scene.news == "erased" else ("", "")
