"""Words about many people at once, tallies and calls."""

from app.model.call import CallReason, HeardCall
from app.model.desk import Undone
from app.model.entry import Kind
from app.model.verdict import Answer, Reason
from ui import group_texts as texts
from ui.answer_texts import VERDICTS
from ui.language import Language
from ui.presenters.calls import CallsScene
from ui.presenters.group import GroupScene
from ui.presenters.guest_words import category_word
from ui.presenters.scene import Said, Scene, Topic
from ui.texts import ERRORS, TAKEN_BACK
from ui.widgets.facts import Fact
from ui.widgets.guest_menu import MenuRow
from ui.widgets.plate import PlateView
from ui.widgets.roll_panel import RollView, rows_of
from ui.widgets.row_list import ListRow

_NAMED = 4
"""So many of a group who were not let in are named."""
_DIGITS = 9
_ARRIVALS = (CallReason.VIP, CallReason.SPEAKER)

_NAME, _ABOUT = "{name}", "{group}"
_SAID = {
    Topic.GROUP: (VERDICTS[Reason.REGISTERED], texts.GUESTS_IN, texts.GROUP_CAME),
    Topic.NO_GROUP: (texts.NO_GROUP, "", texts.NO_GROUP_WHY),
    Topic.ALL_HERE: (texts.GROUP_IS_HERE, "", texts.GROUP_IS_HERE_WHY),
    Topic.COMPANIONS: (VERDICTS[Reason.REGISTERED], _NAME, texts.WITH_COMPANIONS),
    Topic.TALLY: (texts.COUNTED, texts.PLUS, _ABOUT),
    Topic.HANDED_OVER: (texts.HANDED_OVER, _NAME, _ABOUT),
    Topic.TAKEN: (texts.TAKEN, _NAME, _ABOUT),
}
"""What the plate says: the word, whom or how many, and what about them."""

MATTERS = ("registration", "payment", "badge", "access", "other")
"""What a guest is handed over for, by digit from 1 on."""


def told_view(scene: Scene, language: Language) -> PlateView:
    """Return what the plate shows about something that is no answer to one guest."""
    said, say = scene.said, language.say
    if said is None:
        name = undone_name(scene.undone, language) if scene.undone else ""
        return PlateView(scene.verdict, say(TAKEN_BACK), name=name)
    word, name, reason = _SAID[said.topic]
    gaps = {
        "count": language.number(said.number),
        "name": said.name,
        "group": _about(said, language),
    }
    return PlateView(scene.verdict, say(word), name=say(name, **gaps), reason=say(reason, **gaps))


def said_facts(said: Said | None, language: Language) -> list[Fact]:
    """Return a row for each of the first of a group who were not let in."""
    key = language.say(texts.NOT_LET_IN)
    return [
        Fact("" if number else key, _refused(answer, language), is_dense=True)
        for number, answer in enumerate(said.others[:_NAMED] if said else ())
    ]


def undone_name(undone: Undone, language: Language) -> str:
    """Return whom or how many something that was taken back concerned."""
    if undone.kind == Kind.COUNTED:
        return language.say(texts.PLUS, count=language.number(undone.number))
    if undone.number > 1:
        return language.say(texts.GUESTS_IN, count=undone.number)
    return undone.name


def roll_view(scene: GroupScene, language: Language) -> RollView:
    """Return what the panel of a group shows."""
    say, coming = language.say, len(scene.coming)
    key = texts.LET_IN_AND_PRINT if scene.prints else texts.LET_IN_COUNT
    names = [one.person.name for one in scene.awaited]
    return RollView(
        title=scene.group.name,
        text=say(texts.AWAITED, count=len(scene.awaited), arrived=scene.arrived),
        rows=rows_of(names, scene.absent),
        key=say(key, count=coming) if coming else say(texts.NOBODY_TICKED),
        is_possible=bool(coming) and not scene.is_busy,
        status=("stop", say(ERRORS[scene.error.code])) if scene.error else ("", ""),
    )


def call_rows(scene: CallsScene, language: Language) -> list[ListRow]:
    """Return a row for each call, the first nine with their keys."""
    return [
        _call_row(place, heard, language, is_gone=heard.call.id in scene.gone)
        for place, heard in enumerate(scene.calls)
    ]


def call_line(heard: HeardCall, language: Language) -> str:
    """Return why somebody calls, from where and since when."""
    station = language.say(texts.FROM_HERE) if heard.is_own else heard.caller
    parts = (station, language.time(heard.call.at))
    return " · ".join((_what(heard, language), *parts) if heard.call.name else parts)


def matter(note: str, language: Language) -> str:
    """Return what a note means: a sentence for a known word, else the note itself."""
    return language.say(texts.MATTERS[note]) if note in texts.MATTERS else note


def hand_over_rows(language: Language) -> list[MenuRow]:
    """Return what a guest may be handed over for."""
    return [
        MenuRow(name, str(number), matter(name, language)) for number, name in enumerate(MATTERS, 1)
    ]


def _about(said: Said, language: Language) -> str:
    """Return what stands for the group: its name, a label, a matter, or a call."""
    if said.call is not None:
        return call_line(said.call, language)
    if said.topic is Topic.TALLY:
        return said.group or language.say(texts.COUNTED_WITHOUT_NAME)
    return matter(said.group, language) if said.topic is Topic.HANDED_OVER else said.group


def _call_row(place: int, heard: HeardCall, language: Language, *, is_gone: bool) -> ListRow:
    call = heard.call
    name = call.name or _what(heard, language)
    if is_gone:
        return ListRow(name, language.say(texts.TAKEN_ELSEWHERE), sign="already", cap="–")
    cap = str(place + 1) if place < _DIGITS else ""
    sign = "welcome" if call.reason in _ARRIVALS else "attention"
    return ListRow(name, call_line(heard, language), sign=sign, cap=cap)


def _what(heard: HeardCall, language: Language) -> str:
    call, say = heard.call, language.say
    if not call.note:
        return say(texts.CALLED[call.reason])
    if call.reason in _ARRIVALS:
        return say(texts.IS_HERE, category=category_word(call.note, language))
    about = matter(call.note, language)
    if call.reason is CallReason.KIOSK:
        return f"{say(texts.CALLED[call.reason])}: {about}"
    return say(texts.HELP_ABOUT, matter=about)


def _refused(answer: Answer, language: Language) -> str:
    guest = answer.standing
    reason = matter(answer.reason.value, language)
    name = guest.person.name if guest else answer.code
    return language.say(texts.NAMED_REASON, name=name, reason=reason)
