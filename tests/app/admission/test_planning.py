"""The programme that entries of whatever machine describe."""

import pytest

from app.admission.planning import plan
from app.admission.seats import release_of
from app.model.entry import Kind
from app.model.ticket import Scheme
from tests.app.journals import Pen


def planned(*payloads):
    pen = Pen()
    pen.plan_event()
    for payload in payloads:
        pen.write(Kind.PROGRAMME, None, payload=payload)
    return plan(pen.entries)


@pytest.mark.parametrize("public", [None, "", "zz" * 32, "00" * 31])
def test_a_key_that_is_none_checks_no_signature(public):
    good = {"what": "key", "id": "k1", "scheme": Scheme.OWN.value, "public": "0f" * 32}

    programme = planned({**good, "id": "k2", "public": public}, good)

    assert [key.public for key in programme.keys] == ["0f" * 32]


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_no_zone_can_show_is_none(text):
    session = {"what": "session", "id": "s", "name": "Door", "starts": text, "ends": text}

    programme = planned(session)

    assert programme.sessions["s"].starts is None


@pytest.mark.parametrize("minutes", [2**61, -1, "5"])
def test_seats_that_no_calendar_frees_are_freed_as_ever(minutes):
    begins = "2026-03-14T10:00:00+00:00"
    session = {"what": "session", "id": "s", "name": "Talk", "kind": "talk", "starts": begins}

    programme = planned(session, {"what": "policy", "release_min": minutes})

    freed = release_of(programme.sessions["s"], programme)
    assert freed.isoformat() == "2026-03-14T10:05:00+00:00"
