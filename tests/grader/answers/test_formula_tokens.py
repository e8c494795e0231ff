"""A formula in its pieces."""

import pytest

from grader.answers.characters import clean
from grader.answers.formula_tokens import Token, tokens
from tests.grader.answers.refusals import refusal


def test_tokens_keep_places_and_spaces() -> None:
    assert tokens(clean("2w - exp(x)")) == [
        Token("number", "2", 0, spaced=False),
        Token("name", "w", 1, spaced=False),
        Token("sign", "-", 3, spaced=True),
        Token("name", "exp", 5, spaced=True),
        Token("open", "(", 8, spaced=False),
        Token("name", "x", 9, spaced=False),
        Token("close", ")", 10, spaced=False),
        Token("end", "", 11, spaced=False),
    ]


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("w**2", ["w", "^", "2"]),
        ("2e-3w", ["2e-3", "w"]),
        ("2e-x", ["2", "e", "-", "x"]),
        ("0,5w", ["0,5", "w"]),
        ("max(0, 5)", ["max", "(", "0", ",", "5", ")"]),
        (".5", [".5"]),
        ("w_1w₂", ["w_1w₂"]),
    ],
)
def test_tokens_of_numbers_and_names(typed: str, pieces: list[str]) -> None:
    assert [token.text for token in tokens(clean(typed))] == [*pieces, ""]


@pytest.mark.parametrize(
    ("typed", "position", "reason"),
    [("w %2", 2, "character"), ("|w|", 0, "bars"), ("w.real", 1, "character")],
)
def test_tokens_refuse_other_characters(typed: str, position: int, reason: str) -> None:
    error = refusal(tokens, clean(typed))
    assert (error.position, error.reason) == (position, reason)
