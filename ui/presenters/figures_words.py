"""The figures put into words and bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.errors import FileError
from app.reports.account import Figures, StationSight
from app.reports.compare import FigureSight
from ui import figures_texts as own
from ui.language import Language
from ui.presenters.figures import PANES, FigureScene
from ui.texts import ERRORS
from ui.widgets.bars import Bar, Mark
from ui.widgets.key_figures import Headline, KeyFigure
from ui.widgets.keys import Key

_MINUTE = timedelta(minutes=1)
_PERCENT = 100
_MINUTE_S = 60
_FIVE, _QUARTER = 5, 15
_MOST_BARS = 48
"""So many bars are still told apart."""

_AROUND = (-45, 30)
"""Minutes around the opening that are shown whatever happens."""

_TIMES = 3
"""Every so many bars the time stands below."""

PANE_WORDS: Mapping[str, str] = {
    "overview": own.OVERVIEW,
    "rooms": own.ROOMS,
    "guests": own.GUESTS,
    "pace": own.PACE,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """The histogram: its title, bars and lines, and what the outlines are."""

    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    expected: str
    spoken: str


def remark(scene: FigureScene, language: Language) -> str:
    """Return what stands beside the page's title."""
    say = language.say
    if scene.error is not None:
        is_file = isinstance(scene.error, FileError)
        return say(own.NOT_KEPT if is_file else ERRORS[scene.error.code])
    if scene.kept:
        return say(own.KEPT, name=scene.kept)
    if scene.sight is None:
        return say(own.COUNTING)
    numbers = scene.sight.numbers
    time = language.exact_time(numbers.as_of)
    stale = [one for one in numbers.here.stations if not one.is_fresh]
    if len(stale) == 1:
        since = silence(stale[0], language)
        return say(own.ONE_IS_LATE, time=time, name=stale[0].name, since=since)
    if stale:
        return say(own.SOME_ARE_LATE, time=time, count=language.number(len(stale)))
    return say(own.AS_OF, time=time)


def silence(station: StationSight, language: Language) -> str:
    """Return for how long nothing was heard of a station."""
    if station.seen_s is None:
        return language.say(own.NEVER)
    if station.seen_s < _MINUTE_S:
        return language.say(own.SECONDS, count=round(station.seen_s))
    return language.say(own.MINUTES, count=language.number(round(station.seen_s / _MINUTE_S)))


def keys(scene: FigureScene, language: Language, places: Iterable[str]) -> list[Key]:
    """Return the keys of the page's head; those to other places only where these exist."""
    say, known = language.say, set(places)
    following = PANES[(PANES.index(scene.pane) + 1) % len(PANES)]
    found = [Key("pane", "F4", say(PANE_WORDS[following]))]
    if "exports" in known:
        found.append(Key("report", "F5", say(own.REPORT)))
    if "hub" in known:
        found.append(Key("board", "F7", say(own.BOARD)))
    return found


def headline(numbers: Figures, language: Language) -> Headline:
    """Return the largest number and what it is of."""
    say, number, no_show = language.say, language.number, numbers.no_show
    lines = [say(own.OF_EXPECTED, count=number(no_show.expected))]
    if no_show.rate is not None:
        lines.append(say(own.PERCENT, percent=number(round((1 - no_show.rate) * _PERCENT))))
    if numbers.walk_ins:
        lines.append(say(own.WALK_INS_TOO, count=number(numbers.walk_ins)))
    return Headline(number(numbers.arrived), tuple(lines))


def key_figures(numbers: Figures, language: Language) -> list[KeyFigure]:
    """Return the numbers beside the largest one."""
    say, number, here = language.say, language.number, numbers.here
    inside = say(own.INSIDE)
    if here.minimum != here.maximum:
        inside = say(own.INSIDE_BETWEEN, least=number(here.minimum), most=number(here.maximum))
    is_before = numbers.as_of < numbers.opening
    guess = numbers.forecast.at_opening if is_before else numbers.forecast.total
    time = language.clock(numbers.opening)
    return [
        KeyFigure(number(here.value), inside),
        KeyFigure(number(numbers.last_15), say(own.LAST_15)),
        KeyFigure(language.decimal(numbers.per_minute), say(own.PER_MINUTE)),
        KeyFigure(
            say(own.NO_FORECAST) if guess is None else number(guess),
            say(own.BY_TIME, time=time) if is_before else say(own.IN_THE_END),
        ),
    ]


def chart(sight: FigureSight, language: Language, *, is_wide: bool) -> Chart:
    """Return the histogram of five minutes, or of fifteen."""
    numbers, width = sight.numbers, _QUARTER if is_wide else _FIVE
    bins = numbers.bins_15 if is_wide else numbers.bins
    counts = {one.minute: one.arrivals for one in bins}
    expected: dict[int, float] = {}
    for minute, arrivals in sight.expectation.items():
        place = minute // width * width
        expected[place] = expected.get(place, 0.0) + arrivals
    axis = _axis(numbers, {*counts, *expected}, width)
    minutes = range(axis.first, axis.last + 1, width)
    bars = tuple(_bar(at, axis, counts, expected, numbers, language) for at in minutes)
    earlier = next((one.starts[:4] for one in sight.editions if not one.is_this), "")
    say = language.say
    title = say(own.PER_15 if is_wide else own.PER_5)
    said = ", ".join(f"{_time(numbers, at, language)} {counts[at]}" for at in sorted(counts))
    return Chart(
        title=title,
        bars=bars,
        marks=tuple(_marks(numbers, language, axis)),
        expected=say(own.EXPECTED, year=earlier) if expected else "",
        spoken=f"{title}: {said or say(own.NOBODY_YET)}",
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The first and last bin that are shown, their width and the one that runs, in minutes."""

    first: int
    last: int
    width: int
    now: int


def _axis(numbers: Figures, known: set[int], width: int) -> _Axis:
    """Return what is shown: all that there is, but no more bars than have room."""
    now = int((numbers.as_of - numbers.opening) / _MINUTE // width * width)
    around = [minute // width * width for minute in _AROUND]
    first, last = min([*known, around[0]]), max([*known, around[1]])
    most = (_MOST_BARS - 1) * width
    if last - first > most:
        # The bars around now while the event goes on, else those around the opening.
        middle = now if first <= now <= last else 0
        before = most * 3 // 4 // width * width
        first = max(first, min(middle - before, last - most))
        last = first + most
    return _Axis(first, last, width, now)


def _bar(
    minute: int,
    axis: _Axis,
    counts: Mapping[int, int],
    expected: Mapping[int, float],
    numbers: Figures,
    language: Language,
) -> Bar:
    arrivals = counts.get(minute, 0)
    bears_time = (minute - axis.first) // axis.width % _TIMES == 0
    return Bar(
        arrivals=arrivals,
        number=language.number(arrivals),
        expected=expected.get(minute, 0.0),
        is_running=minute == axis.now,
        time=_time(numbers, minute, language) if bears_time else "",
    )


def _marks(numbers: Figures, language: Language, axis: _Axis) -> Iterable[Mark]:
    """Yield the lines at the beginning and where the doors open."""
    moments = ((numbers.opening, own.BEGINS), (numbers.doors, own.DOORS))
    for moment, words in moments:
        if moment is None:
            continue
        minute = (moment - numbers.opening) / _MINUTE
        if axis.first <= minute <= axis.last + axis.width:
            place = (minute - axis.first) / axis.width
            yield Mark(place, language.say(words, time=language.time(moment)))


def _time(numbers: Figures, minute: int, language: Language) -> str:
    return language.time(numbers.opening + minute * _MINUTE)
