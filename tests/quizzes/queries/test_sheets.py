"""What a sheet says before and after the release."""

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Attempt, Question, Variant
from quizzes.queries.problems import parsed
from quizzes.queries.sheets import Sheet, sheet
from tests.quizzes.builders import again, hand_out


def seen(variant: Variant, **typed: str) -> Sheet:
    if typed:
        actions.submit(variant, typed, "-".join(typed.values()))
    return sheet(again(variant), timezone.now())


def test_bands_show_after_the_release_only(variant: Variant) -> None:
    assert [row.accepted for row in seen(variant).rows] == [None, None]
    assert [row.accepted for row in seen(variant, z="0.87").rows] == [None, None]
    assert [row.accepted for row in seen(variant, z="0.87", y="0.705").rows] == [
        ("0.860", "0.880"),
        ("0.7037", "0.7057"),
    ]


def test_bands_show_after_a_reveal_without_submissions(variant: Variant) -> None:
    actions.reveal_solution(variant)
    assert [row.accepted for row in seen(variant).rows] == [("0.860", "0.880"), ("0.7037", "0.7057")]


def test_points_are_in_the_questions_scale(variant: Variant) -> None:
    variant.question.points = 6
    variant.question.save()
    found = seen(variant, z="0.87")
    assert ([row.points for row in found.rows], found.earned, found.points) == ([2, 4], 2, 6)


def test_unmarked_text_shows_without_marks(variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    found = sheet(again(variant), timezone.now(), {"y": "0.7"})
    assert [(row.typed, row.part) for row in found.rows] == [("", None), ("0.7", None)]


def test_unmarked_text_gives_way_once_the_solution_shows(variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    actions.reveal_solution(variant)
    found = sheet(again(variant), timezone.now(), {"y": "0.7"})
    assert [row.typed for row in found.rows] == ["0.87", ""]


def given(attempt: Attempt, question: Question, slug: str, **numbers: object) -> Variant:
    """The numbers of a shipped problem, handed out in place of the question's own."""
    version = actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    record = parsed(version.document).variant(**numbers).record()
    return hand_out(attempt, question, version, record)


def test_counts_are_accepted_with_thousands(attempt: Attempt, question: Question) -> None:
    network = {"k": 5, "n": 16, "m": 32, "d": 128}
    variant = given(attempt, question, "cnn-table-mnist", **network)
    actions.reveal_solution(variant)
    accepted = {row.field.name: row.accepted for row in seen(variant).rows}
    assert accepted["net.5.weights"] == ("102{,}400", "102{,}400")
    assert accepted["total"] == ("108{,}874", "108{,}874")


NEGATIVE = {"x": -2.5}
DIAGNOSIS = {"x": [0.6, 0.8], "w": [0.5, -0.3], "b": 0.2}


@pytest.mark.parametrize(
    ("slug", "numbers", "field", "right"),
    [
        ("relu-output-layer", NEGATIVE, "choice", {"1"}),
        ("medical-diagnosis", DIAGNOSIS, "patient", {"Class 0 (no diabetes)"}),
        ("trained-or-not", {"trained": [1, 5, 6, 9, 12, 15]}, "trained", {"1", "5", "6"}),
    ],
)
def test_right_options_show_after_the_release_only(
    slug: str, numbers: dict, field: str, right: set[str], attempt: Attempt, question: Question
) -> None:
    variant = given(attempt, question, slug, **numbers)

    def shown() -> dict[str, frozenset[str]]:
        return {row.field.name: row.right for row in seen(variant).rows if row.right}

    assert shown() == {}
    actions.submit(variant, {field: "2"}, "a")
    assert shown() == {}
    actions.reveal_solution(variant)
    assert shown() == {field: right}
