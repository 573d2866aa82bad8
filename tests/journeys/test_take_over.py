"""A hub restored, a laptop replaced, a laptop stolen: what was said stays true, and is asked."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.commands.demo_cast import ask
from app.commands.storm_crew import HubProcess
from app.commands.storm_recount import CLEAN
from app.model.conflict import ConflictKind
from tests.journeys.laptops import Laptop, counted, exchange

TAKEN_OVER_WITHIN_S = 120
GUESTS = 60

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@dataclass
class Fair:
    """A hub and two laptops that joined it; ``guests`` are the codes of the list."""

    hub: HubProcess
    first: Laptop
    second: Laptop
    guests: list[str]
    new_laptop: Callable[[str], Laptop]

    @property
    def head_office(self) -> Laptop:
        """The hub's folder, looked into like a laptop's."""
        return Laptop(self.hub.folder, self.first.word)

    def admit(self, name: str) -> Laptop:
        """Let one more laptop join."""
        laptop = self.new_laptop(name)
        laptop.join(self.hub.invite(name))
        return laptop


@pytest.fixture
def fair(new_hub, new_laptop):
    hub, first, second = new_hub(), new_laptop("First"), new_laptop("Second")
    guests = first.found(GUESTS)
    for laptop in (first, second):
        laptop.join(hub.invite(laptop.folder.name))
    return Fair(hub, first, second, guests, new_laptop)


def test_a_restored_hub_has_everything_after_one_sync(fair, word):
    hub, first, second = fair.hub, fair.first, fair.second
    first.scan(*fair.guests[:5])
    first.sync()
    hub.stop()
    backup = shutil.copytree(hub.folder, hub.folder.with_name("backup"))
    hub.start()
    second.scan(*fair.guests[5:20])
    first.scan(*fair.guests[20:25])
    exchange(first, second)
    hub.stop()
    for file in hub.folder.glob("hub.db*"):
        file.unlink()
    for file in backup.glob("hub.db*"):
        shutil.copy(file, hub.folder)
    for file in hub.folder.glob("hub-view-*"):
        file.unlink()  # not from there shall it come back
    hub.start()
    before = counted(word, fair.head_office)
    for laptop in (first, second):
        laptop.sync()

    assert before.lost == 20
    assert counted(word, fair.head_office) == CLEAN
    exchange(first, second)
    assert counted(word, fair.head_office, first, second) == CLEAN


@pytest.mark.parametrize("is_empty", [True, False], ids=["a-spare-laptop", "a-laptop-of-the-event"])
def test_another_laptop_brings_what_a_dead_one_had_not_sent(fair, word, tmp_path, is_empty):
    first, dying = fair.first, fair.admit("Dying")
    dying.scan(*fair.guests[:15])
    began_s = time.monotonic()
    code = dying.hand_over(tmp_path / "file")
    heir = fair.new_laptop("heir") if is_empty else fair.second
    heir.take_over(tmp_path / "file", code)
    if is_empty:
        heir.join(fair.hub.invite("Heir"))
    heir.sync()
    took_s = time.monotonic() - began_s
    heir.scan(*fair.guests[15:20])
    exchange(heir, first)

    assert counted(word, fair.head_office, first, heir) == CLEAN
    assert fair.head_office.arrived() == set(fair.guests[:20])
    assert took_s < TAKEN_OVER_WITHIN_S
    # The dead one comes back to life: nothing is there twice.
    dying.scan(fair.guests[20])
    exchange(dying, first, heir)
    assert counted(word, fair.head_office, first, heir, dying) == CLEAN


@pytest.mark.parametrize("is_found", [False, True], ids=["hands-a-file-over", "is-enrolled-again"])
def test_what_a_stolen_laptop_writes_is_asked_about(fair, word, tmp_path, is_found):
    first, stolen = fair.first, fair.admit("Stolen")
    stolen.scan(*fair.guests[:3])
    stolen.sync()
    ask(fair.hub.folder, "hub", "revoke", "Stolen")
    stolen.scan(*fair.guests[3:7])
    if is_found:
        stolen.join(fair.hub.invite("Stolen"))
        places = (fair.head_office, first, fair.second, stolen)
    else:
        fair.second.take_over(tmp_path / "file", stolen.hand_over(tmp_path / "file"))
        places = (fair.head_office, first, fair.second)
    exchange(*places[1:])

    assert [place.arrived() for place in places] == [set(fair.guests[:3])] * len(places)
    for place in places:
        assert [one.kind for one in place.questions()] == [ConflictKind.REVOKED]
    assert counted(word, *places) == CLEAN
    first.resolve(first.questions()[0])
    exchange(*places[1:])
    assert [place.arrived() for place in places] == [set(fair.guests[:7])] * len(places)
    assert [place.questions() for place in places] == [[]] * len(places)
    assert counted(word, *places) == CLEAN
