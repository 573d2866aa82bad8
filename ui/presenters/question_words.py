"""Questions put into words: their place in the list, what is asked, and the cards."""

import re
from dataclasses import dataclass

from app.model.conflict import ConflictKind, Resolution
from app.model.question import Question, Side
from ui import badge_texts, texts
from ui import question_texts as own
from ui.language import Language
from ui.widgets.question_card import CardView
from ui.widgets.row_list import ListRow

ORDER = {
    ConflictKind.CHANGED_TWICE: (Resolution.SECOND, Resolution.SAME),
}
"""What key 1 and key 2 answer, where it is not the same and the second: the later value stands."""

_USUAL = (Resolution.SAME, Resolution.SECOND)
_BOOKING = "booking:"
_OF_ANNULMENTS = (("annul_late",), ("annul_unknown",))


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question on the page; ``answers`` stand below the cards where the cards have none."""

    asked: str
    why: str
    cards: tuple[CardView, ...] = ()
    answers: tuple[str, ...] = ()


def answer_of(question: Question, number: int) -> Resolution | None:
    """Return what key *number*, 1 or 2, answers; None where there is no such answer."""
    kind = question.conflict.kind
    if not 1 <= number <= len(own.ANSWERS[kind]):
        return None
    return ORDER.get(kind, _USUAL)[number - 1]


def row(question: Question, language: Language) -> ListRow:
    """Return the row of the list."""
    conflict, since = question.conflict, question.since
    what = language.say(own.KINDS[conflict.kind], field=_field(question, language))
    return ListRow(
        conflict.name or _station(question),
        what,
        sign="attention",
        aside=language.time(since) if since else "",
    )


def view(question: Question, language: Language) -> QuestionView:
    """Return what stands beside the list."""
    say, conflict = language.say, question.conflict
    asked = own.ASKED[conflict.kind]
    if conflict.kind is ConflictKind.CHANGED_TWICE and conflict.field in own.SPELT:
        asked = own.WHICH_SPELLING
    first, second = (_when(side, language) for side in (*question.sides, Side(), Side())[:2])
    is_back = _is_back(question)
    why = say(
        own.STILL_THERE if is_back else own.WHY[conflict.kind],
        first=first,
        second=second,
        field=_field(question, language),
        station=_station(question),
        reason=_reason(question, language),
    )
    answers = tuple(map(say, own.KEEP_BACK if is_back else own.ANSWERS[conflict.kind]))
    in_cards = conflict.kind is ConflictKind.CHANGED_TWICE
    cards = tuple(
        _card(question, number, language, answers[number] if in_cards else "")
        for number in range(len(question.sides))
    )
    return QuestionView(say(asked), why, cards, () if in_cards else answers)


def _card(question: Question, number: int, language: Language, answer: str) -> CardView:
    side, kind = question.sides[number], question.conflict.kind
    time = language.time(side.at) if side.at else ""
    if kind is ConflictKind.WALK_IN:
        head = language.say(own.ON_LIST if side.is_listed else own.CAME_NEW)
        name = side.person.name if side.person else ""
        return CardView(head, "", name, _guest_rows(side, language))
    is_current = number == len(question.sides) - 1
    if kind is ConflictKind.CHANGED_TWICE:
        words = _value(question, side.value, language)
        stands = language.say(own.YES if is_current else own.NO)
        rows = ((language.say(own.STANDS), stands), *_unsure(side, language))
        return CardView(side.station, time, words, rows, answer, is_current=is_current)
    title, rows = question.conflict.name, _unsure(side, language)
    is_of_door = kind in (ConflictKind.ADMITTED_TWICE, ConflictKind.DECLINED)
    if is_of_door:
        door = side.door or language.say(texts.KINDS[_ENTRANCE])
        rows = ((language.say(own.DOOR), door), *rows)
    else:
        count = language.number(question.conflict.count)
        title, rows = _station(question), ((language.say(own.ENTRIES), count), *rows)
    return CardView(side.station if is_of_door else "", time, title, rows)


def _guest_rows(side: Side, language: Language) -> tuple[tuple[str, str], ...]:
    say, person = language.say, side.person
    if person is None:
        return ()
    when = f"{_when(side, language)}" if side.at else say(texts.NOT_THERE)
    rows = (
        (say(own.ARRIVED), when),
        (say(texts.COMES_FROM), person.organisation),
        (say(own.OWN_SCRIPT), person.get("native")),
        (say(own.EMAIL), _breakable(person.get("email"))),
    )
    return tuple((key, value) for key, value in rows if value)


def _breakable(address: str) -> str:
    """Return an address that may go on in the next line behind its marks."""
    return re.sub(r"(?<=[@._-])", "\u200b", address)


def _unsure(side: Side, language: Language) -> tuple[tuple[str, str], ...]:
    return ((language.say(own.TIME), language.say(own.IS_UNSURE)),) if side.is_unsure else ()


def _when(side: Side, language: Language) -> str:
    if side.at is None:
        return ""
    words = language.say(own.AT_DESK, time=language.time(side.at), station=side.station)
    return f"{words} {language.say(own.UNSURE)}" if side.is_unsure else words


def _station(question: Question) -> str:
    conflict = question.conflict
    return conflict.name or (question.sides[0].station if question.sides else "")


def _is_back(question: Question) -> bool:
    """Whether something was taken back here that the ticket system does not take back."""
    conflict = question.conflict
    return conflict.kind is ConflictKind.DECLINED and conflict.values[:1] in _OF_ANNULMENTS


def _reason(question: Question, language: Language) -> str:
    """Return why the ticket system declined something, empty where it did not."""
    conflict = question.conflict
    if conflict.kind is not ConflictKind.DECLINED:
        return ""
    reason, explanation = (*conflict.values, "", "")[:2]
    if reason in own.DECLINED:
        return language.say(own.DECLINED[reason])
    return language.say(own.DECLINED_OTHERWISE, explanation=(explanation or reason).rstrip("."))


def _field(question: Question, language: Language) -> str:
    field = question.conflict.field
    if field == "status":
        return language.say(own.REGISTRATION)
    if field.startswith(_BOOKING):
        return question.about or field.removeprefix(_BOOKING)
    return language.say(badge_texts.WORDS[field]) if field in badge_texts.WORDS else field


def _value(question: Question, value: str, language: Language) -> str:
    if not value:
        return language.say(own.NOTHING)
    is_state = question.conflict.field == "status" or bool(question.about)
    return language.say(own.STATUSES.get(value, value)) if is_state else value


_ENTRANCE = next(kind for kind in texts.KINDS if kind.value == "entrance")
