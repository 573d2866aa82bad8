"""What the designer says: its title, its keys, and how the badge stands."""

from collections.abc import Iterable

from app.badge.edit import SIDES
from app.badge.stock import Stock
from app.model.badge import Problem
from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.designing import DesigningPresenter
from ui.presenters.designing_cases import Case
from ui.presenters.designing_proof import Proof
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow

_MOST_PROBLEMS = 2
_MOST_KEYS = 2


def design_keys(
    presenter: DesigningPresenter, stock: Stock | None, language: Language
) -> tuple[str, str, tuple[Key, ...]]:
    """Return title and remark of the page and the keys in its head."""
    say = language.say
    remark = ""
    if stock is not None:
        remark = say(
            texts.SIZE_OF,
            stock=stock.name,
            width=language.number(stock.width),
            height=language.number(stock.height),
        )
    if presenter.is_changed:
        remark = " · ".join(filter(None, (remark, say(texts.NOT_SAVED))))
    is_copy = presenter.save_name != presenter.name
    save = say(texts.SAVE_COPY if is_copy else texts.SAVE)
    control = say(texts.CONTROL_KEY)
    keys = [Key("use", "F7", say(texts.USE)), Key("save", f"{control} S", save)]
    if presenter.has_back:
        other = texts.BACK_SIDE if presenter.side == SIDES[0] else texts.FRONT_SIDE
        keys.insert(0, Key("turn", "F6", say(other)))
    return say(texts.BADGE_NAMED, name=presenter.name), remark, tuple(keys)


def edit_keys(presenter: DesigningPresenter, language: Language) -> tuple[Key, ...]:
    """Return the keys under the page: only those that do something now."""
    say, control = language.say, language.say(texts.CONTROL_KEY)
    keys = []
    if presenter.can_undo:
        keys.append(Key("undo", f"{control} Z", say(texts.UNDO_EDIT)))
    if presenter.can_redo:
        keys.append(Key("redo", f"{control} Y", say(texts.REDO_EDIT)))
    if presenter.selection is not None:
        keys.append(Key("remove", say(texts.DELETE_KEY), say(texts.REMOVE)))
    if len(keys) < _MOST_KEYS:
        keys.append(Key("next", say(texts.PAGE_DOWN_KEY), say(texts.NEXT_GUEST)))
    if len(keys) <= _MOST_KEYS:
        keys.append(Key("whom", "F5", say(texts.FOR_WHOM)))
    return tuple(keys)


def case_rows(cases: Iterable[Case], language: Language) -> list[ListRow]:
    """Return the guests a design is tried with, each with the reason why."""
    nobody = language.say(texts.NO_NAME)
    return [
        ListRow(case.content.name or nobody, language.say(texts.CASES[case.kind])) for case in cases
    ]


def status(proof: Proof, notice: str, language: Language) -> tuple[str, str]:
    """Return a sign and a sentence: an error, what the guest's badge lacks, or the *notice*."""
    if proof.error:
        return "stop", error_words(proof.error, language)
    if proof.problems:
        words = [problem_words(problem, language) for problem in proof.problems]
        grave = any(problem.kind in texts.GRAVE for problem in proof.problems)
        return "stop" if grave else "attention", "\n".join(words[:_MOST_PROBLEMS])
    if proof.colour is None and not notice:
        return "", ""
    return "welcome", notice or language.say(texts.ALL_FIT)


def problem_words(problem: Problem, language: Language) -> str:
    """Return what is wrong with a badge in one sentence."""
    sentence = texts.PROBLEMS.get(problem.kind, texts.OTHER_PROBLEM)
    part = problem.part
    if sentence == texts.PROBLEMS.get(problem.kind) and problem.kind in texts.NAMED_BY_CODE:
        part = " ".join(f"U+{ord(letter):04X}" for letter in problem.part)
    return language.say(
        sentence,
        words=problem.text.replace("\n", " "),
        part=part,
        size=language.number(round(problem.size, 1)),
        wanted=language.number(round(problem.wanted, 1)),
    )


def error_words(sentence: str, language: Language) -> str:
    """Return a sentence about a design's file, which names file and line."""
    return f"{language.say(texts.NOT_DRAWN)} {sentence}"
