"""A scene put into words: what stands on the plate and in the facts below it."""

from datetime import datetime
from itertools import groupby

from app.errors import AmbiguousError
from app.model.programme import Programme, Session
from app.model.standing import Booking, Standing
from app.model.verdict import Answer, Reason, Verdict
from ui import answer_texts, guest_texts, texts
from ui.language import Language
from ui.presenters.group_words import said_facts, told_view
from ui.presenters.guest_words import (
    category_word,
    needs_facts,
    origin_of,
    other_days,
    other_time,
    photo_flag,
    ticket_facts,
)
from ui.presenters.scene import Notice, Scene, Solution
from ui.printer_texts import NO_OTHER, NO_OTHER_WHY, OLD_BADGE
from ui.question_texts import UNSURE
from ui.scanner_texts import NOT_HEARD, PERHAPS
from ui.storage_texts import BLOCKED, BLOCKED_WHY
from ui.widgets.facts import Fact
from ui.widgets.plate import PlateView

_NOTICES = {
    Notice.NO_GUEST: (texts.NO_GUEST, texts.CHOOSE_FIRST),
    Notice.NO_OTHER_PRINTER: (NO_OTHER, NO_OTHER_WHY),
    Notice.NOTHING_TO_UNDO: (texts.NOTHING_TO_TAKE_BACK, texts.NOTHING_DONE),
    **{Notice(state): words for state, words in texts.CAMERAS.items()},
    Notice.NOT_ALLOWED: (guest_texts.NOT_ALLOWED, guest_texts.NOT_ALLOWED_WHY),
    Notice.CRASHED: (texts.WENT_WRONG, texts.WENT_WRONG_WHY),
}
_SOLUTIONS = {
    Solution.ADMIT: texts.ADMIT,
    Solution.ASK_LEAD: guest_texts.ASK_LEAD,
    Solution.SEARCH: texts.SEARCH_NAME,
    Solution.SEARCH_SAME: texts.SEARCH_OTHER,
    Solution.REPEAT: texts.AGAIN,
    Solution.TRY_DISK: texts.AGAIN,
}
_ASKED = 2
"""So many people that a code may mean are named."""

_AT_INFO_POINT = (Reason.CANCELLED, Reason.REPLACED, Reason.REVOKED, Reason.BLOCKED)


def plate_view(scene: Scene, language: Language) -> PlateView:
    """Return what the plate shows."""
    say = language.say
    if scene.is_blocked or scene.is_deaf:
        return _cover(scene, language)
    if scene.answer is not None:
        return _answer_view(scene.answer, scene.now, language)
    if scene.said is not None or scene.undone is not None:
        return told_view(scene, language)
    if scene.error is not None:
        return PlateView(scene.verdict, say(texts.WENT_WRONG), reason=error_text(scene, language))
    if scene.notice is not None:
        word, why = _NOTICES[scene.notice]
        return PlateView(scene.verdict, say(word), reason=say(why))
    hint = texts.SCANNER_STAYS_ON if scene.has_sheet else texts.HOLD_CODE
    return PlateView(scene.verdict, say(texts.READY), reason=say(hint))


def _cover(scene: Scene, language: Language) -> PlateView:
    """Return what covers every answer, because none is to be trusted or expected."""
    say = language.say
    if scene.is_blocked:
        return PlateView(scene.verdict, say(BLOCKED), reason=say(BLOCKED_WHY))
    return PlateView("attention", say(texts.NOT_LISTENING), reason=say(NOT_HEARD))


def error_text(scene: Scene, language: Language) -> str:
    """Return what went wrong and what to do, in the language of the desk."""
    return language.say(texts.ERRORS[scene.error.code]) if scene.error else ""


def facts(scene: Scene, language: Language) -> list[Fact]:
    """Return the rows below the plate, the most important first."""
    answer, say = scene.answer, language.say
    if answer is not None and not scene.is_blocked:
        verdict = answer.verdict
        if verdict is Verdict.WELCOME:
            return _welcome_facts(scene, language)
        if verdict is Verdict.ALREADY:
            return _already_facts(answer, language)
        if verdict is Verdict.ATTENTION:
            return _attention_facts(scene, answer, language)
        return _stop_facts(scene, language)
    if scene.solution is not None:
        word = say(_SOLUTIONS[scene.solution])
        return [Fact(say(texts.SOLUTION), solution=word, is_primary=True)]
    return said_facts(scene.said, language) or _idle_facts(scene, language)


def solution_word(scene: Scene, language: Language) -> str:
    """Return what the solving key does now, in one word or a few."""
    return language.say(_SOLUTIONS[scene.solution]) if scene.solution else ""


def native_name(standing: Standing) -> str:
    """Return the name in its own script where the list has it beside Latin letters."""
    native = standing.person.get("native")
    return "" if native == standing.person.name else native


def _answer_view(answer: Answer, now: datetime, language: Language) -> PlateView:
    guest = answer.standing
    return PlateView(
        answer.verdict.value,
        language.say(answer_texts.VERDICTS[answer.reason]),
        (guest.person.name or language.say(texts.NAMELESS)) if guest else "",
        native_name(guest) if guest else "",
        _reason(answer, now, language),
    )


def _reason(answer: Answer, now: datetime, language: Language) -> str:
    when = answer.first_arrival
    if answer.reason is Reason.ALREADY_ARRIVED:
        return _since(when, answer, language) if when else ""
    if answer.reason is Reason.WRONG_DAY and (days := other_days(answer, now, language)):
        return days
    if answer.reason is Reason.INVALID_TIME and (time := other_time(answer, now, language)):
        return time
    if answer.between:
        return language.say(texts.ERRORS[AmbiguousError.code])
    if answer.reason is Reason.REPLACED and answer.standing and answer.standing.substitute is None:
        return language.say(
            OLD_BADGE if answer.standing.serials else answer_texts.REASONS[Reason.REVOKED]
        )
    text = language.say(answer_texts.REASONS[answer.reason])
    return text or (answer.standing.person.organisation if answer.standing else "")


def _since(when: datetime, answer: Answer, language: Language) -> str:
    words = language.say(texts.SINCE, time=language.clock(when))
    if answer.is_unsure:
        words = f"{words} {language.say(UNSURE)}"
    return f"{words}, {answer.first_place}" if answer.first_place else words


def _welcome_facts(scene: Scene, language: Language) -> list[Fact]:
    guest, say = scene.guest, language.say
    if guest is None or scene.programme is None:
        return []
    rows = []
    word, flag = category_word(guest.person.category, language), photo_flag(guest, language)
    if word or flag[1]:
        rows.append(Fact(say(texts.INVITATION), word, flag=flag))
    rows += [*ticket_facts(guest, language), *needs_facts(guest, language)]
    booked = _booked(guest, scene.programme)
    rows += [_session_fact(session, language) for session in booked[:1]]
    after = [s for s in _planned(scene.programme) if _follows(s, booked, scene)]
    if after:
        rows.append(_group_fact(say(texts.AFTERWARDS), after[:1], language))
    if guest.person.get("country"):
        rows.append(Fact(say(texts.COUNTRY), guest.person.get("country")))
    return rows


def _already_facts(answer: Answer, language: Language) -> list[Fact]:
    say = language.say
    rows = [Fact(say(texts.TO_DO), say(texts.LET_IN))]
    rows += _origin(answer, language, is_dense=False)
    rows.append(Fact(say(texts.IF_NOT), solution=say(texts.ANOTHER_PERSON)))
    return rows


def _attention_facts(scene: Scene, answer: Answer, language: Language) -> list[Fact]:
    say = language.say
    is_other_day = answer.reason is Reason.WRONG_DAY
    word = texts.ADMIT_TODAY if is_other_day else texts.ADMIT
    if scene.solution is Solution.ASK_LEAD:
        word = guest_texts.ASK_LEAD
    rows = [Fact(say(texts.SOLUTION), solution=say(word), is_primary=True)]
    if answer.elsewhere:
        first = answer.elsewhere[0]
        place = _session_fact(first, language)
        said = _dated(first, language) if is_other_day else place.value
        rows.append(Fact(say(texts.OTHERWISE), said, place.tile, is_dense=True))
    notes = ticket_facts(answer.standing, language) if answer.standing else []
    return rows + notes + _origin(answer, language, is_dense=True)


def _dated(session: Session, language: Language) -> str:
    """Return name, day and time of a session, as far as it has them."""
    if session.starts is None:
        return session.name
    day, time = language.long_day(session.starts), language.clock(session.starts)
    when = language.say(guest_texts.COME_ON, day=day, time=time)
    return f"{when} · {session.name}" if session.name else when


def _stop_facts(scene: Scene, language: Language) -> list[Fact]:
    say, solution = language.say, scene.solution
    rows = []
    if scene.answer is not None and scene.answer.reason in _AT_INFO_POINT:
        first, second = texts.AT_INFO_POINT
        if language.name == "en":
            first, second = second, first
        rows.append(Fact(say(texts.PLEASE_SAY), first, second=second))
    rows += [_perhaps(person, language) for person in _between(scene)]
    if solution is not None:
        word = say(_SOLUTIONS[solution])
        rows.append(Fact(say(texts.SOLUTION), solution=word, is_primary=True))
    return rows


def _origin(answer: Answer, language: Language, *, is_dense: bool) -> list[Fact]:
    if answer.standing is None:
        return []
    origin, flag = origin_of(answer.standing, language), photo_flag(answer.standing, language)
    row = Fact(language.say(texts.COMES_FROM), origin, is_dense=is_dense, flag=flag)
    return [row] if origin or flag[1] else []


def _between(scene: Scene) -> tuple[Standing, ...]:
    return scene.answer.between[:_ASKED] if scene.answer else ()


def _perhaps(guest: Standing, language: Language) -> Fact:
    person = guest.person
    named = " · ".join(part for part in (person.name, person.organisation) if part)
    return Fact(language.say(PERHAPS), named, is_dense=True)


def _idle_facts(scene: Scene, language: Language) -> list[Fact]:
    programme, say = scene.programme, language.say
    if programme is None:
        return []
    event, now = programme.event, scene.now
    if now > event.ends:
        return [Fact(say(texts.NOW), say(texts.EVENT_OVER))]
    rows = [Fact(say(texts.NOW), say(texts.DOORS_OPEN))]
    coming = [s for s in _planned(programme) if s.starts and s.starts > now]
    groups = [list(group) for _, group in groupby(coming, key=lambda session: session.starts)]
    if now < event.starts and (not groups or groups[0][0].starts != event.starts):
        begin = language.say(texts.AT_TIME, time=language.time(event.starts), what=event.name)
        rows.append(Fact(say(texts.BEGINS), begin))
    rows += [_group_fact(say(texts.AFTERWARDS), group, language) for group in groups]
    return rows[:3]


def _group_fact(key: str, group: list[Session], language: Language) -> Fact:
    first = group[0]
    if len(group) == 1:
        return Fact(key, _timed(first, first.name, language), first.room)
    what = language.say(texts.SESSIONS, count=len(group))
    return Fact(key, _timed(first, what, language))


def _session_fact(session: Session, language: Language) -> Fact:
    kind = language.say(texts.KINDS[session.kind])
    return Fact(kind, _timed(session, session.name, language), session.room)


def _timed(session: Session, what: str, language: Language) -> str:
    if session.starts is None:
        return what
    return language.say(texts.AT_TIME, time=language.time(session.starts), what=what)


def _planned(programme: Programme) -> list[Session]:
    """Return sessions that are no entrance and have a time, in the order of time."""
    timed = [s for s in programme.sessions.values() if s.starts and not s.is_entrance]
    return sorted(timed, key=lambda session: session.starts or programme.event.ends)


def _booked(guest: Standing, programme: Programme) -> list[Session]:
    seats = {name for name, state in guest.bookings.items() if state is Booking.BOOKED}
    booked = [s for s in programme.sessions.values() if s.id in seats and not s.is_entrance]
    return sorted(booked, key=lambda session: session.starts or programme.event.ends)


def _follows(session: Session, booked: list[Session], scene: Scene) -> bool:
    """Whether *session* is open to all and comes after what the guest has booked."""
    begins = booked[0].starts if booked and booked[0].starts else scene.now
    is_open = session.capacity is None and session not in booked
    return is_open and session.starts is not None and session.starts > begins
