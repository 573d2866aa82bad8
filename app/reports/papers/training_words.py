"""The words of the training sheet, German and English."""

from dataclasses import dataclass

Pair = tuple[str, str]
"""A title and what stands below it."""


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """One language."""

    title: str
    before: str
    after: str
    code_key: str
    room_key: str
    lock_key: str
    scan: Pair
    scan_only: Pair
    solve: Pair
    search: Pair
    walk_in: Pair
    change: Pair
    badge: Pair
    undo: Pair
    rooms: Pair
    lock: Pair
    help: Pair


GERMAN = TrainingWords(
    title="Kurzanleitung für den Empfang",
    before=(
        "Zum Üben vorher: Umschalt + F9. Dort sind alle Gäste erfunden und nichts wird gespeichert."
        " Mit Umschalt + F9 geht es zurück."
    ),
    after=(
        "Keine Verbindung, kein Drucker, Laptop aus: Was grün war, ist gespeichert. Weitermachen,"
        " und die Leitung rufen."
    ),
    code_key="Code",
    room_key="Raum",
    lock_key="Strg L",
    scan=(
        "Code vor den Scanner halten",
        (
            "Grün: willkommen, der Ausweis wird gedruckt. Blau: war schon da, bitte einlassen. Gelb"
            " und Rot: lesen, was dasteht."
        ),
    ),
    scan_only=(
        "Code vor den Scanner halten",
        "Grün: willkommen. Blau: war schon da, bitte einlassen. Gelb und Rot: lesen, was dasteht.",
    ),
    solve=(
        "Die Lösung, die der Bildschirm anbietet",
        "Jedes Problem nennt eine Lösung; F7 führt sie aus. Sonst hilft der Infopoint.",
    ),
    search=(
        "Kein Code: den Namen tippen",
        (
            "Ein paar Buchstaben von Nachname und Vorname genügen. ↑ ↓ wählt, Enter checkt ein. Bei"
            " gleichen Namen nach der Herkunft fragen."
        ),
    ),
    walk_in=(
        "Steht auf keiner Liste: neuer Gast",
        "Nur der Name ist nötig. Bitte vorlesen, was zum Datenschutz dasteht.",
    ),
    change=(
        "Name falsch geschrieben",
        "Gast scannen, F4, ändern, Enter. Der neue Ausweis kommt von selbst.",
    ),
    badge=(
        "Ausweis noch einmal",
        "F5 druckt neu. Steht der Drucker, schickt Umschalt + F5 alles zum nächsten.",
    ),
    undo=(
        "Falsche Person eingecheckt: zurücknehmen",
        "Die letzte Handlung an diesem Platz, {minutes} Minuten lang.",
    ),
    rooms=(
        "An der Tür eines Raums",
        "Voll, anderer Raum, Warteliste: der Bildschirm sagt es, F7 löst es. Räume: {rooms}.",
    ),
    lock=(
        "Anmelden und sperren",
        "Wer mehr darf, gibt eine PIN ein. Beim Weggehen noch einmal: der Platz ist gesperrt.",
    ),
    help=(
        "Hilfe: alle Tasten",
        "F1 zeigt sie, Esc führt immer zurück. Nichts davon kann etwas kaputt machen.",
    ),
)

ENGLISH = TrainingWords(
    title="Short guide for reception",
    before=(
        "To practise beforehand: Shift + F9. All guests there are invented and nothing is kept."
        " Shift + F9 leads back."
    ),
    after=(
        "No connection, no printer, laptop off: whatever was green is kept. Go on, and call the"
        " person in charge."
    ),
    code_key="Code",
    room_key="Room",
    lock_key="Ctrl L",
    scan=(
        "Hold the code in front of the scanner",
        (
            "Green: welcome, the badge is printed. Blue: was here before, please let in. Amber and"
            " red: read what it says."
        ),
    ),
    scan_only=(
        "Hold the code in front of the scanner",
        "Green: welcome. Blue: was here before, please let in. Amber and red: read what it says.",
    ),
    solve=(
        "The solution that the screen offers",
        "Every problem names one; F7 does it. Otherwise the info point helps.",
    ),
    search=(
        "No code: type the name",
        (
            "A few letters of family and given name do. ↑ ↓ chooses, Enter checks in. With"
            " equal names ask where the guest comes from."
        ),
    ),
    walk_in=(
        "On no list: a new guest",
        "Only the name is needed. Please read out what it says about data protection.",
    ),
    change=(
        "A name is misspelt",
        "Scan the guest, F4, change it, Enter. The new badge comes by itself.",
    ),
    badge=(
        "The badge again",
        "F5 prints anew. If the printer stands still, Shift + F5 sends everything to the next.",
    ),
    undo=(
        "Checked in the wrong person: take it back",
        "The last action of this desk, for {minutes} minutes.",
    ),
    rooms=(
        "At the door of a room",
        "Full, another room, waiting list: the screen says so, F7 solves it. Rooms: {rooms}.",
    ),
    lock=(
        "Sign in and lock",
        "Whoever may do more types a PIN. Once more on leaving: the desk is locked.",
    ),
    help=(
        "Help: all keys",
        "F1 shows them, Esc always leads back. None of it can break anything.",
    ),
)
