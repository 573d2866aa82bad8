"""Arrivals by time as a table and as a picture."""

import csv
import io
from datetime import timedelta
from itertools import pairwise

from PIL import Image

from app.model.programme import Event
from app.model.standing import Direction
from app.reports.export import Format, Kind, Source, export
from app.reports.figures import figures
from app.reports.papers.histogram import histogram_png, shown_bins
from tests.app.reports.people import OPENING, PROGRAMME, person

PEOPLE = [person(f"r{n}", (n - 20, None, Direction.IN)) for n in range(32)]
PEOPLE += [person("late", (47, None, Direction.IN))]


def test_a_table_has_every_five_minutes_with_its_quarter(tmp_path):
    out = tmp_path / "out.csv"
    number = export(Kind.HISTOGRAM, Format.CSV, out, Source(programme=PROGRAMME, standings=PEOPLE))

    with out.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = list(csv.reader(file, delimiter=";"))
    assert headings[1:3] == ["Minuten nach Beginn", "Ankünfte je 5 Minuten"]
    assert number == len(rows) == 14
    assert [row[1] for row in rows] == [str(minute) for minute in range(-20, 50, 5)]
    assert sum(int(row[2]) for row in rows) == len(PEOPLE)
    assert rows[0] == ["03.12.2026 16:40:00", "-20", "5", "03.12.2026 16:30:00", "5"]
    assert rows[1][3:] == ["03.12.2026 16:45:00", "15"]


def test_a_picture_shows_a_bar_for_each(tmp_path):
    out = tmp_path / "out.png"
    export(Kind.HISTOGRAM, Format.PNG, out, Source(programme=PROGRAMME, standings=PEOPLE))

    picture = Image.open(io.BytesIO(out.read_bytes()))
    assert picture.format == "PNG"
    assert picture.width == 2 * picture.height
    row = [picture.getpixel((x, round(picture.height * 0.86)))[0] for x in range(picture.width)]
    edges = sum(dark < 128 <= light for light, dark in pairwise(row))
    assert edges == len(figures(PROGRAMME, PEOPLE).bins) + 1  # and the line at the opening


def test_a_long_event_is_drawn_in_quarters_and_nobody_or_a_wrong_clock_breaks_it():
    event = Event(id="e", name="Probe", starts=OPENING, ends=OPENING + timedelta(days=1))
    long = [person(f"r{n}", (n * 7, None, Direction.IN)) for n in range(60)]
    wrong = [*PEOPLE, person("old", (-9_000_000, None, Direction.IN))]

    assert shown_bins(figures(PROGRAMME, long))[1] == 15
    for crowd in ([], long, wrong):
        assert histogram_png(figures(PROGRAMME, crowd), event, "{minutes}", "{time}", "en")
