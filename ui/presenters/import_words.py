"""A list of guests in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.errors import EmpfangError, ListQuestionError
from app.roster.choice import Edit, Fate, Subject
from app.roster.damage import Damage
from app.roster.finding import Finding, samples
from app.roster.mapping import FIELDS, IGNORED, NATIVE
from app.roster.reading import Doubt
from app.roster.rows import Refusal
from ui import import_texts as texts
from ui.language import Language
from ui.presenters.import_scene import REFUSED, TABS, UNCHANGED, ImportScene, Stage
from ui.texts import ERRORS
from ui.widgets.row_list import ListRow

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class EditRow:
    """A row of a tab; without a ``key`` it cannot be ticked."""

    key: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""
    is_doubtful: bool = False


def counts(scene: ImportScene) -> dict[str, int]:
    """Return the number of each tab: people, not single changes."""
    if scene.finding is None:
        return dict.fromkeys(TABS, 0)
    found = scene.finding.difference
    return {
        "new": len(found.new),
        "changed": len(found.changed),
        "cancelled": len(found.cancelled),
        "vanished": len(found.vanished),
        UNCHANGED: len(found.unchanged),
        REFUSED: len(found.refused),
    }


class EditRows:
    """The rows of a tab; each is put into words when it comes into sight.

    Args:
        keys: Of the rows; an empty one cannot be ticked.
        make: Returns the row of a number.
    """

    def __init__(
        self, keys: Sequence[str] = (), make: Callable[[int], EditRow] | None = None
    ) -> None:
        self.keys = tuple(keys)
        self._make = make or (lambda _number: EditRow("", ""))
        self._made: dict[int, EditRow] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, number: int) -> EditRow:
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]


def rows(scene: ImportScene, language: Language) -> EditRows:
    """Return the rows of the tab that is shown."""
    finding = scene.finding
    if finding is None:
        return EditRows()
    if scene.tab == UNCHANGED:
        names = finding.unchanged
        return EditRows([""] * len(names), lambda number: EditRow("", names[number]))
    if scene.tab == REFUSED:
        refused = finding.difference.refused
        return EditRows([""] * len(refused), lambda number: _refused(refused[number], language))
    edits = scene.edits(scene.tab)
    keys = [one.key for one in edits]
    return EditRows(keys, lambda number: _row(edits[number], finding, language))


def _refused(refusal: Refusal, language: Language) -> EditRow:
    line = language.say(texts.LINE, line=refusal.line)
    return EditRow("", line, _why(refusal.reason, language))


def reading(scene: ImportScene, language: Language) -> tuple[str, str]:
    """Return how the list was read, and how many columns were understood."""
    finding, say = scene.finding, language.say
    if finding is None or finding.table is None or finding.columns is None:
        return "", ""
    table = finding.table
    how = [table.encoding, say(texts.SEPARATORS[table.separator])] if table.separator else []
    how = how or [say(texts.WORKBOOK)]
    if table.sheet:
        how.append(say(texts.WORKBOOK_SHEET, sheet=table.sheet))
    count = counted(len(table.rows), texts.ROW_ONE, texts.ROWS, language)
    fields = finding.columns.fields
    known = sum(field in FIELDS or field == NATIVE for field in fields)
    columns = say(texts.COLUMNS_KNOWN, known=known, all=len(fields))
    if finding.is_remembered:
        columns += f", {say(texts.REMEMBERED)}"
    return say(texts.READ_AS, how=", ".join(how), count=count), columns


def counted(number: int, one: str, many: str, language: Language) -> str:
    """Return a number with its word."""
    return language.say(one if number == 1 else many, count=language.number(number))


def take_word(scene: ImportScene, language: Language) -> str:
    """Return what the key that takes the list in says."""
    finding = scene.finding
    every = finding.takeable if finding else 0
    if not every:
        return language.say(texts.NOTHING_NEW)
    if not scene.ticked:
        return language.say(texts.TAKE_NONE)
    some = len(scene.ticked)
    number = language.number
    return language.say(texts.TAKE_SOME, some=number(some), all=number(every))


def status(scene: ImportScene, language: Language) -> tuple[str, str]:
    """Return how it stands, as a sign and a sentence."""
    say, number = language.say, language.number
    figures = {"done": number(scene.done), "count": number(scene.count)}
    if scene.error is not None:
        return "stop", say(_error_text(scene.error))
    if scene.stage is Stage.READING:
        return "already", say(texts.READING_SLOW if scene.is_slow else texts.READING)
    if scene.stage is Stage.TAKING:
        return "already", say(texts.TAKING_OF if scene.is_slow else texts.TAKING, **figures)
    if scene.stage is Stage.DONE and scene.was_stopped:
        return "attention", say(texts.STOPPED, **figures)
    if scene.stage is Stage.DONE:
        changes = counted(scene.taken, texts.CHANGES_ONE, texts.CHANGES, language)
        return "welcome", say(texts.DONE, count=changes)
    return "welcome", say(texts.UNTOUCHED)


def damage(scene: ImportScene, language: Language) -> tuple[str, str]:
    """Return what looks damaged, and what the key that helps says; nothing where all is well."""
    listing = scene.finding.listing if scene.finding else None
    if listing is None or not listing.damaged:
        return "", ""
    mendable = [one for one in listing.damaged if one.mended]
    if not mendable:
        return _lost(listing.damaged, language), ""
    say, count, first = language.say, len(mendable), mendable[0]
    gaps = {"count": language.number(count), "wrong": first.text, "mended": first.mended}
    if listing.is_repaired:
        return say(texts.REPAIRED, **gaps), say(texts.UNREPAIR)
    words = say(texts.DAMAGED_ONE if count == 1 else texts.DAMAGED, **gaps)
    return words, say(texts.REPAIR_ONE if count == 1 else texts.REPAIR, **gaps)


def choices(scene: ImportScene, language: Language) -> list[ListRow]:
    """Return the answers to what is asked, each with what it would make of the list."""
    question = scene.finding.question if scene.finding else None
    if question is None or question.doubt == Doubt.COLUMNS:
        return []
    return [
        ListRow(word, example, cap=str(number))
        for number, (word, example) in enumerate(answers(question, language), start=1)
    ]


def answers(question: ListQuestionError, language: Language) -> list[tuple[str, str]]:
    """Return each answer to *question* in words, with what it would make of the list."""
    found = []
    for number, choice in enumerate(question.choices):
        word = language.say(texts.CHOICES.get(choice, "")) or choice
        example = question.examples[number] if number < len(question.examples) else ""
        is_read = question.doubt in (Doubt.ENCODING, Doubt.REPAIR)
        found.append((example, word) if is_read else (word, example))
    return found


def columns(scene: ImportScene, language: Language) -> list[ListRow]:
    """Return a row for each column: its heading, what it holds, and what stands in it."""
    finding = scene.finding
    if finding is None or finding.table is None or finding.columns is None:
        return []
    table = finding.table
    return [
        ListRow(
            heading,
            ", ".join(samples(table, number, _SAMPLES)) or language.say(texts.IS_EMPTY),
            aside=_column_word(field, heading, language),
        )
        for number, (heading, field) in enumerate(
            zip(table.headings, finding.columns.fields, strict=True)
        )
    ]


def fields(scene: ImportScene, language: Language) -> tuple[list[tuple[str, str]], int]:
    """Return what a column can hold, as field and words, and the number of what it holds now."""
    finding = scene.finding
    if finding is None or finding.table is None or finding.columns is None:
        return [], -1
    heading, field = (
        some[scene.column] for some in (finding.table.headings, finding.columns.fields)
    )
    own = field if field not in (*FIELDS, NATIVE, IGNORED) else heading
    some = [(name, language.say(words)) for name, words in texts.FIELDS.items()]
    found = [
        *some,
        (own, language.say(texts.KEEP_OWN, heading=heading)),
        (IGNORED, language.say(texts.LEAVE_OUT)),
    ]
    return found, [name for name, _ in found].index(field)


def _column_word(field: str, heading: str, language: Language) -> str:
    if field == IGNORED:
        return language.say(texts.LEAVE_OUT)
    words = texts.FIELDS.get(field)
    return language.say(words) if words else language.say(texts.KEEP_OWN, heading=heading)


def _row(edit: Edit, finding: Finding, language: Language) -> EditRow:
    say = language.say
    if edit.fate is Fate.NEW:
        hint = say(texts.PERHAPS, name=edit.hint) if edit.hint else ""
        return EditRow(edit.key, edit.name, edit.after, "", hint, is_doubtful=bool(hint))
    if edit.fate is Fate.VANISHED:
        state = texts.CANCELS if edit.key else texts.STATES.get(edit.before, "")
        return EditRow(edit.key, edit.name, say(state))
    before, after = _values(edit, language)
    field = _field_word(edit, finding, language)
    if edit.is_harmful:
        field = say(texts.HARMED, field=field)
    return EditRow(edit.key, edit.name, field, before, after, edit.is_harmful)


def _field_word(edit: Edit, finding: Finding, language: Language) -> str:
    say = language.say
    match edit.subject:
        case Subject.BOOKING:
            return say(texts.BOOKING_OF, name=finding.sessions.get(edit.field, edit.field))
        case Subject.STATUS:
            return say(texts.STATUS)
        case Subject.CODE:
            return say(texts.CODE)
        case _:
            return say(texts.FIELDS.get(edit.field, "")) or edit.field


def _values(edit: Edit, language: Language) -> tuple[str, str]:
    def said(value: str) -> str:
        if edit.subject in (Subject.BOOKING, Subject.STATUS):
            return language.say(texts.STATES.get(value, "")) or value
        return value

    return said(edit.before) or texts.NOTHING, said(edit.after) or texts.NOTHING


def _lost(damaged: tuple[Damage, ...], language: Language) -> str:
    count, first = len(damaged), damaged[0]
    words = texts.LOST_ONE if count == 1 else texts.LOST
    return language.say(
        words, count=language.number(count), wrong=first.text, line=language.number(first.line)
    )


def _why(sentence: str, language: Language) -> str:
    """Return why a row is left out, in the language of the window."""
    start = next((start for start in texts.REFUSED if sentence.startswith(start)), None)
    if start is None:
        return sentence
    name = sentence.removeprefix(start).removesuffix(" in this event.").strip()
    return language.say(texts.REFUSED[start], name=name)


def _error_text(error: EmpfangError) -> str:
    return texts.ERRORS.get(error.code, ERRORS[error.code])
