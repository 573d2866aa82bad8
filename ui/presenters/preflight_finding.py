"""One guest whose badge has a problem, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.badge import BadgeContent, Problem
from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.designing_words import problem_words


class Remedy(StrEnum):
    """What the key of a finding does."""

    CORRECT = "correct"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class Finding:
    """A guest with the problems of the badge, the gravest first; none means: no name."""

    registration: str
    content: BadgeContent
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The whole name, in its own script too; empty when there is none."""
        name, native = self.content.name.strip(), self.content.native.strip()
        return f"{name} · {native}" if name and native else name or native

    @property
    def is_grave(self) -> bool:
        """Whether the badge cannot be printed like this."""
        return not self.problems or any(p.kind in texts.GRAVE for p in self.problems)

    @property
    def missing(self) -> frozenset[str]:
        """Characters that no font has."""
        named = (p.part for p in self.problems if p.kind in texts.NAMED_BY_CODE)
        return frozenset(letter for part in named for letter in part)

    @property
    def remedy(self) -> Remedy:
        """What helps: another spelling, or more room on the badge."""
        kinds = {problem.kind for problem in self.problems}
        return Remedy.DESIGN if kinds and kinds <= set(texts.BY_DESIGN) else Remedy.CORRECT


def finding_words(finding: Finding, language: Language) -> str:
    """Return what is wrong, a sentence a problem."""
    if not finding.problems:
        return language.say(texts.NO_NAME_WHY)
    words = (problem_words(problem, language) for problem in finding.problems)
    return "\n".join(dict.fromkeys(words))


def remedy_word(finding: Finding, language: Language) -> str:
    """Return what the key of the row does."""
    is_design = finding.remedy is Remedy.DESIGN
    return language.say(texts.SEE_DESIGN if is_design else texts.CORRECT_NAME)
