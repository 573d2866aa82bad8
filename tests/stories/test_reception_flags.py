"""Press, photos and lost badges at reception, in a real window on a real station."""

import pytest
from PySide6.QtCore import Qt

from app.badge.photos import refuses_photos
from app.badge.raster import page_image, page_texts
from app.errors import InputError
from app.model.entry import Kind
from app.model.person import STANDARD_FIELDS
from app.model.serial import badge_text
from app.model.standing import Direction
from app.model.verdict import Reason
from app.reports.export import Format, Source, export
from app.reports.export import Kind as ExportKind
from tests.app.journals import NOON_MS, Pen
from tests.stories.receptions import open_reception

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reception(qtbot, tmp_path):
    with open_reception(qtbot, tmp_path) as one:
        yield one


def test_r20_press_names_its_outlet_and_no_number_of_a_card(reception, measured, tmp_path):
    with pytest.raises(InputError, match="outlet"):
        reception.desk.add_walk_in({"name": "Ada", "category": "Presse"})
    reception.desk.add_walk_in(
        {"name": "Ada", "category": "Presse", "organisation": "WDR", "press_seen": "yes"}
    )
    out = tmp_path / "out.csv"
    source = Source(
        programme=reception.journal.programme(), standings=reception.journal.standings()
    )
    export(ExportKind.ARRIVALS, Format.CSV, out, source)
    headings, row = (line.split(";") for line in out.read_text("utf-8-sig").splitlines())
    line = dict(zip(headings, row, strict=True))

    assert (line["Organisation"], line["Presseausweis gesehen"]) == ("WDR", "yes")
    columns = schema(reception.workplace.file.database)
    assert not [name for name in (*columns, *STANDARD_FIELDS) if "card" in name.casefold()]
    measured("R20", f"outlet asked for and exported; no card among {len(columns)} columns")


def test_r23_one_key_turns_photos_and_the_badge_shows_it(reception, measured):
    reception.register("anh", given="Ánh", family="Nguyễn")
    reception.keys.scan("CODE-anh")
    reception.expect("welcome")
    reception.until(lambda: len(reception.badges()) == 1)
    plain = page_image(reception.desk.badge_pdf("anh"), 100)

    for turn in range(1, 4):
        reception.keys.count = 0
        reception.keys.press(Qt.Key.Key_3, "3", CONTROL)
        reception.until(lambda turn=turn: len(reception.badges()) == turn + 1)
        assert reception.keys.count == 1
        is_refused = "Bitte kein Foto" in page_texts(reception.badges()[-1].read_bytes())[0]
        assert is_refused is bool(turn % 2)

    flagged = page_image(reception.desk.badge_pdf("anh"), 100)
    dots = sum(one != other for one, other in zip(plain.tobytes(), flagged.tobytes(), strict=True))
    assert dots > 200
    measured("R23", f"1 key each time, {dots // 3} dots of the badge at 100 dpi say so")


def test_r23_of_two_desks_the_later_word_counts_in_any_order(reception):
    list_, one, two = Pen("list"), Pen("one"), Pen("two")
    first = list_.register("anh", name="Ánh")
    said = [
        pen.write(
            Kind.AMENDED, "anh", wall_ms=NOON_MS + at_ms,
            payload={"by": "desk", "base": [first.id], "fields": {"photo": word}},
        )
        for pen, at_ms, word in ((one, 9_000, "no"), (two, 5_000, "yes"))
    ]  # fmt: skip
    for entries in (said, [first]):
        reception.journal.absorb(entries)

    assert refuses_photos(reception.standing("anh").person)


def test_r24_of_two_badges_the_last_one_counts(reception, measured):
    reception.register("anh", name="Ánh Nguyễn")
    reception.keys.scan("CODE-anh")
    reception.expect("welcome")
    reception.until(lambda: len(reception.standing("anh").serials) == 1)
    reception.keys.press(Qt.Key.Key_F4)
    reception.keys.type("8")
    reception.until(lambda: len(reception.standing("anh").serials) == 2)
    heads = reception.desk.counts().arrived
    old, new = (badge_text("CODE-anh", one) for one in reception.standing("anh").serials)

    answer = reception.desk.accept(old, session=None, direction=Direction.IN)

    assert answer.reason is Reason.REPLACED
    assert reception.desk.accept(new, session=None, direction=Direction.IN).standing
    assert reception.desk.counts().arrived == heads == 1
    measured("R24", "2 keys; the old serial is “replaced”, 1 head before and after")


def schema(database):
    """Return the columns of all tables."""
    tables = [name for (name,) in database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    )]  # fmt: skip
    return [
        row[1] for table in tables for row in database.execute_sql(f'PRAGMA table_info("{table}")')
    ]
