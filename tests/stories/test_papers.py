"""Papers: the list that people sign, and what they take home."""

import re
import time
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from app.errors import InputError
from app.model.person import Person
from app.model.policy import Policy
from app.model.programme import Event, Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status
from app.reports.papers.certificate import Attendance, certificate_pdf, certificates_pdf
from app.reports.papers.signature_list import ROWS, signature_list_pdf
from app.reports.sheet import listed_name, sorting_name
from tests.stories.guests import guests

STARTS = datetime(2026, 12, 3, 16, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=60)
FORUM = Session(
    id="forum",
    name="Bewerben in Deutschland",
    kind=SessionKind.WORKSHOP,
    room="1.04",
    starts=STARTS,
    ends=ENDS,
)
EVENT = Event(id="e", name="Talente am Rhein", starts=STARTS, ends=STARTS + timedelta(hours=6))
PROGRAMME = Programme(event=EVENT, sessions={"forum": FORUM}, policy=Policy(enough_percent=80))
DIN_91379 = "ĀāÅåÆæÇçĐđƏəĞğĦħİıĶķŁłŇňŊŋŌōŐőØøŒœŔŕŘřŚśŞşȘșßẞŢţȚțÞþŪūŮůŰűŴŵÝýŶŷŽžỄễ"


def someone(number, *, minutes=0, status=Status.ACTIVE, seat=Booking.BOOKED, **fields):
    """Return somebody with a seat who was there for so many minutes from the start."""
    stay = [
        Movement(f"{number}-in", "forum", Direction.IN, STARTS, "s"),
        Movement(f"{number}-out", "forum", Direction.OUT, STARTS + timedelta(minutes=minutes), "s"),
    ]
    return Standing(
        registration=f"r{number}",
        origin=Origin.LIST,
        code=f"CODE{number}",
        person=Person(fields),
        status=status,
        bookings={"forum": seat} if seat else {},
        movements=tuple(stay) if minutes else (),
    )


def texts(pdf):
    """Return the words of each page, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\ufffe", "").split()) for text in pages]


def size_mm(pdf):
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_h09_the_list_holds_who_has_a_seat_and_room_for_others(measured):
    people = [someone(n, **guest.fields) for n, guest in enumerate(guests(60))]
    gone = someone(900, given="Gero", family="Abgesagt", status=Status.CANCELLED)
    waiting = someone(901, given="Wanda", family="Wartend", seat=Booking.WAITING)
    admitted = someone(902, given="Enno", family="Eingelassen", seat=None, minutes=5)

    pdf = signature_list_pdf(PROGRAMME, [*people, gone, waiting, admitted], FORUM)
    pages = texts(pdf)
    whole = " ".join(pages)

    assert size_mm(pdf) == (210, 297)
    assert ROWS >= 20
    assert len(pages) == -(-67 // ROWS)
    for number, page in enumerate(pages, start=1):
        for words in ("Talente am Rhein", "Donnerstag, 3. Dezember 2026", "Raum 1.04"):
            assert words in page
        assert f"Seite {number} von {len(pages)}" in page
    assert "Eingelassen, Enno" in whole
    assert "Abgesagt" not in whole
    assert "Wartend" not in whole
    assert str(len(pages) * ROWS) in pages[-1].split()
    measured("H09", f"{len(pages)} pages of {ROWS} rows")


def test_h09_the_order_is_that_of_din_5007_2_and_no_name_is_changed():
    people = [someone(n, **guest.fields) for n, guest in enumerate(guests(60))]

    whole = "".join(" ".join(texts(signature_list_pdf(PROGRAMME, people, FORUM))).split())

    names = ["".join(listed_name(s.person).split()) for s in sorted(people, key=sorting_name)]
    latin = [name for name in names if all(ord(sign) < 0x250 for sign in name)]
    places = [whole.find(name) for name in latin]
    assert -1 not in places
    assert places == sorted(places)


def test_h09_is_written_in_english_too():
    (page,) = texts(signature_list_pdf(PROGRAMME, [someone(1, given="Mia")], None, "en"))

    assert "List of participants" in page
    assert "Thursday, December 3, 2026" in page or "Thursday, 3 December 2026" in page


def attendance(after_min=120):
    return Attendance(PROGRAMME, FORUM, STARTS + timedelta(minutes=after_min))


def test_h08_a_certificate_is_made_at_once_and_bears_any_name(measured):
    name = {"given": f"Ánh {DIN_91379[:30]}", "family": DIN_91379[30:]}
    begun = time.thread_time()
    pdf = certificate_pdf(attendance(), someone(1, minutes=48, **name))
    taken_s = time.thread_time() - begun

    (page,) = texts(pdf)
    assert DIN_91379 in re.sub(r"\s", "", page)
    assert "48 Minuten" in page
    assert size_mm(pdf) == (210, 297)
    assert taken_s <= 2
    measured("H08", f"{taken_s:.2f} s")


@pytest.mark.parametrize(("minutes", "enough"), [(47, False), (48, True), (60, True), (0, False)])
def test_h08_it_is_refused_to_who_was_there_for_too_short(minutes, enough):
    guest = someone(1, minutes=minutes, given="Mia", family="Kurz")

    if enough:
        assert certificate_pdf(attendance(), guest)
    else:
        with pytest.raises(InputError, match="a certificate needs 80 percent"):
            certificate_pdf(attendance(), guest)


def test_h08_all_of_a_session_have_a_page_each_by_name():
    people = [
        someone(1, minutes=60, given="Zoe", family="Alt"),
        someone(2, minutes=60, given="Ada", family="Älter"),
        someone(3, minutes=10, given="Kim", family="Kurz"),
    ]

    pdf, number = certificates_pdf(attendance(), people)

    assert number == 2
    first, second = texts(pdf)
    assert ("Ada Älter" in first, "Zoe Alt" in second) == (True, True)
    with pytest.raises(InputError, match="Nobody"):
        certificates_pdf(attendance(), people[2:])
