"""Joining: the event goes to a blank hub and comes to an empty folder."""

import socket

import pytest

from app.errors import EnrolmentError, HubRefusedError, HubUnreachableError
from app.sync.enrolment import Enrolment, new_code, pin_of
from app.sync.joining import enrol
from tests.app.network import proof


def test_the_first_station_brings_its_whole_journal(hub, first):
    assert proof(hub) == proof(first)
    assert hub.book.event() == "e1"


def test_an_empty_folder_receives_everything(first, second):
    first.sync()
    assert proof(second) == proof(first)
    assert second.journal.programme().event.name == "Fest"


def test_an_empty_folder_gets_the_name_of_its_enrolment(second):
    assert second.file.station_name == "Second"


def test_a_station_keeps_the_id_under_which_it_wrote(first):
    assert first.journal.station == "first"


@pytest.mark.usefixtures("first")
def test_a_code_works_once(hub, new_gate):
    enrolment = hub.invite("Third")
    new_gate().join(enrolment)

    with pytest.raises(EnrolmentError, match="used already"):
        new_gate().join(enrolment)


def test_a_hub_without_event_takes_no_empty_folder_and_spares_the_code(hub, new_gate):
    enrolment = hub.invite("Gate")
    with pytest.raises(HubRefusedError, match="no event yet"):
        new_gate().join(enrolment)

    brings = new_gate()
    brings.plan()

    assert brings.join(enrolment).event == "e1"


@pytest.mark.usefixtures("first")
def test_another_event_is_refused(hub):
    with pytest.raises(HubRefusedError, match="another event"):
        enrol(hub.invite("Other"), event="e2", station="x")


@pytest.mark.usefixtures("first")
def test_a_copied_folder_gets_an_identity_of_its_own(hub):
    copy = enrol(hub.invite("Copy"), event="e1", station="first")

    assert copy.station != "first"
    assert copy.name == "Copy"


def test_a_station_may_join_again_under_its_name(hub, first):
    first.join(hub.invite("First"))
    first.say("r9")

    assert first.sync().pushed > 0
    assert proof(hub) == proof(first)


def test_a_hub_with_another_key_is_sent_nothing(impostor):
    enrolment = Enrolment(*impostor.address, new_code(), pin_of(b"the real hub's key"))
    with pytest.raises(HubRefusedError, match="nothing was sent"):
        enrol(enrolment)
    impostor.wait()

    assert impostor.handshakes == 1
    assert impostor.heard == b""


def test_nobody_at_the_address_is_said_so():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = taken.getsockname()
    with pytest.raises(HubUnreachableError, match="does not answer"):
        enrol(Enrolment(*address, new_code(), pin_of(b"key")))
