"""One guest whose badge has a problem, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.badge import BadgeContent, Problem
from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.designing_words import problem_words


class Remedy(StrEnum):
    """What the key of a finding does."""

    ACCEPT = "accept"
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
        if kinds and kinds <= set(texts.BY_DESIGN):
            return Remedy.DESIGN
        return Remedy.ACCEPT if self.proposals else Remedy.CORRECT

    @property
    def proposals(self) -> dict[str, str]:
        """Sound texts by the damaged ones whose place they can take."""
        return {p.text: p.proposal for p in self.problems if p.proposal}


def finding_words(finding: Finding, language: Language) -> str:
    """Return what is wrong, a sentence a problem."""
    if not finding.problems:
        return language.say(texts.NO_NAME_WHY)
    words = [problem_words(problem, language) for problem in finding.problems]
    proposal = max(finding.proposals.values(), key=len, default="")
    if proposal:
        words.append(language.say(texts.PROPOSAL, words=proposal))
    return "\n".join(dict.fromkeys(words))


def remedy_word(finding: Finding, language: Language) -> str:
    """Return what the key of the row does."""
    words = {Remedy.ACCEPT: texts.CORRECT, Remedy.DESIGN: texts.SEE_DESIGN}
    return language.say(words.get(finding.remedy, texts.CORRECT_NAME))
