"""What a ticket system says travels in entries as it was said, and malformed words stop nobody."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.entry import canonical
from app.model.ticket_words import (
    is_terms,
    is_ticket,
    terms_of,
    terms_payload,
    ticket_of,
    ticket_payload,
)
from app.model.ticketing import AddOn, Terms, Ticket

numbers = st.integers(min_value=0, max_value=2**40)
instants = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
add_ons = st.builds(
    AddOn,
    position=numbers,
    item=numbers,
    secret=st.text(),
    variation=st.none() | numbers,
    subevent=st.none() | numbers,
)
tickets = st.builds(
    Ticket,
    source=st.text(),
    position=numbers,
    item=numbers,
    order=st.text(),
    state=st.sampled_from("npec"),
    variation=st.none() | numbers,
    subevent=st.none() | numbers,
    valid_from=st.none() | instants,
    valid_until=st.none() | instants,
    blocks=st.lists(st.text()).map(tuple),
    is_unapproved=st.booleans(),
    is_valid_if_pending=st.booleans(),
    needs_attention=st.booleans(),
    texts=st.lists(st.text()).map(tuple),
    told=st.lists(st.text()).map(tuple),
    add_ons=st.lists(add_ons, max_size=3).map(tuple),
)
terms = st.builds(
    Terms,
    source=st.text(),
    list_id=numbers,
    items=st.none() | st.frozensets(numbers),
    subevent=st.none() | numbers,
    takes_pending=st.booleans(),
    matches_add_ons=st.booleans(),
    allows_many=st.booleans(),
    allows_after_exit=st.booleans(),
    rules=st.just({}) | st.just({"<": [{"var": "entries_number"}, 3]}),
    moments=st.dictionaries(st.sampled_from(("date_from", "date_to")), instants),
    gates=st.lists(numbers).map(tuple),
)


@given(tickets)
def test_a_ticket_is_read_as_it_was_written(ticket):
    said = ticket_payload(ticket)

    assert is_ticket(said)
    assert ticket_of(said) == ticket
    assert canonical(said)


@given(terms)
def test_terms_are_read_as_they_were_written(some):
    said = terms_payload(some)

    assert is_terms(said)
    assert terms_of(said) == some
    assert canonical(said)


def test_nothing_is_no_ticket_and_no_terms():
    assert ticket_of(None) is None
    assert terms_of(None) is None
    assert terms_payload(None) is None
    assert is_ticket(None)
    assert is_terms(None)


@pytest.mark.parametrize(
    "said",
    [
        "ticket",
        [],
        {"source": "h/o/e"},
        {"source": "h/o/e", "position": "7", "item": 1, "order": "A"},
        {"source": "h/o/e", "position": True, "item": 1, "order": "A"},
        {"source": "h/o/e", "position": 7, "item": 1, "order": "A", "blocks": [1]},
        {"source": "h/o/e", "position": 7, "item": 1, "order": "A", "add_ons": [{"item": 1}]},
        {"source": "h/o/e", "position": 7, "item": 1, "order": "A", "add_ons": 5},
    ],
)
def test_what_is_no_ticket_is_told_apart(said):
    assert not is_ticket(said)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ("source", "position", "item", "order", "add_ons", "list_id", "rules")
                ),
                inner,
            )
        ),
    )
)
def test_whatever_passes_can_be_read(said):
    if is_ticket(said):
        ticket_of(said)
    if is_terms(said):
        terms_of(said)
