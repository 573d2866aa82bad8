"""Arrivals as bars, as a picture for slides and mails."""

import io
from datetime import timedelta

from babel.dates import format_date, format_time

from app.badge.raster import page_image
from app.model.programme import Event
from app.reports.account import Bin, Figures
from app.reports.papers.page import GREY, INK, WIDE, Page, Paper

HIGH = 105.0
"""The picture is as wide as a page and half as high as wide, in millimetres."""

DPI = 200
_LEFT, _TOP, _BOTTOM = 12.0, 34.0, 92.0
_WIDTH = WIDE - 2 * _LEFT
_MINUTE = timedelta(minutes=1)
_MOST_BARS, _MOST_TIMES = 60, 8


def histogram_png(numbers: Figures, event: Event, title: str, begin: str, locale: str) -> bytes:
    """Return the arrivals of an event as a PNG picture.

    Args:
        numbers: Quarters of an hour are drawn where five minutes make too many bars.
        event: Its name and zone stand on it.
        title: Holds ``{minutes}``.
        begin: What the line at the opening says, with ``{time}``.
        locale: How times and days are written, ``de`` or ``en``.
    """
    bins, width = shown_bins(numbers)
    page = (paper := Paper()).page()
    day = format_date(numbers.opening.astimezone(event.zone), "long", locale=locale)
    page.text(title.format(minutes=width), (_LEFT, 10, _WIDTH, 8), 15, weight=700)
    page.text(f"{event.name}, {day}", (_LEFT, 18, _WIDTH, 6), 10, colour=GREY)
    first, last = _range(bins, width)
    slot = _WIDTH / ((last - first) // width + 1)
    most = max((one.arrivals for one in bins), default=1)
    for one in bins:
        _draw_bar(page, one, _LEFT + (one.minute - first) // width * slot, slot, most)
    page.rule(_LEFT, _BOTTOM, _WIDTH, 0.9, INK)
    _draw_times(page, numbers, event, (first, last, width, slot), locale)
    left = _LEFT - first / width * slot - slot * 0.07
    page.fill((left - 0.25, _TOP - 7, 0.5, _BOTTOM - _TOP + 7), INK)
    time = format_time(numbers.opening.astimezone(event.zone), "HH:mm", locale=locale)
    page.text(begin.format(time=time), (left + 1, _TOP - 8, 50, 5), 9)
    image = page_image(paper.pdf(event.name), DPI)
    target = io.BytesIO()
    image.crop((0, 0, image.width, round(HIGH / 25.4 * DPI))).save(target, "PNG", optimize=True)
    return target.getvalue()


def shown_bins(numbers: Figures) -> tuple[tuple[Bin, ...], int]:
    """Return the bins that are drawn and their width in minutes."""
    first, last = _range(numbers.bins, 5)
    is_long = (last - first) // 5 >= _MOST_BARS
    return (numbers.bins_15, 15) if is_long else (numbers.bins, 5)


def _range(bins: tuple[Bin, ...], width: int) -> tuple[int, int]:
    """Return the first and the last bin's minute, the opening's among them.

    Of a few who came days before or after by a wrong clock the picture tells nothing.
    """
    most = (_MOST_BARS * 4 - 1) * width
    near = [one.minute for one in bins if -most // 2 <= one.minute <= most // 2]
    return min([*near, -3 * width]), max([*near, 3 * width])


def _draw_bar(page: Page, one: Bin, left: float, slot: float, most: int) -> None:
    if not _LEFT - 0.1 <= left <= _LEFT + _WIDTH:
        return
    height = (_BOTTOM - _TOP) * one.arrivals / most
    page.fill((left, _BOTTOM - height, slot * 0.87, height))
    if slot >= 3:  # noqa: PLR2004 - millimetres in which a number has room
        box = (left - 4, _BOTTOM - height - 4.6, slot * 0.87 + 8, 4.4)
        page.text(str(one.arrivals), box, 8, align="center")


def _draw_times(
    page: Page, numbers: Figures, event: Event, axis: tuple[int, int, int, float], locale: str
) -> None:
    first, last, width, slot = axis
    count = (last - first) // width + 1
    for place in range(0, count, -(-count // _MOST_TIMES)):
        at = numbers.opening + (first + place * width) * _MINUTE
        time = format_time(at.astimezone(event.zone), "HH:mm", locale=locale)
        page.text(time, (_LEFT + place * slot, _BOTTOM + 1.4, 16, 5), 8, colour=GREY)
