from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.reports.arrivals import arrivals_per_bin, binned
from tests.app.reports.people import OPENING

moments = st.lists(st.integers(-7200, 7200).map(lambda s: OPENING + timedelta(seconds=s)))


def test_bins_are_equally_long_on_the_night_when_clocks_change():
    zone = ZoneInfo("Europe/Berlin")
    opening = datetime(2026, 10, 25, 2, 50, tzinfo=zone)
    before = datetime(2026, 10, 25, 0, 58, tzinfo=UTC)

    bins = binned([before, before + timedelta(minutes=5)], opening.astimezone(UTC))

    starts = [one.start.astimezone(zone).isoformat() for one in bins]
    assert starts == ["2026-10-25T02:55:00+02:00", "2026-10-25T02:00:00+01:00"]


def test_a_bin_begins_at_the_opening():
    bins = binned([OPENING, OPENING + timedelta(seconds=299)], OPENING)

    assert [(one.start, one.arrivals) for one in bins] == [(OPENING, 2)]


@given(moments)
def test_neighbouring_bins_hold_what_came_in_their_time(arrivals):
    until = OPENING + timedelta(minutes=31)
    bars = arrivals_per_bin(arrivals, opening=OPENING, until=until, count=12)

    begin, end = OPENING - timedelta(minutes=25), OPENING + timedelta(minutes=35)
    assert len(bars) == 12
    assert sum(bars) == sum(begin <= moment < end for moment in arrivals)
