"""Words about one guest."""

from datetime import datetime
from textwrap import shorten

from app.badge.photos import refuses_photos
from app.model.standing import Standing, Status
from app.model.verdict import Answer
from ui import answer_texts, guest_texts, texts
from ui.language import Language
from ui.widgets.facts import Fact

_NEEDS_LETTERS = 56
"""So many letters of what helps a guest have room beside the plate."""
_MOST_NOTES = 2
"""So many notes of the ticket system have room there, too."""


def category_word(category: str, language: Language) -> str:
    """Return a category of guests in the language of the desk, as it is when unknown."""
    return language.say(texts.CATEGORIES[category]) if category in texts.CATEGORIES else category


def origin_of(guest: Standing, language: Language) -> str:
    """Return where a guest comes from and as what, in one line."""
    parts = (guest.person.organisation, category_word(guest.person.category, language))
    return " · ".join(part for part in parts if part)


def photo_flag(guest: Standing, language: Language) -> tuple[str, str]:
    """Return the sign and the words about photos, nothing for those who may be on some."""
    if not refuses_photos(guest.person):
        return "", ""
    return "no_photo", language.say(guest_texts.NO_PHOTO)


def photos_detail(guest: Standing, language: Language) -> str:
    """Return whether the guest may be on photos."""
    is_refused = refuses_photos(guest.person)
    return language.say(guest_texts.PHOTOS_REFUSED if is_refused else guest_texts.PHOTOS_ALLOWED)


def needs_facts(guest: Standing, language: Language) -> list[Fact]:
    """Return the row about what helps the guest, as far as they agreed to have it noted."""
    needs = guest.person.needs
    if not needs:
        return []
    short = shorten(needs, _NEEDS_LETTERS, placeholder=" …")
    return [Fact(language.say(guest_texts.NEEDS), flag=("needs", short))]


def ticket_facts(guest: Standing, language: Language) -> list[Fact]:
    """Return what the ticket system wants to be told at the door, a row each."""
    ticket = guest.ticket
    if ticket is None:
        return []
    closely = [language.say(answer_texts.LOOK_CLOSELY)] if ticket.needs_attention else []
    notes = [" ".join(note.split()) for note in (*closely, *ticket.texts) if note.strip()]
    answers = [(name, guest.person.get(name)) for name in ticket.told]
    notes += [f"{name}: {' '.join(said.split())}" for name, said in answers if said.strip()]
    return [
        Fact(
            language.say(answer_texts.NOTE),
            flag=("attention", shorten(note, _NEEDS_LETTERS, placeholder=" …")),
        )
        for note in notes[:_MOST_NOTES]
    ]


def needs_detail(guest: Standing, language: Language) -> str:
    """Return whether something is noted that helps the guest."""
    return language.say(guest_texts.NOTED) if guest.person.needs else ""


def substitution_hindrance(guest: Standing) -> str:
    """Return why nobody can come instead, nothing when somebody can."""
    is_coming = guest.status in (Status.ACTIVE, Status.UNPAID)
    return "" if is_coming else guest_texts.COMES_NOT


def presence(guest: Standing, language: Language) -> str:
    """Return since when a guest is here, or that they are not."""
    if guest.arrived is None:
        return language.say(texts.NOT_THERE)
    return language.say(texts.THERE_SINCE, time=language.time(guest.arrived.at))


def other_days(answer: Answer, now: datetime, language: Language) -> str:
    """Return on which day the registration counts, in words; nothing when nobody knows."""
    starts = {session.starts for session in answer.elsewhere if session.starts}
    instants = starts or ({answer.valid_on} if answer.valid_on else set())
    coming = sorted(instant for instant in instants if instant > now) or sorted(instants)[-1:]
    days = list(dict.fromkeys(map(language.long_day, coming)))
    if not days:
        return ""
    if len(days) == 1:
        return language.say(texts.VALID_ON, day=days[0])
    return language.say(guest_texts.VALID_ON_BOTH, day=days[0], other=days[1])


def other_time(answer: Answer, now: datetime, language: Language) -> str:
    """Return from when or until when the ticket counts, in words; nothing when nobody knows."""
    when = answer.valid_on
    if when is None:
        return ""
    words = answer_texts.VALID_FROM if when > now else answer_texts.VALID_UNTIL
    return language.say(words, day=language.long_day(when), time=language.time(when))
