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
    ConflictKind.DECLINED: N_("not taken by pretix"),
}
"""What stands below a name in the list."""

ASKED = {
    ConflictKind.ADMITTED_TWICE: N_("Was it the same person?"),
    ConflictKind.CHANGED_TWICE: N_("What is right?"),
    ConflictKind.WALK_IN: N_("Is it the same person?"),
    ConflictKind.FORKED: N_("A folder was copied"),
    ConflictKind.REVOKED: N_("Shall these entries count?"),
    ConflictKind.DECLINED: N_("Shall this count here?"),
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
    ConflictKind.DECLINED: N_("{reason} It counts here and not in pretix."),
}
ANSWERS = {
    ConflictKind.ADMITTED_TWICE: (N_("The same person"), N_("Two people")),
    ConflictKind.CHANGED_TWICE: (N_("Keep this"), N_("Keep this")),
    ConflictKind.WALK_IN: (N_("Yes, make one of both"), N_("No, two people")),
    ConflictKind.FORKED: (N_("Noted"),),
    ConflictKind.REVOKED: (N_("Take them in"), N_("Leave them out")),
    ConflictKind.DECLINED: (N_("Keep it here"), N_("Take it back here")),
}
"""What key 1 and key 2 say."""

DECLINED = {
    "invalid": N_("pretix does not know the ticket."),
    "unpaid": N_("pretix says that the ticket is not paid."),
    "blocked": N_("pretix says that the ticket is blocked."),
    "invalid_time": N_("pretix says that the ticket does not hold at that time."),
    "canceled": N_("pretix says that the ticket was cancelled."),
    "already_redeemed": N_("pretix says that the ticket was used before."),
    "product": N_("pretix says that this is the wrong ticket for that door."),
    "rules": N_("The rules of that door in pretix do not allow it."),
    "ambiguous": N_("Several tickets in pretix answer to the code."),
    "revoked": N_("pretix says that the code was replaced."),
    "unapproved": N_("pretix says that the order is not approved."),
    "incomplete": N_("pretix wants a question answered at the door."),
    "deleted": N_("Somebody deleted the check-in in pretix, or the server was put back."),
    "annul_late": N_("Taken back after more than 15 minutes, which pretix does not accept."),
    "annul_unknown": N_("pretix does not take it back."),
}
"""By reason; the beginning of `WHY`."""
DECLINED_OTHERWISE = N_("pretix did not take it: {explanation}.")
STILL_THERE = N_("{reason} It still counts in pretix and not here.")
KEEP_BACK = (N_("Leave it taken back"), N_("Let it count again"))

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
