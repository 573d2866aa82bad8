"""People who come with a signed code that no list here knows yet."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.model.entry import Kind
from app.model.standing import Direction
from app.model.ticket import EventKey, Scheme, SignedTicket, mark
from app.model.verdict import Reason
from app.reading.late_ticket import sign_ticket
from tests.app.journals import Pen, event_file, station_of

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw().hex()
REGISTRATION = "8f14e45f-ceea-467f-9575-9a3f0e9d1c11"
CODE = "BCDEFGHJKLNOPRSB"


def signed(**more):
    ticket = SignedTicket(
        registration=REGISTRATION,
        code=CODE,
        key="",
        fields={"name": "Anna Late", "category": "Presse"},
    )
    return sign_ticket(PRIVATE, "e1", ticket, **more)


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path / "one") as opened:
        plan_key(opened)
        yield opened


@pytest.fixture
def station(opened):
    return station_of(opened)


def plan_key(opened):
    key = EventKey(scheme=Scheme.OWN, public=PUBLIC)
    pen = Pen("office")
    key_entry = {"what": "key", "id": key.id, "scheme": key.scheme.value, "public": key.public}
    pen.write(Kind.PROGRAMME, None, payload=key_entry)
    opened.journal.absorb(pen.entries)


def test_a_good_signature_is_welcome_before_the_list_comes(station):
    answer = station.accept([signed()])

    assert (answer.reason, answer.is_recorded) == (Reason.REGISTERED, True)
    assert (answer.standing.person.name, answer.standing.code) == ("Anna Late", CODE)


def test_the_signed_code_and_the_code_in_it_are_one_person(station):
    station.accept([signed()])

    assert station.accept([signed()]).reason is Reason.ALREADY_ARRIVED
    assert station.accept([CODE]).reason is Reason.ALREADY_ARRIVED


@pytest.mark.parametrize("comes_late", [True, False])
def test_the_registration_that_comes_by_sync_has_the_later_word(station, opened, comes_late):
    pen = Pen("list")
    pen.write(
        Kind.REGISTERED,
        REGISTRATION,
        wall_ms=1 if not comes_late else 2_000_000_000_000,
        payload={"origin": "list", "code": CODE, "fields": {"name": "Dr. Anna Late-Meyer"}},
    )
    station.accept([signed()])
    opened.journal.absorb(pen.entries)

    (standing,) = opened.journal.standings()
    assert standing.person.name == "Dr. Anna Late-Meyer"
    assert (standing.code, standing.former_codes) == (CODE, frozenset())
    assert len(standing.movements) == 1


def test_somebody_cancelled_is_stopped_whatever_the_signature_says(station, opened):
    pen = Pen("list")
    pen.register(REGISTRATION, name="Anna")
    pen.write(Kind.CANCELLED, REGISTRATION, payload={"by": "list"})
    opened.journal.absorb(pen.entries)

    assert station.accept([signed()]).reason is Reason.CANCELLED


def test_a_code_that_was_taken_back_is_revoked_whatever_signed_it(station, opened):
    marks = [mark(signed()), mark("LOST-0042")]
    pen = Pen("office2")
    pen.write(Kind.PROGRAMME, None, payload={"what": "barred", "id": "b", "barred": marks})
    opened.journal.absorb(pen.entries)

    assert station.accept([signed()]).reason is Reason.REVOKED
    assert station.accept(["LOST-0042"]).reason is Reason.REVOKED


def test_a_released_code_opens_the_door_again(station, opened):
    pen = Pen("office2")
    for word in ("barred", "released"):
        pen.write(
            Kind.PROGRAMME, None, payload={"what": "barred", "id": word, word: [mark(signed())]}
        )
    opened.journal.absorb(pen.entries)

    assert station.accept([signed()]).reason is Reason.REGISTERED


def test_out_of_its_time_a_code_waits_for_somebody_to_decide(station, opened):
    early = signed(valid=(datetime(2100, 1, 1, tzinfo=UTC), None))

    answer = station.accept([early])
    assert (answer.reason, answer.is_recorded) == (Reason.WRONG_DAY, False)
    assert list(opened.journal.standings()) == []
    assert station.accept([early], admit=True).reason is Reason.REGISTERED


def test_nobody_is_kept_inside_by_a_code_that_was_taken_back(station, opened):
    station.accept([signed()])
    pen = Pen("office2")
    marks = [mark(signed()), mark(CODE)]
    pen.write(Kind.PROGRAMME, None, payload={"what": "barred", "id": "b", "barred": marks})
    opened.journal.absorb(pen.entries)

    assert station.accept([signed()], direction=Direction.OUT).reason is Reason.DEPARTED
    assert station.accept([CODE]).reason is Reason.REVOKED


def test_without_the_key_the_code_is_unknown(tmp_path):
    with event_file(tmp_path / "two") as keyless:
        assert station_of(keyless).accept([signed()]).reason is Reason.UNKNOWN_CODE


def test_two_copies_at_two_stations_show_as_a_double_admission(station, opened, tmp_path):
    station.accept([signed()])
    with event_file(tmp_path / "two", station="other") as other:
        plan_key(other)
        assert station_of(other).accept([signed()]).reason is Reason.REGISTERED
        opened.journal.absorb([entry for _, entry in other.journal.entries()])

    (standing,) = opened.journal.standings()
    assert [movement.station for movement in standing.movements] == ["desk", "other"]
    assert len(standing.double_admissions) == 1
