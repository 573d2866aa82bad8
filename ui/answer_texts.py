"""What the window says of an answer, by its reason; like `ui.texts`."""

from app.model.verdict import Reason
from ui.texts import N_, SINCE

VERDICTS = {
    Reason.REGISTERED: N_("Welcome"),
    Reason.BOOKED: N_("Welcome"),
    Reason.WALK_IN: N_("Welcome"),
    Reason.RETURNED: N_("Welcome back"),
    Reason.DEPARTED: N_("Goodbye"),
    Reason.ALREADY_ARRIVED: N_("Already checked in"),
    Reason.NOT_BOOKED: N_("Not booked here"),
    Reason.FULL: N_("Full"),
    Reason.WAITING_LIST: N_("On the waiting list"),
    Reason.WRONG_DAY: N_("Another day"),
    Reason.WRONG_SESSION: N_("Another room"),
    Reason.UNPAID: N_("Not paid yet"),
    Reason.INVALID_TIME: N_("Another time"),
    Reason.WRONG_PRODUCT: N_("Not for this door"),
    Reason.NO_REENTRY: N_("Used already"),
    Reason.UNAPPROVED: N_("Not approved yet"),
    Reason.RULES: N_("Not by the rules"),
    Reason.RULES_UNSURE: N_("Please check"),
    Reason.CANCELLED: N_("To the info point, please"),
    Reason.REPLACED: N_("To the info point, please"),
    Reason.PAYMENT_DUE: N_("Not paid yet"),
    Reason.REVOKED: N_("To the info point, please"),
    Reason.BLOCKED: N_("To the info point, please"),
    Reason.UNKNOWN_CODE: N_("Not on the list"),
    Reason.NO_TICKET: N_("Not an invitation"),
    Reason.NOT_RECORDED: N_("Not recorded"),
}

REASONS = {
    Reason.REGISTERED: "",
    Reason.BOOKED: "",
    Reason.WALK_IN: N_("New guest"),
    Reason.RETURNED: N_("Has been here before today."),
    Reason.DEPARTED: N_("Has left."),
    Reason.ALREADY_ARRIVED: N_("since {time}"),
    Reason.NOT_BOOKED: N_("Has no seat here."),
    Reason.FULL: N_("Every seat is taken."),
    Reason.WAITING_LIST: N_("A seat is not free yet."),
    Reason.WRONG_DAY: N_("The registration is for another day."),
    Reason.WRONG_SESSION: N_("The seat is in another room."),
    Reason.UNPAID: N_("The payment has not come in yet."),
    Reason.INVALID_TIME: N_("The ticket is for another time."),
    Reason.WRONG_PRODUCT: N_("This ticket is for something else."),
    Reason.NO_REENTRY: N_("Was in and left. Tickets count once here."),
    Reason.UNAPPROVED: N_("The order waits for the organiser’s consent."),
    Reason.RULES: N_("The rules of this list do not let the ticket in now."),
    Reason.RULES_UNSURE: N_("This list has a rule that cannot be told here. Please ask."),
    Reason.CANCELLED: N_("This registration is not valid any more."),
    Reason.REPLACED: N_("Somebody else comes in place of this guest."),
    Reason.PAYMENT_DUE: N_("This list lets in nobody who has not paid."),
    Reason.REVOKED: N_("This code was replaced by a new one."),
    Reason.BLOCKED: N_("The organiser has blocked this ticket."),
    Reason.UNKNOWN_CODE: N_("Nobody has this code. Please search for the name."),
    Reason.NO_TICKET: N_("This code belongs to something else. Please search for the name."),
    Reason.NOT_RECORDED: N_("The disk did not take it. Please scan once more."),
}
"""What stands below the name."""

REMARKS = {
    **dict.fromkeys(Reason, ""),
    Reason.ALREADY_ARRIVED: SINCE,
    Reason.DEPARTED: N_("left"),
    Reason.NOT_BOOKED: N_("not booked"),
    Reason.FULL: N_("full"),
    Reason.WAITING_LIST: N_("waiting list"),
    Reason.WRONG_DAY: N_("another day"),
    Reason.WRONG_SESSION: N_("another room"),
    Reason.UNPAID: N_("not paid"),
    Reason.INVALID_TIME: N_("another time"),
    Reason.WRONG_PRODUCT: N_("not for this door"),
    Reason.NO_REENTRY: N_("used already"),
    Reason.UNAPPROVED: N_("not approved"),
    Reason.RULES: N_("not by the rules"),
    Reason.RULES_UNSURE: N_("to be checked"),
    Reason.CANCELLED: N_("info point"),
    Reason.REPLACED: N_("info point"),
    Reason.PAYMENT_DUE: N_("not paid"),
    Reason.REVOKED: N_("info point"),
    Reason.BLOCKED: N_("info point"),
    Reason.UNKNOWN_CODE: N_("not on the list"),
    Reason.NO_TICKET: N_("no invitation"),
    Reason.NOT_RECORDED: N_("not recorded"),
}
"""What stands beside a name in the list of the latest."""

VALID_FROM = N_("The ticket counts from {day}, {time}.")
VALID_UNTIL = N_("The ticket counted until {day}, {time}.")
NOTE = N_("Please note")
LOOK_CLOSELY = N_("The organiser asks for a closer look.")
