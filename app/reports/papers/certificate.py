"""Certificates of participation, for those who were there for long enough."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anyascii import anyascii
from babel.dates import format_date

from app.admission.presence import is_enough, presence_min
from app.errors import EmptyError, InputError
from app.model.programme import Programme, Session
from app.model.standing import Standing
from app.reports.arrivals import is_counted
from app.reports.papers.page import GREY, Page, Paper
from app.reports.papers.paper_words import PaperWords, paper_words
from app.reports.sheet import sorting_name
from app.reports.source import Tick

_LEFT, _WIDTH = 30.0, 150.0
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Attendance:
    """The session that is certified, as it stands at the instant *now*."""

    programme: Programme
    session: Session
    now: datetime

    def suffices(self, standing: Standing) -> bool:
        """Whether a person was there for as long as the event's policy asks."""
        if standing.is_erased or not is_counted(standing):
            return False
        percent = self.programme.policy.enough_percent
        return is_enough(standing, self.session, self.programme.event, self.now, percent=percent)

    def minutes(self, standing: Standing) -> int:
        """Return for how many minutes a person was there."""
        return presence_min(standing, self.session, self.programme.event, self.now)


def certificate_pdf(
    attendance: Attendance,
    standing: Standing,
    language: str = "de",
    logos: Iterable[Path] = (),
) -> bytes:
    """Return the certificate of one person, one page A4.

    Raises:
        InputError: the person was not there for long enough.
    """
    if not attendance.suffices(standing):
        sentence = (
            f"{standing.person.name} was in {attendance.session.name} for"
            f" {attendance.minutes(standing)} minutes; a certificate needs"
            f" {attendance.programme.policy.enough_percent} percent of its time."
        )
        raise InputError(sentence)
    return certificates_pdf(attendance, [standing], language, logos)[0]


def certified(attendance: Attendance, standings: Iterable[Standing]) -> list[Standing]:
    """Return who gets a certificate, by name.

    Raises:
        EmptyError: nobody was there for long enough.
    """
    people = sorted(filter(attendance.suffices, standings), key=sorting_name)
    if not people:
        sentence = f"Nobody was in {attendance.session.name} for long enough for a certificate."
        raise EmptyError(sentence)
    return people


def certificate_name(standing: Standing) -> str:
    """Return the name of one guest's file: family name, given name, end of the code.

    It sorts like a list of names and is safe on every file system.
    """
    person = standing.person
    parts = (person.family or person.get("name"), person.given, standing.code[-4:])
    plain = (_UNSAFE.sub("-", anyascii(part)).strip("-")[:40] for part in parts)
    return "_".join(filter(None, plain)) + ".pdf"


def certificates_pdf(
    attendance: Attendance,
    standings: Iterable[Standing],
    language: str = "de",
    logos: Iterable[Path] = (),
    tick: Tick = lambda _done, _all: None,
) -> tuple[bytes, int]:
    """Return a page A4 for each person who was there for long enough, by name, and their number.

    Raises:
        EmptyError: nobody was.
    """
    people = certified(attendance, standings)
    words = paper_words(language)
    paper = Paper(logos)
    for number, standing in enumerate(people):
        tick(number, len(people))
        page = paper.page()
        _draw(page, attendance, standing, words)
        page.logos(paper.logos, _LEFT + _WIDTH, 268)
    title = f"{words.certificate}: {attendance.session.name}"
    return paper.pdf(title), len(people)


def _draw(page: Page, attendance: Attendance, standing: Standing, words: PaperWords) -> None:
    programme, session = attendance.programme, attendance.session
    event = programme.event
    starts = (session.starts or event.starts).astimezone(event.zone)
    day = format_date(starts, "long", locale=words.locale)
    page.text(event.name, (_LEFT, 32, _WIDTH, 7), 11, colour=GREY)
    page.text(words.certificate, (_LEFT, 46, _WIDTH, 14), 28, weight=700)
    page.rule(_LEFT, 66, _WIDTH, 1)
    page.text(words.hereby, (_LEFT, 82, _WIDTH, 7), 13)
    page.text(standing.person.name, (_LEFT, 94, _WIDTH, 26), 28, weight=600)
    if standing.person.organisation:
        page.text(standing.person.organisation, (_LEFT, 121, _WIDTH, 7), 12, colour=GREY)
    page.text(words.took_part.format(day=day), (_LEFT, 136, _WIDTH, 7), 13)
    page.text(session.name, (_LEFT, 148, _WIDTH, 18), 19, weight=600)
    page.text(words.took_part_event.format(event=event.name), (_LEFT, 168, _WIDTH, 13), 12)
    if session.starts and session.ends:
        minutes = words.presence.format(minutes=attendance.minutes(standing))
        page.text(minutes, (_LEFT, 184, _WIDTH, 7), 12, colour=GREY)
    for left, word in ((_LEFT, words.place_and_date), (_LEFT + 82, words.signed)):
        page.rule(left, 250, 68, 0.75)
        page.text(word, (left, 252, 68, 5), 9, colour=GREY)
