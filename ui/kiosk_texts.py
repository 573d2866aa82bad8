"""What a kiosk says to guests, and the window that faces them. Each stands in both languages."""

from ui.texts import N_

WELCOME = N_("Welcome")
HOLD = N_("Please hold your code under the reader.")
TYPE_CODE = N_("Type your code")
CALL_HELP = N_("Call for help")
CODE = N_("Code of the invitation, 6 letters")
FAMILY = N_("Family name, or your only name")
GO_ON = N_("Continue")
BACK = N_("Go back")
NOT_FOUND = N_("Code and name do not belong together. Please check both, or call for help.")
CHECKING = N_("One moment, please.")
GREETING = N_("Welcome, {name}")
COME_IN = N_("Please take your badge and come in.")
COME_IN_PLAIN = N_("Please come in.")
HERE_ALREADY = N_("You are checked in already. Please come in.")
TO_DESK = N_("Please come to the info point")
TO_DESK_WHY = N_("We will gladly help you there in person.")
HELP_COMES = N_("Somebody is coming to you")
HELP_COMES_WHY = N_("We have told our team. One moment, please.")
HELP_FAILED = N_("Please come to the info point.")
KIOSK = N_("Check-in by yourself")
SHORT = N_("Kiosk")
LEAVE_WHY = N_("Type the PIN of a room host or of the organiser.")
LANGUAGES = {"de": "Deutsch", "en": "English"}
"""Names of languages in themselves."""

HELLO = N_("Hello")
GUEST_WINDOW = N_("Window for guests")
