"""An evening with a dead printer: scans do not notice, and every badge comes out once."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from PIL import ImageOps

from app.bootstrap.badges import BadgeDesk
from app.bootstrap.print_room import PrintRoom
from app.bootstrap.workplace import furnish
from app.clock import SystemClock
from app.model.badge import JobState, Trouble
from app.model.entry import Kind
from app.model.serial import split_badge_text
from app.settings import Settings
from tests.app.journals import Pen, event_file
from tests.app.printing.label_rig import bitmap, label_printer, until

GUESTS = 150
BLOCK = 50
SPARE_MS = 5.0
"""What the processes of other tests may take away from a scan."""

pytestmark = pytest.mark.journey


@pytest.fixture
def device():
    with label_printer() as running:
        running.troubles = {"paper"}
        yield running


@pytest.fixture
def workplace(tmp_path):
    clock = SystemClock()
    with event_file(tmp_path, clock) as opened:
        pen = Pen("list")
        for number in range(2 * GUESTS):
            pen.register(f"r{number:04}", name=f"Guest {number}")
        opened.journal.absorb(pen.entries)
        yield furnish(opened, clock)


@pytest.fixture
def room(workplace, device):
    settings = Settings(printer=device.address)
    room = PrintRoom(workplace, settings, BadgeDesk(workplace, settings))
    room.start()
    yield room
    room.stop()


def p95(times):
    return statistics.quantiles(times, n=20)[-1]


def scan(workplace, number):
    """Scan one guest; return how long it took in ms."""
    start = time.perf_counter()
    workplace.station.accept([f"CODE-r{number:04}"])
    return (time.perf_counter() - start) * 1000


def scan_all(workplace, room):
    """Scan in blocks, alone and with badges behind it in turn; return the times of each pair."""
    blocks = []
    with ThreadPoolExecutor(1) as behind:
        for number in range(0, 2 * GUESTS, 2 * BLOCK):
            alone = [scan(workplace, one) for one in range(number, number + BLOCK)]
            printing, badges = [], []
            for one in range(number + BLOCK, number + 2 * BLOCK):
                printing.append(scan(workplace, one))
                badges.append(behind.submit(room.print_badge, f"r{one:04}"))
            for badge in badges:
                badge.result(600)
            blocks.append((alone, printing))
    return blocks


def read(label):
    shown = ImageOps.invert(bitmap(label).convert("L"))
    return split_badge_text(zxingcpp.read_barcodes(shown)[0].text)[0]


@pytest.mark.timeout(600)
def test_badges_wait_for_the_printer_and_come_out_once(workplace, room, device):
    blocks = scan_all(workplace, room)
    waiting = room.jobs(only_open=True)
    # Others may take the machine for a while; badges that held scans up would do so in each block.
    assert any(p95(printing) < 1.5 * p95(alone) + SPARE_MS for alone, printing in blocks)
    assert {(job.state, job.trouble) for job in waiting} == {(JobState.OPEN, Trouble.NO_PAPER)}
    assert (len(waiting), device.printed) == (GUESTS, [])

    device.troubles = set()
    room.print_badge(waiting[-1].registration)
    until(lambda: not room.jobs(only_open=True), within_s=120)
    entries = [e for _, e in workplace.journal.entries() if e.kind == Kind.PRINTED]
    assert sorted(map(read, device.printed)) == sorted(
        f"CODE-{job.registration}" for job in waiting
    )
    assert len({entry.registration for entry in entries}) == len(entries) == GUESTS
