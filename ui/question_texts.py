"""What the organiser's page about conflicts says; like `ui.texts`."""

from app.model.conflict import ConflictKind
from app.model.standing import Booking, Status
from ui.badge_texts import WORDS
from ui.texts import N_

QUESTIONS = N_("Questions")
OPEN_COUNT = N_("{count} open")
TO_CLEAR_UP = N_("{count} to clear up")
NO_GUEST_WAITS = N_("No guest waits for this.")
KEPT = N_("Everything stays in the record. F6 takes the last decision back.")
NOTHING_OPEN = N_("There is nothing to clear up.")
NOTHING_OPEN_WHY = N_("What two desks recorded differently is asked here, on every laptop.")
DECIDED = N_("Decided. F6 takes it back.")
REOPENED = N_("The last decision was taken back.")
DECIDED_ELSEWHERE = N_("Somebody else has decided this meanwhile.")
NOTHING_DECIDED = N_("Nothing was decided at this desk yet.")

KINDS = {
    ConflictKind.ADMITTED_TWICE: N_("let in twice"),
    ConflictKind.CHANGED_TWICE: N_("{field} changed twice"),
    ConflictKind.WALK_IN: N_("perhaps registered before"),
    ConflictKind.FORKED: N_("folder was copied"),
    ConflictKind.REVOKED: N_("wrote after it was shut out"),
}
"""What stands below a name in the list."""

ASKED = {
    ConflictKind.ADMITTED_TWICE: N_("Was it the same person?"),
    ConflictKind.CHANGED_TWICE: N_("What is right?"),
    ConflictKind.WALK_IN: N_("Is it the same person?"),
    ConflictKind.FORKED: N_("A folder was copied"),
    ConflictKind.REVOKED: N_("Shall these entries count?"),
}
WHICH_SPELLING = N_("Which spelling is right?")
WHY = {
    ConflictKind.ADMITTED_TWICE: N_("Let in twice: {first}, {second}."),
    ConflictKind.CHANGED_TWICE: N_("{field}: changed at two desks that had no connection."),
    ConflictKind.WALK_IN: N_("Came without registration and is called like somebody else."),
    ConflictKind.FORKED: N_(
        "“{station}” ran twice, from a copy or an old backup. The entries of the copy go on under"
        " a new name; nothing is lost."
    ),
    ConflictKind.REVOKED: N_(
        "“{station}” was shut out and went on writing. What it wrote since does not count so far."
    ),
}
ANSWERS = {
    ConflictKind.ADMITTED_TWICE: (N_("The same person"), N_("Two people")),
    ConflictKind.CHANGED_TWICE: (N_("Keep this"), N_("Keep this")),
    ConflictKind.WALK_IN: (N_("Yes, make one of both"), N_("No, two people")),
    ConflictKind.FORKED: (N_("Noted"),),
    ConflictKind.REVOKED: (N_("Take them in"), N_("Leave them out")),
}
"""What key 1 and key 2 say."""

AT_DESK = N_("{time} {station}")
UNSURE = N_("(time unsure)")
IS_UNSURE = N_("unsure")
MARK = N_("? = unsure")
TIME = N_("Time")
DOOR = N_("Door")
ENTRIES = N_("Entries")
STANDS = N_("Holds now")
YES, NO = N_("yes"), N_("no")
NOTHING = N_("(empty)")
ON_LIST = N_("On the list")
CAME_NEW = N_("Came new")
OWN_SCRIPT = WORDS["native"]
ARRIVED = N_("Let in")
EMAIL = N_("E-mail")
REGISTRATION = N_("Registration")

SPELT = ("given", "family", "name", "native")
"""Fields of which a spelling is asked."""

STATUSES = {
    Status.ACTIVE.value: N_("valid"),
    Status.UNPAID.value: N_("not paid"),
    Status.CANCELLED.value: N_("cancelled"),
    Status.SUBSTITUTED.value: N_("replaced"),
    Status.REVOKED.value: N_("withdrawn"),
    Booking.BOOKED.value: N_("booked"),
    Booking.WAITING.value: N_("waiting list"),
}
