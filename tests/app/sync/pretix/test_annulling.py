"""What was taken back here is taken back in pretix, or a human is asked."""

from app.model.entry import Kind


def test_what_was_taken_back_in_time_is_annulled(desk, pretix):
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)

    assert desk.upload().annulled == 1
    assert pretix.counting() == []


def test_the_time_of_taking_back_counts_not_that_of_telling(desk):
    entry = desk.arrive()
    desk.upload()
    desk.clock.forward(14 * 60)
    desk.annul(entry)
    desk.clock.forward(3600)

    assert desk.upload().annulled == 1


def test_what_was_taken_back_too_late_is_said_and_asked(desk, pretix):
    entry = desk.arrive()
    desk.upload()
    desk.clock.forward(16 * 60)
    undone = desk.annul(entry)

    result = desk.upload()

    (question,) = desk.questions()
    assert result.declined == 1
    assert (question.values[0], question.entries) == ("annul_late", (undone.id,))
    assert len(pretix.counting()) == 1


def test_what_was_taken_back_before_it_was_told_is_never_told(desk, pretix):
    desk.annul(desk.arrive())

    desk.upload()

    assert pretix.seen == []


def test_what_may_have_arrived_is_taken_back_there_too(desk, pretix):
    pretix.faults["SECRET-r1"] = ["drop"]
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)

    assert desk.upload().annulled == 1
    assert pretix.counting() == []


def test_what_never_arrived_needs_no_taking_back(desk, pretix):
    pretix.faults["SECRET-r1"] = ["mute"]
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)

    desk.upload()

    assert desk.book.open() == []
    assert desk.questions() == []


def test_an_annulment_that_pretix_refuses_is_asked(desk, pretix):
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)
    pretix.always[entry.id] = (400, {"detail": "Another device."})

    desk.upload()

    assert desk.questions()[0].values == ("annul_unknown", "Another device.")


def test_taking_back_the_taking_back_counts_anew(desk, pretix):
    entry = desk.arrive()
    desk.upload()
    undone = desk.annul(entry)
    desk.upload()
    desk.write(Kind.ANNULLED, "r1", ref=undone.id)

    assert desk.upload().redeemed == 1
    assert pretix.counting() == [("SECRET-r1", 1, "entry")]
    assert len(pretix.check_ins) == 2


def test_a_declined_arrival_that_a_human_takes_back_is_settled(desk, pretix):
    pretix.tickets.clear()
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)

    desk.upload()

    assert desk.book.open() == []
    assert len(pretix.seen) == 1
