"""One-time codes: ten minutes, one use, five wrong ones a minute."""

import pytest

from app.hub.enrolling import TRIES_A_MINUTE, Porter, offer
from app.hub.intake import RefusedError
from app.model.branch import branch_of
from app.sync import wire
from app.sync.enrolment import hashed, new_code, pin_of
from app.sync.signing import new_key, public_part

PIN = pin_of(b"key")


@pytest.fixture
def porter(store, clock):
    return Porter(store, clock)


def invited(store, clock, name="Gate 1"):
    return offer(store, clock, name, address="localhost:1", pin=PIN).code


def request(code, **more):
    members = {"station": "s1", "event": "e1", "public_key": public_part(new_key())} | more
    return wire.EnrolRequest(code=code, **members)


def reason(porter, asked):
    with pytest.raises(RefusedError) as refusal:
        porter.admit(asked)
    return refusal.value.refusal.reason


def test_a_good_code_admits_under_its_name(porter, store, clock):
    admitted = porter.admit(request(invited(store, clock)))

    assert (admitted.station.id, admitted.station.name, admitted.event) == ("s1", "Gate 1", "e1")


def test_a_token_is_kept_only_as_its_hash(porter, store, clock, tmp_path):
    token = porter.admit(request(invited(store, clock))).token
    store.close()

    assert token.encode() not in (tmp_path / "hub.db").read_bytes()


def test_a_code_is_used_up(porter, store, clock):
    code = invited(store, clock)
    porter.admit(request(code))

    assert reason(porter, request(code)) == wire.BAD_CODE


def test_a_code_lives_ten_minutes(porter, store, clock):
    code = invited(store, clock)
    clock.forward(599)
    porter.admit(request(code))
    late = invited(store, clock)
    clock.forward(600)

    assert reason(porter, request(late)) == wire.BAD_CODE


def test_after_five_wrong_codes_even_a_good_one_must_wait(porter, store, clock):
    good = invited(store, clock)
    for _ in range(TRIES_A_MINUTE):
        assert reason(porter, request(new_code())) == wire.BAD_CODE
    assert reason(porter, request(good)) == wire.TOO_MANY_TRIES
    clock.forward(60)

    assert porter.admit(request(good)).station.id == "s1"


def test_a_noisy_key_is_refused_and_the_code_stays(porter, store, clock):
    code = invited(store, clock)

    assert reason(porter, request(code, public_key="zz")) == wire.BAD_REQUEST
    assert porter.admit(request(code)).event == "e1"


def test_a_copied_folder_gets_an_id_of_its_own(porter, store, clock):
    porter.admit(request(invited(store, clock)))

    copy = porter.admit(request(invited(store, clock, "Gate 2")))

    assert copy.station.id != "s1"
    assert [station.name for station in store.stations()] == ["Gate 1", "Gate 2"]


def renewal(**more):
    return wire.RenewRequest(public_key=public_part(new_key()), from_seq=3, **more)


@pytest.fixture
def member(porter, store, clock):
    return porter.admit(request(invited(store, clock))).station


def test_a_branch_is_called_after_the_fork_and_the_old_token_lives(porter, store, member):
    branch = porter.renew(member, renewal(entry="e3"))

    assert branch.station.id == branch_of("s1", "e3")
    assert branch.station.name == "Gate 1 (2)"
    assert len(store.stations()) == 2


def test_whoever_did_not_hear_the_answer_gets_the_same_identity(porter, store, member):
    asked = renewal(entry="e3")
    first, second = porter.renew(member, asked), porter.renew(member, asked)

    assert first.station == second.station
    assert store.holder(hashed(first.token)) is None
    assert store.holder(hashed(second.token)).id == first.station.id


def test_branches_are_numbered_and_never_share_an_id(porter, member):
    ids = {porter.renew(member, renewal(entry="e3")).station.id for _ in range(2)}
    third = porter.renew(member, renewal()).station

    assert len(ids | {third.id}) == 3
    assert third.name == "Gate 1 (4)"


def test_nobody_takes_another_stations_key(porter, store, clock, member):
    other = porter.admit(request(invited(store, clock, "Bar"), station="s2")).station
    taken = wire.RenewRequest(public_key=other.public_key, from_seq=1)

    with pytest.raises(RefusedError) as refusal:
        porter.renew(member, taken)
    assert refusal.value.reason == wire.OTHER_STATION


def test_identities_are_rationed(porter, clock, member):
    for _ in range(TRIES_A_MINUTE):
        porter.renew(member, renewal())
    with pytest.raises(RefusedError) as refusal:
        porter.renew(member, renewal())
    clock.forward(60)

    assert refusal.value.reason == wire.TOO_MANY_TRIES
    assert porter.renew(member, renewal()).event == "e1"


def test_a_station_that_joins_again_loses_its_old_token(porter, store, clock):
    first = porter.admit(request(invited(store, clock)))
    porter.admit(request(invited(store, clock)))

    assert store.holder(hashed(first.token)) is None
    assert len(store.stations()) == 1


def test_an_empty_folder_gets_a_fresh_id(porter, store, clock):
    porter.admit(request(invited(store, clock)))
    empty = porter.admit(request(invited(store, clock, "Gate 2"), station="", event=""))

    assert empty.station.id not in {"", "s1"}
    assert empty.event == "e1"
