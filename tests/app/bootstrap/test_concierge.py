"""What a desk does for one guest: real files, and roles that may do more or less."""

from dataclasses import replace

import pytest

from app.clock import ClockReading
from app.errors import InputError, NotAllowedError
from app.model.entry import Draft, Kind
from app.model.policy import Policy
from app.model.programme import SessionKind
from app.model.role import Role
from app.model.standing import Booking, Direction, Origin, Status
from app.model.verdict import Reason, Verdict
from app.planner import new_session
from app.undoing import age_ms
from tests.app.bootstrap.desks import real_desk, work_as
from tests.app.journals import Pen

MINUTE_S = 60


@pytest.fixture
def house(tmp_path):
    with real_desk(tmp_path) as house:
        yield house


@pytest.fixture
def workplace(house):
    return house[0]


@pytest.fixture
def desk(house):
    return house[1]


@pytest.fixture
def clock(house):
    return house[2]


@pytest.fixture
def jana(workplace):
    fields = {"given": "Jana", "family": "Müller", "organisation": "Uni A", "category": "Gast"}
    workplace.journal.absorb([Pen("list").register("jana", **fields)])
    return "jana"


def arrive(desk, registration):
    return desk.check_in(registration, session=None)


def codes_in(desk, text, **more):
    return desk.accept(text, session=None, direction=Direction.IN, **more)


@pytest.mark.usefixtures("jana")
@pytest.mark.parametrize(
    "name", ["Yana Mueller", "Jana Muller", "Müller Jana", "Jana Maria Müller", "Jana Miller"]
)
def test_a_likely_registration_is_found_under_another_spelling(desk, name):
    given, _, family = name.rpartition(" ")

    found = desk.concierge.resembling({"given": given, "family": family})

    assert [one.registration for one in found] == ["jana"]


@pytest.mark.usefixtures("jana")
@pytest.mark.parametrize("name", ["Hana Weber", "Jana Schmidt", "Jana", "Omar al-Haddad"])
def test_another_name_is_nobody_elses(desk, name):
    given, _, family = name.rpartition(" ")

    assert desk.concierge.resembling({"given": given, "family": family}) == []


def test_whoever_was_cancelled_is_nobody_s_double(desk, workplace, jana):
    workplace.registrar.cancel(jana)

    assert desk.concierge.resembling({"name": "Jana Müller"}) == []


def test_everybody_the_inbox_would_ask_about_is_warned_of_before(desk, workplace, jana):
    warned = desk.concierge.resembling({"name": "Yanna Moeller"})
    arrive(desk, desk.add_walk_in({"name": "Yanna Moeller"}).registration)

    (conflict,) = workplace.journal.conflicts()
    assert conflict.other == jana
    assert [one.registration for one in warned] == [jana]


def test_a_substitute_takes_seat_and_place_of_somebody_who_did_not_come(desk, workplace, jana):
    session = new_session("Forum", SessionKind.WORKSHOP)
    workplace.planner.plan_session(replace(session, capacity=2))
    workplace.registrar.amend(jana, {"sessions": "Forum"})
    before = workplace.journal.occupancy(session.id)

    coming = desk.concierge.substitute(jana, {"given": "Vera", "family": "Vogt"})

    assert coming.origin is Origin.SUBSTITUTE
    assert coming.bookings == {session.id: Booking.BOOKED}
    assert (coming.person.organisation, coming.person.category) == ("Uni A", "Gast")
    assert desk.standing(jana).status is Status.SUBSTITUTED
    assert workplace.journal.occupancy(session.id) == before
    assert codes_in(desk, "CODE-jana").reason is Reason.REPLACED


def test_an_arrival_of_a_moment_ago_was_the_substitute_s(desk, jana):
    arrive(desk, jana)

    coming = desk.concierge.substitute(jana, {"name": "Vera Vogt"})
    arrive(desk, coming.registration)

    assert desk.standing(jana).arrived is None
    assert desk.standing(jana).substitute == coming.registration
    assert (desk.counts().expected, desk.counts().arrived) == (1, 1)


def test_one_undo_takes_a_substitution_back_with_all_that_went_with_it(desk, workplace, jana):
    arrive(desk, jana)
    before = desk.counts(), desk.standing(jana)
    coming = desk.concierge.substitute(jana, {"name": "Vera Vogt"})
    arrive(desk, coming.registration)

    assert desk.undo().name == "Vera Vogt"

    assert desk.standing(coming.registration) is None
    assert desk.standing(jana) == before[1]
    assert replace(desk.counts(), unsent=0) == replace(before[0], unsent=0)
    assert desk.undo().registration == jana
    assert [one.station for one in desk.standing(jana).movements] == []
    assert workplace.station.undo() is None


def test_one_undo_takes_a_guest_without_registration_back(desk, workplace):
    added = desk.add_walk_in({"name": "Ada"})
    arrive(desk, added.registration)

    assert desk.undo().name == "Ada"

    assert desk.standing(added.registration) is None
    assert desk.undo() is None
    assert [entry.kind for _, entry in workplace.journal.entries()][1:] == [
        Kind.REGISTERED, Kind.ARRIVED, Kind.ANNULLED, Kind.ANNULLED,
    ]  # fmt: skip


def test_a_guest_who_comes_later_stays_registered_when_the_arrival_is_taken_back(desk, clock):
    added = desk.add_walk_in({"name": "Ada"})
    clock.forward(MINUTE_S)
    arrive(desk, added.registration)

    desk.undo()

    assert desk.standing(added.registration).arrived is None


def test_who_arrived_long_ago_is_not_replaced_by_a_volunteer(desk, workplace, clock, jana):
    arrive(desk, jana)
    clock.forward(6 * MINUTE_S)
    work_as(workplace, desk, Role.HOST)

    with pytest.raises(InputError, match="cannot be replaced"):
        desk.concierge.substitute(jana, {"name": "Vera Vogt"})

    assert desk.standing(jana).arrived is not None
    work_as(workplace, desk, Role.ORGANISER)
    assert desk.concierge.substitute(jana, {"name": "Vera Vogt"}).person.name == "Vera Vogt"


def test_an_arrival_at_another_station_is_not_taken_back(desk, workplace, jana):
    workplace.journal.absorb([Pen("two").write(Kind.ARRIVED, jana)])

    with pytest.raises(InputError):
        desk.concierge.substitute(jana, {"name": "Vera Vogt"})


def test_press_comes_for_an_outlet(desk, jana):
    with pytest.raises(InputError, match="outlet"):
        desk.add_walk_in({"name": "Ada Reuter", "category": "Presse"})
    with pytest.raises(InputError, match="outlet"):
        desk.amend(jana, {"category": "Presse", "organisation": ""})

    added = desk.add_walk_in({"name": "Ada", "category": "Presse", "organisation": "WDR"})
    assert added.person.is_press


def test_needs_are_noted_only_with_consent(desk, jana):
    with pytest.raises(InputError, match="consent"):
        desk.amend(jana, {"needs": "Rollstuhl"})

    agreed = {"needs": "Rollstuhl", "needs_consent": "2026-11-28T12:00:00+00:00"}
    assert desk.amend(jana, agreed).person.needs == "Rollstuhl"
    assert desk.amend(jana, {"needs_consent": ""}).person.needs == ""


def test_undo_is_anybody_s_for_some_minutes_and_an_organiser_s_later(desk, workplace, clock, jana):
    work_as(workplace, desk, Role.VOLUNTEER)
    arrive(desk, jana)
    clock.forward(5 * MINUTE_S - 1)
    assert desk.undo().registration == jana

    arrive(desk, jana)
    clock.forward(5 * MINUTE_S + 1)
    with pytest.raises(NotAllowedError):
        desk.undo()
    assert desk.standing(jana).arrived is not None

    work_as(workplace, desk, Role.ORGANISER)
    assert desk.undo().registration == jana


@pytest.mark.usefixtures("jana")
def test_a_wall_clock_that_somebody_sets_makes_no_action_old(workplace):
    entry = workplace.journal.entry(workplace.station.accept(["CODE-jana"]).entry)
    later = ClockReading(entry.boot, entry.mono_ms + 7, entry.wall_ms + 3_600_000)

    assert age_ms(entry, later) == 7
    assert age_ms(entry, replace(later, boot="another")) == 3_600_000


def test_a_guarded_warning_is_overridden_by_an_organiser_only(desk, workplace, jana):
    workplace.planner.set_policy(Policy(guarded=frozenset({"unpaid"})))
    workplace.registrar.amend(jana, {"status": "unbezahlt"})
    work_as(workplace, desk, Role.VOLUNTEER)

    with pytest.raises(NotAllowedError):
        codes_in(desk, "CODE-jana", admit=True)
    with pytest.raises(NotAllowedError):
        desk.check_in(jana, session=None, admit=True)
    assert desk.standing(jana).arrived is None

    work_as(workplace, desk, Role.ORGANISER)
    assert codes_in(desk, "CODE-jana", admit=True).verdict is Verdict.WELCOME


def test_an_unguarded_warning_takes_one_key_of_anybody(desk, workplace, jana):
    workplace.registrar.amend(jana, {"status": "unbezahlt"})
    work_as(workplace, desk, Role.VOLUNTEER)

    assert codes_in(desk, "CODE-jana", admit=True).verdict is Verdict.WELCOME


def test_guests_without_registration_may_be_unwanted(desk, workplace):
    workplace.planner.set_policy(Policy(walk_ins=False))
    work_as(workplace, desk, Role.HOST)

    with pytest.raises(NotAllowedError):
        desk.add_walk_in({"name": "Ada"})

    work_as(workplace, desk, Role.ORGANISER)
    assert desk.add_walk_in({"name": "Ada"}).is_walk_in


def test_a_cancellation_is_taken_back_by_an_organiser(desk, workplace, jana):
    workplace.registrar.cancel(jana)
    work_as(workplace, desk, Role.HOST)
    with pytest.raises(NotAllowedError):
        desk.concierge.reinstate(jana)

    work_as(workplace, desk, Role.ORGANISER)
    desk.concierge.reinstate(jana)

    assert arrive(desk, jana).verdict is Verdict.WELCOME
    assert [e.kind for _, e in workplace.journal.entries() if e.registration == jana] == [
        Kind.REGISTERED, Kind.CANCELLED, Kind.AMENDED, Kind.ARRIVED,
    ]  # fmt: skip


def test_the_last_word_about_photos_counts_whoever_said_it(desk, workplace, jana):
    for number, word in enumerate(("no", "yes", "no", "yes", "no")):
        desk.amend(jana, {"photo": word})
        assert desk.standing(jana).person.get("photo") == word, number

    with workplace.journal.write() as records:
        records.append(
            Draft(kind=Kind.AMENDED, registration=jana,
                  payload={"by": "desk", "fields": {"photo": "yes"}})
        )  # fmt: skip
    assert desk.standing(jana).person.get("photo") == "yes"


def test_a_kiosk_lets_nobody_in_against_a_warning(desk, workplace, jana):
    workplace.registrar.amend(jana, {"status": "unbezahlt"})
    desk.roles.is_kiosk = True

    assert codes_in(desk, "CODE-jana", admit=True).reason is Reason.UNPAID
    assert desk.check_in(jana, session=None, admit=True).reason is Reason.UNPAID
