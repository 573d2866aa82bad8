"""What the page about files and papers says."""

from app.reports.kinds import Format, Kind
from app.reports.mail_merge import MergeStatus
from app.reports.source import Encoding
from ui.texts import N_

EXPORTS = N_("Output")
REMARK = N_("Choose what, change rows with ⏎, write with F7.")
KINDS_LIST = N_("What there is")
CHOICES = N_("How it is written")

KINDS = {
    Kind.REPORT: N_("Report on one page"),
    Kind.ARRIVALS: N_("List of guests"),
    Kind.ATTENDANCE: N_("Who came"),
    Kind.NO_SHOWS: N_("Who did not come"),
    Kind.MAIL_MERGE: N_("Letters and mails"),
    Kind.SIGNATURES: N_("Signature list"),
    Kind.CERTIFICATES: N_("Certificates"),
    Kind.EVACUATION: N_("Evacuation sheet"),
    Kind.FALLBACK: N_("Paper lists for desks"),
    Kind.CATERING: N_("Meals"),
    Kind.THIRD_PARTY: N_("Numbers for partners"),
    Kind.AGGREGATE: N_("Numbers to compare with"),
    Kind.HISTOGRAM: N_("Arrivals by time"),
    Kind.CODES: N_("Codes for invitations"),
    Kind.TRAINING: N_("Short guide for helpers"),
}
REENTER = N_("Enter a paper list")

ABOUT = {
    Kind.REPORT: N_("For press and politics: numbers, origin and programme. Nobody's name."),
    Kind.ARRIVALS: N_("Everybody with all fields, arrived or not. It can be imported again."),
    Kind.ATTENDANCE: N_("Everybody who came, to the event or to one part of it."),
    Kind.NO_SHOWS: N_("Everybody who was expected and did not come."),
    Kind.MAIL_MERGE: N_("One group of guests with their addresses. Nobody is in two groups."),
    Kind.SIGNATURES: N_("For funders: everybody with a seat, room to sign, and blank rows."),
    Kind.CERTIFICATES: N_("A page for everybody who was there for long enough."),
    Kind.EVACUATION: N_(
        "How many people are in which room, and who asked for help. Ctrl E writes it from anywhere."
    ),
    Kind.FALLBACK: N_(
        "Lists by letter for the case that no laptop works. What is ticked is entered here later."
    ),
    Kind.CATERING: N_("How many meals of which kind. Only of those who agreed to be counted."),
    Kind.THIRD_PARTY: N_("Who came, by origin and kind, without groups of fewer than five."),
    Kind.HISTOGRAM: N_("A picture of bars, or a table of five minutes and quarters of an hour."),
    Kind.AGGREGATE: N_("All numbers of this event, for the next one. Nobody's name."),
    Kind.CODES: N_("A list and a picture of the code for everybody, to be sent."),
    Kind.TRAINING: N_("One page for whoever stands at a desk today."),
}
ABOUT_REENTER = N_(
    "Type the list and the rows that were ticked, and the time if one was noted. Whoever is here"
    " already is not entered again."
)
PRINTED = N_("Lists")
NONE_PRINTED = N_("none printed yet")
ROWS_FIELD = N_("List and rows, like 1A 3,7-12 or 1A 3,7-12 9:10")
ENTER = N_("Enter")
ENTERED = N_("Entered: {count}. Here already: {already}.")
TAKE_BACK = N_("Take back")
TAKEN_BACK_ALL = N_("Taken back.")

FORMAT = N_("Kind of file")
FORMATS = {
    Format.XLSX: N_("Workbook (XLSX)"),
    Format.CSV: N_("Text table (CSV)"),
    Format.JSON: N_("For programs (JSON)"),
    Format.PDF: N_("Paper (PDF)"),
    Format.PNG: N_("Picture (PNG)"),
}
LANGUAGE = N_("Language")
LANGUAGES = {"de": N_("German"), "en": N_("English")}
SESSION = N_("Part of the programme")
WHOLE_EVENT = N_("the whole event")
STATUS = N_("Who")
STATUSES = {
    MergeStatus.ARRIVED: N_("came"),
    MergeStatus.NO_SHOW: N_("did not come"),
    MergeStatus.WALK_IN: N_("without registration"),
    MergeStatus.WAITING: N_("on the waiting list"),
    MergeStatus.CANCELLED: N_("called off"),
}
PURPOSE = N_("What for")
PURPOSES = {
    "contact": N_("to those who agreed"),
    "event": N_("needed by the event"),
}
DESKS = N_("Desks")
ENCODING = N_("Letters")
ENCODINGS = {
    Encoding.UTF_8: N_("all (UTF-8)"),
    Encoding.CP1252: N_("old programs (Windows-1252)"),
}
EACH = N_("Files")
EACHES = {False: N_("all in one"), True: N_("one for each guest")}

FOLDER = N_("Folder")
WRITE = N_("Write")
WRITING = N_("Being written.")
PROGRESS = N_("Being written: {done} of {all}")
STOP = N_("Stop")
STOPPED = N_("Stopped. Nothing unfinished was left.")
DONE = N_("{name} · rows: {count}")
DONE_PAPER = N_("{name}")
OPEN = N_("Open")
OPEN_FOLDER = N_("Open the folder")
NO_SESSION = N_("This event has no part that could be certified. Plan one first.")
DAMAGED = N_("Letters that were lost: {count} guests")
DAMAGED_MORE = N_("and {count} more")
DAMAGED_NAME = N_("{name}: {signs}")

ERRORS = {
    "input": N_("That cannot be written as it is. Please choose something else."),
    "input.unknown": N_("This part of the programme is not planned any more."),
    "input.file": N_("Nothing can be written there. Please choose another folder."),
    "input.badge": N_("A logo in the folder “logos” is no PNG or SVG picture. Please replace it."),
}
"""By code of `app.errors`, where files and papers need other words."""

EVACUATION_FAILED = N_("The evacuation sheet could not be written. F10, Output says why.")
