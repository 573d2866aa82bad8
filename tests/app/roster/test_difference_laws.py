"""Laws of taking in lists, on lists full of namesakes and shared addresses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.roster.lists import Event, counts

PEOPLE = st.tuples(
    st.sampled_from(["Li Wei", "Wei Li", "Anna Weiß", "Anna Rot", "Ng"]),
    st.sampled_from(["", "team@example.org", "li@example.org", "LI@example.org"]),
    st.sampled_from(["", "HHU", "RWTH"]),
    st.sampled_from(["", "", "A1", "B2", "C3"]),
    st.sampled_from(["", "Bewerben", "Gründen (Warteliste)"]),
    st.sampled_from(["", "storniert", "unbezahlt"]),
)
LISTS = st.lists(PEOPLE, min_size=1, max_size=6)


def text(people):
    lines = ("\t".join(person) for person in people)
    return "\n".join(["Name\tE-Mail\tFirma\tCode\tWorkshops\tStatus", *lines, ""])


@given(LISTS)
@settings(max_examples=200)
def test_a_list_that_was_taken_in_changes_nothing(tmp_path_factory, people):
    event = Event(tmp_path_factory.mktemp("event"))
    event.take_in(text(people))

    again = counts(event.compare(text(people)))

    assert set(again) <= {"unchanged", "refused"}


@given(LISTS, LISTS)
@settings(max_examples=200)
def test_the_newer_of_two_lists_is_what_counts(tmp_path_factory, older, newer):
    event = Event(tmp_path_factory.mktemp("event"))
    event.take_in(text(older))
    event.take_in(text(newer))

    again = counts(event.compare(text(newer)))

    assert set(again) <= {"unchanged", "refused", "vanished"}


@given(LISTS, LISTS)
def test_every_row_has_one_fate_and_every_person_at_most_one_row(tmp_path_factory, older, newer):
    event = Event(tmp_path_factory.mktemp("event"))
    event.take_in(text(older))

    found = event.compare(text(newer))

    known = [change.registration for change in (*found.changed, *found.cancelled)]
    known += [*found.unchanged, *found.vanished]
    assert found.read == len(newer)
    assert len(known) == len(set(known))


@given(LISTS, st.permutations(range(6)))
def test_the_order_of_the_rows_does_not_matter(tmp_path_factory, people, order):
    event = Event(tmp_path_factory.mktemp("event"))
    event.take_in(text(people))
    shuffled = [people[place] for place in order if place < len(people)]

    again = event.compare(text(shuffled))

    assert not again.new or again.refused
