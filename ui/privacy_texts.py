"""What the page on people's rights says."""

from app.model.retention import DataClass
from ui.texts import N_

PRIVACY = N_("Data protection")
SEARCH_PERSON = N_("Person: name, code or e-mail address")
PLAN = N_("Deletion plan")
NOBODY = N_("Nobody found")
LOOKING = N_("Everything that is stored is being put together.")

STORED = N_("Stored about this person")
STORED_COUNT = N_("{fields} details, {entries} entries")
CODES = N_("Codes")
SEATS = N_("Seats")
ENTRIES = N_("Entries")
ELSEWHERE = N_("Elsewhere")
MENTIONS = N_("{count} entries about others name this person; please look at them.")
FILES = N_("Files here")
REPORT = N_("Write the access report (PDF)")
ASK_ERASE = N_("Erase this person…")
REPORT_WRITTEN = N_("The report is written: {path}")
ERASE_TITLE = N_("Erase {name}?")
ERASE_WHY = N_(
    "Name, addresses, codes and notes go at every station and in the central list, also at laptops"
    " that are away now. Numbers stay. No list brings the person back. This cannot be undone."
)
ERASE = N_("Erase for good")
ERASE_WITH_FILES = N_("Erase for good, and the files here ({count})")
ERASED = N_("Erased. Laptops that are away do the same when they sync.")
ERASED_BUT = N_("Erased. The person may also be in {path}; please delete that file.")
GONE_BEFORE = N_("This person was erased before; nothing is left.")

CLASSES = {
    DataClass.SPECIAL: N_("Needs and diet"),
    DataClass.STATION: N_("Copy on this laptop"),
    DataClass.CONTACT: N_("Contact details"),
    DataClass.NO_SHOW: N_("People who did not come"),
    DataClass.LOG: N_("Notes of calls and exports"),
    DataClass.PEOPLE: N_("Everybody else"),
}
CLASS_WHY = {
    DataClass.SPECIAL: N_(
        "What helps a guest, diet, allergies. Without consent they are deleted at the next run."
    ),
    DataClass.STATION: N_("Once the central list has everything, the copy here is not needed."),
    DataClass.CONTACT: N_("Addresses and all that a list said beside who somebody is."),
    DataClass.NO_SHOW: N_("Whole, with the name; the number stays."),
    DataClass.LOG: N_("What was written into calls, and which file went where."),
    DataClass.PEOPLE: N_("Whole, with the name; all numbers stay."),
}
DUE_SINCE = N_("due since {day}")
DUE_ON = N_("on {day}")
NOTHING_LEFT = N_("nothing left")
WHEN = N_("When")
PEOPLE = N_("People")
STATE = N_("State")
IS_DUE = N_("due")
NOT_DUE = N_("not yet")
ASK_RUN = N_("Delete what is due…")
RUN_TITLE = N_("Delete what is due?")
RUN_WHY = N_("Deleted everywhere, for good. A protocol with numbers and without names stays.")
RUN = N_("Delete for good")
RUNNING = N_("Is being deleted.")
RUN_STAGE = N_("{what}: {done} of {all} deleted.")
STOP_RUN = N_("Stop")
RUN_STOPPED = N_(
    "Stopped. Deleted: {people} people, {entries} entries; the protocol says so. The rest stays"
    " due."
)
RUN_DONE = N_("Deleted: {people} people, {entries} entries. The protocol is written.")

PROTOCOL = N_("Write the deletion protocol (PDF)")
PROTOCOL_WRITTEN = N_("The deletion protocol is written: {path}")

EXPORTS = N_("Who took which file")
EXPORTS_WHY = N_("Every export of every station, latest first.")
NO_EXPORTS = N_("No file was written yet.")
EXPORT_LINE = N_("{what} · {rows} rows · {station}")
EXPORT_DELETED = N_("details deleted · {station}")
EXPORT_COUNT = N_("{count} files")

LEAVE = N_("Empty this laptop")
LEAVE_SHORT = N_("when the event is over here")
LEAVE_WHY = N_(
    "The key of this laptop is destroyed and all files of the event are removed. The central list"
    " and other laptops keep theirs."
)
ASK_LEAVE = N_("Empty this laptop…")
LEAVE_TITLE = N_("Empty this laptop now?")
LEAVE_UNSENT = N_(
    "{count} entries of this laptop are at no central list. Write a hand-over file first, or they"
    " are lost."
)
LEAVE_SENT = N_("The central list has everything of this laptop. The window closes.")
LEAVE_ALONE = N_("This laptop has no central list: what is here is nowhere else.")
WRITE_FILE = N_("Write a hand-over file")
FILE_WRITTEN = N_("The file opens with this code only; it is shown only now: {path}")
LEAVE_NOW = N_("Destroy key and files")
BACK = N_("Go back")
