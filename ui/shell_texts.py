"""What stands around the pages: signing in, practice, notices of the laptop, a fall."""

from app.model.permit import Act
from app.model.role import Role
from ui.texts import N_

SIGN_IN = N_("Sign in")
LOCKED = N_("Locked")
LOCKED_WHY = N_("Type your PIN. Nothing is recorded at this desk until then.")
WHO_IS = N_("Signed in")
PIN = N_("PIN")
PIN_WHY = N_("Type the PIN of your role. The scanner stays on.")
PIN_NEEDED = N_("This needs the PIN of another role: {act}.")
PIN_WRONG = N_("No role has this PIN. Please type it again.")
PIN_PAUSE = N_("Too many wrong PINs. Please wait a minute, then type it again.")
PIN_SHORT = N_("This PIN does not work: four characters or more, and none of another role.")
PIN_TRIED = N_("The PIN is being compared.")
PIN_KEPT = N_("The PIN is kept. All desks learn it.")
ORGANISER_FIRST = N_("Give the organiser a PIN first.")
LOCK = N_("Lock")
LOCK_KEY = N_("Ctrl L")
NEW_PIN = N_("New PIN: {role}")
NEW_PIN_WHY = N_("Whoever types it may do what this role may. It is never shown again.")
KEEP = N_("Keep")
KIOSK = N_("Be a kiosk")
KIOSK_NEEDS_PIN = N_("A kiosk is left by PIN. Give the organiser one first.")
HAVE_PIN = N_("With a PIN: {roles}")
NO_PINS_WHY = N_("No role has a PIN yet, so everybody may do everything.")

ROLES = {
    Role.VOLUNTEER: N_("Volunteer"),
    Role.HOST: N_("Room host"),
    Role.ORGANISER: N_("Organiser"),
}

ACTS = {
    Act.LOOK: N_("looking"),
    Act.CHECK_IN: N_("checking in"),
    Act.AMEND: N_("changing a guest"),
    Act.PRINT: N_("printing"),
    Act.UNDO: N_("taking back"),
    Act.CALL: N_("calling for help"),
    Act.COUNT: N_("counting"),
    Act.PRACTISE: N_("practising"),
    Act.PLACE: N_("another place for this desk"),
    Act.ROOM: N_("the seats of a room"),
    Act.OVERRULE: N_("admitting all the same"),
    Act.ANSWER: N_("clearing up questions"),
    Act.BULK: N_("the badges of everybody"),
    Act.DESIGN: N_("the badge design"),
    Act.FIGURES: N_("the figures"),
    Act.EXPORT: N_("files and papers"),
    Act.EVACUATE: N_("the evacuation sheet"),
    Act.HUB: N_("the central list"),
    Act.PINS: N_("settings"),
    Act.PRIVACY: N_("data protection"),
}
"""What a role may do, as it stands behind a colon."""

PRACTICE = N_("Practice")
PRACTICE_WHY = N_("Practice: invented guests, no paper, nothing is kept")
NOT_IN_PRACTICE = N_("In practice there is no central list.")

BATTERY = {
    30: N_("Battery {percent} %. Please plug the power supply in soon."),
    15: N_("Battery {percent} %. Please plug the power supply in now."),
    5: N_("Battery {percent} %. This laptop stops within minutes. What was green is kept."),
}
"""By `app.model.power.LEVELS`."""

CLOCK_AHEAD = N_("The clock of this laptop is {seconds} s ahead. Please set it.")
CLOCK_BEHIND = N_("The clock of this laptop is {seconds} s behind. Please set it.")

FALLEN = N_("Something unexpected happened")
FALLEN_WHY = N_(
    "This desk stumbled over a step of its own. Every guest who was shown in green is kept; nothing"
    " is lost. The scanner waits meanwhile."
)
FALLEN_TO_DO = N_("Go on as if nothing had been. If it comes again, start anew.")
REPORT = N_("Report for whoever mends it: without names and codes")
COPY_REPORT = N_("Copy the report")
COPIED = N_("The report is in the clipboard.")
START_ANEW = N_("Start anew at the same place")
GO_ON = N_("Go on")
