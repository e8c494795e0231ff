"""Which left sides are recognised as a name, so that the right side is the answer."""

import pytest

from grader.answers.characters import clean
from grader.answers.equations import right_side


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("0.7", "0.7"),
        ("= 0.7", "0.7"),
        ("≈0.7", "0.7"),
        ("z = 0.7", "0.7"),
        ("y' = 0.7", "0.7"),
        ("p_1=0.7", "0.7"),
        ("p[1] = 0.7", "0.7"),
        ("f(2) = 0.7", "0.7"),
        ("ŷ ≈ 0.7", "0.7"),
        ("y\u0302 ≈ 0.7", "0.7"),
        ("dL/dw = 2w", "2w"),
        ("∂L/∂w = 2w", "2w"),
        ("d/dw = 2w", "2w"),
        ("z =", ""),
    ],
)
def test_right_side_of_a_named_answer(typed: str, right: str) -> None:
    found = right_side(clean(typed))
    assert found is not None
    assert found.text == right


@pytest.mark.parametrize("typed", ["2 = 0.7", "2+3 = 5", "a = b = 0.7", "0.7 = z", "a b = 2", "== 2"])
def test_right_side_of_anything_else_is_not_guessed(typed: str) -> None:
    assert right_side(clean(typed)) is None


def test_right_side_keeps_the_typed_positions() -> None:
    found = right_side(clean("z  = 0.7"))
    assert found is not None
    assert found.origins[0] == 5
