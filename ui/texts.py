"""All words of the window; English here, every other language in the catalogues.

A constant is a sentence with its gaps; `ui.language.Language.say` says it.
"""

from app.model.programme import SessionKind
from app.reading.guidance import Advice


def N_(text: str) -> str:  # noqa: N802 - the name by which extraction tools know such marks
    """Mark *text* for the catalogue; it is translated when it is said."""
    return text


RECEPTION = N_("Reception")
SCANNER = N_("Scanner")
NOT_LISTENING = N_("Not listening")
PRINTER = N_("Printer")
FOLDER = N_("Folder {name}")
NO_PRINTER = N_("No printer")
UNSENT = N_("{count} unsent")
OFFLINE = N_("Offline\n{count} unsent")
TURNED_AWAY = N_("Refused\n{count} unsent")
ALONE = N_("On its own")

READY = N_("Ready")
HOLD_CODE = N_("Hold the code in front of the scanner.\nNo code: type the name.")
SCANNER_STAYS_ON = N_("The scanner stays on.")
NOW = N_("Now")
DOORS_OPEN = N_("Doors are open")
EVENT_OVER = N_("The event is over")
BEGINS = N_("Begins")
AFTERWARDS = N_("Afterwards")
AT_TIME = N_("{time} · {what}")
O_CLOCK = N_("{time}")
SESSIONS = N_("{count} sessions")
ARRIVED = N_("Arrived")
OF_GUESTS = N_("of {count} guests")
ARRIVALS_CHART = N_("Arrivals in steps of five minutes")
LATEST = N_("Latest")
SINCE = N_("since {time}")
THERE_SINCE = N_("here since {time}")
NOT_THERE = N_("not here yet")

INVITATION = N_("Invitation")
COUNTRY = N_("Country")
COMES_FROM = N_("Comes from")
TO_DO = N_("To do")
VALID_ON = N_("The registration is for {day}.")
SEAT_IN = N_("The seat is there:")
LET_IN = N_("Nothing. Please let them in.")
IF_NOT = N_("If not")
SOLUTION = N_("Solution")
OTHERWISE = N_("Otherwise")
PLEASE_SAY = N_("Please say")
ANOTHER_PERSON = N_("That is another person")
ADMIT = N_("Admit all the same")
ADMIT_TODAY = N_("Admit today")
SEARCH_NAME = N_("Search for the name")
SEARCH_OTHER = N_("Search for another registration")
AGAIN = N_("Try again")
AT_INFO_POINT = (
    "„Am Infopoint helfen wir Ihnen gern.“",
    "“We will gladly help you at the info point.”",
)
"""For the guest, so in German and English whatever the desk speaks."""

SEARCH = N_("Search")
NEW = N_("New")
CHANGE = N_("Change")
BADGE = N_("Badge")
UNDO = N_("Undo")
HELP = N_("Help")
CHOOSE = N_("Choose")
CHECK_IN = N_("Check in")
CLOSE = N_("Close")
CANCEL = N_("Cancel")
NEXT_FIELD = N_("Next field")
PRINT = N_("Print")

HIT = N_("{count} guest")
HITS = N_("{count} guests")
NO_HIT = N_("Nobody found")
TWO_LETTERS = N_("Two letters or more, please")
SAME_NAME = N_("{count} guests are called {name}.")
ASK_WHICH = N_("Please ask where they come from, then choose with ↓.")
NOT_AMONG = N_("Not among them? Type the code of the invitation, or F3 for a new guest.")

BADGE_COMES = N_("appears with the next guest")
PRINTING = N_("Printing")
PRINTED = N_("Printed")
NOT_PRINTED = N_("Not printed")
PRINT_FAILED = N_("The guest is checked in. Check the printer, then F5.")
NO_BADGE = N_("No badge")
PRINTS_AFTER = N_("Prints after F7")
DO_NOT_PRINT = N_("Please do not print")
NEW_BADGE = N_("New badge: F5")
CHOSEN = N_("Chosen")
CAMERA_LIVE = N_("Camera")
CAMERA_HINT = N_("Code into the picture, a hand away")
CAMERA_STARTS = N_("starts")
CAMERAS = {
    "no_camera": (
        N_("No camera"),
        N_("No camera was found. The scanner and the search by name work."),
    ),
    "no_permission": (
        N_("Camera not allowed"),
        N_("Allow this program the camera in the system’s privacy settings."),
    ),
    "no_support": (
        N_("No video"),
        N_("This system lacks parts for video. The scanner and the search by name work."),
    ),
    "busy": (
        N_("Camera in use"),
        N_("Another program has the camera. Close it, the picture then comes by itself."),
    ),
    "silent": (
        N_("No picture"),
        N_("The camera gives no picture and is started again. Check its cable and cover."),
    ),
}
"""By state of the camera: what is wrong, and what to do."""

ADVICE = {
    Advice.HOLD_STILL: (N_("Hold still"), N_("The code moves. Rest the hand on the desk.")),
    Advice.BRIGHTNESS_UP: (
        N_("Brightness up"),
        N_("Too dark. Turn the phone’s brightness up or the code to the light."),
    ),
    Advice.DISTANCE: (
        N_("15 cm away"),
        N_("Hold the code flat, a hand’s length before the camera."),
    ),
}
"""What to tell a guest whose code is in view and is not read."""

NEW_GUEST = N_("New guest")
CHANGE_NAME = N_("Change name")
GIVEN_OR_ONLY = N_("Given name, or the only name")
FAMILY_IF_ANY = N_("Family name, if there is one")
GIVEN = N_("Given name")
FAMILY = N_("Family name")
COMES_FROM_FREE = N_("Comes from (voluntary)")
READ_OUT = N_("Please read out: “We use your name for this event only.”")
REGISTER_AND_PRINT = N_("Check in and print badge")
CHANGE_AND_PRINT = N_("Change and print again")
NAME_NEEDED = N_("A name is needed. Please ask the guest and type it.")
WILL_PRINT = N_("This will print")
BEFORE = N_("Before")

NAMELESS = N_("Name? F4")
"""Of a guest whom only a signature vouches for, and whose ticket bears no name."""
NO_GUEST = N_("No guest chosen")
CHOOSE_FIRST = N_("Scan a code or type a name first.")
TAKEN_BACK = N_("Taken back")
NOTHING_TO_TAKE_BACK = N_("Nothing to take back")
NOTHING_DONE = N_("This desk has done nothing yet that could be taken back.")
WENT_WRONG = N_("Once more, please")
WENT_WRONG_WHY = N_("The program stumbled over this step. Please do it once more.")

KEYS_HELP = (
    ("abc", N_("Search: just type a name, or Ctrl+F")),
    ("⏎", N_("Check in the guest who was found")),
    ("Esc", N_("Clear, close, back")),
    ("⇧ F1", N_("Calls from other stations")),
    ("F2", N_("Camera; ⇧ the next one")),
    ("F3", N_("New guest; ⇧ count without names")),
    ("F4", N_("More about the guest; or Ctrl and digit")),
    ("F5", N_("Badge again; ⇧ next printer")),
    ("F6", N_("Take back the last action")),
    ("F7", N_("The solution that the screen offers")),
    ("F8", N_("Deutsch, English")),
    ("F9", N_("Colours; ⇧ practice on or off")),
    ("F10", N_("Questions, badges, central list")),
    ("F11", N_("Full screen; ⇧ window for the guest")),
    ("F12", N_("Try the scanner; ⇧ self-test")),
    ("⌃ L", N_("Sign in, PINs; ⌃ E evacuation sheet")),
)

KINDS = {
    SessionKind.ENTRANCE: N_("Entrance"),
    SessionKind.WORKSHOP: N_("Workshop"),
    SessionKind.TALK: N_("Talk"),
    SessionKind.NETWORKING: N_("Networking"),
}

CATEGORIES = {
    "Gast": N_("Guest"),
    "Presse": N_("Press"),
    "Begleitung": N_("Companion"),
}

ERRORS = {
    "error": N_("That did not work. Please try once more."),
    "input": N_("That cannot be used as it is. Please check what was typed."),
    "input.unknown": N_("This is not on the list any more. Please search once more."),
    "input.ambiguous": N_("Two guests answer to this code. Please search for the name."),
    "input.list": N_("The list can be read in several ways. Please open it under Import."),
    "input.event": N_("This device has several events in pretix. Please choose one."),
    "input.file": N_("A file cannot be read. Please call the person in charge."),
    "input.table": N_("The list cannot be read. Please call the person in charge."),
    "input.empty": N_("There is nobody whom that could be about. Nothing was written."),
    "input.consent": N_("The list has no column that says who agreed. Please import one."),
    "input.expired": N_("That was to be deleted by now and is not told any more."),
    "input.rows": N_("There is no such list, row or time. Nothing was entered."),
    "input.pin": N_("The PIN is wrong or missing. Please start the program again."),
    "input.pin_pause": N_("Too many wrong PINs. Please wait a minute."),
    "not_allowed": N_("This needs another role. Ctrl+L signs in."),
    "input.badge": N_("The badge design is damaged. Please call the person in charge."),
    "storage": N_("The list cannot be read or written. Please start the program again."),
    "storage.not_recorded": N_("The disk did not take it. Please try once more."),
    "storage.disk_failed": N_("Nothing is recorded on this laptop any more. Please use another."),
    "storage.key_lost": N_("The key of the list is gone. Please call the person in charge."),
    "storage.too_new": N_("This program is too old for the list. Please install the update."),
    "storage.foreign": N_("The file is not a list of this program. Please choose another."),
    "storage.damaged": N_("The list was changed from outside. Please call the person in charge."),
    "sync": N_("The central list does not answer. Everything here goes on and is sent later."),
    "sync.unreachable": N_("No connection. Everything here goes on and is sent later."),
    "sync.refused": N_("The central list refuses this desk. Please call the person in charge."),
    "sync.forked": N_("This desk was copied. Please call the person in charge."),
    "sync.revoked": N_("This desk was shut out. Please call the person in charge."),
    "sync.enrolment": N_("This desk may not join. Please ask for a new enrolment."),
    "sync.no_event": N_("This device has no event. Give it one in pretix, under Devices."),
    "pretix.token": N_("pretix does not know this device. Please connect it anew."),
    "pretix.forbidden": N_(
        "pretix does not let this device do that. There, under Devices: its events, and the"
        " profile “Full device access”."
    ),
    "pretix.revoked": N_(
        "Somebody took this device’s access away in pretix. Everything here stays. Connect it"
        " anew if that was not meant."
    ),
    "print": N_("The printer did not take the badge. Check it, then F5."),
    "scanner": N_("Camera or scanner cannot be used. The search by name works."),
}
"""By code of `app.errors`: what happened and what to do."""
