"""The student's own numbers beside the right ones in the worked solution."""

from quizzes.models import Attempt, Question, Variant
from quizzes.queries.sheets import Yours
from tests.quizzes.queries.test_sheets import given, seen


def test_wrong_and_following_answers_stand_beside_the_right_ones(variant: Variant) -> None:
    assert seen(variant, z="0.37", y="0.591").yours == {
        "z": Yours(("0.37",), "The bias was left out."),
        "y": Yours(("0.591",), "Follows from your $z = 0.37$."),
    }


def test_right_and_blank_answers_are_not_repeated(variant: Variant) -> None:
    assert seen(variant, z="0.87").yours == {}


def test_chosen_option_is_told_in_its_words(attempt: Attempt, question: Question) -> None:
    numbers = given(attempt, question, "relu-output-layer", x=-2.5)
    assert seen(numbers, choice="2").yours == {
        "choice": Yours(("2",), "", ("The output remains \N{MINUS SIGN}2.5.",)),
    }
