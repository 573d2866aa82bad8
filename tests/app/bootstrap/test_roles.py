"""Signing in by PIN."""

import pytest

from app.bootstrap.roles import FREE_TRIES, Roles
from app.bootstrap.workplace import create_event, furnish, open_workplace
from app.clock import to_instant
from app.errors import NotAllowedError, PinError, PinPauseError
from app.model.permit import LEAST, Act
from app.model.role import Role
from app.vault.pin_check import new_check
from tests.app.journals import HandClock

PINS = {Role.ORGANISER: "organ1", Role.HOST: "host11"}


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def workplace(tmp_path, clock):
    begin = to_instant(clock.read().wall_ms)
    create_event(tmp_path / "data", "Fest", starts=begin, ends=begin.replace(hour=23))
    opened = furnish(open_workplace(tmp_path / "data").file, clock)
    yield opened
    opened.close()


@pytest.fixture
def roles(workplace, clock):
    return Roles(workplace.journal.programme, workplace.planner.set_pin, clock)


@pytest.fixture
def with_pins(roles):
    for role, pin in PINS.items():
        roles.change_pin(role, pin)
    roles.lock()
    return roles


def test_every_act_has_a_least_role():
    assert LEAST.keys() == set(Act)


def test_without_pins_everybody_is_the_organiser(roles):
    assert roles.role is Role.ORGANISER
    assert all(map(roles.may, Act))


def test_with_pins_everybody_is_a_volunteer_until_a_pin_says_otherwise(with_pins):
    assert with_pins.role is Role.VOLUNTEER
    assert {act for act in Act if with_pins.may(act)} == {
        act for act, least in LEAST.items() if least is Role.VOLUNTEER
    }
    with pytest.raises(NotAllowedError):
        with_pins.require(Act.HUB)

    assert with_pins.sign_in(PINS[Role.HOST]) is Role.HOST
    assert with_pins.may(Act.PLACE)
    assert not with_pins.may(Act.HUB)
    assert with_pins.sign_in(PINS[Role.ORGANISER]) is Role.ORGANISER

    with_pins.lock()
    assert with_pins.role is Role.VOLUNTEER


@pytest.mark.usefixtures("with_pins")
def test_other_stations_learn_a_pin_from_the_journal(workplace, clock):
    other = Roles(workplace.journal.programme, workplace.planner.set_pin, clock)

    assert other.role is Role.VOLUNTEER
    assert other.sign_in(PINS[Role.HOST]) is Role.HOST


@pytest.mark.usefixtures("with_pins")
def test_the_journal_holds_no_pin(workplace):
    payloads = [str(entry.payload) for _, entry in workplace.journal.entries()]

    assert not [text for text in payloads for pin in PINS.values() if pin in text]


def test_a_pin_of_volunteers_locks_the_station(with_pins):
    with_pins.sign_in(PINS[Role.ORGANISER])
    with_pins.change_pin(Role.VOLUNTEER, "volunt")
    with_pins.lock()

    assert with_pins.is_locked
    assert [act for act in Act if with_pins.may(act)] == [Act.LOOK]
    assert with_pins.sign_in("volunt") is Role.VOLUNTEER
    assert with_pins.may(Act.CHECK_IN)


def test_who_signed_in_by_a_pin_that_was_changed_elsewhere_is_out(with_pins, workplace, clock):
    with_pins.sign_in(PINS[Role.HOST])
    other = Roles(workplace.journal.programme, workplace.planner.set_pin, clock)
    other.sign_in(PINS[Role.ORGANISER])
    other.change_pin(Role.HOST, "other-pin")

    with_pins.take(workplace.journal.programme())

    assert with_pins.role is Role.VOLUNTEER


def test_wrong_pins_cost_time_after_a_few(with_pins, clock):
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(PinError):
            with_pins.sign_in("wrong-pin")
    with pytest.raises(PinPauseError):
        with_pins.sign_in(PINS[Role.HOST])

    clock.forward(6)

    assert with_pins.sign_in(PINS[Role.HOST]) is Role.HOST


@pytest.mark.parametrize("pin", ["1", "organ1"])
def test_a_pin_must_be_long_enough_and_nobody_elses(with_pins, pin):
    with_pins.sign_in(PINS[Role.ORGANISER])

    with pytest.raises(PinError):
        with_pins.change_pin(Role.VOLUNTEER, pin)


def test_nobody_is_left_without_an_organiser(roles, with_pins):
    with_pins.sign_in(PINS[Role.ORGANISER])
    with pytest.raises(PinError):
        with_pins.change_pin(Role.ORGANISER, "")

    with_pins.change_pin(Role.HOST, "")
    with_pins.change_pin(Role.ORGANISER, "")

    assert roles.role is Role.ORGANISER
    assert roles.with_pin == frozenset()


def test_a_kiosk_may_only_what_guests_do_themselves(with_pins):
    with_pins.sign_in(PINS[Role.ORGANISER])
    with_pins.is_kiosk = True

    allowed = {act for act in Act if with_pins.may(act)}

    assert allowed == {Act.LOOK, Act.CHECK_IN, Act.PRINT, Act.CALL}


@pytest.mark.parametrize(
    "check", ["", "pin-1 argon2id 00", "pin-9 x y z", "pin-1 argon2id {} 00 00"]
)
def test_a_pin_that_cannot_be_read_keeps_nobody_with_another_out(workplace, with_pins, check):
    workplace.planner.set_pin(Role.ORGANISER, check.format("00" * 16) or "nonsense")
    workplace.planner.set_pin(Role.VOLUNTEER, new_check("volunt"))

    assert with_pins.sign_in("volunt") is Role.VOLUNTEER
    assert with_pins.sign_in(PINS[Role.HOST]) is Role.HOST
    with pytest.raises(PinError):
        with_pins.sign_in(PINS[Role.ORGANISER])
