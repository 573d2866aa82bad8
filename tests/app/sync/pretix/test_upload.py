"""What happened at the doors reaches pretix, and each of its answers leads somewhere."""

import pytest

from app.model.conflict import ConflictKind
from app.model.entry import Kind
from app.model.ticket_words import ticket_payload
from app.model.ticketing import Ticket
from app.sync.pretix.upload import IN_FLIGHT
from tests.app.sync.pretix.desks import PEOPLE, SECRETS
from tests.peers.pretix_faults import PROFILE


def test_every_arrival_and_departure_is_told_once_with_its_own_time(desk, pretix):
    arrived = desk.arrive()
    desk.depart()
    desk.arrive("r2")

    result = desk.upload()

    assert result.redeemed == 3
    assert sorted(pretix.counting()) == [
        ("SECRET-r1", 1, "entry"), ("SECRET-r1", 1, "exit"), ("SECRET-r2", 1, "entry"),
    ]  # fmt: skip
    first = next(body for _, body in pretix.seen if body["nonce"] == arrived.id)
    at = desk.journal.standing("r1").movements[0].at
    assert first["datetime"] == at.isoformat().replace("+00:00", "Z")
    assert (first["force"], first["questions_supported"]) == (True, False)
    assert desk.upload().redeemed == 0
    assert len(pretix.seen) == 3


def test_no_more_than_eight_are_in_flight_and_a_ticket_keeps_its_order(desk, pretix):
    pretix.delay_s = 0.05
    for key in PEOPLE:
        desk.arrive(key)
        desk.depart(key)

    desk.upload()

    assert 2 <= pretix.most_in_flight <= IN_FLIGHT
    for secret in SECRETS:
        assert [c.type for c in pretix.check_ins if c.secret == secret] == ["entry", "exit"]


@pytest.mark.parametrize(
    "reason",
    ["invalid", "unpaid", "blocked", "invalid_time", "canceled", "already_redeemed", "product",
     "rules", "ambiguous", "revoked", "unapproved", "error", "something_new"],
)  # fmt: skip
def test_every_reason_for_a_no_becomes_a_question(desk, pretix, reason):
    answer = {"status": "error", "reason": reason, "reason_explanation": "So it is"}
    pretix.always["SECRET-r1"] = (400, answer)
    desk.arrive("r1")
    desk.arrive("r2")

    result = desk.upload()

    (question,) = desk.questions()
    assert question.kind is ConflictKind.DECLINED
    assert question.values == (reason, "So it is")
    assert (result.declined, result.redeemed) == (1, 1)
    assert desk.upload().declined == 0
    assert len(desk.questions()) == 1


def test_an_unknown_ticket_and_a_wanted_answer_become_questions(desk, pretix):
    pretix.tickets.discard("SECRET-r1")
    pretix.always["SECRET-r2"] = (400, {"status": "incomplete", "questions": [{"id": 1}]})
    desk.arrive("r1")
    desk.arrive("r2")

    desk.upload()

    assert sorted(one.values[0] for one in desk.questions()) == ["incomplete", "invalid"]


def test_a_question_that_was_put_wrongly_becomes_one_too(desk, pretix):
    pretix.always["SECRET-r1"] = (400, {"secret": ["May not be longer than 5."]})
    desk.arrive()

    desk.upload()

    assert desk.questions()[0].values == ("bad_request", "May not be longer than 5.")


def test_a_list_that_is_gone_is_said_once_and_its_arrivals_are_kept(desk, pretix):
    pretix.lists.clear()
    for key in PEOPLE:
        desk.arrive(key)

    result = desk.upload()

    assert (result.redeemed, result.declined) == (0, 0)
    assert len(result.troubles) == 1
    assert "no check-in list 1" in result.troubles[0]
    assert len(pretix.seen) <= IN_FLIGHT
    pretix.lists.add(1)
    assert desk.upload().redeemed == len(PEOPLE)


def test_one_event_without_permission_stops_no_other(desk, pretix):
    other = f"{pretix.source}2"
    ticket = Ticket(source=other, position=99, item=1, order="B")
    desk.write(Kind.AMENDED, "r2", payload={"by": "list", "ticket": ticket_payload(ticket)})
    desk.lists[other] = 2
    pretix.faults["SECRET-r1"] = [(403, PROFILE)]
    desk.arrive("r1")
    desk.arrive("r2")

    result = desk.upload()

    assert result.redeemed == 1
    assert "security profile" in result.troubles[0]
    assert desk.upload().redeemed == 1


def test_a_walk_in_waits_until_there_is_a_ticket(desk, pretix):
    desk.write(Kind.REGISTERED, "w1", payload={"origin": "walk_in", "code": "W", "fields": {}})
    desk.arrive("w1")

    assert desk.upload().waiting == {"no_ticket": 1}

    pretix.tickets.add("W")
    ticket = Ticket(source=pretix.source, position=77, item=1, order="C")
    desk.write(Kind.AMENDED, "w1", payload={"by": "list", "ticket": ticket_payload(ticket)})
    assert desk.upload().redeemed == 1


def test_a_substitute_comes_on_the_ticket_of_the_other(desk, pretix):
    payload = {"origin": "substitute", "code": "NEW", "fields": {"name": "B"}, "replaces": "r1"}
    desk.write(Kind.SUBSTITUTED, "r1", payload={"by": "s1"})
    desk.write(Kind.REGISTERED, "s1", payload=payload)
    desk.arrive("s1")

    assert desk.upload().redeemed == 1
    assert pretix.counting() == [("SECRET-r1", 1, "entry")]


def test_a_door_that_pretix_has_no_list_for_is_kept(desk, pretix):
    payload = {"what": "session", "id": "ws", "name": "Workshop", "kind": "workshop"}
    desk.write(Kind.PROGRAMME, None, payload=payload)
    desk.arrive(session="ws")

    assert desk.upload().waiting == {"no_list": 1}
    assert pretix.seen == []


def test_an_arrival_that_pretix_told_is_not_told_back(desk):
    desk.arrive(payload={"reason": "pretix", "since_ms": desk.clock.wall_ms})

    assert desk.upload().redeemed == 0
    assert desk.book.open() == []
