"""Badges of a real event go to printers, and the journal says which came out."""

import contextlib
from dataclasses import replace

import pytest
import zxingcpp
from PIL import ImageOps

from app.badge.raster import page_image, page_sizes
from app.bootstrap.badges import BadgeDesk
from app.bootstrap.print_room import PrintRoom
from app.bootstrap.workplace import furnish
from app.errors import PrintError
from app.model.badge import JobState, Trouble
from app.model.entry import Kind
from app.model.serial import split_badge_text
from app.model.verdict import Reason
from app.printing import workers
from app.settings import Settings
from tests.app.journals import HandClock, Pen, event_file
from tests.app.printing.label_rig import EmptyingRoll, bitmap, label_printer, until

GUESTS = [f"r{number}" for number in range(4)]


@pytest.fixture
def device():
    with label_printer() as running:
        yield running


@pytest.fixture
def workplace(tmp_path):
    clock = HandClock()
    with event_file(tmp_path, clock) as opened:
        pen = Pen("list")
        for name in GUESTS:
            pen.register(name, name=f"Guest {name}")
        opened.journal.absorb(pen.entries)
        yield furnish(opened, clock)


@pytest.fixture
def settings(device, tmp_path):
    other = f"folder:{tmp_path / 'out'}"
    return Settings(printer=device.address, printers=(other,))


@pytest.fixture
def room(workplace, settings):
    return PrintRoom(workplace, settings, BadgeDesk(workplace, settings))


@contextlib.contextmanager
def at_work(room):
    room.start()
    try:
        yield room
    finally:
        room.stop()


def texts(device):
    shown = [ImageOps.invert(bitmap(label).convert("L")) for label in device.printed]
    return [zxingcpp.read_barcodes(picture)[0].text for picture in shown]


def printed(workplace):
    entries = [entry for _, entry in workplace.journal.entries()]
    return [entry for entry in entries if entry.kind == Kind.PRINTED]


def test_a_badge_is_printed_and_the_journal_knows_its_serial(room, device, workplace):
    job = room.print_badge("r0")
    (entry,) = printed(workplace)

    assert job.state is JobState.PRINTED
    assert split_badge_text(texts(device)[0]) == ("CODE-r0", job.serial)
    assert (entry.get("serial"), entry.get("confirmed")) == (job.serial, True)


def test_a_reprint_replaces_the_badge_before_and_needs_no_reason(room, device, workplace):
    room.print_badge("r0")
    room.print_badge("r0")
    old, new = texts(device)

    reasons = [workplace.station.accept([text]).reason for text in (old, new, "CODE-r0")]
    assert reasons == [Reason.REPLACED, Reason.REGISTERED, Reason.ALREADY_ARRIVED]
    assert workplace.journal.standing("r0").badges == 2


def test_a_badge_that_was_not_printed_counts_for_nothing(room, device, workplace):
    device.troubles = {"paper"}
    job = room.print_badge("r0")

    assert (job.state, job.trouble) == (JobState.OPEN, Trouble.NO_PAPER)
    assert printed(workplace) == []
    assert workplace.journal.standing("r0").badges == 0


def test_whoever_asks_twice_for_a_badge_that_waits_gets_one(room, device):
    device.troubles = {"paper"}
    first = room.print_badge("r0")
    device.troubles = set()
    second = room.print_badge("r0")

    assert (second.id, second.state) == (first.id, JobState.PRINTED)
    assert len(device.printed) == 1


def test_a_badge_that_waits_goes_to_the_printer_that_is_named(room, device, tmp_path):
    device.troubles = {"paper"}
    room.print_badge("r0")
    job = room.print_badge("r0", f"folder:{tmp_path / 'named'}")

    assert job.state is JobState.PRINTED
    assert [path.name for path in (tmp_path / "named").iterdir()] == ["CODE-r0.pdf"]


def test_workers_print_what_was_left_when_the_station_ended(room, device, workplace):
    device.troubles = {"head"}
    for guest in GUESTS:
        room.print_badge(guest)
    device.troubles = set()
    with at_work(room):
        until(lambda: len(printed(workplace)) == len(GUESTS))

    assert len(set(texts(device))) == len(device.printed) == len(GUESTS)


def test_a_printer_that_recovers_prints_each_badge_once_by_itself(room, device, workplace):
    with at_work(room):
        device.troubles = {"paper"}
        jobs = [room.print_badge(guest) for guest in GUESTS]
        assert {(job.state, job.trouble) for job in jobs} == {(JobState.OPEN, Trouble.NO_PAPER)}
        device.troubles = set()
        until(lambda: len(printed(workplace)) == len(GUESTS))

    assert sorted(split_badge_text(text)[0] for text in texts(device)) == [
        f"CODE-{guest}" for guest in GUESTS
    ]


def test_whoever_presses_the_key_again_need_not_wait_for_the_rest(room, device):
    with at_work(room):
        device.troubles = {"paper"}
        for _ in range(4):
            room.print_badge("r0")
        device.troubles = set()
        job = room.print_badge("r0")

    assert (job.state, len(device.printed)) == (JobState.PRINTED, 1)


def test_a_printer_at_rest_is_not_asked_for_every_new_guest(room, device, monkeypatch):
    monkeypatch.setattr(workers, "PAUSES_S", (600.0,))  # until the end, however late that is
    with at_work(room):
        device.troubles = {"paper"}
        for _ in range(4):
            room.print_badge("r0")
        asked = device.asked
        jobs = [room.print_badge(guest) for guest in GUESTS[1:]]

    assert device.asked == asked
    assert {job.trouble for job in jobs} == {Trouble.NO_PAPER}


def test_a_key_sends_what_waits_and_what_comes_to_the_next_printer(room, device, tmp_path):
    with at_work(room):
        device.troubles = {"paper"}
        room.print_badge("r0")
        name = room.use_next_printer()
        room.print_badge("r1")
        until(lambda: room.jobs(only_open=True) == [])
        device.troubles = set()

    assert name == room.printer_name() == f"folder:{tmp_path / 'out'}"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "CODE-r0.pdf",
        "CODE-r1.pdf",
    ]
    assert device.printed == []


def test_the_key_goes_round(room, settings):
    assert [room.use_next_printer() for _ in range(3)] == [
        settings.printers[0],
        settings.printer,
        settings.printers[0],
    ]


@pytest.mark.usefixtures("data_folder")
def test_without_another_printer_the_key_says_so(workplace, settings, monkeypatch):
    monkeypatch.setenv("PATH", "")
    lone = Settings(printer=settings.printer)
    room = PrintRoom(workplace, lone, BadgeDesk(workplace, lone))

    with pytest.raises(PrintError, match="There is no other printer"):
        room.use_next_printer()


def test_a_page_is_moved_as_the_settings_say(workplace, tmp_path):
    boxes = []
    for offset in ((0.0, 0.0), (3.0, 5.0)):
        name = f"folder:{tmp_path / str(offset)}"
        settings = Settings(printer=name, offsets={name: offset})
        PrintRoom(workplace, settings, BadgeDesk(workplace, settings)).print_ruler()
        (page,) = [path.read_bytes() for path in (tmp_path / str(offset)).iterdir()]
        assert page_sizes(page) == [pytest.approx((297.6, 419.5), abs=0.1)]
        boxes.append(ImageOps.invert(page_image(page, 254).convert("L")).getbbox())

    assert [after - before for before, after in zip(*boxes, strict=True)][:2] == [30, 50]


def test_two_processes_that_hear_of_one_badge_write_it_once(room, workplace, settings, device):
    device.troubles = EmptyingRoll(device)
    job = room.print_badge("r0")
    device.troubles = set()
    other = PrintRoom(workplace, settings, BadgeDesk(workplace, settings))
    heard = [one.settle([replace(job, reason="")])[0].state for one in (room, other)]

    assert heard == [JobState.PRINTED] * 2
    assert len(printed(workplace)) == 1
