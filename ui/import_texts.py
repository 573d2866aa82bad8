"""What the page says on which a list of guests is taken in; like `ui.texts`."""

from app.model.standing import Booking, Status
from app.roster.reading import Doubt
from ui.badge_texts import WORDS
from ui.question_texts import STATUSES
from ui.texts import N_

IMPORT = N_("Import")
CHECK_LIST = N_("Check the list")
CHOOSE_FILE = N_("Choose a file")
OTHER_FILE = N_("Another file")
CANCEL = N_("Cancel")
STOP = N_("Stop")
TAKE_SOME = N_("Take in {some} of {all}")
TAKE_NONE = N_("Nothing is ticked")
DROP_HERE = N_("Drop a list here, or choose one.")
DROP_WHY = N_(
    "Excel, OpenDocument or CSV, in any encoding. First you see what would change. A list that was"
    " taken in before is compared: only what is new in it counts."
)
READING = N_("The list is being read.")
READING_SLOW = N_("The list is being read. Esc stops it.")
TAKING = N_("The list is being taken in. Scans go on.")
TAKING_OF = N_("{done} of {count} entries are kept. Scans go on. Esc stops it.")
DONE = N_("The list is taken in: {count}.")
CHANGES_ONE, CHANGES = N_("1 change"), N_("{count} changes")
STOPPED = N_("Stopped: {done} of {count} entries are kept. The same list again says the rest.")
NOTHING_NEW = N_("The list says nothing new.")

FATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "cancelled": N_("cancelled"),
    "vanished": N_("no longer in the list"),
    "unchanged": N_("unchanged"),
    "refused": N_("left out"),
}
EMPTY_TABS = {
    "new": N_("Nobody is new."),
    "changed": N_("Nothing is changed."),
    "cancelled": N_("Nobody is cancelled."),
    "vanished": N_("Everybody is still in the list."),
    "unchanged": N_("Everybody in the list is new or changed."),
    "refused": N_("No line is left out."),
}
READ_AS = N_("Read as {how}, {count}")
ROW_ONE, ROWS = N_("1 row"), N_("{count} rows")
COLUMNS_KNOWN = N_("Columns: {known} of {all} recognised")
WORKBOOK, WORKBOOK_SHEET = N_("workbook"), N_("sheet “{sheet}”")
REMEMBERED = N_("as last time")
SEPARATORS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab"), "|": N_("bar")}
UNTOUCHED = N_("Arrivals stay untouched. Nothing is stored yet.")

GUEST, FIELD, BEFORE, AFTER = N_("Guest"), N_("Field"), N_("Before"), N_("New")
HINT, WHY = N_("Remark"), N_("Why")
ALL_TICKED = N_("Take all of these")
TICKED, UNTICKED = N_("will be taken"), N_("will be left")
PERHAPS = N_("Perhaps here already: {name}")
CANCELS = N_("is cancelled when you tick it, else stays as it is")
HARMED = N_("{field}, damaged in the list")
LINE = N_("Line {line}")
BOOKING_OF = N_("Workshop {name}")
STATUS, CODE = N_("Status"), N_("Code")
NOTHING = "–"

DAMAGED_ONE = N_("1 entry looks damaged: “{wrong}” for “{mended}”.")
DAMAGED = N_("{count} entries look damaged: “{wrong}” for “{mended}”.")
REPAIR_ONE, REPAIR = N_("Repair it"), N_("Repair all {count}")
REPAIRED = N_("{count} damaged entries are repaired: “{mended}” for “{wrong}”.")
UNREPAIR = N_("As they were")
LOST_ONE = N_("1 entry has lost a letter: “{wrong}” in line {line}. Please correct it in the list.")
LOST = N_(
    "{count} entries have lost a letter, the first is “{wrong}” in line {line}. Please correct them"
    " in the list."
)
COLUMNS_KEY = N_("Columns")

ASKED = {
    Doubt.ENCODING: N_("How are the names spelt?"),
    Doubt.SHEET: N_("Which sheet is the list?"),
    Doubt.NAMES: N_("Which part is the family name?"),
    Doubt.DATES: N_("Which day is meant?"),
    Doubt.REPAIR: N_("How is it spelt?"),
    Doubt.COLUMNS: N_("Which column holds the name?"),
}
ASKED_WHY = {
    Doubt.ENCODING: N_(
        "The file does not say how its letters are encoded. Choose what reads right."
    ),
    Doubt.SHEET: N_("The workbook has several lists. Only one is taken in at a time."),
    Doubt.NAMES: N_("Some names have a comma, others do not."),
    Doubt.DATES: N_("Dates with slashes can be read in two ways."),
    Doubt.COLUMNS: N_("No heading says so. Choose the column, then what it holds."),
    Doubt.REPAIR: N_("The list looks damaged. All such letters are read in the same way."),
}
CHOICES = {
    "last-first": N_("Family name first, then given name"),
    "as-is": N_("Names as they are written"),
    "day-first": N_("Day first"),
    "month-first": N_("Month first"),
    "repair": N_("Repaired"),
    "keep": N_("As it stands in the list"),
}

COLUMNS_TITLE = N_("What the columns hold")
COLUMNS_WHY = N_(
    "Choose a column, then what it holds. The next list with the same headings is read so."
)
USE_COLUMNS = N_("Use these columns")
KEEP_OWN = N_("Own field “{heading}”")
LEAVE_OUT = N_("Leave out")
HOLDS = N_("holds")
IS_EMPTY = N_("(empty)")

FIELDS = {
    "name": WORDS["name"],
    "title": WORDS["title"],
    "given": WORDS["given"],
    "family": WORDS["family"],
    "native": WORDS["native"],
    "organisation": WORDS["organisation"],
    "category": WORDS["category"],
    "sector": N_("Sector"),
    "country": WORDS["country"],
    "university": N_("University"),
    "email": N_("E-mail"),
    "language": WORDS["language"],
    "code": CODE,
    "status": STATUS,
    "sessions": N_("Workshops"),
    "group": N_("Group"),
    "notes": N_("Notes"),
    "photo": WORDS["photo"],
    "press_seen": N_("Press card seen"),
    "needs": N_("Support needed"),
    "needs_consent": N_("Consent to note support"),
}
STATES = {
    **{status.value: STATUSES[status.value] for status in Status},
    **{booking.value: STATUSES[booking.value] for booking in Booking},
}

REFUSED = {
    "The row has no name": N_("no name"),
    "The row has more cells": N_("cells have slipped"),
    "A cell has": N_("a cell is too long"),
    "The code has": N_("the code is too long"),
    "The code stands": N_("the code stands there twice"),
    "The data of this person": N_("the person’s data were erased and are not taken in again"),
    "There is no session": N_("the workshop {name} is not planned"),
}
"""By the beginning of the sentence that says why a row is left out."""

ERRORS = {
    "input.table": N_("This is no list with headings. The first row needs some, like Name."),
    "input.file": N_("This file cannot be read. Please take one of Excel or CSV."),
}
"""By code of the error; others are said as everywhere."""

FILES = N_("Lists (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)")
