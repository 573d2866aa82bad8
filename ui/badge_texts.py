"""The words of the organiser's pages on badges; said like those of `ui.texts`."""

from app.model.badge import ProblemKind
from ui.presenters.designing_cases import CaseKind
from ui.texts import N_

ORGANISER = N_("Organisation")
CHECK = N_("Check badges")
DESIGN = N_("Design badges")
DESIGNS = N_("Designs")
IN_USE = N_("in use")
BACK = N_("Reception")

ELEMENTS = N_("Elements")
ELEMENT = N_("Element")
PAGE = N_("Page")
PAGE_ALOUD = N_("{title}: left {left}, top {top}, width {width}, height {height} millimetres")
NOTHING_CHOSEN = N_("No element chosen")
BADGE_NAMED = N_("Badge “{name}”")
SIZE_OF = N_("{stock}, {width} × {height} mm")
NOT_SAVED = N_("not saved")
SAVE = N_("Save")
SAVE_COPY = N_("Save as a copy")
USE = N_("Use this")
UNDO_EDIT = N_("Step back")
REDO_EDIT = N_("Step on")
SAVED = N_("Saved as “{name}”.")
IN_USE_NOW = N_("From now on every badge prints with “{name}”.")
IN_USE_USUALLY = N_(
    "From now on badges print with “{name}”; categories with a design of their own keep it."
)
FOR_WHOM = N_("For whom")
FOR_WHOM_TITLE = N_("Who gets “{name}”")
FOR_WHOM_TEXT = N_("Ticked categories print with this design.")
NO_CATEGORIES = N_("Nobody on the list has a category.")
PRINTS_USUAL = N_("as all others")
PRINTS_WITH = N_("prints with “{name}”")
PRINTS_ON_OTHER = N_("“{name}”, on other paper")
PRINTS_WITHOUT = N_("“{name}” is missing; as all others")
OTHER_PAPER = N_(
    "These badges are {own}, all others {usual}. A printer has one paper: print these at a desk"
    " of their own."
)
DONE = N_("Done")
SAVE_FIRST = N_("Save the design first, then use it.")
BACK_SIDE = N_("Back")
FRONT_SIDE = N_("Front")
ADD = N_("Add an element")
REMOVE = N_("Remove")

DESIGN_NAME = N_("Name of the design")
STOCK = N_("Paper")
FONT = N_("Typeface")
LEFT = N_("Left")
TOP = N_("Top")
WIDTH = N_("Width")
HEIGHT = N_("Height")
LARGEST = N_("Largest")
SMALLEST = N_("Smallest")
IF_TOO_LONG = N_("When too long")
SHRINK = N_("Shrink")
WRAP = N_("More lines")
MOST_LINES = N_("Lines at most")
WEIGHT = N_("Weight of type")
CONTENT = N_("Text (Shift+⏎: new line)")
INSERT_WORD = N_("Insert a word of the list")
ONLY_IF = N_("Only if")
ALIGN = N_("Alignment")
ALIGN_LEFT = N_("Left")
ALIGN_CENTRE = N_("Centre")
ALIGN_RIGHT = N_("Right")
ALIGN_START = N_("By script")
STROKE = N_("Colour of the line")
FILL = N_("Colour of the area")
STROKE_WIDTH = N_("Line")
RADIUS = N_("Round corners")
PICTURE_FILE = N_("Picture file (PNG, SVG)")
CHOOSE_FILE = N_("Choose a file")

LINE = N_("Line")
RECTANGLE = N_("Rectangle")
EMPTY_TEXT = N_("Empty text")
KINDS = {
    "text": N_("Text"),
    "stack": N_("Names"),
    "qr": N_("QR code"),
    "tile": N_("Room tile"),
    "band": N_("Category band"),
    "image": N_("Picture"),
    "shape": N_("Rectangle"),
}
WORDS = {
    "first": N_("First name line"),
    "second": N_("Second name line"),
    "native": N_("Own script"),
    "title": N_("Title"),
    "given": N_("Given name"),
    "family": N_("Family name"),
    "name": N_("Whole name"),
    "organisation": N_("Organisation"),
    "country": N_("Country"),
    "category": N_("Category"),
    "label": N_("Category on the badge"),
    "event": N_("Event"),
    "date": N_("Date"),
    "session": N_("Session"),
    "room": N_("Room"),
    "place": N_("Where the room is"),
    "code": N_("Code"),
    "code_grouped": N_("Code in groups"),
    "language": N_("Language"),
    "full": N_("Full name"),
    "photo": N_("Photo"),
    "room_label": N_("Word for the room"),
}
"""By word of `app.badge.words`."""

CONTROL_KEY = N_("Ctrl")
DELETE_KEY = N_("Del")
PAGE_DOWN_KEY = N_("PgDn")
NEXT_GUEST = N_("Next guest")
NOT_DRAWN = N_("This cannot be drawn:")

TRY_WITH = N_("Try with")
CASES = {
    CaseKind.CHOSEN: N_("From the check"),
    CaseKind.FIRST: N_("First of the list"),
    CaseKind.LONGEST: N_("Longest name"),
    CaseKind.TALLEST: N_("Tallest letters"),
    CaseKind.RIGHT_TO_LEFT: N_("From right to left"),
    CaseKind.ONE_NAME: N_("Only one name"),
    CaseKind.NO_PHOTO: N_("No photo, please"),
    CaseKind.LEAST: N_("Least known about"),
    CaseKind.SAMPLE: N_("Invented guest"),
}
BLACK_AND_WHITE = N_("Black and white, {dpi} dpi")
ALL_FIT = N_("This badge is right.")

CHECK_TITLE = N_("Check badges")
CHECK_WHAT = N_("{count} badges, design “{design}”")
READY_COUNT = N_("ready to print")
TO_CLEAR = N_("to be cleared")
TO_CLEAR_GRAVE = N_("to be cleared, {count} of them cannot print like this")
CHECKED_OF = N_("{done} of {count} checked")
CHECKED_ALL = N_("Every badge was checked")
CHECK_STOPPED = N_("Stopped after {done} of {count}. F5 starts again.")
STOP_CHECK = N_("Stop")
CHECK_AGAIN = N_("Check again")
NOTHING_CUT = N_(
    "Nothing is cut and nothing is guessed. What is not cleared here stays in this list."
)
NOTHING_TO_CLEAR = N_("Every badge comes out well.")
NO_GUESTS = N_("Nobody is on the list yet.")
NO_NAME = N_("(no name)")
NO_NAME_WHY = N_("This registration has no name.")
PROBLEMS = {
    ProblemKind.GLYPH: N_("A character is in no font: {part}"),
    ProblemKind.DAMAGED: N_("Damaged by a wrong encoding: “{part}”"),
    ProblemKind.SMALL: N_("“{words}”: {size} pt, too small to read."),
    ProblemKind.TIGHT: N_("“{words}”: {size} pt, wished for are {wanted} pt."),
}
GRAVE = (ProblemKind.GLYPH, ProblemKind.DAMAGED, ProblemKind.SMALL)
"""Kinds with which a badge should not be printed."""
BY_DESIGN = (ProblemKind.SMALL, ProblemKind.TIGHT)
"""Kinds that more room on the badge heals."""
NAMED_BY_CODE = (ProblemKind.GLYPH,)
"""Kinds whose part cannot be shown as a letter."""
PROPOSAL = N_("Proposal: {words}")
OTHER_PROBLEM = N_("Please look at this badge.")
CORRECT_NAME = N_("Correct the name")
SEE_DESIGN = N_("Open in the design")
CORRECT = N_("Take over")
