"""What the page of the first start says."""

import re
from datetime import date

from app.errors import ListQuestionError
from app.model.first import ListFinding
from app.roster.reading import Doubt
from ui import first_texts as texts
from ui import hub_texts as texts_of_hub
from ui import import_texts
from ui.language import Language
from ui.presenters import import_words
from ui.presenters.first import FirstScene, Work
from ui.presenters.pretix_choice import PretixAsked
from ui.presenters.pretix_words import choice_panel
from ui.texts import CAMERA_LIVE, ERRORS
from ui.widgets.keys import Key
from ui.widgets.task_panel import PanelView

_MOST_NAMES, _MOST_REFUSED = 6, 4
_DAY = re.compile(r"(\d{1,2})[./ ]+(\d{1,2})[./ ]+(\d{4})")
_WORKS = {
    Work.READING: texts.READING,
    Work.TAKING: texts.TAKING,
    Work.JOINING: texts.JOINING,
    Work.BEGINNING: texts.BEGINNING,
}
_GAPS = {"name": texts.NAME_NEEDED, "day": texts.DAY_NEEDED}


def answers(scene: FirstScene, language: Language) -> list[PanelView]:
    """Return the three answers that there are."""
    say, status = language.say, _status(scene, language)
    if scene.question is not None and scene.work is Work.NONE:
        return [_asked(scene.question, language), *_others(language)]
    of_hub = scene.work is Work.JOINING or scene.tried is Work.JOINING
    if scene.asked is not None:
        return _asked_of_pretix(scene.asked, language, status)
    of_sample = scene.work is Work.BEGINNING
    of_list = not of_hub and not of_sample
    return [
        PanelView(
            say(texts.BY_LIST),
            say(texts.BY_LIST_WHY),
            keys=(Key("file", "1", say(texts.CHOOSE_FILE)),),
            primary="file",
            status=status if of_list else _NOTHING,
        ),
        PanelView(
            say(texts.BY_HUB),
            say(texts.BY_HUB_WHY),
            field=say(texts_of_hub.INVITATION),
            keys=(Key("join", "2", say(texts.JOIN)), Key("camera", "F2", say(CAMERA_LIVE))),
            status=status if of_hub else _NOTHING,
        ),
        PanelView(
            say(texts.BY_SAMPLE),
            say(texts.BY_SAMPLE_WHY),
            keys=(Key("practise", "3", say(texts.PRACTISE)),),
            status=status if of_sample else _NOTHING,
        ),
    ]


def _asked(question: ListQuestionError, language: Language) -> PanelView:
    """Return what has to be said before the list can be read."""
    say, doubt = language.say, Doubt(question.doubt)
    given = import_words.answers(question, language)
    keys = tuple(
        Key(f"answer_{number}", str(number + 1), word) for number, (word, _) in enumerate(given)
    )
    rows = tuple((second, word) for word, second in given if second)
    return PanelView(
        say(import_texts.ASKED[doubt]), say(import_texts.ASKED_WHY[doubt]), rows, keys=keys
    )


def _asked_of_pretix(
    asked: PretixAsked, language: Language, status: tuple[str, str]
) -> list[PanelView]:
    """Return what is to be ticked of what pretix has, as a question in the middle."""
    say = language.say
    by_list = PanelView(say(texts.BY_LIST), say(texts.BY_LIST_WHY))
    return [by_list, choice_panel(asked, language, status), _others(language)[1]]


def _others(language: Language) -> list[PanelView]:
    """Return the other answers of the first question, which wait."""
    say = language.say
    return [
        PanelView(say(texts.BY_HUB), say(texts.BY_HUB_WHY), field=say(texts_of_hub.INVITATION)),
        PanelView(say(texts.BY_SAMPLE), say(texts.BY_SAMPLE_WHY)),
    ]


def found(finding: ListFinding, scene: FirstScene, language: Language) -> PanelView:
    """Return what was found in a list."""
    say = language.say
    rows = [(say(texts.GUESTS), str(finding.guests))]
    if finding.cancelled:
        rows.append((say(texts.CANCELLED), str(finding.cancelled)))
    if finding.sessions:
        rows.append((say(texts.SESSIONS), _few(finding.sessions, _MOST_NAMES, language)))
    refused = [
        say(texts.LEFT_OUT_LINE, line=line, why=_why(sentence, language))
        for line, sentence in finding.refused
    ]
    left_out = _few(refused, _MOST_REFUSED, language) if refused else say(texts.NONE)
    rows.append((say(texts.LEFT_OUT), left_out))
    keys = (Key("take", "⏎", say(texts.TAKE)), Key("back", "Esc", say(texts.OTHER_LIST)))
    status = _status(scene, language)
    return PanelView(
        finding.file.name,
        "",
        tuple(rows),
        keys=keys,
        primary="take",
        status=status,
    )


def written_day(day: date) -> str:
    """Return a day as it is typed."""
    return f"{day.day}.{day.month}.{day.year}"


def typed_day(text: str) -> date | None:
    """Return the day that somebody typed; None when it is none."""
    try:
        if match := _DAY.fullmatch(text.strip()):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _few(names: list[str] | tuple[str, ...], most: int, language: Language) -> str:
    lines = list(names[:most])
    if len(names) > most:
        lines.append(language.say(texts.MORE_LINES, count=len(names) - most))
    return "\n".join(lines)


def _status(scene: FirstScene, language: Language) -> tuple[str, str]:
    say = language.say
    if scene.work is not Work.NONE:
        return "already", say(_WORKS[scene.work])
    if scene.gap:
        return "attention", say(_GAPS[scene.gap])
    if scene.error is None:
        return _NOTHING
    own = {} if scene.tried is Work.JOINING else texts.NOT_READ
    return "stop", say(own.get(scene.error.code, ERRORS[scene.error.code]))


def _why(sentence: str, language: Language) -> str:
    """Return why a row is left out, in the language of the window."""
    known = (text for start, text in texts.REFUSED.items() if sentence.startswith(start))
    return language.say(next(known, texts.REFUSED["The row has no name"]))


_NOTHING = ("", "")
