"""What pretix had of this station and has no more is asked about, unless that was our doing."""

import pytest

from app.inbox import Inbox
from app.model.conflict import Resolution
from app.model.entry import Kind
from app.ports.uploads import ELSEWHERE
from app.sync.pretix.upload import PATIENCE
from tests.app.sync.pretix.desks import DOOR, OTHER, OWN, check_in

NOT_FOUND = (404, {"detail": "No check-in found based on nonce"})


def at_ms(desk):
    return round(desk.journal.standing("r1").movements[0].at.timestamp() * 1000)


@pytest.fixture
def seen(desk, heard):
    """An arrival that was told and that pretix has shown as number 1; returns it and its time."""
    entry = desk.arrive(session=DOOR)
    desk.upload()
    ms = at_ms(desk)
    assert heard(check_in(1, ms, device=OWN)) == 0
    return entry, ms


def annulments(desk):
    return [one for one in desk.journal.about("r1") if one.kind == Kind.ANNULLED]


@pytest.mark.usefixtures("seen")
def test_what_somebody_deletes_in_pretix_is_asked_once_and_counts_until_then(desk, heard, pretix):
    asked = len(pretix.seen)

    heard()
    heard()

    assert len(desk.journal.standing("r1").movements) == 1
    (question,) = desk.questions()
    assert question.values == ("deleted", "")
    result = desk.upload()
    assert (result.redeemed, result.annulled, result.waiting) == (0, 0, {})
    assert len(pretix.seen) == asked


@pytest.mark.usefixtures("seen")
def test_it_is_taken_back_here_by_who_is_asked_and_told_to_nobody(desk, heard, pretix):
    asked = len(pretix.seen)
    heard()
    (question,) = desk.questions()

    Inbox(desk.journal).resolve(question.id, Resolution.SECOND)

    assert desk.journal.standing("r1").movements == ()
    result = desk.upload()
    assert (result.redeemed, result.annulled, result.waiting) == (0, 0, {})
    assert len(pretix.seen) == asked


def test_what_was_never_seen_there_is_not_missed(desk, heard):
    desk.arrive(session=DOOR)
    desk.upload()

    heard()

    assert len(desk.journal.standing("r1").movements) == 1


@pytest.mark.usefixtures("seen")
def test_who_is_let_in_again_after_that_is_told(desk, heard):
    heard()
    (question,) = desk.questions()
    Inbox(desk.journal).resolve(question.id, Resolution.SECOND)
    desk.arrive(session=DOOR)

    assert desk.upload().redeemed == 1
    assert len(desk.journal.standing("r1").movements) == 1


@pytest.mark.usefixtures("seen")
def test_who_was_right_after_all_is_told_anew(desk, heard, pretix):
    heard()
    pretix.check_ins.clear()
    (question,) = desk.questions()
    Inbox(desk.journal).resolve(question.id, Resolution.SECOND)
    (undone,) = annulments(desk)
    desk.annul(undone)

    assert desk.upload().redeemed == 1
    assert pretix.counting() == [("SECRET-r1", 1, "entry")]


def test_what_was_taken_back_here_is_not_taken_back_twice(desk, heard, seen):
    entry, _ = seen
    desk.annul(entry)
    assert desk.upload().annulled == 1

    heard()

    assert len(annulments(desk)) == 1


def test_what_is_told_under_another_number_now_is_there(desk, heard, seen):
    entry, ms = seen
    undone = desk.annul(entry)
    desk.upload()
    desk.annul(undone)
    assert desk.upload().redeemed == 1

    heard(check_in(2, ms, device=OWN))

    assert len(desk.journal.standing("r1").movements) == 1


def test_an_undo_of_the_undo_that_pretix_does_not_know_yet_is_not_undone(desk, heard, seen):
    entry, _ = seen
    undone = desk.annul(entry)
    desk.upload()
    desk.annul(undone)

    heard()

    assert len(desk.journal.standing("r1").movements) == 1
    assert desk.upload().redeemed == 1


@pytest.fixture
def elsewhere(desk, heard, pretix):
    """An arrival that another device told first, and that was taken back here."""
    entry = desk.arrive(session=DOOR)
    desk.upload()
    heard(check_in(1, at_ms(desk), device=OTHER))
    desk.annul(entry)
    pretix.always[entry.id] = NOT_FOUND


@pytest.mark.usefixtures("elsewhere")
def test_what_another_device_told_is_taken_back_by_that_one_and_nobody_is_asked(desk, heard):
    desk.upload()
    assert desk.book.waiting() == {ELSEWHERE: 1}

    heard()  # the other device has taken it back

    assert desk.book.waiting() == {}
    assert desk.upload().waiting == {}
    assert desk.questions() == []
    assert len(annulments(desk)) == 1


@pytest.mark.usefixtures("elsewhere")
def test_what_another_device_never_takes_back_is_asked_in_the_end(desk):
    for _ in range(PATIENCE):
        desk.upload()
        desk.clock.forward(400)

    (question,) = desk.questions()
    assert question.values == ("annul_unknown", NOT_FOUND[1]["detail"])
    assert desk.book.waiting() == {}


def test_an_annulment_whose_answer_was_lost_is_no_question(desk, pretix):
    entry = desk.arrive()
    desk.upload()
    desk.annul(entry)
    pretix.always[entry.id] = (400, ["Cannot annul an unsuccessful checkin"])

    assert desk.upload().annulled == 1
    assert desk.questions() == []


def test_a_list_that_changed_while_an_answer_was_lost_counts_it_once(desk, pretix):
    pretix.faults["SECRET-r1"] = ["drop"]
    desk.arrive()
    desk.upload()
    desk.lists[pretix.source] = 2

    assert desk.upload().redeemed == 1
    assert pretix.counting() == [("SECRET-r1", 1, "entry")]


def test_a_list_that_went_while_an_answer_was_lost_gives_way_to_the_next(desk, pretix):
    pretix.faults["SECRET-r1"] = ["mute"]
    desk.arrive()
    desk.upload()
    pretix.lists.discard(1)
    desk.lists[pretix.source] = 2

    assert desk.upload().redeemed == 0
    assert desk.upload().redeemed == 1
    assert pretix.counting() == [("SECRET-r1", 2, "entry")]
