"""The quiz in the terminal, and its client, against a real server."""

import pytest
from forward_pass import Client, RefusedError
from stateless_marking import StatelessMarking, prompt

from tests.examples.conftest import PROGRAMS, Run
from tests.solvers.library import NAMES

pytestmark = [pytest.mark.server, pytest.mark.slow]

QUIZ = "stateless_marking.py"


def test_answers_are_asked_for_and_marked(run: Run, client: Client) -> None:
    done = run(QUIZ, "known", scopes=("marking:write",), typed="0.78\n0.5\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "T",
        "",
        "A question.",
        "",
        "Sum (two decimals): Output (three decimals): ",
        "1 of 2 points",
        "Sum: correct.",
        "Output: wrong.",
    ]


def test_solutions_are_told_where_the_token_may(run: Run, client: Client) -> None:
    scopes = ("marking:write", "solutions:read")
    done = run(QUIZ, "known", "--feedback=solutions", scopes=scopes, typed="0.78\n\n")
    assert done.returncode == 0
    told = done.stdout.split("points\n", 1)[1].splitlines()
    assert told[:2] == [
        "Sum: correct. The right answer is 0.78.",
        "Output: blank. The right answer is 0.6856801139382539.",
    ]
    assert told[3:4] == ["Worked solution"]
    assert [line.split(":")[0] for line in told[4:]] == ["Sum", "Output"]


def test_marks_tell_the_score_alone(run: Run, client: Client) -> None:
    done = run(QUIZ, "known", "--feedback=marks", typed="0.78\n0.686\n")
    assert done.stdout.splitlines()[-1] == "2 of 2 points"


@pytest.mark.parametrize(
    ("arguments", "typed", "scopes", "complaint"),
    [
        (["known"], "0.78\n", ("marking:write",), "Nothing was marked: the answers ended before"),
        (["no-such"], "", ("marking:write",), "The site answered 404: There is nothing here"),
        (
            [],
            "",
            ("marking:write",),
            "The site answered 403: This needs a token with the scope problems:read.",
        ),
        (
            ["known", "--feedback=solutions"],
            "",
            ("marking:write",),
            "The site answered 403: This needs a token with the scope solutions:read.",
        ),
    ],
)
def test_failure_says_why(
    arguments: list[str], typed: str, scopes: tuple[str, ...], complaint: str, run: Run, client: Client
) -> None:
    done = run(QUIZ, *arguments, typed=typed, scopes=scopes)
    assert done.returncode == 1
    assert done.stderr.strip().startswith(complaint)


def test_problems_are_listed(run: Run, client: Client) -> None:
    done = run(QUIZ, scopes=("problems:read", "marking:write"))
    assert [line.split()[0] for line in done.stdout.splitlines()] == sorted([*NAMES, *PROGRAMS])


def test_every_problem_that_ships_is_asked(run: Run, client: Client) -> None:
    marking = StatelessMarking(client)
    for name in NAMES:
        variant = marking.variant(name)
        labels = [prompt(variant, field) for field in variant["fields"]]
        assert all(labels), name
        marked = marking.mark(variant["token"], {field["name"]: "" for field in variant["fields"]})
        assert {part["verdict"] for part in marked["parts"].values()} == {"blank"}


def test_cells_of_a_table_are_told_by_row_and_column(client: Client) -> None:
    variant = StatelessMarking(client).variant("table")
    assert [prompt(variant, field) for field in variant["fields"]] == [
        "CONV-3-2, Weights",
        "FC-10, Weights",
    ]


def test_answers_of_no_field_are_refused(client: Client) -> None:
    marking = StatelessMarking(client)
    with pytest.raises(RefusedError) as refused:
        marking.mark(marking.variant("known")["token"], {"q": "1"})
    assert [fault["pointer"] for fault in refused.value.faults] == ["/answers/q"]
