"""The report for press and ministers: one page of numbers, German and English."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from babel.dates import format_date, format_skeleton, format_time

from app.model.programme import Programme
from app.model.standing import Standing
from app.reports.account import Figures
from app.reports.papers.counting import DAY, HOUR, QUARTER
from app.reports.papers.page import GREY, INK, Page, Paper
from app.reports.papers.report_facts import (
    Facts,
    Topic,
    facts_of,
    headline,
    key_figures,
    lead,
    notes,
)
from app.reports.papers.report_words import ReportWords, report_words

_LEFT, _WIDTH = 17.0, 176.0
_RIGHT = _LEFT + _WIDTH
_CHART_TOP, _CHART_BOTTOM = 137.5, 163.0
_TABLES, _ROW = 177.0, 7.4
_HALF = 84.0
_TABLES_BOTTOM = 264.0
_MOST_HOURS = 12
_LABEL = 14.0


def report_pdf(
    programme: Programme,
    standings: Iterable[Standing],
    numbers: Figures,
    language: str = "de",
    logos: Iterable[Path] = (),
) -> bytes:
    """Return the report, one page A4 without a name in it.

    Args:
        programme: The event.
        standings: Everybody.
        numbers: The event's figures as of now.
        language: ``de`` or ``en``: what is large; the other one says the gist in small type.
        logos: Pictures of the hosts, for the foot.
    """
    words, other = report_words(language)
    facts = facts_of(programme, standings, numbers)
    paper = Paper(logos)
    page = paper.page()
    _draw_head(page, facts, words)
    page.text(lead(facts, words), (_LEFT, 62, _WIDTH, 15), 13.5)
    page.text(lead(facts, other), (_LEFT, 78, _WIDTH, 12), 11, colour=GREY)
    _draw_key_figures(page, facts, words)
    _draw_chart(page, facts, words)
    _draw_tables(page, facts, words)
    page.rule(_LEFT, 268, _WIDTH)
    page.text(notes(facts, words), (_LEFT, 270.5, _WIDTH - paper.logos_wide, 14), 10, colour=GREY)
    page.logos(paper.logos, _RIGHT, 272)
    return paper.pdf(f"{programme.event.name}: {headline(facts, words)}")


def _draw_head(page: Page, facts: Facts, words: ReportWords) -> None:
    now = facts.numbers.as_of.astimezone(facts.event.zone)
    day = format_date(now, "long", locale=words.locale)
    told = words.as_of.format(day=day, time=format_time(now, "HH:mm", locale=words.locale))
    page.text(words.report, (_LEFT, 17, 94, 7), 11.5, weight=700)
    page.text(told, (_LEFT + 96, 17, _WIDTH - 96, 7), 11.5, align="right")
    page.rule(_LEFT, 25.5, _WIDTH, 1.6, INK)
    page.text(facts.event.name, (_LEFT, 33, _WIDTH, 10), 21)
    page.text(headline(facts, words), (_LEFT, 42, _WIDTH, 18), 43, weight=700)


def _draw_key_figures(page: Page, facts: Facts, words: ReportWords) -> None:
    page.rule(_LEFT, 91.5, _WIDTH)
    for place, (value, label) in enumerate(key_figures(facts, words)):
        left = _LEFT + place * _WIDTH / 4
        page.text(value, (left, 94, 42, 13), 28, weight=700)
        page.text(label, (left, 106.5, 42, 6), 11, colour=GREY)
    page.rule(_LEFT, 115, _WIDTH)


def _draw_chart(page: Page, facts: Facts, words: ReportWords) -> None:
    """Draw arrivals by time. Bars that were put together are wider and, by area, lower."""
    titles = {QUARTER: words.arrivals, HOUR: words.arrivals_hour, DAY: words.arrivals_day}
    page.text(titles[facts.histogram.width], (_LEFT, 119.5, _WIDTH, 7), 13, weight=700)
    bars = [stretch for stretch in facts.stretches if stretch.number]
    if not bars:
        page.text(words.no_arrivals, (_LEFT, 132, _WIDTH, 7), 11)
        return
    count = len(facts.histogram.bins)
    slot = _WIDTH / max(count, 6)
    highest = max(bar.number / bar.length for bar in bars)
    for bar in bars:
        height = (_CHART_BOTTOM - _CHART_TOP) * bar.number / bar.length / highest
        left, width = _LEFT + bar.first * slot, bar.length * slot - min(2.0, slot / 6)
        page.fill((left, _CHART_BOTTOM - height, width, height))
        box = (left - 4, _CHART_BOTTOM - height - 5.2, width + 8, 5)
        page.text(str(bar.number), box, 11, align="center")
    page.rule(_LEFT, _CHART_BOTTOM, _WIDTH, 0.9, INK)
    for place in range(0, count, -(-count // _MOST_HOURS)):
        at = facts.histogram.begins + place * facts.histogram.width
        left = _LEFT + place * slot
        if left + _LABEL <= _RIGHT + 1:
            told = _when(facts, at, words)
            page.text(told, (left, _CHART_BOTTOM + 1.6, _LABEL, 5), 10.5, colour=GREY)
    _draw_opening(page, facts, words, slot)


def _when(facts: Facts, at: datetime, words: ReportWords) -> str:
    """Return what stands below a bar: a time, or a day where bars are days."""
    local = at.astimezone(facts.event.zone)
    if facts.histogram.width is DAY:
        return str(format_skeleton("Md", local, locale=words.locale))
    return str(format_time(local, "HH:mm", locale=words.locale))


def _draw_opening(page: Page, facts: Facts, words: ReportWords, slot: float) -> None:
    """Draw the line at which the event begins, where it lies within the chart."""
    bars = facts.histogram
    place = (facts.event.starts - bars.begins) / bars.width
    if not 0 < place <= len(bars.bins) or bars.width is DAY:
        return
    left = _LEFT + place * slot - min(2.0, slot / 6) / 2
    top = _CHART_TOP - 11
    page.fill((left - 0.3, top, 0.6, _CHART_BOTTOM - top), INK)
    time = format_time(facts.event.starts.astimezone(facts.event.zone), "HH:mm")
    told, is_late = words.begin.format(time=time), left + 34 > _RIGHT
    box = (left - 35, top, 33, 5) if is_late else (left + 1.5, top, 33, 5)
    page.text(told, box, 11, align="right" if is_late else "left")


def _draw_tables(page: Page, facts: Facts, words: ReportWords) -> None:
    second = _RIGHT - _HALF
    if facts.origin is not None:
        _draw_topic(page, facts.origin, words, (_LEFT, _TABLES), has_bars=True)
    top = _draw_visits(page, facts, words, (second, _TABLES))
    if facts.kind is not None:
        _draw_topic(page, facts.kind, words, (second, top), has_bars=False)


def _draw_topic(
    page: Page, topic: Topic, words: ReportWords, place: tuple[float, float], *, has_bars: bool
) -> None:
    left, top = place
    top = _draw_title(page, words.topics[topic.field], left, top)
    room = int((_TABLES_BOTTOM - top) / _ROW)
    rows = list(topic.groups.shown)
    hidden = rows[room - 1 :] if len(rows) + bool(topic.groups.others) > room else []
    rows = rows[: len(rows) - len(hidden)]
    most = max((number for _, number in rows), default=1)
    for name, number in rows:
        wide = 28.0 if has_bars else 62.0
        page.cell(name, (left, top, wide, _ROW), 10.5)
        if has_bars:
            page.fill((left + 30, top + 2.2, 36 * number / most, _ROW - 4.4))
        top = _end_row(page, number, left, top)
    rest = topic.groups.others + sum(number for _, number in hidden)
    if rest:
        merged = topic.groups.merged + len(hidden)
        name = words.others.format(merged=merged) if merged else words.unknown
        page.cell(name, (left, top, 66, _ROW), 10.5)
        _end_row(page, rest, left, top)


def _draw_title(page: Page, title: str, left: float, top: float) -> float:
    page.text(title, (left, top - 0.6, _HALF, 6.6), 13, weight=700)
    page.rule(left, top + 6.4, _HALF)
    return top + 6.4


def _end_row(page: Page, number: int, left: float, top: float) -> float:
    page.text(str(number), (left + _HALF - 18, top + 1.6, 18, _ROW - 1.6), 10.5, align="right")
    page.rule(left, top + _ROW, _HALF)
    return top + _ROW


def _draw_visits(page: Page, facts: Facts, words: ReportWords, place: tuple[float, float]) -> float:
    """Draw the parts of the programme that at least five came to; return what is below."""
    left, top = place
    told = [visit for visit in facts.visits if visit.number is not None]
    if not told:
        return top
    top, high = _draw_title(page, words.workshops, left, top), 9.2
    shown = told if len(told) <= 5 else told[:4]  # noqa: PLR2004 - rows that leave room for the rest
    for visit in shown:
        if visit.room:
            page.tile(visit.room, (left, top + 1.6, 13, high - 3.2), 9.5)
        page.cell(visit.name, (left + 16 if visit.room else left, top, 42, high), 10.5)
        number = str(visit.number)
        if visit.capacity is not None:
            number = words.seats.format(number=visit.number, capacity=visit.capacity)
        page.text(number, (left + _HALF - 26, top + 2.5, 26, high - 2), 10.5, align="right")
        top += high
        page.rule(left, top, _HALF)
    if len(shown) < len(told):
        rest = words.more_sessions.format(number=len(told) - len(shown))
        page.cell(rest, (left, top, _HALF, _ROW), 10.5)
        top += _ROW
        page.rule(left, top, _HALF)
    return top + 7
