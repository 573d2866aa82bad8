"""Papers for the worst hour: stories O22 and H13 of the users."""

import random
import time
from contextlib import closing

import pypdfium2

from app.bootstrap.paper_room import PaperRoom
from app.model.entry import Draft, Kind
from app.reports.kinds import Format
from app.reports.kinds import Kind as Paper
from app.reports.orders import Order
from app.reports.source import Options


def test_o22_one_key_gives_the_sheet_within_two_seconds(event_of, measured):
    """With 2,000 guests, of whom half are inside and some asked for help, not all agreeing."""
    guests, place = event_of(2_000)
    inside, needy = guests[:1_000], guests[:60:6]
    with place.journal.write() as records:
        came = {"kind": Kind.ARRIVED, "payload": {"reason": "registered"}}
        records.append_many([Draft(registration=guest.id, **came) for guest in inside])
        for number, guest in enumerate(needy):
            agreed = {"needs_consent": "2026-11-01"} if number % 2 else {}
            fields = {"needs": f"Hilfe {number}", **agreed}
            said = {"by": "list", "fields": fields}
            records.append(Draft(kind=Kind.AMENDED, registration=guest.id, payload=said))

    begun = time.thread_time()
    written = PaperRoom(place).evacuation("de")
    taken_s = time.thread_time() - begun

    with closing(pypdfium2.PdfDocument(written.path)) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    told = {number for number in range(len(needy)) if f"Hilfe {number}" in text}
    assert "1000" in text
    assert told == {number for number in range(len(needy)) if number % 2}
    assert taken_s <= 2
    measured("O22", f"{taken_s:.2f} s with 2,000 guests, {len(told)} of {len(needy)} agreed")


def test_h13_ticked_rows_come_back_as_exactly_those_guests(event_of, measured):
    _, place = event_of(600)
    room, dice = PaperRoom(place), random.Random(13)  # noqa: S311 - a repeatable choice
    order = Order(kind=Paper.FALLBACK, form=Format.PDF, options=Options(desks=3))
    lists = room.write(order, room.folder(), lambda _done, _all: None).lists
    rows = {
        entry.get("table"): entry.get("rows")
        for _, entry in place.journal.entries()
        if entry.kind == Kind.LISTED
    }
    wanted = set()
    for name in lists:
        ticked = sorted(dice.sample(range(1, len(rows[name]) + 1), 40))
        room.enter(f"{name} {spoken(ticked)}", session=None)
        wanted |= {rows[name][number - 1] for number in ticked}

    assert {one.registration for one in place.journal.standings() if one.arrived} == wanted
    assert sum(map(len, rows.values())) == 600
    measured("H13", f"{len(wanted)} of 600 guests on {len(lists)} lists")


def spoken(numbers):
    """Return numbers as people write them: ``3,7-12``."""
    parts, rest = [], list(numbers)
    while rest:
        first = last = rest.pop(0)
        while rest and rest[0] == last + 1:
            last = rest.pop(0)
        parts.append(str(first) if first == last else f"{first}-{last}")
    return ",".join(parts)
