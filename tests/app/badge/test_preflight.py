"""What is found on a badge before the doors open."""

import pytest

from app.badge.preflight import check
from app.model.badge import ProblemKind


def kinds(content, renderer):
    return [problem.kind for problem in check(content, renderer)]


def test_a_good_badge_has_no_problem(renderer, guest):
    assert check(guest(), renderer) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"native": "黃\U000217d3婷", "language": "zh-TW"}, ProblemKind.GLYPH),
        ({"given": "Donaukieselsteinhausenbergerdörffen"}, ProblemKind.SMALL),
        ({"given": "Konstantinopolitanische"}, ProblemKind.TIGHT),
        ({"family": "WeiÃŸgerber"}, ProblemKind.DAMAGED),
        ({"organisation": "Hochschule D\ufffdsseldorf"}, ProblemKind.DAMAGED),
    ],
)
def test_each_kind_of_problem_is_found(renderer, guest, changes, expected):
    assert expected in kinds(guest(**changes), renderer)


def test_a_problem_names_the_guest_and_the_character(renderer, guest):
    content = guest(native="黃\U000217d3婷")
    problem = check(content, renderer)[0]

    assert (problem.code, problem.name) == (content.code, content.name)
    assert "U+217D3" in problem.detail


def test_the_gravest_problem_comes_first(renderer, guest):
    content = guest(given="Donaukieselsteinhausenbergerdörffen", family="WeiÃŸgerber")

    assert kinds(content, renderer)[0] is ProblemKind.DAMAGED


def test_a_problem_is_told_once(renderer, guest):
    found = check(guest(given="\U000217d3", family="\U000217d3"), renderer)

    assert len(found) == len(set(found))


def test_almost_all_names_of_the_world_are_fine(renderer, guest, names):
    troubled = {
        person["id"]: problems
        for person in names
        if (
            problems := kinds(
                guest(name=person["name"], given="", family="", language=person["lang"]), renderer
            )
        )
    }

    assert ProblemKind.GLYPH in troubled[254]
    assert sum(ProblemKind.GLYPH in problems for problems in troubled.values()) == 1
    assert len(troubled) < 16
