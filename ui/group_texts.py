"""What panels for many people say: groups, companions, tally and calls; like `ui.texts`."""

from app.model.call import CallReason, Matter
from app.model.verdict import Reason
from ui.answer_texts import REMARKS
from ui.question_texts import STATUSES
from ui.texts import N_

GROUP = N_("Group")
LET_GROUP_IN = N_("Let the group in")
AWAITED = N_("{count} still to come, {arrived} here. Missing: press the key beside the name.")
LET_IN_COUNT = N_("Let {count} in")
LET_IN_AND_PRINT = N_("Let {count} in, print badges")
NOBODY_TICKED = N_("Nobody is ticked")
NO_GROUP = N_("No group")
NO_GROUP_WHY = N_("{name} comes with no group.")
GROUP_IS_HERE = N_("The group is complete")
GROUP_IS_HERE_WHY = N_("Everybody of “{group}” is here.")
GUESTS_IN = N_("{count} guests together")
GROUP_CAME = N_("Group “{group}”")
NOT_LET_IN = N_("Not let in")
NAMED_REASON = N_("{name}: {reason}")

COMPANIONS = N_("Companions")
COMPANIONS_WHY = N_("How many come along? Only the number is kept, no names.")
HOW_MANY = N_("Number")
COUNT = N_("Count")
NUMBER_NEEDED = N_("Please type a number from 1 to {most}.")
WITH_COMPANIONS = N_("with {count}, counted without a name")
COUNTED_WITHOUT_NAME = N_("Counted without a name.")

TALLY = N_("Count without names")
TALLY_WHY = N_("For school classes and passers-by. Only the number is kept, nothing about anybody.")
HOW_MANY_OR_ONE = N_("Number (empty: 1)")
WHAT_THEY_ARE = N_("Who, such as class 7b (voluntary)")
ONE_MORE = N_("One more")
PLUS = N_("+{count}")
COUNTED_TOTAL = N_("{count} counted so far")
COUNTED = N_("Counted")
WITHOUT_NAMES = N_("of {count} guests, plus {counted} without names")

HAND_OVER = N_("Help list")
TO_HELP_LIST = N_("Hand over to the help list")
ON_HELP_LIST = N_("In sight at every station. What is it about?")
HANDED_OVER = N_("On the help list")

CALLS = N_("Calls")
NO_CALLS = N_("Nobody calls.")
NO_CALLS_WHY = N_("Guests who were handed over, and arrivals that somebody waits for, stand here.")
TAKE_BY_KEY = N_("The key beside a call takes it.")
CALLS_WAIT = N_("Calls: {count}")
TAKEN = N_("Taken")
TAKEN_ELSEWHERE = N_("taken elsewhere")
TAKEN_BY_OTHERS = N_("Somebody else has taken this call.")
FROM_HERE = N_("from here")
IS_HERE = N_("{category} is here")
HELP_ABOUT = N_("Help: {matter}")

CALLED = {
    CallReason.HELP: N_("Help, please"),
    CallReason.VIP: N_("Guest of honour is here"),
    CallReason.SPEAKER: N_("Speaker is here"),
    CallReason.KIOSK: N_("Help at the kiosk, please"),
}
"""Why somebody calls."""

MATTERS = {
    Matter.REGISTRATION.value: N_("Registration"),
    Matter.PAYMENT.value: N_("Payment"),
    Matter.BADGE.value: N_("Badge"),
    Matter.ACCESS.value: N_("Support on the way"),
    Matter.OTHER.value: N_("Something else"),
    **{reason.value: REMARKS[reason] for reason in Reason if REMARKS[reason]},
    Reason.ALREADY_ARRIVED.value: N_("already checked in"),
    Reason.CANCELLED.value: STATUSES["cancelled"],
    Reason.REPLACED.value: STATUSES["substituted"],
    Reason.REVOKED.value: STATUSES["revoked"],
}
"""What a note of one word means; other notes are shown as they are."""
